package io.leadline.mapping;

import io.leadline.mapping.function.Letters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What mappings say of submissions: with other words in a submission, but for these, they do the
 * same.
 *
 * @param texts what a value is compared with or becomes as it stands, in small letters
 * @param fragments what is looked for within a value, in small letters
 * @param paths the names that each path begins with, as {@code q} and {@code email}; none of a path
 *     that begins otherwise
 */
public record Vocabulary(Set<String> texts, Set<String> fragments, Set<List<String>> paths) {
  public Vocabulary {
    texts = Set.copyOf(texts);
    fragments = Set.copyOf(fragments);
    paths = Set.copyOf(paths);
  }

  static Vocabulary of(List<Mapping> mappings) {
    var collecting = new Collecting();
    mappings.forEach(collecting::mapping);
    return new Vocabulary(collecting.texts, collecting.fragments, collecting.paths);
  }

  /** Whether a member of the submission may be read, as {@code body}. */
  public boolean reads(String member) {
    return paths.stream().anyMatch(names -> names.isEmpty() || names.get(0).equals(member));
  }

  private static final class Collecting {
    private static final String QUOTED = "'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"";

    /** The names behind {@code @} are none of what it compares with. */
    private static final Pattern IN_A_FILTER =
        Pattern.compile(
            "[@\\]](?:\\.[^.\\[\\]()\\s=!<>&|,~]+|\\[\\s*(?:"
                + QUOTED
                + "|\\d+|\\*)\\s*])+"
                + "|(?<part>contains\\s*)?(?<text>"
                + QUOTED
                + ")"
                + "|(?<number>-?\\d+(?:\\.\\d+)?)");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    final Set<String> texts = new LinkedHashSet<>();
    final Set<String> fragments = new LinkedHashSet<>();
    final Set<List<String>> paths = new LinkedHashSet<>();

    void mapping(Mapping mapping) {
      mapping.expressions().forEach(this::expression);
      when(mapping.when());
      if (mapping.contact() != null) {
        contact(mapping.contact());
      }
      mapping.profiles().forEach(this::profile);
    }

    private void contact(ContactRule contact) {
      Stream.of(contact.fields(), contact.defaults())
          .flatMap(fields -> fields.values().stream())
          .forEach(
              field -> {
                rule(field.rule());
                field.field().allowed().forEach(this::text);
              });
      values(contact.values());
    }

    private void profile(ProfileRule profile) {
      when(profile.when());
      rule(profile.source());
      rule(profile.contactId());
      rule(profile.asMember());
      profile.payload().values().forEach(this::rule);
      values(profile.values());
    }

    private void values(CrmValues values) {
      for (CrmValues.Listed listed : values.byField().values()) {
        listed.wire().keySet().forEach(this::text);
        listed.wire().values().forEach(this::text);
      }
    }

    private void rule(@Nullable Rule rule) {
      if (rule instanceof Constant constant) {
        text(constant.text());
      } else if (rule instanceof ListRule list) {
        list.items().forEach(this::rule);
      } else if (rule instanceof LinesRule lines) {
        rule(lines.lines());
      } else if (rule instanceof ObjectRule object) {
        object.entries().values().forEach(this::rule);
      } else if (rule instanceof ChoiceRule choice) {
        choice(choice);
      }
    }

    private void choice(ChoiceRule choice) {
      choice.from().forEach(this::rule);
      choice.lookup().forEach(this::lookup);
      condition(choice.when());
      when(choice.whenAll());
      rule(choice.then());
      rule(choice.otherwise());
    }

    private void lookup(String answer, Rule value) {
      text(answer);
      rule(value);
    }

    private void when(@Nullable When when) {
      if (when != null) {
        when.clauses().forEach(clause -> condition(clause.condition()));
      }
    }

    private void condition(@Nullable Condition condition) {
      if (condition instanceof Condition.Is is) {
        text(is.text());
      } else if (condition instanceof Condition.OneOf oneOf) {
        oneOf.conditions().forEach(this::condition);
      } else if (condition instanceof Condition.All all) {
        all.conditions().forEach(this::condition);
      } else if (condition instanceof Condition.Not not) {
        condition(not.condition());
      } else if (condition instanceof Condition.Has has) {
        add(has.text(), fragments);
      } else if (condition instanceof Condition.Matches matches) {
        Stream.of(matches.wildcard().split("\\*", -1)).forEach(piece -> add(piece, fragments));
      }
    }

    private void expression(Expression expression) {
      expression.steps().forEach(step -> step.arguments().forEach(this::text));
      List<String> names = new ArrayList<>();
      String path = expression.path().toString();
      for (String name = Path.name(path, 0); name != null; name = Path.name(path, names.size())) {
        names.add(name);
      }
      paths.add(List.copyOf(names));
      filters(path);
    }

    /** What the filters of a path compare with: a text, which may be a part of one. */
    private void filters(String path) {
      int filter = path.indexOf("[?");
      Matcher value = IN_A_FILTER.matcher(path);
      value.region(filter < 0 ? path.length() : filter, path.length());
      while (value.find()) {
        if (value.group("number") != null) {
          text(value.group("number"));
        } else if (value.group("text") != null) {
          String quoted = value.group("text");
          String text = ESCAPED.matcher(quoted.substring(1, quoted.length() - 1)).replaceAll("$1");
          text(text);
          if (value.group("part") != null) {
            add(text, fragments);
          }
        }
      }
    }

    private void text(String text) {
      add(text, texts);
    }

    private static void add(String text, Set<String> to) {
      if (!text.isBlank()) {
        to.add(Letters.lower(text.strip()));
      }
    }
  }
}
