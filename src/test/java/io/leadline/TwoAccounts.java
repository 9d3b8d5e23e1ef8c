package io.leadline;

import io.leadline.sandbox.Organisation;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A second CRM account beside the usual one, with a hook of its own: {@link #HOOK}. */
final class TwoAccounts {
  static final String ORG = "11111111-8a47-4e0e-9b52-1c7d3e5f9a10";
  static final String MEMBER = "22222222-73c1-4f6a-8d20-5a1be7c49f31";
  static final String KEY = "the-key-of-eu";
  static final String HOOK = "eu-form";

  private TwoAccounts() {}

  static SandboxCrm sandbox() {
    return sandbox(KEY);
  }

  static SandboxCrm sandbox(String key) {
    SandboxSettings demo = SandboxSettings.demo();
    var settings =
        new SandboxSettings(
            key,
            List.of(Organisation.active(ORG, List.of(MEMBER), SandboxSettings.demoRules())),
            demo.errorStatus(),
            demo.host(),
            demo.keptCalls(),
            demo.maxBodyBytes(),
            demo.hubspotToken());
    return SandboxCrm.start(settings, Clock.systemUTC(), new Random(8), 0);
  }

  /** What a server needs beside the usual: the shipped files, changed so that the hook is there. */
  static Map<String, String> environment(Path folder, SandboxCrm second) throws IOException {
    var environment = new HashMap<String, String>();
    environment.put("ROUTES_DIR", routes(folder).toString());
    environment.put("MAPPINGS_DIR", mappings(folder).toString());
    environment.put("EU_FORM_SECRET", RunningLeadline.SECRET);
    environment.put("CRM_EU_BASE_URL", second.baseUrl());
    environment.put("CRM_EU_API_KEY", KEY);
    environment.put("CRM_EU_ORG_ID", ORG);
    environment.put("CRM_EU_MEMBER_ID", MEMBER);
    return environment;
  }

  private static Path routes(Path folder) throws IOException {
    Path routes = copy("routes", folder);
    String typeform = Files.readString(routes.resolve("hook-typeform.camel.yaml"));
    String ours =
        typeform
            .replace("typeform", HOOK)
            .replace("expression: " + HOOK, "expression: typeform")
            .replace(
                "        - to:\n",
                """
                        - setVariable:
                            id: hook-eu-form.connection
                            name: connection
                            expression:
                              constant:
                                expression: eu
                        - to:
                """);
    Files.writeString(routes.resolve("hook-eu-form.camel.yaml"), ours);
    return routes;
  }

  private static Path mappings(Path folder) throws IOException {
    Path mappings = copy("mappings", folder);
    Path file = mappings.resolve("typeform-demo-request.yaml");
    String both =
        Files.readString(file).replace("hook: typeform\n", "hook: [typeform, " + HOOK + "]\n");
    Files.writeString(file, both);
    return mappings;
  }

  private static Path copy(String shipped, Path folder) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(shipped));
    try (Stream<Path> files = Files.list(Path.of(shipped))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }
}
