package io.leadline;

import static org.springframework.security.config.Customizer.withDefaults;

import io.leadline.event.Documents;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Who may see what: hooks and the two probes are open, all else wants the admin. Without {@code
 * ADMIN_PASSWORD} all else is off.
 */
@Configuration(proxyBeanMethods = false)
class AdminDoor {
  private static final String[] OPEN = {"/actuator/health/liveness", "/actuator/health/readiness"};

  /**
   * Nothing stands before a hook but its own door. Spring Security's filters write headers into a
   * response when the request's thread comes back, while the route's thread may be writing the
   * answer: now and then both broke, and a webhook that was stored was not answered.
   */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain hooksChain() {
    return new DefaultSecurityFilterChain(
        PathPatternRequestMatcher.withDefaults().matcher("/hooks/**"));
  }

  @Bean
  SecurityFilterChain adminDoorChain(HttpSecurity http, Startup startup) throws Exception {
    http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    if (startup.settings().adminPassword() == null) {
      return http.authorizeHttpRequests(
              requests -> requests.requestMatchers(OPEN).permitAll().anyRequest().denyAll())
          .exceptionHandling(
              refusals ->
                  refusals
                      .authenticationEntryPoint((request, response, e) -> sayOff(response))
                      .accessDeniedHandler((request, response, e) -> sayOff(response)))
          .build();
    }
    return http.authorizeHttpRequests(
            requests -> requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
        .httpBasic(withDefaults())
        .build();
  }

  @Bean
  UserDetailsService admin(Startup startup) {
    String password = startup.settings().adminPassword();
    return password == null
        ? new InMemoryUserDetailsManager()
        : new InMemoryUserDetailsManager(
            User.withUsername("admin").password(password).roles("ADMIN").build());
  }

  /** The password is in the environment as it is: there is no stored hash to protect. */
  @Bean
  PasswordEncoder constantTimeComparison() {
    return new PasswordEncoder() {
      @Override
      public String encode(CharSequence raw) {
        return raw.toString();
      }

      @Override
      public boolean matches(CharSequence raw, String expected) {
        return MessageDigest.isEqual(bytes(raw.toString()), bytes(expected));
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void sayOff(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType("application/json");
    response
        .getWriter()
        .write(
            Documents.write(
                Map.of("error", "off", "message", "set ADMIN_PASSWORD to turn this on")));
  }
}
