package io.leadline.sandbox;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The type of a field of createContact, as the field map names it. */
public enum FieldType {
  /** Text; a bare number is taken as text too. */
  STRING("string", "a string"),
  /** {@code 0} or {@code 1}, as documented; JSON's true and false are refused. */
  BOOLEAN("boolean", "0 or 1"),
  /** A JSON array. */
  ARRAY("array", "an array"),
  /** A JSON object. */
  OBJECT("object", "an object"),
  /** A JSON number. */
  FLOAT("float", "a number");

  private final String word;
  private final String demand;

  FieldType(String word, String demand) {
    this.word = word;
    this.demand = demand;
  }

  /** The name in the field map. */
  public String word() {
    return word;
  }

  /** What a value must be, to follow "must be". */
  String demand() {
    return demand;
  }

  boolean accepts(Object value) {
    return switch (this) {
      case STRING -> value instanceof String || value instanceof Number;
      case BOOLEAN -> isZeroOrOne(value);
      case ARRAY -> value instanceof List;
      case OBJECT -> value instanceof Map;
      case FLOAT -> value instanceof Number;
    };
  }

  private static boolean isZeroOrOne(Object value) {
    if (!(value instanceof Number)) {
      return false;
    }
    var number = new BigDecimal(value.toString());
    return number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0;
  }
}
