package io.leadline.journal;

import io.leadline.event.Reason;
import java.time.Instant;

/** Why and since when a connection delivers nothing. */
public record Pause(Reason reason, Instant since) {}
