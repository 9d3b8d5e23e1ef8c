package io.leadline.telemetry;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Which mappings work: UP; {@link Statuses#DEGRADED} while the last good set goes on because the
 * files have problems; {@link Statuses#PAUSED} while there is no good set and events wait.
 */
public final class MappingsHealth implements HealthIndicator {
  private static final int MAX_PROBLEMS = 20;

  /**
   * The mappings as they are now.
   *
   * @param hash of the set that works; absent where none does
   * @param texts the hash of the texts that it was made of, as {@code mappings history} shows it
   * @param count how many mappings it has
   * @param problems of the files as they are, as {@code file:line:col: message}
   */
  public record InUse(
      @Nullable String hash, @Nullable String texts, int count, List<String> problems) {
    public InUse {
      problems = List.copyOf(problems);
    }
  }

  private final Supplier<InUse> mappings;

  public MappingsHealth(Supplier<InUse> mappings) {
    this.mappings = mappings;
  }

  @Override
  public Health health() {
    InUse inUse = mappings.get();
    return inUse.hash() == null ? nothingWorks(inUse) : works(inUse, inUse.hash());
  }

  private static Health nothingWorks(InUse inUse) {
    return withProblems(Health.status(Statuses.PAUSED), inUse)
        .withDetail("meaning", "no mappings could be loaded: events are stored and wait")
        .build();
  }

  private static Health works(InUse inUse, String hash) {
    boolean good = inUse.problems().isEmpty();
    Health.Builder health = good ? Health.up() : Health.status(Statuses.DEGRADED);
    health.withDetail("hash", hash).withDetail("mappings", inUse.count());
    if (inUse.texts() != null) {
      health.withDetail("texts", inUse.texts());
    }
    return good
        ? health.build()
        : withProblems(health, inUse)
            .withDetail("meaning", "the files have problems: the last good mappings go on")
            .build();
  }

  private static Health.Builder withProblems(Health.Builder health, InUse inUse) {
    List<String> problems = inUse.problems();
    return health
        .withDetail("problem_count", problems.size())
        .withDetail("problems", problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS)));
  }
}
