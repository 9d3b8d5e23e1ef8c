package io.leadline.mapping;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import org.jspecify.annotations.Nullable;

/** Sees how values are made, step by step. At work nobody looks. */
interface Trace {
  Trace NOBODY = new Trace() {};

  /** A mapping is asked whether it takes the submission. */
  default void asks(Mapping mapping, Scope scope) {}

  /** A line of a call is next. */
  default void begins(String call, String field, Spot spot) {}

  default void read(Scope scope, Expression expression, @Nullable Object found) {}

  default void did(Step step, @Nullable Object output) {}

  default void unfit(Step step, Unfit why) {}

  /** Why a choice went as it did. */
  default void note(String sentence) {}

  default void sent(@Nullable Object value) {}

  /** There was nothing to send. */
  default void leftOut(String why) {}

  /** There was something, and it could not be made right. */
  default void warned(String why) {}

  /** Without it there is no call. */
  default void failed(String why) {}
}
