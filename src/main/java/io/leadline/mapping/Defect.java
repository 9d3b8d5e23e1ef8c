package io.leadline.mapping;

/** A defect of ours, told without what it was handling. */
final class Defect {
  private Defect() {}

  static String sentence(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    String where =
        trace.length == 0 ? "" : " at " + trace[0].getClassName() + ":" + trace[0].getLineNumber();
    return "internal error: " + thrown.getClass().getSimpleName() + where;
  }
}
