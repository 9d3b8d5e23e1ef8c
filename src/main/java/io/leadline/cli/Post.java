package io.leadline.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/**
 * One request to a server that may not be there: where no answer comes it says which way.
 *
 * @param root the server's address, as in messages: what is behind it may hold a secret
 * @param patience how long an answer is waited for
 */
record Post(String root, Duration patience) {

  /**
   * @throws IllegalStateException with a sentence, when there is no answer
   */
  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(patience)
          .build()
          .send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(sentence(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String sentence(IOException failure) {
    if (failure instanceof HttpTimeoutException
        && !(failure instanceof HttpConnectTimeoutException)) {
      return "no answer within %d s from %s: it may have been taken all the same, ./leadline events says"
          .formatted(patience.toSeconds(), root);
    }
    if (isUnresolved(failure)) {
      return "there is no host of the name in %s: check --to".formatted(root);
    }
    return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException
        ? "nobody answers at %s: is Leadline running there? (--to says where)".formatted(root)
        : "no answer to be read from %s (%s): is it Leadline, and is it http or https?"
            .formatted(root, Printable.line(String.valueOf(failure.getMessage())));
  }

  private static boolean isUnresolved(Throwable failure) {
    return failure instanceof UnresolvedAddressException
        || (failure.getCause() != null && isUnresolved(failure.getCause()));
  }
}
