package io.leadline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An address that leads to a server, or to nobody: then connections are refused. */
final class Relay implements AutoCloseable {
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile int target;
  private volatile ServerSocket door;

  /**
   * @param url whom it leads to, with a port
   */
  Relay(String url) {
    target = URI.create(url).getPort();
    port = FreePort.any();
    door = listen(port);
    takeFrom(door);
  }

  /** The same URL at this address. */
  String standingFor(String url) {
    return url.replace(":" + URI.create(url).getPort(), ":" + port);
  }

  /** Refuses connections, and cuts those that are there. */
  void off() {
    closeQuietly(door);
    cut();
  }

  void on() {
    door = listen(port);
    takeFrom(door);
  }

  /** Leads to another server from now on; what is open is cut. */
  void leadTo(String url) {
    target = URI.create(url).getPort();
    cut();
  }

  private void cut() {
    open.forEach(Relay::closeQuietly);
    open.clear();
  }

  private static ServerSocket listen(int port) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void takeFrom(ServerSocket from) {
    run(
        () -> {
          while (!from.isClosed()) {
            join(from.accept());
          }
        });
  }

  private void join(Socket one) {
    open.add(one);
    try {
      var other = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(other);
      run(() -> pump(one, other));
      run(() -> pump(other, one));
    } catch (IOException nobodyThere) {
      closeQuietly(one);
    }
  }

  private void pump(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } finally {
      open.remove(from);
    }
  }

  private interface Deed {
    void run() throws IOException;
  }

  private static void run(Deed deed) {
    var thread =
        new Thread(
            () -> {
              try {
                deed.run();
              } catch (IOException ended) {
                // That is how connections end here.
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception ended) {
      // It is closed, which is all that was wanted.
    }
  }

  @Override
  public void close() {
    off();
  }
}
