package io.leadline;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.leadline.Load.Submission;
import io.leadline.Load.Told;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is filled while webhooks come, and emptied again. {@code
 * -Dleadline.smalldisk=required} fails where it cannot be mounted.
 */
@Tag(ChildLeadline.OF_ITS_OWN)
class FullDiskTest {
  private static final Duration IN_THE_END = Duration.ofSeconds(90);
  private static final int MIB = 1024 * 1024;

  private Path logs;
  private SmallDisk disk;
  private SandboxCrm crm;
  private Map<String, String> environment;

  @BeforeEach
  void prepare(@TempDir Path folder) throws Exception {
    logs = folder;
    Path mountPoint = Files.createDirectory(folder.resolve("small"));
    disk = SmallDisk.mount(mountPoint, 32).orElseGet(FullDiskTest::skip);
    crm = RunningLeadline.sandbox();
    environment = ChildLeadline.environment(RunningLeadline.environment(disk.folder(), crm));
    environment.put("DISK_RESERVE", String.valueOf(8 * MIB));
  }

  private static SmallDisk skip() {
    String why =
        "NOT TESTED: a full disk. This user may not mount a small tmpfs (root on Linux can)";
    if ("required".equals(System.getProperty("leadline.smalldisk"))) {
      throw new AssertionError(why);
    }
    System.err.println(why);
    Assumptions.abort(why);
    throw new AssertionError("not reached");
  }

  @AfterEach
  void stop() {
    if (crm != null) {
      crm.close();
    }
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void belowTheReserveItTakesAndSendsNothingAndGoesOnByItself() {
    List<Told> told;
    try (var child = ChildLeadline.start(logs, environment);
        var load = new Load(child.caller(), 4).sendOn(Duration.ofMillis(20))) {
      await().atMost(IN_THE_END).until(() -> load.taken() >= 30);

      disk.fillUpTo(6 * MIB);
      awaitRefusals(load);
      await().atMost(IN_THE_END).until(() -> crm.summary().underWay() == 0);
      assertThat(health(child))
          .contains("\"DOWN\"")
          .containsPattern("has [3-6]\\.\\d MiB free and 10.0 MiB must be");
      disk.fillUpTo(0);
      awaitRefusals(load);
      long calls = crm.summary().calls();
      long taken = load.taken();
      awaitRefusals(load);
      assertCommandsAnswer();
      assertThat(crm.summary().calls()).as("calls while there is no room").isEqualTo(calls);
      assertThat(load.taken()).as("webhooks taken while there is no room").isEqualTo(taken);

      disk.makeRoom();
      await().atMost(IN_THE_END).until(() -> load.taken() >= taken + 30);
      told = load.end();
      assertAllIsDelivered(child, told);
      assertThat(child.output()).contains("disk nearly full").contains("disk has room");
      assertThat(child.output()).doesNotContain("internal error").doesNotContain("event died");
    }
  }

  /** Where nothing is kept in reserve, the store itself must refuse, and be whole afterwards. */
  @Test
  void withoutAReserveAFullDiskIsAnsweredWith503AndBreaksNothing() {
    environment.put("DISK_RESERVE", "0");
    try (var child = ChildLeadline.start(logs, environment);
        var load = new Load(child.caller(), 4).sendOn(Duration.ofMillis(20))) {
      await().atMost(IN_THE_END).until(() -> load.taken() >= 30);

      disk.fillUpTo(0);
      awaitRefusals(load);
      assertCommandsAnswer();
      long taken = load.taken();

      disk.makeRoom();
      await().atMost(IN_THE_END).until(() -> load.taken() >= taken + 30);
      assertAllIsDelivered(child, load.end());
    }
  }

  @Test
  void whatOnlyReadsAnswersOnAFullDiskAfterAKill() {
    try (var child = ChildLeadline.start(logs, environment)) {
      child.caller().typeform(new Submission("one", "one@disk.example").body());
      await().atMost(IN_THE_END).until(() -> pending(child) == 0);
      disk.fillUpTo(0);
      child.kill();
    }
    assertCommandsAnswer();
  }

  private static void awaitRefusals(Load load) {
    long before = refused(load);
    await().atMost(IN_THE_END).until(() -> refused(load) >= before + 20);
  }

  private static long refused(Load load) {
    return load.told().stream().filter(one -> one.status() == 503).count();
  }

  private static String health(ChildLeadline child) {
    return child.caller().admin("/actuator/health").body();
  }

  private void assertCommandsAnswer() {
    for (List<String> command :
        List.of(List.of("events"), List.of("ledger"), List.of("ledger", "--verify"))) {
      var result = new CommandLineOf(environment).run(command.toArray(String[]::new));
      assertThat(result.code()).as(command + ": " + result.said()).isZero();
    }
  }

  private void assertAllIsDelivered(ChildLeadline child, List<Told> told) {
    assertThat(told).filteredOn(one -> !one.isFair()).isEmpty();
    Set<Submission> taken =
        told.stream().filter(Told::isTaken).map(Told::submission).collect(toSet());
    await().atMost(IN_THE_END).until(() -> pending(child) == 0);
    Delivered delivered = Delivered.to(crm);
    delivered.holdsAllOf(taken);
    delivered.hasEachPersonOnce();
    assertThat((double) delivered.extraProfiles(taken))
        .isLessThanOrEqualTo(child.caller().meter("leadline_repeated_total"));
    new CommandLineOf(environment).assertLedgerIsVerified();
  }

  private static int pending(ChildLeadline child) {
    return JsonPath.read(
        child.caller().admin("/actuator/ledger").body(), "$.hooks.typeform.pending");
  }
}
