package io.leadline.docs;

import io.leadline.event.CallKind;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Happening;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One happening of every kind that there is, made from their records: a new kind is among them. */
final class Happened {
  private static final Map<Class<?>, Object> SAMPLES =
      Map.of(
          int.class,
          1,
          String.class,
          "accepted",
          Duration.class,
          Duration.ofMillis(120),
          Instant.class,
          Instant.EPOCH,
          HookName.class,
          new HookName("typeform"),
          ConnectionName.class,
          new ConnectionName("eu"),
          EventId.class,
          new EventId("01K3Z8Q4V6X7Y8Z9A0B1C2D3E4"),
          CallKind.class,
          CallKind.CREATE_CONTACT,
          Reason.class,
          new Reason(ReasonCode.CRM_REJECTED, "the CRM refused it"),
          Throwable.class,
          new IllegalStateException("a defect"));

  private Happened() {}

  static List<Happening> everyKind() {
    return Arrays.stream(Happening.class.getPermittedSubclasses()).map(Happened::sample).toList();
  }

  private static Happening sample(Class<?> kind) {
    RecordComponent[] components = kind.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(types)
            .map(type -> Objects.requireNonNull(SAMPLES.get(type), () -> "no sample of " + type))
            .toArray();
    try {
      return (Happening) kind.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no sample of " + kind, e);
    }
  }
}
