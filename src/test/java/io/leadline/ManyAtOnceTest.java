package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.leadline.event.Documents;
import io.leadline.event.State;
import io.leadline.journal.EventQuery;
import io.leadline.journal.EventSummary;
import io.leadline.journal.TestStore;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.SandboxCrm;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One person, or one event, from very many senders at the same moment. */
@Tag(RunningLeadline.FOR_LONG)
class ManyAtOnceTest {
  private static final Duration IN_THE_END = Duration.ofSeconds(120);
  private static final int SENDERS = 48;
  private static final Pattern MESSAGE = Pattern.compile("message (\\d+)\\b");

  @TempDir Path folder;
  private SandboxCrm crm;
  private RunningLeadline leadline;

  private void start(TestStore store) {
    crm = RunningLeadline.sandbox();
    leadline = RunningLeadline.start(folder, crm, Map.of("JOURNAL_URL", store.freshUrl(folder)));
  }

  @AfterEach
  void stop() {
    leadline.close();
    crm.close();
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void makesOneContactOfFiveHundredEventsForOneAddressInOrderOfReceipt(TestStore store) {
    start(store);
    List<HttpResponse<String>> answers =
        sendAtOnce(500, number -> leadline.typeform(submission(number)));

    assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
    await().atMost(IN_THE_END).until(() -> leadline.ledger("typeform").pending() == 0);
    assertThat(leadline.ledger("typeform").delivered()).isEqualTo(500);
    assertThat(crm.contacts()).hasSize(1);
    assertThat(crm.summary().overlaps()).as("calls for one person at a time").isZero();
    assertThat(messagesOf(crm.contacts().get(0))).isEqualTo(messagesInOrderOfReceipt());
    assertThat(leadline.journal().ledger()).isEqualTo(leadline.journal().countedLedger());
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void makesOneEffectOfTwoThousandCopiesOfOneEvent(TestStore store) {
    start(store);
    String body = Forms.demoRequestOf("copied", "copied@example.org");
    List<HttpResponse<String>> answers = sendAtOnce(2000, number -> leadline.typeform(body));

    assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
    assertThat(answers).filteredOn(ManyAtOnceTest::isNew).hasSize(1);
    assertThat(Set.copyOf(answers.stream().map(RunningLeadline::eventOf).toList())).hasSize(1);
    leadline.awaitState(RunningLeadline.eventOf(answers.get(0)), State.DELIVERED);
    assertThat(leadline.ledger("typeform").received()).isEqualTo(1);
    assertThat(leadline.ledger("typeform").duplicates()).isEqualTo(1999);
    assertThat(crm.contacts()).hasSize(1);
    assertThat(crm.contacts().get(0).profiles()).hasSize(1);
    assertThat(crm.calls()).hasSize(2);
    assertThat(leadline.journal().ledger()).isEqualTo(leadline.journal().countedLedger());
  }

  private static boolean isNew(HttpResponse<String> answer) {
    return JsonPath.read(answer.body(), "$.events[0].new");
  }

  private static String submission(int number) {
    String email = number % 2 == 0 ? "One@Person.example" : "one@person.EXAMPLE";
    return Forms.demoRequest("at-once-" + number)
        .email(email)
        .text("name", "What is your name?", "Number " + number)
        .text("message", "Anything else?", "message " + number)
        .json();
  }

  private static List<Integer> messagesOf(Contact contact) {
    return contact.profiles().stream()
        .map(profile -> messageIn(Documents.write(profile.profilePayload())))
        .toList();
  }

  private static int messageIn(String text) {
    Matcher message = MESSAGE.matcher(text);
    assertThat(message.find()).as(text).isTrue();
    return Integer.parseInt(message.group(1));
  }

  /** The journal numbers events as it receives them, and their ids rise with the numbers. */
  private List<Integer> messagesInOrderOfReceipt() {
    var all = new EventQuery(Set.of(), null, null, null, null, 1000);
    return leadline.journal().search(all).stream()
        .map(EventSummary::id)
        .sorted(Comparator.comparing(id -> id.value()))
        .map(id -> leadline.journal().find(id).orElseThrow().event().body().asUtf8())
        .map(ManyAtOnceTest::messageIn)
        .toList();
  }

  /** All senders stand ready before the first sends. */
  private static <T> List<T> sendAtOnce(int count, IntFunction<T> send) {
    var senders = Executors.newFixedThreadPool(SENDERS);
    var ready = new CountDownLatch(SENDERS);
    try {
      var running = new ArrayList<Future<T>>();
      for (int i = 0; i < count; i++) {
        running.add(senders.submit(standingReady(ready, send, i)));
      }
      var answers = new ArrayList<T>();
      for (Future<T> one : running) {
        answers.add(one.get(IN_THE_END.toSeconds(), TimeUnit.SECONDS));
      }
      return answers;
    } catch (Exception e) {
      throw new AssertionError("not everything was answered", e);
    } finally {
      senders.shutdownNow();
    }
  }

  private static <T> Callable<T> standingReady(CountDownLatch ready, IntFunction<T> send, int i) {
    return () -> {
      ready.countDown();
      ready.await();
      return send.apply(i);
    };
  }
}
