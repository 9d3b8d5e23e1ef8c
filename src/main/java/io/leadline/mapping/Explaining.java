package io.leadline.mapping;

import io.leadline.mapping.Explanation.Doing;
import io.leadline.mapping.Explanation.Ending;
import io.leadline.mapping.Explanation.Line;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what it sees. */
final class Explaining implements Trace {
  private final List<Explanation.Asked> asked = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private List<Doing> doings = new ArrayList<>();
  private String call = "";
  private String field = "";
  private Spot spot = Spot.wholeFile("");

  Explanation of(Decision decision) {
    return new Explanation(decision, asked, lines);
  }

  @Override
  public void asks(Mapping mapping, Scope scope) {
    asked.add(new Explanation.Asked(mapping.file(), mapping.when().explain(scope)));
  }

  @Override
  public void begins(String call, String field, Spot spot) {
    this.call = call;
    this.field = field;
    this.spot = spot;
    this.doings = new ArrayList<>();
  }

  @Override
  public void read(Scope scope, Expression expression, @Nullable Object found) {
    doings.add(
        new Doing.Read(
            expression.text(),
            expression.path().toString(),
            expression.spot(),
            found,
            question(expression, scope),
            Blank.is(found) ? Nearest.to(expression, scope) : List.of()));
  }

  private static Explanation.@Nullable Asks question(Expression expression, Scope scope) {
    Question question = expression.alias() == null ? null : scope.question(expression.alias());
    return question == null
        ? null
        : new Explanation.Asks(question.names(), scope.nameOf(question), question.spot());
  }

  @Override
  public void did(Step step, @Nullable Object output) {
    doings.add(new Doing.Applied(step.toString(), output));
  }

  @Override
  public void unfit(Step step, Unfit why) {
    doings.add(new Doing.Refused(step.toString(), String.valueOf(why.getMessage())));
  }

  @Override
  public void note(String sentence) {
    doings.add(new Doing.Noted(sentence));
  }

  @Override
  public void sent(@Nullable Object value) {
    end(Ending.SENT, value, "");
  }

  @Override
  public void leftOut(String why) {
    end(Ending.LEFT_OUT, null, why);
  }

  @Override
  public void warned(String why) {
    end(Ending.WARNED, null, why);
  }

  @Override
  public void failed(String why) {
    end(Ending.FAILED, null, why);
  }

  private void end(Ending ending, @Nullable Object value, String why) {
    lines.add(new Line(call, field, spot, ending, value, why, List.copyOf(doings)));
    doings = new ArrayList<>();
  }
}
