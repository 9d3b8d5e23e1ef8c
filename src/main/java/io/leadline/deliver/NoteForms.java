package io.leadline.deliver;

import io.leadline.event.Event;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happening.FormChanged;
import io.leadline.event.Happening.FormSeen;
import io.leadline.event.Happening.FormsTooMany;
import io.leadline.event.Happening.JournalFailed;
import io.leadline.event.Happenings;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.form.FormName;
import io.leadline.form.FormView;
import io.leadline.form.Shown;
import io.leadline.journal.FormShelf;
import io.leadline.journal.JournalUnavailable;
import io.leadline.source.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Notes which questions a form has, and tells of what changed: a mapping reads questions by their
 * names, and whoever edits a form seldom thinks of it. What cannot be noted holds nothing up.
 */
public final class NoteForms {
  /** A tool that makes a form of each submission would fill the journal. */
  private static final int MOST_FORMS = 200;

  private final FormShelf shelf;
  private final Happenings happenings;
  private final Map<HookName, FormsOfHook> hooks = new HashMap<>();

  public NoteForms(FormShelf shelf, Happenings happenings) {
    this.shelf = shelf;
    this.happenings = happenings;
  }

  /** What is known of a hook's forms: read once, and kept beside what is stored. */
  private static final class FormsOfHook {
    private final Map<FormName, FormView> views = new HashMap<>();
    private boolean saidTooMany;
  }

  /**
   * @param source which read the submission
   */
  synchronized void note(Event event, Submission submission, Source source) {
    var form = new FormName(event.hook(), Objects.requireNonNullElse(submission.formId(), ""));
    try {
      var shown = source.shown(submission);
      if (!shown.questions().isEmpty()) {
        note(event, form, shown);
      }
    } catch (JournalUnavailable e) {
      forget(form.hook());
      happenings.tell(
          new JournalFailed(
              "noting a form of hook " + form.hook(), String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      forget(form.hook());
      happenings.tell(new DefectFound("noting the form of event " + event.id(), e));
    }
  }

  /** What is stored may be less than what was believed: the next submission reads it anew. */
  private void forget(HookName hook) {
    hooks.remove(hook);
  }

  private void note(Event event, FormName form, Shown shown) {
    var known = formsOf(form.hook());
    var view = known.views.get(form);
    if (view == null && known.views.size() >= MOST_FORMS) {
      sayTooMany(known, form);
      return;
    }
    note(event, form, shown, view == null ? FormView.UNSEEN : view, known.views);
  }

  private FormsOfHook formsOf(HookName hook) {
    var known = hooks.get(hook);
    return known == null ? read(hook) : known;
  }

  private FormsOfHook read(HookName hook) {
    var read = new FormsOfHook();
    shelf.all(hook).forEach((form, questions) -> read.views.put(form, FormView.of(questions)));
    hooks.put(hook, read);
    return read;
  }

  private void sayTooMany(FormsOfHook known, FormName form) {
    if (!known.saidTooMany) {
      known.saidTooMany = true;
      happenings.tell(new FormsTooMany(form.hook(), form.form(), MOST_FORMS));
    }
  }

  private void note(
      Event event, FormName form, Shown shown, FormView view, Map<FormName, FormView> views) {
    var told = view.with(shown, event.receivedAt());
    if (!told.toStore().isEmpty()) {
      shelf.keep(form, told.toStore());
    }
    views.put(form, told.view());
    tell(form, view, told);
  }

  private void tell(FormName form, FormView before, FormView.Told told) {
    if (before.isNew()) {
      happenings.tell(new FormSeen(form.hook(), form.form(), told.view().known().size()));
    }
    told.changes()
        .forEach(
            change ->
                happenings.tell(
                    new FormChanged(
                        form.hook(),
                        form.form(),
                        change.kind().word(),
                        change.question().id(),
                        change.question().title())));
  }
}
