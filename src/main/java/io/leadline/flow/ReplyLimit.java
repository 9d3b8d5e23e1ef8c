package io.leadline.flow;

import io.leadline.crm.Reply;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a reply off where nobody would understand it any more ({@link Reply#MAX_BODY}): camel-http
 * holds it in memory whole.
 */
public final class ReplyLimit implements HttpClientConfigurer {

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    client.addExecInterceptorFirst(
        "reply-limit",
        (request, scope, chain) ->
            limited(chain.proceed(request, scope), scope.execRuntime::discardEndpoint));
  }

  private static ClassicHttpResponse limited(ClassicHttpResponse response, Runnable hangUp) {
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      response.setEntity(new LimitedEntity(entity, hangUp));
    }
    return response;
  }

  private static final class LimitedEntity extends HttpEntityWrapper {
    private final Runnable hangUp;
    private @Nullable InputStream content;

    LimitedEntity(HttpEntity entity, Runnable hangUp) {
      super(entity);
      this.hangUp = hangUp;
    }

    /** One for all who ask: whoever only closes it must know how much was read. */
    @Override
    public InputStream getContent() throws IOException {
      if (content == null) {
        content = new LimitedStream(super.getContent(), hangUp);
      }
      return content;
    }
  }

  private static final class LimitedStream extends FilterInputStream {
    private final Runnable hangUp;
    private long read;

    LimitedStream(InputStream in, Runnable hangUp) {
      super(in);
      this.hangUp = hangUp;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int more = super.read(into, offset, length);
      count(Math.max(more, 0));
      return more;
    }

    private void count(int more) throws IOException {
      read += more;
      if (isTooLong()) {
        hangUp.run();
        throw new IOException("the answer is longer than " + Reply.MAX_BODY + " bytes");
      }
    }

    private boolean isTooLong() {
      return read > Reply.MAX_BODY;
    }

    /** Closing would read the rest first; the connection is gone by now. */
    @Override
    public void close() throws IOException {
      if (!isTooLong()) {
        super.close();
      }
    }
  }
}
