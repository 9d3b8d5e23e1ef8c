package io.leadline.journal;

import io.leadline.event.HookName;

/**
 * A person (or thing) as a form tool knows it.
 *
 * @param id the sender's own
 */
public record Subject(HookName hook, String id) {}
