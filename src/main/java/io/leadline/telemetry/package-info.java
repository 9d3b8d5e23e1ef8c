/**
 * One subscriber turns happenings into log lines, metrics and health.
 *
 * <p>Nobody calls it: the composition root constructs {@link io.leadline.telemetry.HappeningLog}
 * and {@link io.leadline.telemetry.HappeningMeters}, joins them with {@link
 * io.leadline.telemetry.Broadcast}, and publishes {@link io.leadline.telemetry.JournalGauges}, the
 * health indicators and {@link io.leadline.telemetry.LedgerEndpoint}.
 */
@NullMarked
package io.leadline.telemetry;

import org.jspecify.annotations.NullMarked;
