package io.leadline.source.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Documents.NotJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies in JSON. */
public final class JsonBody {

  /** Cutting only skips: an element that nests too deep is found out when it is read. */
  private static final JsonFactory CUTTING =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonBody() {}

  public static JsonObject object(Bytes body) throws Unexpected {
    var json = json(body);
    if (json instanceof Map<?, ?>) {
      return JsonObject.of(json);
    }
    throw new Unexpected(Unexpected.kindOf(json));
  }

  private static @Nullable Object json(Bytes body) throws Unexpected {
    try {
      return Documents.read(body);
    } catch (NotJson e) {
      throw new Unexpected(whatItIs(body, e));
    }
  }

  private static String whatItIs(Bytes body, NotJson problem) {
    if (body.isEmpty()) {
      return "an empty body";
    }
    return isUtf8(body) ? String.valueOf(problem.getMessage()) : "bytes that are not UTF-8";
  }

  private static boolean isUtf8(Bytes body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.array()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /**
   * The elements of a JSON array, each exactly as it was sent. What is no array is its own only
   * element; from a syntax error on the rest is one element, so that nothing is lost with it.
   */
  public static List<Bytes> elements(Bytes body) {
    var elements = new ArrayList<Bytes>();
    int cut = 0;
    try (var parser = CUTTING.createParser(body.array())) {
      if (parser.nextToken() != JsonToken.START_ARRAY || end(parser) < 0) {
        return List.of(body);
      }
      cut = end(parser);
      while (isElement(parser.nextToken())) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        cut = end(parser);
        elements.add(slice(body, start, cut));
      }
      cut = end(parser);
      parser.nextToken();
      cut = parser.currentToken() == null ? body.size() : cut;
    } catch (IOException syntaxError) {
      // What is left is kept as it is, below.
    }
    if (cut < body.size()) {
      elements.add(slice(body, cut, body.size()));
    }
    return elements.isEmpty() ? List.of(body) : elements;
  }

  private static boolean isElement(@Nullable JsonToken token) {
    return token != null && token != JsonToken.END_ARRAY;
  }

  /** Negative where Jackson counts characters: in UTF-16. */
  private static int end(JsonParser parser) {
    return (int) parser.currentLocation().getByteOffset();
  }

  private static Bytes slice(Bytes body, int from, int to) {
    return Bytes.of(Arrays.copyOfRange(body.array(), from, to));
  }
}
