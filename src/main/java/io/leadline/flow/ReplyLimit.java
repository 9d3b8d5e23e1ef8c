package io.leadline.flow;

import io.leadline.crm.Reply;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Hangs up on a reply that nobody would wait for any more, or that nobody would understand for its
 * length ({@link Reply#MAX_BODY}): camel-http holds it in memory whole.
 */
public final class ReplyLimit implements HttpClientConfigurer {
  private final TimeLimit time;

  /**
   * @param time the longest that a request and its whole reply may take
   */
  public ReplyLimit(Duration time) {
    this.time = new TimeLimit(time);
  }

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    client.addExecInterceptorFirst("reply-limit", this::exchange);
  }

  private ClassicHttpResponse exchange(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    TimeLimit.Running running = time.start(() -> hangUp(scope));
    boolean goesOn = false;
    try {
      ClassicHttpResponse response = chain.proceed(request, scope);
      HttpEntity entity = response.getEntity();
      if (entity != null) {
        goesOn = true;
        response.setEntity(new LimitedEntity(entity, running, scope.execRuntime::discardEndpoint));
      }
      return response;
    } catch (IOException e) {
      throw running.why(e);
    } finally {
      if (!goesOn) {
        running.end();
      }
    }
  }

  /** From the timer's thread: only the request itself may be told to end from another. */
  private static void hangUp(ExecChain.Scope scope) {
    if (scope.originalRequest instanceof Cancellable request) {
      request.cancel();
    }
  }

  private static final class LimitedEntity extends HttpEntityWrapper {
    private final TimeLimit.Running running;
    private final Runnable discard;
    private @Nullable InputStream content;

    LimitedEntity(HttpEntity entity, TimeLimit.Running running, Runnable discard) {
      super(entity);
      this.running = running;
      this.discard = discard;
    }

    /** One for all who ask: whoever only closes it must know how much was read. */
    @Override
    public InputStream getContent() throws IOException {
      if (content == null) {
        content = new LimitedStream(super.getContent(), running, discard);
      }
      return content;
    }

    @Override
    public void close() throws IOException {
      running.end();
      super.close();
    }
  }

  private static final class LimitedStream extends FilterInputStream {
    private final TimeLimit.Running running;
    private final Runnable discard;
    private long read;

    LimitedStream(InputStream in, TimeLimit.Running running, Runnable discard) {
      super(in);
      this.running = running;
      this.discard = discard;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int more = readInTime(into, offset, length);
      if (more < 0) {
        running.end();
        return more;
      }
      count(more);
      return more;
    }

    private int readInTime(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (IOException e) {
        throw running.why(e);
      }
    }

    private void count(int more) throws IOException {
      read += more;
      if (isTooLong()) {
        running.end();
        discard.run();
        throw new IOException("the answer is longer than " + Reply.MAX_BODY + " bytes");
      }
    }

    private boolean isTooLong() {
      return read > Reply.MAX_BODY;
    }

    /** Closing would read the rest first; of an answer too long the connection is gone by now. */
    @Override
    public void close() throws IOException {
      if (!isTooLong()) {
        closeInTime();
      }
    }

    private void closeInTime() throws IOException {
      try {
        super.close();
      } catch (IOException e) {
        throw running.why(e);
      } finally {
        running.end();
      }
    }
  }
}
