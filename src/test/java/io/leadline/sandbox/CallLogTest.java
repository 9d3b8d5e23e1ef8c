package io.leadline.sandbox;

import static io.leadline.sandbox.Client.contact;
import static io.leadline.sandbox.Client.json;
import static io.leadline.sandbox.Client.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallLogTest extends SandboxTest {
  @Test
  void noticesTwoCallsForOnePersonAtATime() {
    slow();
    var first = client().createContactLater(contact("ada@acme.example"));
    awaitHeld(1);
    var second = client().createContactLater(contact("ADA@acme.example"));
    awaitHeld(2);
    sandbox().faults().clear();
    first.join();
    second.join();

    assertThat(sandbox().calls()).hasSize(2).allMatch(CallRecord::overlap);
    assertThat(sandbox().summary().overlaps()).isEqualTo(2);
    assertThat(sandbox().summary().maxConcurrentCalls()).isEqualTo(2);
  }

  @Test
  void noticesACreateDuringAnAddForTheSamePerson() {
    var id = client().stored("ada@acme.example");
    slow();
    var first = client().createContactLater(contact("ada@acme.example"));
    awaitHeld(1);
    sandbox().faults().active().forEach(fault -> sandbox().faults().remove(fault.id()));
    client().addProfile(profile(id));
    sandbox().faults().clear();
    first.join();

    assertThat(sandbox().calls())
        .extracting(CallRecord::overlap)
        .containsExactly(false, true, true);
  }

  @Test
  void letsDifferentPeopleGoSideBySide() {
    slow();
    var first = client().createContactLater(contact("ada@acme.example"));
    awaitHeld(1);
    var second = client().createContactLater(contact("bob@acme.example"));
    awaitHeld(2);
    sandbox().faults().clear();
    first.join();
    second.join();

    assertThat(sandbox().calls()).noneMatch(CallRecord::overlap);
    assertThat(sandbox().summary().maxConcurrentCalls()).isEqualTo(2);
  }

  @Test
  void countsCallsOneAfterAnotherAsNoOverlap() {
    for (int i = 0; i < 50; i++) {
      client().addProfile(profile(client().stored("ada@acme.example")));
    }
    assertThat(sandbox().summary().overlaps()).isZero();
    assertThat(sandbox().summary().maxConcurrentCalls()).isEqualTo(1);
  }

  @Test
  void keepsOverlapWithAHeldCallApart() {
    sandbox().faults().add(Fault.of(FaultKind.HANG).times(1));
    var first = client().createContactLater(contact("ada@acme.example"));
    awaitHeld(1);
    client().createContact(contact("ada@acme.example"));
    sandbox().faults().release();
    first.join();

    assertThat(sandbox().calls()).noneMatch(CallRecord::overlap);
    assertThat(sandbox().calls()).allMatch(CallRecord::overlapWithHeld);
    assertThat(sandbox().summary().overlapsWithHeld()).isEqualTo(2);
  }

  @Test
  void recordsWhatEachCallWasAndWhatCameOfIt() {
    var id = client().stored("ada@acme.example");
    client().addProfile(profile(id));
    client().addProfile(profile("unknown"));

    var calls = json(client().get("/sandbox/calls?since=1")).get("calls");
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0).toString())
        .isEqualTo(
            ("{'seq':2,'call':'addProfileToContact','started_at':'2026-01-18T18:17:02Z',"
                    + "'ended_at':'2026-01-18T18:17:02Z','http_status':200,'status':'success',"
                    + "'org_id':'%s','member_id':'%s','email':'ada@acme.example',"
                    + "'contact_id':'%s','profile_id':1,'api_key':'•••key','outcome':'accepted',"
                    + "'fault':null,'committed':true,'overlap':false,'overlap_with_held':false,"
                    + "'sentences':[],'ignored_fields':[]}")
                .formatted(SandboxSettings.DEMO_ORG_ID, SandboxSettings.DEMO_MEMBER_ID, id)
                .replace('\'', '"'));
    assertThat(calls.get(1).get("outcome").asText()).isEqualTo("refused");
    assertThat(calls.get(1).at("/sentences/0").asText()).isEqualTo("Contact does not exist");
    assertThat(calls.get(1).get("committed").asBoolean(true)).isFalse();
  }

  @Test
  void keepsTheNewestCallsOnlyButCountsAll() {
    restart(SandboxSettings.demo().withKeptCalls(2));
    for (int i = 0; i < 5; i++) {
      client().stored("ada@acme.example");
    }
    assertThat(sandbox().calls()).extracting(CallRecord::seq).containsExactly(4L, 5L);
    assertThat(sandbox().summary().calls(Operation.CREATE_CONTACT, CallOutcome.ACCEPTED))
        .isEqualTo(5);
  }

  private void slow() {
    sandbox().faults().add(Fault.of(FaultKind.LATENCY).withDelay(Duration.ofHours(1)));
  }

  private void awaitHeld(int calls) {
    await().until(() -> sandbox().faults().held() == calls);
  }
}
