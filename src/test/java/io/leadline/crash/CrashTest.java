package io.leadline.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.crm.CrmRequest;
import io.leadline.crm.Reply;
import io.leadline.deliver.CrmEndpoint;
import io.leadline.event.Bytes;
import io.leadline.event.CallKind;
import io.leadline.event.ConnectionName;
import io.leadline.event.Happening;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.journal.Journal;
import io.leadline.journal.jdbc.StoreWatch;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // what a stand-in journal is given nobody reads
class CrashTest {
  private static final HookName HOOK = new HookName("h");

  private final List<String> ends = new ArrayList<>();
  private final List<String> journalled = new ArrayList<>();

  @Test
  void leavesEverythingAsItIsWhereNothingIsAsked() {
    Crash none = at("");
    Journal journal = journal();
    CrmEndpoint crm = request -> answer(200);
    Happenings happenings = happening -> {};

    assertThat(none.around(journal)).isSameAs(journal);
    assertThat(none.around(crm)).isSameAs(crm);
    assertThat(none.around(happenings, 1)).isSameAs(happenings);
    assertThat(none.watch()).isSameAs(StoreWatch.NOBODY);
  }

  @Test
  void saysWhatItCannotRead() {
    for (String text :
        List.of("nowhere", "append-before-commit:0", "append-before-commit:", ":2")) {
      assertThatThrownBy(() -> at(text))
          .hasMessageContaining("LEADLINE_CRASH_AT is '" + text + "'")
          .hasMessageContaining(
              "append-before-commit, append-before-answer, prepare-before-commit,")
          .hasMessageContaining("replay-midway, mapping-swap, migration");
    }
  }

  @Test
  void endsAtTheNthCommitThatHoldsAWebhook() {
    StoreWatch watch = at("append-before-commit:2").watch();

    commitOf(watch, "insert into request (hook) values (:hook)");
    commitOf(watch, "update lane set claim = :claim");
    watch.before("begin immediate");
    watch.before("insert into request (hook) values (:hook)");
    assertThat(ends).isEmpty();
    watch.before("commit");

    assertThat(ends).hasSize(1);
  }

  private static void commitOf(StoreWatch watch, String statement) {
    watch.before("begin immediate");
    watch.before(statement);
    watch.before("commit");
  }

  @Test
  void endsAfterTheJournalHasStoredAWebhookAndBeforeItHasPreparedOne() {
    Journal stores = at("append-before-answer").around(journal());
    stores.nextReceivedDue();
    stores.append(
        new Request(HOOK, "POST", "/hooks/h", Headers.NONE, Bytes.utf8("{}"), Instant.EPOCH),
        "generic",
        ConnectionName.DEFAULT,
        List.of(),
        Instant.EPOCH);
    Journal prepares = at("prepare-before-commit").around(journal());
    prepares.prepare(List.of());

    assertThat(journalled)
        .containsExactly("nextReceivedDue", "append", "the end", "the end", "prepare");
  }

  @Test
  void endsAfterTheCrmTookTheCallThatIsMeant() {
    CrmEndpoint contacts = at("contact-before-record").around(request -> answer(200));
    CrmEndpoint refused = at("profile-before-record").around(request -> answer(500));
    CrmEndpoint profiles = at("profile-before-record").around(request -> answer(200));

    contacts.exchange(request(CallKind.ADD_PROFILE));
    profiles.exchange(request(CallKind.CREATE_CONTACT));
    refused.exchange(request(CallKind.ADD_PROFILE));
    assertThat(ends).isEmpty();
    contacts.exchange(request(CallKind.CREATE_CONTACT));
    assertThat(ends).hasSize(1);
    profiles.exchange(request(CallKind.ADD_PROFILE));
    assertThat(ends).hasSize(2);
  }

  @Test
  void takesTheLoadsOfTheStartForNoSwap() {
    var told = new ArrayList<Happening>();
    Happenings happenings = at("mapping-swap").around(told::add, 2);
    var loaded = new Happening.MappingsLoaded("hash", 3);

    happenings.tell(loaded);
    happenings.tell(loaded);
    assertThat(ends).isEmpty();
    happenings.tell(loaded);

    assertThat(ends).hasSize(1);
    assertThat(told).hasSize(3);
  }

  private Crash at(String point) {
    return Crash.read(
        Map.of("LEADLINE_CRASH_AT", point),
        () -> {
          ends.add("the end");
          journalled.add("the end");
        });
  }

  private static CrmRequest request(CallKind kind) {
    return new CrmRequest(kind, "http://crm.example", "/call", Map.of());
  }

  private static Reply answer(int status) {
    return new Reply.Answered(status, Headers.NONE, Bytes.utf8("{}"));
  }

  private Journal journal() {
    return (Journal)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return method.invoke(this, arguments);
              }
              journalled.add(method.getName());
              return null;
            });
  }
}
