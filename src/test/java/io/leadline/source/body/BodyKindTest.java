package io.leadline.source.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyKindTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a=1&b=2                        | {"a":"1","b":"2"}
          a=1+2%2B3&b=%C3%A9             | {"a":"1 2+3","b":"é"}
          a&b=                           | {"a":"","b":""}
          &a=1&&                         | {"a":"1"}
          a=1=2                          | {"a":"1=2"}
          a=100%&b=%zz%4                 | {"a":"100%","b":"%zz%4"}
          data.json=x&Email+=y           | {"data.json":"x","Email ":"y"}
          a=1&a=2&a=3                    | {"a":["1","2","3"]}
          a[]=1&a[]=2                    | {"a":["1","2"]}
          a[0]=1&a[1]=2                  | {"a":["1","2"]}
          a[1]=1&a[0]=2                  | {"a":{"1":"1","0":"2"}}
          a[b][c]=1&a[b][d]=2            | {"a":{"b":{"c":"1","d":"2"}}}
          a[0][x]=1&a[0][y]=2&a[1][x]=3  | {"a":[{"x":"1","y":"2"},{"x":"3"}]}
          a%5Bb%5D=1                     | {"a":{"b":"1"}}
          a[b][]=1&a[b][]=2              | {"a":{"b":["1","2"]}}
          a=1&a[b]=2                     | {"a":{"":"1","b":"2"}}
          a[b]=1&a=2                     | {"a":{"b":"1","0":"2"}}
          a[b=1&b]=2&[c]=3&a[b]c=4       | {"a[b":"1","b]":"2","[c]":"3","a[b]c":"4"}
          """)
  void readsFormsAsPhpWritesThem(String form, String json) throws Exception {
    var object = BodyKind.FORM.object(Bytes.utf8(form), "");
    assertThat(Documents.write(object.map())).isEqualTo(json);
  }

  @Test
  void takesTooManyBracketsForAName() throws Exception {
    var name = "a" + "[b]".repeat(10_000);
    assertThat(BodyKind.FORM.object(Bytes.utf8(name + "=1"), "").map())
        .isEqualTo(Map.of(name, "1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''      | an empty body
          ' '     | a blank body
          a=%ff   | form fields that are not UTF-8
          """)
  void saysWhatIsNoForm(String form, String found) {
    assertThatThrownBy(() -> BodyKind.FORM.object(Bytes.utf8(form), ""))
        .isInstanceOf(Unexpected.class)
        .hasMessage(found);
  }

  private static final String MULTIPART =
      """
      --x y\r
      Content-Disposition: form-data; name="a"\r
      \r
      Ada\r
      --x y\r
      content-disposition: form-data; name="b[]"\r
      Content-Type: text/plain\r
      \r
      é
      \r
      --x y\r
      Content-Disposition: form-data; name="file"; filename="a.pdf"\r
      Content-Type: application/pdf\r
      \r
      %PDF\r
      --x y--\r
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          multipart/form-data; boundary="x y"
          multipart/form-data
          """)
  void readsTheFieldsOfAMultipartBodyButNoFiles(String type) throws Exception {
    var object = BodyKind.MULTIPART.object(Bytes.utf8(MULTIPART), type);
    assertThat(Documents.write(object.map())).isEqualTo("{\"a\":\"Ada\",\"b\":[\"é\\n\"]}");
  }

  @Test
  void saysThatAMultipartBodyBreaksOff() {
    for (int length : new int[] {10, 60, 100, MULTIPART.length() - 10}) {
      var cut = Bytes.utf8(MULTIPART.substring(0, length));
      assertThatThrownBy(
              () -> BodyKind.MULTIPART.object(cut, "multipart/form-data; boundary=\"x y\""))
          .isInstanceOf(Unexpected.class)
          .hasMessage("a multipart body that breaks off");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/vnd.tool.v1+json                     | {"a":1}  | JSON
          application/x-www-form-urlencoded; charset=utf-8 | a=1      | FORM
          multipart/form-data; boundary=x                  | --x      | MULTIPART
          ''                                               | {"a":1}  | JSON
          text/plain                                       | [1]      | JSON
          text/plain                                       | a=1      | FORM
          ''                                               | --x=     | MULTIPART
          ''                                               | prose    | JSON
          """)
  void takesABodyForWhatItIsSaidToBeOrLooksLike(String type, String body, BodyKind kind) {
    assertThat(BodyKind.of(Bytes.utf8(body), type)).isEqualTo(kind);
  }
}
