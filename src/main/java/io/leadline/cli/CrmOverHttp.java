package io.leadline.cli;

import io.leadline.crm.CrmRequest;
import io.leadline.crm.Reply;
import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call to the CRM from a command. A redirect is not followed, for it would send the key
 * elsewhere.
 *
 * @param patience how long the whole answer is waited for
 */
record CrmOverHttp(Duration patience) {
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

  CrmOverHttp() {
    this(USUAL_PATIENCE);
  }

  Reply exchange(CrmRequest request) {
    var answer =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build()
            .sendAsync(http(request), HttpResponse.BodyHandlers.ofInputStream())
            .thenApplyAsync(CrmOverHttp::answered);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Reply.NoAnswer.because(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static HttpRequest http(CrmRequest request) {
    return HttpRequest.newBuilder(URI.create(request.url()))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(request.json().array()))
        .build();
  }

  /** One byte more than is understood, so that it shows. */
  private static Reply answered(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      byte[] read = body.readNBytes(Reply.MAX_BODY + 1);
      return new Reply.Answered(
          answer.statusCode(), Headers.of(answer.headers().map()), Bytes.of(read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
