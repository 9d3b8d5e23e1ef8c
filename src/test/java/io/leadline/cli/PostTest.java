package io.leadline.cli;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which of the ways of getting no answer it was. */
class PostTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void tellsThatNobodyListens() throws IOException {
    String root;
    try (var door = door()) {
      root = root(door);
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> send(root, LONG))
        .withMessage("nobody answers at %s: is Leadline running there? (--to says where)", root);
  }

  /** Its connection is taken by the operating system, and nobody ever reads. */
  @Test
  void tellsThatNoAnswerCame() throws IOException {
    try (var door = door()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> send(root(door), Duration.ofSeconds(1)))
          .withMessage(
              "no answer within 1 s from %s: it may have been taken all the same, ./leadline events says",
              root(door));
    }
  }

  /** A name of this kind is nobody's, by the rules of the internet. */
  @Test
  void tellsThatThereIsNoSuchHost() {
    assertThatIllegalStateException()
        .isThrownBy(() -> send("http://leadline.invalid:8080", LONG))
        .withMessage("there is no host of the name in http://leadline.invalid:8080: check --to");
  }

  @Test
  void tellsThatTheConnectionEnded() throws IOException {
    try (var door = door()) {
      var hanging = CompletableFuture.runAsync(() -> hangUp(door));
      assertThatIllegalStateException()
          .isThrownBy(() -> send(root(door), LONG))
          .withMessageMatching(
              "no answer to be read from http://localhost:\\d+ \\(.+\\): is it Leadline, and is it http or https\\?");
      hanging.join();
    }
  }

  private static void hangUp(ServerSocket door) {
    try (var caller = door.accept()) {
      caller.getInputStream().read();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ServerSocket door() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static String root(ServerSocket door) {
    return "http://localhost:" + door.getLocalPort();
  }

  private static void send(String root, Duration patience) {
    new Post(root, patience)
        .send(
            HttpRequest.newBuilder(URI.create(root + "/hooks/acme?key=secret"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
  }
}
