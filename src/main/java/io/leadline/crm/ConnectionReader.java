package io.leadline.crm;

import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One reading of one environment. */
final class ConnectionReader {
  private static final Pattern VARIABLE =
      Pattern.compile(
          "CRM_(?:([A-Z0-9][A-Z0-9_]{0,61})_)?(API_KEY|ORG_ID|MEMBER_ID|MEMBER_KEYS|MODE|BASE_URL|PROFILE_REFERENCE|UNKNOWN_PROFILE|RATE|CONCURRENCY)");

  private static final Set<String> CREDENTIALS =
      Set.of("API_KEY", "ORG_ID", "MEMBER_ID", "MEMBER_KEYS");

  private static final Pattern PAYLOAD_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_ -]{0,63}");

  /** The documents' own examples, copied as they are. */
  private static final Pattern PLACEHOLDER = Pattern.compile("your_\\w+");

  private static final int MOST_AT_ONCE = 64;
  private static final Pattern RATE = Pattern.compile("\\d{1,5}(\\.\\d{1,3})?");
  private static final double LEAST_RATE = 0.01;

  private final Map<String, String> env;
  private final List<String> missing = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  ConnectionReader(Map<String, String> env) {
    this.env = env;
  }

  /** The default account first; it may be absent only where others are named. */
  List<ConnectionName> names() {
    var further = new TreeSet<String>();
    boolean hasDefault = false;
    for (String variable : env.keySet()) {
      Matcher matcher = VARIABLE.matcher(variable);
      if (matcher.matches() && matcher.group(1) != null) {
        further.add(nameOf(matcher.group(1)));
      } else if (matcher.matches() && isCredential(matcher.group(2))) {
        hasDefault |= !value(variable).isEmpty();
      }
    }
    var names = new ArrayList<ConnectionName>();
    if (hasDefault || further.isEmpty()) {
      names.add(ConnectionName.DEFAULT);
    }
    if (further.remove(ConnectionName.DEFAULT.value())) {
      wrong.add(
          "CRM_DEFAULT_... is read by nobody: the default connection's variables are CRM_...");
    }
    further.forEach(name -> names.add(new ConnectionName(name)));
    return names;
  }

  private static boolean isCredential(String setting) {
    return CREDENTIALS.contains(setting);
  }

  private static String nameOf(String part) {
    return part.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Optional<Connection> connection(ConnectionName name) {
    String apiKey = required(name, "API_KEY");
    String orgId = required(name, "ORG_ID");
    String memberId = required(name, "MEMBER_ID");
    Map<String, String> memberKeys = memberKeys(name);
    Optional<CrmMode> mode = mode(name);
    @Nullable String reference = profileReference(name);
    UnknownProfile unknown = unknownProfile(name);
    Budget budget = new Budget(rate(name), concurrency(name));
    return baseUrl(name)
        .flatMap(
            url ->
                mode.map(
                    m ->
                        new Connection(name, url, apiKey, orgId, memberId, m, memberKeys)
                            .withProfiles(reference, unknown)
                            .withBudget(budget)));
  }

  private String required(ConnectionName name, String setting) {
    String variable = Connection.variable(name, setting);
    String value = value(variable);
    if (value.isEmpty()) {
      missing.add(variable);
    } else if (PLACEHOLDER.matcher(value).matches()) {
      wrong.add(variable + " still holds the placeholder of the CRM's documentation");
    }
    return value;
  }

  private Optional<String> baseUrl(ConnectionName name) {
    String own = Connection.variable(name, "BASE_URL");
    String variable = value(own).isEmpty() ? "CRM_BASE_URL" : own;
    String text = value(variable);
    Optional<String> url = Address.baseUrl(text.isEmpty() ? Connection.DOCUMENTED_BASE_URL : text);
    if (url.isEmpty()) {
      wrong.add(variable + notABaseUrl(text));
    } else if (text.endsWith(".php")) {
      wrong.add(variable + " names one call; it ends before '/createContact.php'");
    }
    return url;
  }

  private static String notABaseUrl(String text) {
    return " '"
        + Address.shown(text)
        + "' is not an absolute http or https address without user, query and fragment, as "
        + Connection.DOCUMENTED_BASE_URL;
  }

  private Optional<CrmMode> mode(ConnectionName name) {
    String variable = Connection.variable(name, "MODE");
    return switch (value(variable).toLowerCase(Locale.ROOT)) {
      case "", "b2b" -> Optional.of(CrmMode.B2B);
      case "b2c" -> Optional.of(CrmMode.B2C);
      default -> {
        wrong.add(variable + " '" + value(variable) + "' is no mode; it is b2b (default) or b2c");
        yield Optional.empty();
      }
    };
  }

  private @Nullable String profileReference(ConnectionName name) {
    String variable = ownOrCommon(name, "PROFILE_REFERENCE");
    String key = value(variable);
    if (key.equalsIgnoreCase("off")) {
      return null;
    }
    if (!key.isEmpty() && !PAYLOAD_KEY.matcher(key).matches()) {
      wrong.add(
          variable
              + " '"
              + key
              + "' is no key of a profile: a letter, then letters, digits, _, - and blanks, 64 at"
              + " most; or off");
    }
    return key.isEmpty() ? Connection.USUAL_PROFILE_REFERENCE : key;
  }

  private UnknownProfile unknownProfile(ConnectionName name) {
    String variable = ownOrCommon(name, "UNKNOWN_PROFILE");
    return switch (value(variable).toLowerCase(Locale.ROOT)) {
      case "", "repeat" -> UnknownProfile.REPEAT;
      case "hold" -> UnknownProfile.HOLD;
      default -> {
        wrong.add(variable + " '" + value(variable) + "' is neither repeat (default) nor hold");
        yield UnknownProfile.REPEAT;
      }
    };
  }

  /** Calls per second; 0 where there is no limit. */
  private double rate(ConnectionName name) {
    String variable = ownOrCommon(name, "RATE");
    String text = value(variable).toLowerCase(Locale.ROOT);
    if (text.isEmpty() || text.equals("off")) {
      return 0;
    }
    if (RATE.matcher(text).matches() && Double.parseDouble(text) >= LEAST_RATE) {
      return Double.parseDouble(text);
    }
    wrong.add(
        variable
            + " '"
            + value(variable)
            + "' is no number of calls per second; it is off (default) or as 10 or 0.5, at least "
            + LEAST_RATE);
    return 0;
  }

  private int concurrency(ConnectionName name) {
    String variable = ownOrCommon(name, "CONCURRENCY");
    String text = value(variable);
    if (text.isEmpty()) {
      return Budget.DEFAULT.concurrency();
    }
    if (text.matches("\\d{1,4}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MOST_AT_ONCE) {
        return number;
      }
    }
    wrong.add(variable + " is '" + text + "': it must be a whole number from 1 to " + MOST_AT_ONCE);
    return Budget.DEFAULT.concurrency();
  }

  /** A further account without a setting of its own has that of {@code CRM_...}. */
  private String ownOrCommon(ConnectionName name, String setting) {
    String own = Connection.variable(name, setting);
    return value(own).isEmpty() ? Connection.variable(ConnectionName.DEFAULT, setting) : own;
  }

  private Map<String, String> memberKeys(ConnectionName name) {
    String variable = Connection.variable(name, "MEMBER_KEYS");
    var keys = new LinkedHashMap<String, String>();
    for (String pair : value(variable).split("\\s+", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length() - 1) {
        keys.put(pair.substring(0, equals), pair.substring(equals + 1));
      } else if (!pair.isEmpty()) {
        wrong.add(variable + " is not a list of member=key pairs separated by spaces");
        return Map.of();
      }
    }
    return keys;
  }

  private String value(String variable) {
    return env.getOrDefault(variable, "").strip();
  }

  List<String> problems() {
    var problems = new ArrayList<String>();
    if (!missing.isEmpty()) {
      problems.add(
          "The CRM's credentials are missing: set "
              + missing.stream().collect(Collectors.joining(", "))
              + " (in the CRM: Me > API Keys)");
    }
    wrong.stream().distinct().forEach(problems::add);
    return problems;
  }
}
