package io.leadline;

import io.leadline.crm.Connection;
import io.leadline.crm.ConnectionSettings;
import io.leadline.event.ConnectionName;
import io.leadline.receive.Hook;
import io.leadline.receive.HookFiles;
import io.leadline.receive.HookProblem;
import io.leadline.receive.Hooks;
import io.leadline.settings.Settings;
import io.leadline.settings.UnfitSettings;
import io.leadline.source.tool.Sources;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * All that a server is started with, checked.
 *
 * @param environment the variables, for the secrets of hooks
 * @param connections the CRM accounts, never none
 * @param hooks as the route files have them; each names one of the connections
 * @param wall the machine's clock
 */
record Startup(
    Map<String, String> environment,
    Settings settings,
    Map<ConnectionName, Connection> connections,
    Hooks hooks,
    Clock wall) {

  /**
   * Reads the environment and the route files.
   *
   * @throws UnfitSettings with everything that is missing or wrong
   */
  static Startup read(Map<String, String> environment) {
    return read(environment, Clock.systemUTC());
  }

  static Startup read(Map<String, String> environment, Clock wall) {
    Settings settings = Settings.read(environment);
    Map<ConnectionName, Connection> connections = connections(environment);
    Hooks hooks = hooks(environment, settings);
    requireConnections(hooks, connections);
    return new Startup(environment, settings, connections, hooks, wall);
  }

  private static Map<ConnectionName, Connection> connections(Map<String, String> environment) {
    ConnectionSettings connections = ConnectionSettings.read(environment);
    if (connections instanceof ConnectionSettings.Unusable unusable) {
      throw new UnfitSettings(unusable.problems());
    }
    return ((ConnectionSettings.Usable) connections).connections();
  }

  private static Hooks hooks(Map<String, String> environment, Settings settings) {
    var found = new HookFiles(Sources.BUILT_IN, environment).read(settings.routes());
    if (!found.problems().isEmpty()) {
      throw new UnfitSettings(found.problems().stream().map(HookProblem::toString).toList());
    }
    return Hooks.of(found.hooks());
  }

  private static void requireConnections(Hooks hooks, Map<ConnectionName, Connection> connections) {
    List<String> problems =
        hooks.all().stream()
            .filter(hook -> !connections.containsKey(hook.connection()))
            .map(Startup::withoutConnection)
            .toList();
    if (!problems.isEmpty()) {
      throw new UnfitSettings(problems);
    }
  }

  private static String withoutConnection(Hook hook) {
    return "hook '"
        + hook.name()
        + "' names connection '"
        + hook.connection()
        + "', which is not configured: set "
        + Connection.variable(hook.connection(), "API_KEY")
        + " and its fellows, or take the connection out of its route file";
  }

  /** Without the variables: they hold every secret there is. */
  @Override
  public String toString() {
    return settings + ", connections " + connections.values();
  }
}
