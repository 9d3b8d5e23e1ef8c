package io.leadline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class TransitionsTest {
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");
  private static final EventId EVENT = new EventId("01KFDEA6H00000000000000000");
  private static final Reason WHY = new Reason(ReasonCode.INTERNAL_ERROR, "Because.");

  @TempDir Path folder;

  private final Transitions transitions = new Transitions(new SqliteDialect(), new Ledger());
  private Handle db;

  @BeforeEach
  void open() throws Exception {
    SqliteFile file = SqliteFile.of("jdbc:sqlite:" + folder.resolve("t.db"));
    file.create();
    new Schema(new SqliteDialect(), "t.db").migrate(new StoreDataSource(file));
    db = Jdbi.create(file::writing).open();
  }

  @AfterEach
  void close() {
    db.close();
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(State.values())
        .flatMap(from -> Arrays.stream(State.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void goesWhereTheLawOfStatesSaysAndNowhereElse(State from, State to) {
    var event = eventIn(from);

    if (from.next().contains(to)) {
      assertThat(transitions.move(db, event, to, NOW, WHY)).isTrue();
      assertThat(state()).isEqualTo(to);
      assertThat(counter(Counter.of(from))).isEqualTo(-1);
      assertThat(counter(Counter.of(to))).isEqualTo(1);
    } else {
      assertThatThrownBy(() -> transitions.move(db, event, to, NOW, WHY))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("internal error: no event goes from %s to %s", from, to);
      assertThat(state()).isEqualTo(from);
      assertThat(counter(Counter.of(to))).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"READY", "IGNORED", "DEAD", "DISCARDED"})
  void refusesAnEventThatIsNotWhereItWas(State to) {
    var event = eventIn(State.RECEIVED);
    db.execute("update event set state = 'HELD'");

    assertThat(transitions.move(db, event, to, NOW, WHY)).isFalse();
    assertThat(state()).isEqualTo(State.HELD);
    assertThat(counter(Counter.of(to))).isZero();
  }

  private Transitions.Located eventIn(State state) {
    db.execute("insert into request values (1, 'h', 'POST', '/', '', 0, '', '{}', x'00', null)");
    db.createUpdate(
            """
            insert into event (id, request, part, hook, source, event_key, fingerprint, connection,
                               state, received_at)
            values (:id, 1, 0, 'h', 'generic', 'k', 'f', 'default', :state, 0)
            """)
        .bind("id", EVENT.value())
        .bind("state", state.name())
        .execute();
    return transitions.locate(db, EVENT).orElseThrow();
  }

  private State state() {
    return transitions.locate(db, EVENT).orElseThrow().state();
  }

  private long counter(String name) {
    return db.createQuery("select n from ledger where hook = :hook and counter = :name")
        .bind("hook", new HookName("h").value())
        .bind("name", name)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }
}
