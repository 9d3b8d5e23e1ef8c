package io.leadline.cli;

import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;

/** The route file of a hook, as those that are shipped. */
final class StarterRoute {
  private StarterRoute() {}

  static String of(HookName hook, String source, ConnectionName connection) {
    return route(hook, source)
        + (connection.equals(ConnectionName.DEFAULT)
            ? ""
            : option(hook, "connection", "The CRM account", connection.value()))
        + (source.equals("generic") ? generic(hook) : "")
        + receive(hook);
  }

  private static String route(HookName hook, String source) {
    return """
        - route:
            id: hook-%1$s
            description: The form tool calls /hooks/%1$s. The secret is %2$s.
            from:
              id: hook-%1$s.from
              uri: platform-http:/hooks/%1$s
              parameters:
                httpMethodRestrict: POST
                useStreaming: true
                populateBodyWithForm: false
              steps:
        """
            .formatted(hook, hook.variable("SECRET"))
        + option(hook, "source", "The form tool that calls", source);
  }

  private static String option(HookName hook, String name, String description, String value) {
    return """
                - setVariable:
                    id: hook-%s.%s
                    description: %s
                    name: %s
                    expression:
                      constant:
                        expression: %s
        """
        .formatted(hook, name, description, name, value);
  }

  /** What must be said of a tool that nobody knows, and what may be. */
  private static String generic(HookName hook) {
    return option(hook, "verify", "How the sender proves itself, docs/form-tools/verify.md", "key")
        + """
                # Further options, each a setVariable step as above: event-id, event-type, submitted-at,
                # form-id, form-title, answers, body, window. docs/form-tools/generic.md says what they are.
        """;
  }

  private static String receive(HookName hook) {
    return """
                - to:
                    id: hook-%s.receive
                    description: Verify, store, answer
                    uri: direct:receive
        """
        .formatted(hook);
  }
}
