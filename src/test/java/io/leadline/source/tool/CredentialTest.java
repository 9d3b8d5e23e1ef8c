package io.leadline.source.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.source.Credential;
import io.leadline.source.Handshake;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import io.leadline.source.signature.SecretInRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever connects a tool is told all that its hook needs, and nothing else. */
class CredentialTest {
  static List<Source> sources() {
    return Sources.BUILT_IN;
  }

  @ParameterizedTest
  @MethodSource("sources")
  void namesWhatTheHookNeeds(Source source) {
    var suffixes = source.credentials().stream().map(Credential::suffix).toList();
    assertThat(suffixes).as(source.name()).doesNotHaveDuplicates().startsWith(Credential.SECRET);
    assertThat(suffixes.contains(Credential.TOKEN))
        .as("%s is asked for the rest", source.name())
        .isEqualTo(source.defaultBaseUrl().isPresent());
    assertThat(suffixes.contains(Credential.VERIFY_TOKEN))
        .as("%s looks at the address with a token", source.name())
        .isEqualTo(refusesALookWithoutToken(source));
  }

  private static boolean refusesALookWithoutToken(Source source) {
    var look =
        new Request(
            new HookName("demo"),
            "GET",
            "https://leads.example.com/hooks/demo?hub.mode=subscribe&hub.challenge=42",
            Headers.NONE,
            Bytes.EMPTY,
            Instant.EPOCH);
    return source.handshake(look, Secrets.NONE).orElse(null) instanceof Handshake.Refused;
  }

  /** Who brings the secret itself along takes any. */
  @ParameterizedTest
  @MethodSource("sources")
  void aSecretThatIsBroughtAlongIsChosen(Source source) {
    if (source.proof() instanceof SecretInRequest) {
      assertThat(source.credentials().get(0).issued()).as(source.name()).isEmpty();
    }
  }
}
