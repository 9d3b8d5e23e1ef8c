/** One subscriber turns happenings into log lines, metrics and health. */
@NullMarked
package io.leadline.telemetry;

import org.jspecify.annotations.NullMarked;
