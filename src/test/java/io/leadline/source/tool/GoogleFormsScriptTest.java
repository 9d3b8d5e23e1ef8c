package io.leadline.source.tool;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Bytes;
import io.leadline.event.Request;
import io.leadline.source.Reading;
import io.leadline.source.Secrets;
import io.leadline.source.Verification.Verified;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
          if (o.method !== 'post' || o.contentType !== 'application/json'
              || o.followRedirects !== false || o.muteHttpExceptions !== true) {
            throw new Error('not as it should be sent');
          }
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
      var responses = {};
      var form = {
        getId: function () { return '1FAIp'; },
        getTitle: function () { return 'Demo request'; },
        getResponse: function (id) {
          if (!responses[id]) { throw new Error('no such response'); }
          return responses[id];
        }
      };
      var FormApp = { getActiveForm: function () { return form; } };
      function submitted(id, name) {
        var at = new Date(Number(host.now()));
        responses[id] = {
          getId: function () { return id; },
          getTimestamp: function () { return at; },
          getRespondentEmail: function () { return 'ada@example.com'; },
          getItemResponses: function () {
            return [
              answered(item(101, 'Your name', 'TEXT'), name),
              answered(item(102, 'Topics', 'CHECKBOX'), ['Prices', 'Security']),
              answered(item(103, 'How good', 'GRID', ['Price', 'Speed']), ['good', null]),
              answered(item(104, 'Which', 'CHECKBOX_GRID', ['API', 'CRM']), [['now', 'later'], null])
            ];
          }
        };
        return { source: form, response: responses[id] };
      }
      var triggers = [trigger('theAuthorsOwn'), trigger('onResponse')];
      function trigger(handler) {
        return { getHandlerFunction: function () { return handler; } };
      }
      var ScriptApp = {
        getProjectTriggers: function () { return triggers.slice(); },
        deleteTrigger: function (gone) { triggers.splice(triggers.indexOf(gone), 1); },
        newTrigger: function (handler) {
          var made = [];
          var step = function (what) { made.push(what); return builder; };
          var builder = {
            forForm: function (of) { return step(of.getTitle()); },
            onFormSubmit: function () { return step('submit'); },
            timeBased: function () { return step('time'); },
            everyMinutes: function (n) { return step(n); },
            create: function () { triggers.push(trigger(handler + ' ' + made.join(' '))); }
          };
          return builder;
        }
      };
      function handlers() {
        return triggers.map(function (it) { return it.getHandlerFunction(); }).join(', ');
      }
      """;

  /** One try, and when it was made. */
  private record Sent(String body, String signature, Instant at) {}

  /** Google, as far as the script sees it. Public for the script. */
  public static final class Google {
    public final Map<String, String> properties = new TreeMap<>();
    public final List<String> said = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final List<Long> pauses = new ArrayList<>();
    private long now = NOW.toEpochMilli();
    private boolean full;

    public long now() {
      return now;
    }

    /** What Leadline answers; 0 where it cannot be reached. */
    public int fetch(String url, String body, String signature) {
      assertThat(url).isEqualTo(URL);
      sent.add(new Sent(body, signature, Instant.ofEpochMilli(now)));
      return answers.isEmpty() ? 200 : answers.poll();
    }

    public void slept(Object ms) {
      pauses.add(((Number) ms).longValue());
      now += ((Number) ms).longValue();
    }

    public void keep(String name, String value) {
      if (full) {
        throw new IllegalStateException("You have exceeded the property storage quota.");
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

  private Object run(String script) {
    return context.evaluateString(scope, script, "script", 1, null);
  }

  private void submit(String id) {
    run("onResponse(submitted('%s', 'Ada'))".formatted(id));
  }

  private void pass(Duration time) {
    google.now += time.toMillis();
  }

  /** Of a response that Leadline did not take, in one run, whatever it answered. */
  private void keepOne(String id) {
    google.answers.addAll(List.of(503, 503, 503, 503));
    submit(id);
    google.sent.clear();
    pass(Duration.ofMinutes(5));
  }

  private List<String> kept() {
    return google.properties.keySet().stream()
        .filter(name -> name.startsWith("kept:"))
        .map(name -> name.substring(name.lastIndexOf(':') + 1))
        .toList();
  }

  private List<String> sentIds() {
    return google.sent.stream()
        .map(sent -> ((Reading.Read) read(sent)).submission().eventId())
        .toList();
  }

  @Test
  void makesItsTwoTriggersAndLeavesOthersAlone() {
    run("setUp()");
    assertThat(run("handlers()"))
        .hasToString("theAuthorsOwn, onResponse Demo request submit, sendKept time 5");
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
    var boxes = new HashMap<String, Object>();
    boxes.put("API", List.of("now", "later"));
    boxes.put("CRM", null);
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
                grid,
                "Which",
                boxes));
    assertThat(kept()).isEmpty();
  }

  @Test
  void triesAgainWithANewSignatureAndGrowingPauses() {
    google.answers.addAll(List.of(503, 0, 200));
    submit("r-1");

    assertThat(google.pauses).containsExactly(1000L, 4000L);
    assertThat(google.sent).extracting(Sent::body).containsOnly(google.sent.get(0).body());
    assertThat(google.sent).extracting(Sent::signature).doesNotHaveDuplicates();
    assertThat(kept()).isEmpty();
  }

  @Test
  void keepsTheIdOfWhatIsNotTakenAndSendsTheSameLater() {
    google.answers.addAll(List.of(503, 503, 503, 503));
    submit("r-1");
    assertThat(kept()).containsExactly("r-1");
    assertThat(google.properties.values()).noneMatch(value -> value.contains("ada@example.com"));

    pass(Duration.ofMinutes(5));
    run("sendKept()");
    assertThat(google.sent).hasSize(5);
    assertThat(google.sent.get(4).body()).isEqualTo(google.sent.get(0).body());
    assertThat(google.sent.get(4).signature()).isNotEqualTo(google.sent.get(3).signature());
    assertThat(sentIds()).containsOnly("r-1");
    assertThat(kept()).isEmpty();
  }

  /** With a wrong secret, at a wrong address or while it is asked too much it takes none. */
  @ParameterizedTest
  @ValueSource(ints = {0, 301, 401, 404, 429, 503})
  void sendsTheOldestFirstAndNoneWhileLeadlineIsAway(int answer) {
    keepOne("r-1");
    keepOne("r-2");
    google.answers.add(answer);
    run("sendKept()");
    assertThat(sentIds()).containsExactly("r-1");

    google.sent.clear();
    pass(Duration.ofMinutes(5));
    run("sendKept()");
    assertThat(sentIds()).containsExactly("r-1", "r-2");
    assertThat(kept()).isEmpty();
  }

  @Test
  void letsNoResponseThatIsRefusedStandInTheWayOfOthers() {
    google.answers.add(413);
    submit("r-1");
    assertThat(google.pauses).as("at once it would be too large again").isEmpty();
    keepOne("r-2");
    google.answers.add(413);
    run("sendKept()");

    assertThat(sentIds()).containsExactly("r-1", "r-2");
    assertThat(kept()).containsExactly("r-1");
  }

  @Test
  void triesAtGrowingIntervals() {
    keepOne("r-1");
    google.answers.addAll(Collections.nCopies(1000, 503));
    for (int i = 0; i < 24 * 12; i++) {
      run("sendKept()");
      pass(Duration.ofMinutes(5));
    }
    assertThat(google.sent).as("of 288 runs in a day").hasSizeBetween(50, 65);
    assertThat(kept()).containsExactly("r-1");
  }

  @Test
  void saysWhatItGivesUpAfterAWeek() {
    keepOne("r-1");
    pass(Duration.ofDays(7));
    google.answers.add(503);
    run("sendKept()");

    assertThat(sentIds()).containsExactly("r-1");
    assertThat(kept()).isEmpty();
    assertThat(google.said)
        .containsExactly("Response r-1 was not taken for a week (503): send it by hand.");
  }

  @Test
  void passesOverWhatIsNoLongerInTheForm() {
    keepOne("r-1");
    keepOne("r-2");
    run("delete responses['r-1']; sendKept()");

    assertThat(sentIds()).containsExactly("r-2");
    assertThat(kept()).containsExactly("r-1");
  }

  @Test
  void triesWhatCannotBeKept() {
    google.full = true;
    submit("r-1");

    assertThat(sentIds()).containsExactly("r-1");
    assertThat(google.said).containsExactly("Response r-1 cannot be kept; it is tried now only.");
  }

  @Test
  void saysWhichPropertyIsMissing() {
    google.properties.remove("LEADLINE_SECRET");
    for (var step : List.of("setUp()", "onResponse(submitted('r-1', 'Ada'))")) {
      assertThatThrownBy(() -> run(step))
          .hasMessageContaining("Set the script property LEADLINE_SECRET in Project Settings.");
    }
    assertThat(kept()).as("sent once it is set").containsExactly("r-1");
  }

  private static Reading read(Sent sent) {
    var source = new GoogleForms();
    var post = post(Bytes.utf8(sent.body()), Map.of("X-Leadline-Signature", sent.signature()));
    var request =
        new Request(post.hook(), post.method(), post.uri(), post.headers(), post.body(), sent.at());
    assertThat(source.proof().verify(request, Secrets.of(SECRET))).isInstanceOf(Verified.class);
    return source.read(event(source, source.cut(request).get(0)), null);
  }
}
