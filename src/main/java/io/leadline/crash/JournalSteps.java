package io.leadline.crash;

import io.leadline.journal.Journal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/** A journal of which one method is watched: a class of our own would have to follow them all. */
final class JournalSteps {
  private JournalSteps() {}

  static Journal before(String method, Journal journal, Runnable reached) {
    return watched(method, journal, reached, () -> {});
  }

  static Journal after(String method, Journal journal, Runnable reached) {
    return watched(method, journal, () -> {}, reached);
  }

  private static Journal watched(String method, Journal journal, Runnable before, Runnable after) {
    requireMethod(method);
    return (Journal)
        Proxy.newProxyInstance(
            Journal.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, called, arguments) -> {
              boolean watched = called.getName().equals(method);
              if (watched) {
                before.run();
              }
              Object result = call(journal, called, arguments);
              if (watched) {
                after.run();
              }
              return result;
            });
  }

  private static Object call(Journal journal, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(journal, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void requireMethod(String name) {
    if (Arrays.stream(Journal.class.getMethods()).noneMatch(each -> each.getName().equals(name))) {
      throw new IllegalStateException("internal error: the journal has no method " + name);
    }
  }
}
