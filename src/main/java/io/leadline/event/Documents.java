package io.leadline.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain Java values and back. Fractions become {@code BigDecimal} and long integers {@code
 * BigInteger}, so that nothing a sender wrote is rounded. Objects keep the order of the text; of a
 * repeated key the last counts, as every form tool's own parser has it.
 *
 * <p>Numbers are written without an exponent up to 100 zeros, so that a document that was read is
 * always written again, in little more room than it came in.
 */
public final class Documents {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(200).build())
                  .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                  .build())
          .addModule(new SimpleModule().addSerializer(new WrittenOut()))
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private static final int MOST_ZEROS = 100;

  private Documents() {}

  /**
   * Reads one JSON value.
   *
   * @throws NotJson when the bytes are not one whole JSON value in UTF-8, or nest deeper than 200
   */
  public static @Nullable Object read(Bytes json) throws NotJson {
    try {
      return MAPPER.readValue(json.array(), Object.class);
    } catch (StreamConstraintsException e) {
      throw new NotJson(
          "JSON that nests deeper than 200 levels, or with a number or name of absurd length");
    } catch (JsonProcessingException e) {
      throw new NotJson(where(e));
    } catch (IOException e) {
      throw new NotJson("bytes that are not UTF-8");
    }
  }

  public static @Nullable Object read(String json) throws NotJson {
    return read(Bytes.utf8(json));
  }

  /**
   * Reads one JSON object.
   *
   * @throws NotJson when it is anything else
   */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> readObject(Bytes json) throws NotJson {
    if (read(json) instanceof Map<?, ?> object) {
      return (Map<String, @Nullable Object>) object;
    }
    throw new NotJson("JSON that is no object");
  }

  /** Compact JSON, keys in the order of the maps. */
  public static String write(@Nullable Object document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("internal error: not a document: " + e.getMessage(), e);
    }
  }

  /**
   * JSON for people: a member a line, keys in the order of the maps, and a line's end at its end.
   */
  public static String pretty(@Nullable Object document) {
    try {
      return MAPPER.writer(pretty()).writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("internal error: not a document: " + e.getMessage(), e);
    }
  }

  private static DefaultPrettyPrinter pretty() {
    var line = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(line)
        .withArrayIndenter(new DefaultPrettyPrinter.FixedSpaceIndenter());
  }

  /** Compact JSON with every object's keys sorted: equal documents give equal text. */
  public static String canonical(@Nullable Object document) {
    return write(sorted(document));
  }

  /**
   * The parser's own message quotes what it read, which is personal data: only the place is told.
   */
  private static String where(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null
        ? "text that is not JSON"
        : "text that is not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      var keys = new TreeMap<String, @Nullable Object>();
      object.forEach((key, item) -> keys.put(String.valueOf(key), sorted(item)));
      return new LinkedHashMap<>(keys);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Documents::sorted).toList();
    }
    return value;
  }

  /** Whether a number is no longer, without an exponent, than 100 digits more than it has. */
  public static boolean isShort(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MOST_ZEROS;
  }

  /** {@code 1e99999999} is ten characters; written out it would be all the memory there is. */
  private static final class WrittenOut extends StdSerializer<BigDecimal> {
    private static final long serialVersionUID = 1L;

    WrittenOut() {
      super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal number, JsonGenerator json, SerializerProvider serializers)
        throws IOException {
      json.writeNumber(isShort(number) ? number.toPlainString() : number.toString());
    }
  }

  /** Not the JSON that was expected. The message says what it is instead, and never quotes it. */
  public static final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;

    NotJson(String message) {
      super(message);
    }
  }
}
