package io.leadline.receive;

import io.leadline.event.Bytes;
import io.leadline.event.Request;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the container, Spring and Camel get to see of a webhook: a POST of plain bytes to the hook's
 * own path. The request as it came is in the attribute {@link Door#REQUEST}.
 *
 * <p>A form or multipart body would be parsed and its bytes lost; a malformed one, a content type
 * of {@code application/x-java-serialized-object} or a wrong {@code Content-Encoding} would end in
 * a 500; a header or a query parameter would become a Camel header, which steers components and
 * goes back in the answer. Hidden, none of this can happen.
 */
final class BytesOnly extends HttpServletRequestWrapper {
  private static final String TYPE = "application/octet-stream";

  private final String path;
  private final Bytes body;

  BytesOnly(HttpServletRequest original, Request request) {
    super(original);
    this.path = Door.PATH + request.hook();
    this.body = request.body();
  }

  // ── the path: the hook's own, however it was spelled ──────────────────────────────────────────

  @Override
  public String getRequestURI() {
    return path;
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer(path);
  }

  @Override
  public String getServletPath() {
    return path;
  }

  @Override
  public @Nullable String getPathInfo() {
    return null;
  }

  @Override
  public @Nullable String getQueryString() {
    return null;
  }

  // ── the body ──────────────────────────────────────────────────────────────────────────────────

  @Override
  public ServletInputStream getInputStream() {
    return new Stream(new ByteArrayInputStream(body.array()));
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public int getContentLength() {
    return body.size();
  }

  @Override
  public long getContentLengthLong() {
    return body.size();
  }

  @Override
  public String getContentType() {
    return TYPE;
  }

  @Override
  public @Nullable String getCharacterEncoding() {
    return null;
  }

  @Override
  public Collection<Part> getParts() {
    return List.of();
  }

  @Override
  public @Nullable Part getPart(String name) {
    return null;
  }

  // ── no headers, no parameters ─────────────────────────────────────────────────────────────────

  @Override
  public @Nullable String getHeader(String name) {
    return null;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return Collections.emptyEnumeration();
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public int getIntHeader(String name) {
    return -1;
  }

  @Override
  public long getDateHeader(String name) {
    return -1;
  }

  @Override
  public Cookie @Nullable [] getCookies() {
    return null;
  }

  @Override
  public @Nullable String getParameter(String name) {
    return null;
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return null;
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Map.of();
  }

  private static final class Stream extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Stream(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, length);
    }

    @Override
    public int available() {
      return bytes.available();
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("the body is in memory: read it");
    }
  }
}
