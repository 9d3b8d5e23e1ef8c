package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.leadline.event.Submission;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncludedAnswersTest {
  private static final Duration MUCH = Duration.ofSeconds(60);

  @ParameterizedTest
  @CsvSource({
    "https://x.de/?page=2, https://x.de/?page=2",
    "https://x.de/#prices, https://x.de/#prices",
    "https://x.de/?keys=2&tokens=3, https://x.de/?keys=2&tokens=3",
    "https://x.de/token=1, https://x.de/token=1",
    "https://x.de/?a=token=1, https://x.de/?a=token=1",
    "https://x.de/f.pdf?accessToken=abc, https://x.de/f.pdf",
    "https://x.de/f.pdf?page=2&TOKEN=abc, https://x.de/f.pdf",
    "https://x.de/f.pdf?page=2;sig=abc, https://x.de/f.pdf",
    "https://x.de/f.pdf?X-Amz-Signature=abc#page=2, https://x.de/f.pdf",
    "https://x.de/f.pdf?download_key=abc, https://x.de/f.pdf",
    "https://x.de/#access_token=abc, https://x.de/",
    "https://x.de/#state=1&access_token=abc, https://x.de/",
    "https://x.de/?page=2#access_token=abc, https://x.de/?page=2",
    "https://x.de/#/files?token=abc, https://x.de/#/files",
    "https://x.de/??token=abc, https://x.de/?",
    "https://x.de/f.pdf?apikey=abc, https://x.de/f.pdf",
    "https://x.de/f.pdf?authToken=abc, https://x.de/f.pdf",
    "https://x.de/f.pdf?client_secret=abc, https://x.de/f.pdf",
    "https://x.de/f.pdf?AWSAccessKeyId=abc, https://x.de/f.pdf",
    "https://x.de/f.pdf?X-Amz-Credential=abc, https://x.de/f.pdf",
    "https://x.de/f.pdf?jwt=abc, https://x.de/f.pdf",
    "https://x.de/?turnkey=1&monkey=2, https://x.de/?turnkey=1&monkey=2",
    "https://x.de/?policy=1&country_code=DE, https://x.de/?policy=1&country_code=DE",
  })
  void anAddressEndsBeforeItsSecrets(String sent, String included) {
    assertThat(included("File", sent)).isEqualTo(included);
  }

  @ParameterizedTest
  @CsvSource({"?", "#", "?_", "&a-", "?token", "=", "&=-"})
  void anAddressOfMarksTakesShortTime(String marks) {
    String address = "https://a?" + marks.repeat(900_000 / marks.length());

    assertThat(assertTimeoutPreemptively(MUCH, () -> included("File", address))).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({
    "Signature, https://x.de/12, false",
    "Unterschrift, https://x.de/12, false",
    "Website Ihrer Firma, https://acme.de, true",
    "Website Ihrer Firma, https://acme.de/about?page=2, true",
    "Firma, https://acme.de, true",
    "Firma, https://acme.de/, true",
    "Firmenname, https://acme.de/logo.png, true",
    "Firma *, https://forms.example/answers/12, false",
    "firma, https://forms.example/?file=12, false",
    "Firma del cliente, https://x.es/uploads/12, false",
    "Firma digitale:, https://x.it/s.PNG?page=1, false",
    "La sua firma, https://x.it/form/signature_12, false",
    "Su firma aquí, https://forms.example/admin/download/file/12, false",
  })
  void aSignatureIsLeftOutAndACompanyIsNot(String title, String address, boolean kept) {
    assertThat(included(title, address)).isEqualTo(kept ? address : null);
  }

  @Test
  void manyAnswersWhoseIdsAreNotKnownTakeShortTime() {
    Map<String, Object> answers = new LinkedHashMap<>();
    Map<String, Object> labels = new LinkedHashMap<>();
    answers.put("one more", "x");
    for (int i = 0; i < 300_000; i++) {
      answers.put("id" + i, "answer " + i);
      labels.put("Title " + i, "answer " + i);
    }

    assertThat(assertTimeoutPreemptively(MUCH, () -> included(answers, labels)))
        .containsEntry("Title 0", "answer 0");
  }

  private static @Nullable Object included(String title, Object answer) {
    return included(Map.of(title, answer), Map.of()).get(title);
  }

  private static Map<String, Object> included(Map<String, ?> answers, Map<String, ?> labels) {
    var like = Submissions.of("typeform", Map.of());
    var submission =
        new Submission(
            like.hook(),
            "typeform",
            "1",
            "form_response",
            null,
            like.receivedAt(),
            "f1",
            "Demo request",
            new LinkedHashMap<>(answers),
            new LinkedHashMap<>(labels),
            Map.of(),
            Map.of(),
            null);
    return IncludedAnswers.of(
        new Scope(submission, Map.of(), new Effort(submission, 1), Trace.NOBODY),
        List.of(),
        Map.of());
  }
}
