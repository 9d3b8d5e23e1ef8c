package io.leadline.source.tool;

import io.leadline.source.Source;
import java.util.List;
import java.util.Optional;

/**
 * The form tools that are known. A further one is its file, its line here, its cases under {@code
 * src/test/resources/source/{name}}, and its test, which extends {@code SourceContract}.
 */
public final class Sources {
  public static final List<Source> BUILT_IN =
      List.of(
          new Typeform(), // One a line: a further tool is one line more.
          new HubSpot(), //
          new Calendly(), //
          new Tally(), //
          new Formspree(), //
          new Webflow(), //
          new StandardWebhooks(), //
          new WpForms(), //
          new Unbounce(), //
          new ActiveCampaign(), //
          new Elementor(), //
          new Mailchimp(), //
          new Jotform(), //
          new Fillout(), //
          new Paperform(), //
          new GoogleForms(), //
          new GravityForms(), //
          new Cognito(), //
          new Wufoo(), //
          new Formstack(), //
          new Meta(), //
          new SurveyMonkey(), //
          new Generic());

  private Sources() {}

  /**
   * The source that route files call so.
   *
   * @param name as route files write it, {@code typeform}
   */
  public static Optional<Source> find(String name) {
    return BUILT_IN.stream().filter(source -> source.name().equals(name)).findFirst();
  }
}
