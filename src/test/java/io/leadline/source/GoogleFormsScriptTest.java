package io.leadline.source;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Bytes;
import io.leadline.source.Verification.Verified;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/** The script that people paste into their form, run against stand-ins of Google's services. */
class GoogleFormsScriptTest {
  private static final String URL = "https://leads.example.com/hooks/demo";

  private static final String STANDINS =
      """
      Date.now = function () { return Number(host.now()); };
      var console = { error: function (text) { host.said.add(text); } };
      var UrlFetchApp = {
        fetch: function (url, o) {
          var code = Number(host.fetch(url, o.payload, o.headers['X-Leadline-Signature']));
          if (code === 0) { throw new Error('unreachable'); }
          return { getResponseCode: function () { return code; } };
        }
      };
      var Utilities = {
        Charset: { UTF_8: 'utf-8' },
        sleep: function (ms) { host.slept(ms); },
        computeHmacSha256Signature: function (text, key) {
          var bytes = host.hmac(text, key);
          var list = [];
          for (var i = 0; i < bytes.length; i++) { list.push(Number(bytes[i])); }
          return list;
        }
      };
      var PropertiesService = {
        getScriptProperties: function () {
          return {
            getProperty: function (name) {
              var value = host.properties.get(name);
              return value === null ? null : String(value);
            },
            setProperty: function (name, value) { host.keep(name, value); },
            deleteProperty: function (name) { host.properties.remove(name); },
            getProperties: function () {
              var all = {};
              var names = host.properties.keySet().toArray();
              for (var i = 0; i < names.length; i++) {
                all[String(names[i])] = String(host.properties.get(names[i]));
              }
              return all;
            }
          };
        }
      };
      function item(id, title, type, rows) {
        var grid = { getRows: function () { return rows; } };
        return {
          getId: function () { return id; },
          getTitle: function () { return title; },
          getType: function () { return type; },
          asGridItem: function () { return grid; },
          asCheckboxGridItem: function () { return grid; }
        };
      }
      function answered(item, answer) {
        return {
          getItem: function () { return item; },
          getResponse: function () { return answer; }
        };
      }
      function submitted(id, name) {
        return {
          source: {
            getId: function () { return '1FAIp'; },
            getTitle: function () { return 'Demo request'; }
          },
          response: {
            getId: function () { return id; },
            getTimestamp: function () { return new Date(Number(host.now())); },
            getRespondentEmail: function () { return 'ada@example.com'; },
            getItemResponses: function () {
              return [
                answered(item(101, 'Your name', 'TEXT'), name),
                answered(item(102, 'Topics', 'CHECKBOX'), ['Prices', 'Security']),
                answered(item(103, 'How good', 'GRID', ['Price', 'Speed']), ['good', null])
              ];
            }
          }
        };
      }
      """;

  /** Google, as far as the script sees it. Public for the script. */
  public static final class Google {
    public final Map<String, String> properties = new TreeMap<>();
    public final List<String> said = new ArrayList<>();
    private final List<Map.Entry<String, String>> sent = new ArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final List<Long> pauses = new ArrayList<>();
    private long now = NOW.toEpochMilli();

    public long now() {
      return now;
    }

    /** What Leadline answers; 0 where it cannot be reached. */
    public int fetch(String url, String body, String signature) {
      assertThat(url).isEqualTo(URL);
      sent.add(Map.entry(body, signature));
      return answers.isEmpty() ? 200 : answers.poll();
    }

    public void slept(Object ms) {
      pauses.add(((Number) ms).longValue());
      now += ((Number) ms).longValue();
    }

    public void keep(String name, String value) {
      if (value.length() > 9_000) {
        throw new IllegalArgumentException("Argument too large");
      }
      properties.put(name, value);
    }

