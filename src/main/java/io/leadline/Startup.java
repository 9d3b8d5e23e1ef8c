package io.leadline;

import io.leadline.crm.Connection;
import io.leadline.event.ConnectionName;
import io.leadline.settings.Settings;
import java.util.Map;

/**
 * All that a server is started with, checked.
 *
 * @param environment the variables, for the secrets of hooks
 * @param connections the CRM accounts, never none
 */
record Startup(
    Map<String, String> environment,
    Settings settings,
    Map<ConnectionName, Connection> connections) {

  /** Without the variables: they hold every secret there is. */
  @Override
  public String toString() {
    return settings + ", connections " + connections.values();
  }
}
