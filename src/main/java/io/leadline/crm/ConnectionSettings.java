package io.leadline.crm;

import io.leadline.event.ConnectionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The CRM accounts of the environment: {@code CRM_BASE_URL}, {@code CRM_API_KEY}, {@code
 * CRM_ORG_ID}, {@code CRM_MEMBER_ID}, {@code CRM_MODE} and, for members with an API key of their
 * own, {@code CRM_MEMBER_KEYS} ({@code member=key} pairs separated by white space). Further
 * accounts are {@code CRM_<NAME>_...}: {@code CRM_EU_API_KEY} belongs to connection {@code eu}; a
 * further account without a base URL of its own uses {@code CRM_BASE_URL}, and so it is with {@code
 * CRM_PROFILE_REFERENCE} and {@code CRM_UNKNOWN_PROFILE}.
 */
public sealed interface ConnectionSettings {

  /** Everything needed is there. */
  record Usable(Map<ConnectionName, Connection> connections) implements ConnectionSettings {
    public Usable {
      connections = Map.copyOf(connections);
    }

    public Optional<Connection> find(ConnectionName name) {
      return Optional.ofNullable(connections.get(name));
    }
  }

  /** Something is missing or wrong; each problem says which variable and what to put there. */
  record Unusable(List<String> problems) implements ConnectionSettings {
    public Unusable {
      problems = List.copyOf(problems);
    }

    public String message() {
      return String.join("\n", problems);
    }
  }

  /**
   * The accounts that the environment speaks of, usable or not; the default one where it is mute.
   */
  static List<ConnectionName> names(Map<String, String> env) {
    return new ConnectionReader(env).names();
  }

  /** Reads all accounts and tells all problems at once. Never quotes a key. */
  static ConnectionSettings read(Map<String, String> env) {
    var reader = new ConnectionReader(env);
    var connections = new LinkedHashMap<ConnectionName, Connection>();
    for (ConnectionName name : reader.names()) {
      reader.connection(name).ifPresent(connection -> connections.put(name, connection));
    }
    List<String> problems = reader.problems();
    return problems.isEmpty() ? new Usable(connections) : new Unusable(problems);
  }
}
