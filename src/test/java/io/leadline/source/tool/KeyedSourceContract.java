package io.leadline.source.tool;

import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import io.leadline.event.Request;
import io.leadline.source.Deliveries;
import io.leadline.source.Verification.Verified;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a source promises whose tool signs nothing, and brings its secret along. */
abstract class KeyedSourceContract extends SourceContract {

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    return Map.of("X-Leadline-Key", secret);
  }

  @Override
  boolean signsTheBody() {
    return false;
  }

  @Test
  void takesTheSecretInTheUrl() {
    assertThat(verify(withQuery("?form=1&key=" + SECRET), SECRET)).isInstanceOf(Verified.class);
    assertThat(why(verify(withQuery("?key=wrong"), SECRET)))
        .isEqualTo(
            "?key= in the URL does not match the secret in DEMO_SECRET: check what was entered at "
                + tool());
    assertThat(why(verify(withQuery(""), SECRET)))
        .startsWith("?key= in the URL or X-Leadline-Key")
        .contains(" is missing: " + tool() + " does not sign");
  }

  @Test
  void letsTheSecretBeMaskedBeforeAnythingIsStored() {
    var request = withQuery("?key=" + SECRET);
    var carried = source().proof().carried(request).orElseThrow();
    assertThat(carried.value()).isEqualTo(SECRET);
    assertThat(carried.maskedIn(request).uri())
        .isEqualTo(Deliveries.URI + "?key=" + "*".repeat(SECRET.length()));
  }

  /** The tool's name as messages have it. */
  abstract String tool();

  private Request withQuery(String query) {
    var post = post(body(), Map.of());
    return new Request(
        post.hook(),
        post.method(),
        post.uri() + query,
        Headers.NONE,
        post.body(),
        post.receivedAt());
  }
}