    public byte[] hmac(String text, String key) throws Exception {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final Google google = new Google();
  private Context context;
  private ScriptableObject scope;

  @BeforeEach
  void load() throws IOException {
    google.properties.put("LEADLINE_URL", URL);
    google.properties.put("LEADLINE_SECRET", SECRET);
    context = Context.enter();
    context.setLanguageVersion(Context.VERSION_ES6);
    scope = context.initStandardObjects();
    ScriptableObject.putProperty(scope, "host", Context.javaToJS(google, scope));
    run(STANDINS);
    run(Files.readString(Path.of("docs/form-tools/google-forms.gs")));
  }

  @AfterEach
  void leave() {
    Context.exit();
  }

  private void run(String script) {
    context.evaluateString(scope, script, "script", 1, null);
  }

  @Test
  void sendsAResponseThatVerifiesAndReads() {
    run("onResponse(submitted('r-1', 'Ada L\u00f6velace'))");

    assertThat(google.sent).hasSize(1);
    var submission = ((Reading.Read) read(google.sent.get(0))).submission();
    assertThat(submission.eventId()).isEqualTo("r-1");
    assertThat(submission.formTitle()).isEqualTo("Demo request");
    assertThat(submission.submittedAt()).isEqualTo(NOW);
    var grid = new HashMap<String, Object>();
    grid.put("Price", "good");
    grid.put("Speed", null);
    assertThat(submission.labels())
        .isEqualTo(
            Map.of(
                "Email",
                "ada@example.com",
                "Your name",
                "Ada L\u00f6velace",
                "Topics",
                List.of("Prices", "Security"),
                "How good",
                grid));
    assertThat(google.properties).hasSize(2);
  }

  @Test
  void triesAgainWithANewSignatureAndGrowingPauses() {
    google.answers.addAll(List.of(503, 0, 200));
    run("onResponse(submitted('r-1', 'Ada'))");

    assertThat(google.pauses).containsExactly(1000L, 4000L);
    assertThat(google.sent).extracting(Map.Entry::getKey).containsOnly(google.sent.get(0).getKey());
    assertThat(google.sent).extracting(Map.Entry::getValue).doesNotHaveDuplicates();
    assertThat(google.properties).hasSize(2);
  }

  @Test
  void keepsWhatIsNotTakenAndSendsItLaterInOrder() {
    google.answers.addAll(List.of(503, 503, 503, 503, 503, 503, 503, 503));
    run("onResponse(submitted('r-1', 'Ada'))");
    google.now += 1;
    run("onResponse(submitted('r-2', 'Grace'))");
    assertThat(google.properties).hasSize(4);

    google.sent.clear();
    google.answers.add(503);
    run("sendKept()");
    assertThat(google.sent).as("none is sent past one that is not taken").hasSize(1);
    run("sendKept()");

    assertThat(google.sent.subList(1, 3))
        .extracting(sent -> ((Reading.Read) read(sent)).submission().eventId())
        .containsExactly("r-1", "r-2");
    assertThat(google.properties).hasSize(2);
  }

  @Test
  void givesUpAfterThreeDays() {
    google.answers.addAll(List.of(503, 503, 503, 503));
    run("onResponse(submitted('r-1', 'Ada'))");
    google.sent.clear();
    google.now += 3 * 24 * 60 * 60 * 1000L + 60_000;
    run("sendKept()");

    assertThat(google.sent).isEmpty();
    assertThat(google.properties).hasSize(2);
  }

  @Test
  void triesWhatIsTooLargeToBeKept() {
    run("onResponse(submitted('r-1', new Array(10000).join('x')))");

    assertThat(google.sent).hasSize(1);
    assertThat(google.said)
        .containsExactly("Response r-1 is too large to be kept; it is tried now only.");
  }

  @Test
  void saysWhichPropertyIsMissing() {
    google.properties.remove("LEADLINE_SECRET");
    assertThatThrownBy(() -> run("onResponse(submitted('r-1', 'Ada'))"))
        .hasMessageContaining("Set the script property LEADLINE_SECRET in Project Settings.");
  }

  private static Reading read(Map.Entry<String, String> sent) {
    var source = new GoogleForms();
    var request = post(Bytes.utf8(sent.getKey()), Map.of("X-Leadline-Signature", sent.getValue()));
    assertThat(source.proof().verify(request, Secrets.of(SECRET))).isInstanceOf(Verified.class);
    return source.read(event(source, source.cut(request).get(0)), null);
  }
}
