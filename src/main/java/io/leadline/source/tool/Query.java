package io.leadline.source.tool;

import io.leadline.source.CarriedSecret;
import java.util.Arrays;

/** The query of a URL, decoded. */
record Query(String uri) {

  /** Of several of the same name the first; empty where there is none. */
  String text(String name) {
    int mark = uri.indexOf('?');
    return mark < 0
        ? ""
        : Arrays.stream(uri.substring(mark + 1).split("&"))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2 && CarriedSecret.decoded(pair[0]).equals(name))
            .map(pair -> CarriedSecret.decoded(pair[1]))
            .findFirst()
            .orElse("");
  }

  /** Without it: it may hold a secret. */
  @Override
  public String toString() {
    return "a query";
  }
}
