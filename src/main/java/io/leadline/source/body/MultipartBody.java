package io.leadline.source.body;

import io.leadline.event.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.fileupload.MultipartStream;
import org.apache.commons.fileupload.ParameterParser;
import org.jspecify.annotations.Nullable;

/**
 * Bodies in {@code multipart/form-data}. A part without a type is a text in UTF-8; one with a file
 * name is left out: what a form tool uploads is at an address that another field says.
 */
final class MultipartBody {
  private static final Pattern DISPOSITION =
      Pattern.compile("(?im)^content-disposition:\\s*(form-data.*)$");

  private static final Pattern FIRST_LINE = Pattern.compile("\\A\\s*--([^\\r\\n]{1,200})\\r?\\n");
  private static final int BUFFER = 4096;

  private MultipartBody() {}

  static JsonObject object(Bytes body, String contentType) throws Unexpected {
    var boundary =
        boundary(contentType)
            .or(() -> boundaryOf(body))
            .orElseThrow(() -> new Unexpected(body.isEmpty() ? "an empty body" : "no multipart"));
    try {
      return fields(body, boundary);
    } catch (IOException | IllegalArgumentException e) {
      throw new Unexpected("a multipart body that breaks off");
    }
  }

  private static Optional<String> boundary(String contentType) {
    return Optional.ofNullable(parameter(contentType, "boundary")).filter(it -> !it.isBlank());
  }

  /** For whom the header was lost: a body begins with it. */
  private static Optional<String> boundaryOf(Bytes body) {
    var first = FIRST_LINE.matcher(body.asUtf8());
    return first.find() ? Optional.of(first.group(1)) : Optional.empty();
  }

  private static @Nullable String parameter(String header, String name) {
    var parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return parser.parse(header, new char[] {';', ','}).get(name);
  }

  private static JsonObject fields(Bytes body, String boundary) throws IOException, Unexpected {
    var fields = new Brackets();
    var stream =
        new MultipartStream(
            new ByteArrayInputStream(body.array()),
            boundary.getBytes(StandardCharsets.UTF_8),
            Math.max(BUFFER, boundary.length() + 8),
            null);
    stream.setHeaderEncoding(StandardCharsets.UTF_8.name());
    for (boolean more = stream.skipPreamble(); more; more = stream.readBoundary()) {
      add(stream, fields);
    }
    return fields.object();
  }

  private static void add(MultipartStream stream, Brackets fields) throws IOException, Unexpected {
    var disposition = DISPOSITION.matcher(stream.readHeaders());
    var content = new ByteArrayOutputStream();
    stream.readBodyData(content);
    if (!disposition.find()) {
      return;
    }
    var name = parameter(disposition.group(1), "name");
    if (name != null && parameter(disposition.group(1), "filename") == null) {
      fields.add(name, FormBody.utf8(content.toByteArray()));
    }
  }
}
