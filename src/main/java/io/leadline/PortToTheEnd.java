package io.leadline;

import org.apache.catalina.startup.Tomcat;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.Shutdown;

/**
 * Leaves the port to the end of the process. A Tomcat that is paused or stopped answers by itself
 * what comes over kept connections: 400 (it forgets to read the headers), 404 or 503 without {@code
 * Retry-After}. Ours is never either while a process ends: behind the closed gate it answers 503
 * until it is gone.
 */
final class PortToTheEnd extends TomcatServletWebServerFactory {
  @Override
  protected TomcatWebServer getTomcatWebServer(Tomcat tomcat) {
    return new Lasting(tomcat, getPort() >= 0);
  }

  private static final class Lasting extends TomcatWebServer {
    Lasting(Tomcat tomcat, boolean autoStart) {
      super(tomcat, autoStart, Shutdown.IMMEDIATE);
    }

    @Override
    public void stop() {
      if (!processEnds()) {
        super.stop();
      }
    }

    @Override
    public void destroy() {
      if (!processEnds()) {
        super.destroy();
      }
    }

    private static boolean processEnds() {
      try {
        Runtime.getRuntime().removeShutdownHook(new Thread());
        return false;
      } catch (IllegalStateException shuttingDown) {
        return true;
      }
    }
  }
}
