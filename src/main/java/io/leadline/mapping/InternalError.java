package io.leadline.mapping;

/** A defect of ours, told without what it was handling. */
final class InternalError {
  private InternalError() {}

  static String sentence(Throwable defect) {
    StackTraceElement[] trace = defect.getStackTrace();
    String where =
        trace.length == 0 ? "" : " at " + trace[0].getClassName() + ":" + trace[0].getLineNumber();
    return "internal error: " + defect.getClass().getSimpleName() + where;
  }
}
