package io.leadline.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Documents.NotJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON that is read and written again says the same, in about as many characters. */
class DocumentsTest {
  private static final String ZEROS =
      "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000";

  @ParameterizedTest
  @CsvSource({
    "1.10, 1.10",
    "1e3, 1000",
    "-1.5E-7, -0.00000015",
    "12345678901234567890123, 12345678901234567890123",
    "1e100, 1" + ZEROS,
    "1e101, 1E+101",
    "-1e-9999, -1E-9999",
    "1e10000, 1E+10000",
  })
  void writesNumbersOutUnlessTheyAreMostlyZeros(String read, String written) throws NotJson {
    assertThat(Documents.write(Documents.read("[" + read + "]"))).isEqualTo("[" + written + "]");
    assertThat(Documents.canonical(Documents.read(read))).isEqualTo(written);
    assertThat(Documents.pretty(Documents.read(read))).isEqualTo(written + "\n");
  }

  @Test
  void doesNotGrowWithWhatIsShort() throws NotJson {
    String many = "[" + "1e9999,".repeat(100_000) + "0]";

    assertThat(Documents.write(Documents.read(many)).length()).isLessThan(2 * many.length());
  }
}
