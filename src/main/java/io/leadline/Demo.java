package io.leadline;

import io.leadline.demo.FormTool;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.sandbox.SandboxSettings;
import io.leadline.settings.UnfitSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Serves with the sandbox CRM inside and a form tool that sends a few submissions. It never speaks
 * to a real CRM: whatever {@code CRM_*} says is replaced.
 */
final class Demo {
  private static final List<String> SUBMISSIONS =
      List.of(
          "typeform-ada.json",
          "typeform-grace.json",
          "typeform-private.json",
          "typeform-wrong-phone.json",
          "typeform-without-email.json");

  private final PrintWriter out;
  private final PrintWriter err;
  private final SecureRandom random = new SecureRandom();

  Demo(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  int run(Map<String, String> given) {
    String secret = FormTool.randomHex(random, 16);
    try (SandboxCrm crm =
        SandboxCrm.start(SandboxSettings.demo(), Clock.systemUTC(), random, sandboxPort(given))) {
      Map<String, String> environment = environment(given, crm, secret);
      ConfigurableApplicationContext server = Serving.start(Startup.read(environment));
      var stopped = whenClosed(server);
      String root = "http://localhost:" + server.getEnvironment().getProperty("local.server.port");
      sayWhere(root, crm, environment);
      crm.hubspot().put("701001", katherine());
      send(
          new FormTool(
              root + "/hooks", secret, () -> FormTool.randomHex(random, 12), Clock.systemUTC()));
      showDeliveries(crm, stopped);
      return 0;
    } catch (UnfitSettings e) {
      err.println("leadline: " + e.getMessage());
      err.flush();
      return 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static int sandboxPort(Map<String, String> given) {
    String port = given.getOrDefault("SANDBOX_PORT", "0");
    try {
      return Integer.parseInt(port.strip());
    } catch (NumberFormatException e) {
      throw new UnfitSettings(
          List.of("SANDBOX_PORT is '" + port + "': it must be a port's number"));
    }
  }

  private static Map<String, String> environment(
      Map<String, String> given, SandboxCrm crm, String secret) {
    var environment = new HashMap<>(given);
    environment.keySet().removeIf(name -> name.startsWith("CRM_"));
    environment.put("CRM_BASE_URL", crm.baseUrl());
    environment.put("CRM_API_KEY", SandboxSettings.DEMO_API_KEY);
    environment.put("CRM_ORG_ID", SandboxSettings.DEMO_ORG_ID);
    environment.put("CRM_MEMBER_ID", SandboxSettings.DEMO_MEMBER_ID);
    environment.put("TYPEFORM_SECRET", secret);
    environment.put("HUBSPOT_SECRET", secret);
    environment.put("HUBSPOT_TOKEN", SandboxSettings.DEMO_HUBSPOT_TOKEN);
    environment.put("HUBSPOT_BASE_URL", crm.rootUrl());
    environment.putIfAbsent("ADMIN_PASSWORD", "demo");
    environment.put("JOURNAL_URL", "jdbc:sqlite:" + newFolder().resolve("leadline.db"));
    environment.remove("MAPPINGS_FROM");
    environment.remove("PUBLIC_URL");
    environment.remove("DEAD_LETTER_URI");
    return environment;
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("leadline-demo-");
    } catch (IOException e) {
      throw new UncheckedIOException("the demo needs a temporary folder", e);
    }
  }

  private static CountDownLatch whenClosed(ConfigurableApplicationContext server) {
    var closed = new CountDownLatch(1);
    ApplicationListener<ContextClosedEvent> listener = event -> closed.countDown();
    server.addApplicationListener(listener);
    return closed;
  }

  private void sayWhere(String root, SandboxCrm crm, Map<String, String> environment) {
    say("");
    say("Leadline runs, with a stand-in CRM. Nothing leaves this machine.");
    say("  the CRM's contacts   " + crm.rootUrl() + "/");
    say("  hooks                " + root + "/hooks/typeform and /hooks/hubspot");
    say(
        "  health               "
            + root
            + "/actuator/health   (user admin, password "
            + environment.get("ADMIN_PASSWORD")
            + ")");
    say("  ledger, metrics      " + root + "/actuator/ledger, " + root + "/actuator/prometheus");
    say(
        "  commands             JOURNAL_URL="
            + environment.get("JOURNAL_URL")
            + " ./leadline events");
    say("");
  }

  private void send(FormTool tool) {
    for (String submission : SUBMISSIONS) {
      say("form tool: sent " + submission + ", answered " + tool.sendTypeform(submission));
    }
    say("form tool: sent hubspot-burst.json, answered " + tool.sendHubspot("hubspot-burst.json"));
  }

  private static Map<String, String> katherine() {
    return Map.of(
        "email", "katherine@orbit.example",
        "firstname", "Katherine",
        "lastname", "Johnson",
        "company", "Orbital Mechanics",
        "jobtitle", "Mathematician",
        "city", "Hampton");
  }

  /** Prints each contact as it reaches the CRM, until the server is stopped. */
  private void showDeliveries(SandboxCrm crm, CountDownLatch stopped) throws InterruptedException {
    Set<String> shown = new HashSet<>();
    while (!stopped.await(100, TimeUnit.MILLISECONDS)) {
      crm.contacts().stream()
          .filter(contact -> !contact.profiles().isEmpty() && shown.add(contact.contactId()))
          .forEach(
              contact ->
                  say(
                      "delivered: "
                          + contact.email()
                          + " is contact "
                          + contact.contactId()
                          + " with "
                          + contact.profiles().size()
                          + " profile"));
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
