package io.leadline.mapping.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Documents;
import io.leadline.mapping.function.MappingFunction.Unfit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of mapping/function: what each function makes of what people type. */
class FunctionCasesTest {
  static Stream<Arguments> cases() {
    return Stream.of(
            "texts", "names", "addresses", "phones", "countries", "choices", "numbers", "dates")
        .flatMap(table -> CaseFile.rows("/mapping/function/" + table + ".txt"));
  }

  @ParameterizedTest(name = "{1} | {0} → {2}")
  @MethodSource("cases")
  void makesOfAnInputWhatTheTableSays(String call, String input, String output) throws Unfit {
    Written written = Written.call(call);
    assertThat(written.function().refuse(written.arguments())).isNull();

    if (output.startsWith("!")) {
      assertThatThrownBy(() -> written.on(CaseFile.document(input)))
          .isInstanceOf(Unfit.class)
          .hasMessage(output.substring(1).strip());
    } else {
      assertThat(Documents.canonical(written.on(CaseFile.document(input))))
          .isEqualTo(Documents.canonical(CaseFile.document(output)));
    }
  }

  @Test
  void areMany() {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(300);
  }
}
