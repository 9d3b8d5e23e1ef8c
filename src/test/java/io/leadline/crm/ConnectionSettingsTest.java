package io.leadline.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
  private static final ConnectionName EU = new ConnectionName("eu");

  @Test
  void readsTheDefaultAccountWithTheDocumentedHost() {
    assertThat(connection(ConnectionName.DEFAULT, credentials("CRM_")))
        .isEqualTo(
            new Connection(
                    ConnectionName.DEFAULT,
                    "https://app.zyntrohq.com/apis/public",
                    "k",
                    "o",
                    "m",
                    CrmMode.B2B)
                .withProfiles("leadline_event", UnknownProfile.REPEAT));
  }

  @Test
  void readsWhatIsToBeSaidInProfilesAndDoneWithOnesInDoubt() {
    var env = credentials("CRM_");
    env.putAll(credentials("CRM_EU_"));
    env.put("CRM_PROFILE_REFERENCE", "our event");
    env.put("CRM_UNKNOWN_PROFILE", "Hold");
    assertThat(connection(ConnectionName.DEFAULT, env).profileReference()).isEqualTo("our event");
    assertThat(connection(EU, env).profileReference()).as("as CRM_...").isEqualTo("our event");
    assertThat(connection(EU, env).unknownProfile()).isEqualTo(UnknownProfile.HOLD);

    env.put("CRM_EU_PROFILE_REFERENCE", "off");
    env.put("CRM_EU_UNKNOWN_PROFILE", "repeat");
    assertThat(connection(EU, env).profileReference()).isNull();
    assertThat(connection(EU, env).unknownProfile()).isEqualTo(UnknownProfile.REPEAT);
    assertThat(connection(ConnectionName.DEFAULT, env).unknownProfile())
        .isEqualTo(UnknownProfile.HOLD);
  }

  @Test
  void refusesOtherWordsForThem() {
    var env = credentials("CRM_");
    env.put("CRM_PROFILE_REFERENCE", "{\"a\"}");
    env.put("CRM_UNKNOWN_PROFILE", "maybe");

    assertThat(message(env))
        .contains("CRM_PROFILE_REFERENCE '{\"a\"}' is no key of a profile")
        .contains("CRM_UNKNOWN_PROFILE 'maybe' is neither repeat (default) nor hold");
  }

  @Test
  void trimsTheBaseUrlAndReadsTheMode() {
    var env = credentials("CRM_");
    env.put("CRM_BASE_URL", " http://localhost:9000/apis/public// ");
    env.put("CRM_MODE", "B2C");

    assertThat(connection(ConnectionName.DEFAULT, env).baseUrl())
        .isEqualTo("http://localhost:9000/apis/public");
    assertThat(connection(ConnectionName.DEFAULT, env).mode()).isEqualTo(CrmMode.B2C);
  }

  @Test
  void hasNoLimitButEightAtOnceWhereNothingIsSaid() {
    assertThat(connection(ConnectionName.DEFAULT, credentials("CRM_")).budget())
        .isEqualTo(new Budget(0, 8));
  }

  @Test
  void takesAnAccountsOwnBudgetBeforeTheOneForAll() {
    var env = credentials("CRM_");
    env.putAll(credentials("CRM_EU_"));
    env.putAll(credentials("CRM_US_"));
    env.put("CRM_RATE", "10");
    env.put("CRM_CONCURRENCY", "4");
    env.put("CRM_EU_RATE", "0.5");
    env.put("CRM_EU_CONCURRENCY", "2");
    env.put("CRM_US_RATE", "OFF");

    assertThat(connection(ConnectionName.DEFAULT, env).budget()).isEqualTo(new Budget(10, 4));
    assertThat(connection(EU, env).budget()).isEqualTo(new Budget(0.5, 2));
    assertThat(connection(new ConnectionName("us"), env).budget()).isEqualTo(new Budget(0, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "CRM_RATE, -1, off (default)",
    "CRM_RATE, 0, at least 0.01",
    "CRM_RATE, many, off (default)",
    "CRM_RATE, 1e3, off (default)",
    "CRM_CONCURRENCY, 0, whole number from 1 to 64",
    "CRM_CONCURRENCY, 65, whole number from 1 to 64",
    "CRM_CONCURRENCY, two, whole number from 1 to 64"
  })
  void saysWhatABudgetMayBe(String variable, String value, String expected) {
    var env = credentials("CRM_");
    env.put(variable, value);

    assertThat(message(env)).contains(variable).contains("'" + value + "'").contains(expected);
  }

  @Test
  void namesAllThatIsMissingInOneMessage() {
    assertThat(message(Map.of("CRM_ORG_ID", " ", "PATH", "/bin")))
        .isEqualTo(
            "The CRM's credentials are missing: set CRM_API_KEY, CRM_ORG_ID, CRM_MEMBER_ID (in the"
                + " CRM: Me > API Keys)");
  }

  @Test
  void tellsAllProblemsAtOnce() {
    var env = credentials("CRM_");
    env.remove("CRM_ORG_ID");
    env.put("CRM_MODE", "c2c");
    env.put("CRM_BASE_URL", "crm.example");

    assertThat(message(env))
        .contains("set CRM_ORG_ID (")
        .contains("CRM_MODE 'c2c' is no mode; it is b2b (default) or b2c")
        .contains("CRM_BASE_URL 'crm.example' is not an absolute http or https address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://crm.example/apis",
        "/apis/public",
        "https://",
        "https://crm.example/apis?key=s3cret",
        "https://user:s3cret@crm.example/apis",
        "https://crm example/"
      })
  void refusesABaseUrlThatIsNoneAndShowsNoSecretInIt(String url) {
    var env = credentials("CRM_");
    env.put("CRM_BASE_URL", url);

    assertThat(message(env)).startsWith("CRM_BASE_URL '").doesNotContain("s3cret");
  }

  @Test
  void refusesTheAddressOfOneCall() {
    var env = credentials("CRM_");
    env.put("CRM_BASE_URL", "https://crm.example/apis/public/createContact.php");

    assertThat(message(env)).contains("CRM_BASE_URL names one call");
  }

  @Test
  void refusesThePlaceholdersOfTheDocumentation() {
    var env = credentials("CRM_");
    env.put("CRM_API_KEY", "your_zyntro_api_key");

    assertThat(message(env)).contains("CRM_API_KEY still holds the placeholder");
  }

  @Test
  void readsFurtherAccountsByTheirNames() {
    var env = credentials("CRM_");
    env.putAll(credentials("CRM_EU_"));
    env.putAll(credentials("CRM_US_WEST_"));
    env.put("CRM_EU_MODE", "b2c");
    env.put("CRM_EU_BASE_URL", "https://eu.example/apis/public");

    assertThat(usable(env).connections().keySet())
        .containsExactlyInAnyOrder(ConnectionName.DEFAULT, EU, new ConnectionName("us-west"));
    assertThat(connection(EU, env).mode()).isEqualTo(CrmMode.B2C);
    assertThat(connection(EU, env).baseUrl()).isEqualTo("https://eu.example/apis/public");
    assertThat(connection(ConnectionName.DEFAULT, env).mode()).isEqualTo(CrmMode.B2B);
    assertThat(usable(env).find(new ConnectionName("mars"))).isEmpty();
  }

  @Test
  void sendsAFurtherAccountWhereTheDefaultGoesUnlessItSaysOtherwise() {
    var env = credentials("CRM_EU_");
    env.put("CRM_BASE_URL", "https://staging.example/apis/public");

    assertThat(connection(EU, env).baseUrl()).isEqualTo("https://staging.example/apis/public");
  }

  @Test
  void needsNoDefaultAccountWhereOthersAreNamedButThenAWholeOne() {
    var env = credentials("CRM_EU_");
    assertThat(usable(env).connections()).containsOnlyKeys(EU);

    env.put("CRM_API_KEY", "k");
    env.remove("CRM_EU_MEMBER_ID");
    assertThat(message(env)).contains("set CRM_ORG_ID, CRM_MEMBER_ID, CRM_EU_MEMBER_ID (");
  }

  @Test
  void readsMembersKeysOfTheirOwn() {
    var env = credentials("CRM_");
    env.put("CRM_MEMBER_KEYS", "m-1=k1  m-2=k2==");

    assertThat(connection(ConnectionName.DEFAULT, env).apiKeyOf("m-2")).isEqualTo("k2==");
    assertThat(connection(ConnectionName.DEFAULT, env).apiKeyOf("m")).isEqualTo("k");
  }

  @Test
  void refusesMembersKeysThatAreNoPairsWithoutQuotingThem() {
    var env = credentials("CRM_");
    env.put("CRM_MEMBER_KEYS", "s3cret");

    assertThat(message(env)).contains("CRM_MEMBER_KEYS").doesNotContain("s3cret");
  }

  @Test
  void saysHowTheDefaultAccountIsSpelled() {
    var env = credentials("CRM_");
    env.put("CRM_DEFAULT_API_KEY", "k");

    assertThat(message(env)).contains("CRM_DEFAULT_");
  }

  private static Map<String, String> credentials(String prefix) {
    var env = new HashMap<String, String>();
    env.put(prefix + "API_KEY", "k");
    env.put(prefix + "ORG_ID", "o");
    env.put(prefix + "MEMBER_ID", "m");
    return env;
  }

  private static ConnectionSettings.Usable usable(Map<String, String> env) {
    return (ConnectionSettings.Usable) ConnectionSettings.read(env);
  }

  private static Connection connection(ConnectionName name, Map<String, String> env) {
    return usable(env).find(name).orElseThrow();
  }

  private static String message(Map<String, String> env) {
    return ((ConnectionSettings.Unusable) ConnectionSettings.read(env)).message();
  }
}
