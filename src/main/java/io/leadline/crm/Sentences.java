package io.leadline.crm;

import io.leadline.event.CallKind;
import io.leadline.event.ConnectionName;
import org.jspecify.annotations.Nullable;

/**
 * Every sentence that an outcome may carry: what, which, where and what to do.
 *
 * @param words what the CRM said, masked; empty where it said nothing
 */
record Sentences(
    CallKind kind, @Nullable Connection connection, @Nullable String asMember, String words) {

  String keyRefused() {
    return "The CRM refuses the API key"
        + said()
        + ". Put a valid key in "
        + keyVariable()
        + " (in the CRM: Me > API Keys); deliveries wait until then.";
  }

  String settingsMissing() {
    return "The CRM says that the organisation's CRM settings are missing"
        + said()
        + ". Configure them in the CRM (statuses, sources, pipeline); deliveries wait until then.";
  }

  String organisationRefused() {
    return "The CRM refuses the organisation"
        + said()
        + ". Check "
        + variable("ORG_ID")
        + " and that the organisation is active; deliveries wait until then.";
  }

  String memberRefused() {
    return "The CRM refuses the member"
        + said()
        + ". Check that "
        + variable("MEMBER_ID")
        + " is a member of the organisation; deliveries wait until then.";
  }

  String namedMemberRefused() {
    return "The CRM refuses member '"
        + asMember
        + "', whom the mapping makes this call as"
        + said()
        + ". Correct contact_owner or as_member in the mapping, then replay.";
  }

  String notTheOwner() {
    return "The CRM says that "
        + member()
        + " does not own this contact"
        + said()
        + ". Only the owner can add profiles to it. Set contact_owner in the mapping, or as_member on"
        + " the profile, to the member who owns it; a member with an API key of its own has it in "
        + variable("MEMBER_KEYS")
        + ". Then replay.";
  }

  String tooMany() {
    return "The CRM says too many requests" + said() + ". It is tried again later.";
  }

  String trouble() {
    return "The CRM could not do " + kind + " now" + said() + ". It is tried again later.";
  }

  String refused() {
    return "The CRM refused "
        + kind
        + (words.isEmpty() ? " and gave no reason" : ": " + words)
        + (words.endsWith(".") ? "" : ".")
        + " Correct the mapping, or the value it sends, and replay.";
  }

  String refusedWithoutWords(int status) {
    return "The CRM refused "
        + kind
        + " with HTTP "
        + status
        + " and no JSON that says why. Look at the call in the event's detail, correct the mapping"
        + " and replay.";
  }

  String doorClosed(int status) {
    return "HTTP "
        + status
        + " for "
        + kind
        + " and no word of the CRM: it, or a proxy or firewall before it, refuses us. Check "
        + keyVariable()
        + ", "
        + variable("BASE_URL")
        + " and the way to the CRM; deliveries wait until then.";
  }

  String wrongAddress(int status) {
    return "HTTP "
        + status
        + " for "
        + Requests.pathOf(kind)
        + said()
        + ": the CRM's API does not seem to be there. Check "
        + variable("BASE_URL")
        + address()
        + "; documented is "
        + Connection.DOCUMENTED_BASE_URL
        + ".";
  }

  String redirected(int status, String location) {
    return "HTTP "
        + status
        + " redirects "
        + kind
        + (location.isBlank() ? "" : " to " + Address.shown(location))
        + ". A redirect is not followed, for it would send the key elsewhere. Put the address that"
        + " answers itself in "
        + variable("BASE_URL")
        + ".";
  }

  String notTaken(int status) {
    return "The CRM did not take " + kind + " (HTTP " + status + "). It is tried again later.";
  }

  String notReached(String what) {
    return "The CRM was not reached for "
        + kind
        + " ("
        + what
        + "): nothing was sent, and it is tried again later. If it lasts, check "
        + variable("BASE_URL")
        + address()
        + " and the network.";
  }

  String cut(String what) {
    return "No answer to " + kind + " (" + what + ") after it was sent. " + mayHaveHappened();
  }

  String saysNothing(int status, String body) {
    return "HTTP "
        + status
        + " to "
        + kind
        + " with "
        + body
        + ". "
        + mayHaveHappened()
        + (status / 100 == 2
            ? " If every call is answered so, check " + variable("BASE_URL") + "."
            : "");
  }

  private String mayHaveHappened() {
    return kind == CallKind.CREATE_CONTACT
        ? "The contact may have been created; the call may be repeated, for the CRM matches contacts"
            + " by e-mail."
        : "The profile may have been added; a repetition may add it twice. Look at the contact in"
            + " the CRM.";
  }

  private String said() {
    return words.isEmpty() ? "" : " (it says: " + words + ")";
  }

  private String member() {
    if (asMember != null) {
      return "member '" + asMember + "'";
    }
    return "the connection's own member (" + variable("MEMBER_ID") + ")";
  }

  private String address() {
    return connection == null ? "" : " (" + connection.baseUrl() + ")";
  }

  private String keyVariable() {
    boolean ofItsOwn =
        connection != null && asMember != null && connection.memberKeys().containsKey(asMember);
    return variable(ofItsOwn ? "MEMBER_KEYS" : "API_KEY");
  }

  private String variable(String setting) {
    ConnectionName name = connection == null ? ConnectionName.DEFAULT : connection.name();
    return Connection.variable(name, setting);
  }
}
