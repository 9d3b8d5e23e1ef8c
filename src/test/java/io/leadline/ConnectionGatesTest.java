package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Connection;
import io.leadline.crm.CrmRequest;
import io.leadline.crm.Reply;
import io.leadline.deliver.ConnectionGate;
import io.leadline.deliver.DeliverSettings;
import io.leadline.deliver.Elapsing;
import io.leadline.deliver.LiveMappings;
import io.leadline.deliver.MappingTrial;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.Happening;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Journal;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ConnectionGatesTest {
  private static final Reply AWAY = new Reply.NoAnswer(false, "connection refused");

  @TempDir Path folder;
  private Journal journal;
  private final List<Happening> told = new ArrayList<>();
  private final List<Runnable> probes = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void open() {
    var clock = Clock.systemUTC();
    journal =
        JournalFactory.serve(
            JournalSettings.of("jdbc:sqlite:" + folder.resolve("t.db")),
            Surroundings.by(clock, clock, told::add));
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void refreshesAllAndProbesEachForItself() {
    ConnectionGate one = gate("one");
    ConnectionGate other = gate("other");
    paused("one");
    paused("other");

    new ConnectionGates(List.of(one, other), probes::add, told::add).probe();

    assertThat(one.paused()).isPresent();
    assertThat(other.paused()).as("though nobody has asked the first yet").isPresent();
    assertThat(asked).isEmpty();
    probes.get(1).run();
    assertThat(asked).as("whatever the first does").containsExactly("http://other.example");
  }

  @Test
  void asksNobodyWhoIsInOrder() {
    new ConnectionGates(List.of(gate("one")), probes::add, told::add).probe();
    assertThat(probes).isEmpty();
  }

  @Test
  void tellsOfADefectAndGoesOn() {
    paused("broken");
    new ConnectionGates(List.of(gate("broken")), Runnable::run, told::add).probe();
    assertThat(told).filteredOn(DefectFound.class::isInstance).hasSize(1);
  }

  @Test
  void hasAnHttpConnectionForWhateverMayBeAskedAtOnce() {
    Connection wide = connection("wide").withBudget(new io.leadline.crm.Budget(0, 64));

    assertThat(Serving.callsAtOnce(List.of(wide, connection("other"))))
        .as("64 and 8 lanes, a probe each, 4 fetches, and dead letters")
        .isGreaterThanOrEqualTo(64 + 8 + 2 + 4 + 1);
  }

  private void paused(String name) {
    journal.pause(
        new ConnectionName(name),
        new Reason(ReasonCode.CRM_UNAVAILABLE, "away"),
        Instant.now().minus(Duration.ofMinutes(1)));
  }

  private ConnectionGate gate(String name) {
    var clock = Clock.systemUTC();
    var mappings =
        new LiveMappings(
            () -> new MappingTexts(Map.of()),
            Map.of(),
            new MappingTrial(hook -> Optional.empty(), MappingCases.SubmissionReader.INLINE_ONLY),
            journal,
            told::add,
            clock);
    return new ConnectionGate(
        connection(name),
        this::exchange,
        journal,
        mappings,
        DeliverSettings.DEFAULT,
        told::add,
        clock,
        AtOnce.INSTANCE,
        () -> 1);
  }

  private Reply exchange(CrmRequest request) {
    asked.add(request.baseUrl());
    if (request.baseUrl().contains("broken")) {
      throw new IllegalStateException("a defect");
    }
    return AWAY;
  }

  private static Connection connection(String name) {
    return new Connection(
        new ConnectionName(name),
        "http://" + name + ".example",
        "key",
        "org",
        "member",
        CrmMode.B2B);
  }

  /** A minute goes by between any two looks: whatever is to be done soon is due. */
  private enum AtOnce implements Elapsing {
    INSTANCE;

    private long minutes;

    @Override
    public long nanos() {
      return Duration.ofMinutes(++minutes).toNanos();
    }

    @Override
    public void pass(Duration time) {}
  }
}
