package io.leadline.deliver;

import io.leadline.event.Event;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happening.FormChanged;
import io.leadline.event.Happening.FormSeen;
import io.leadline.event.Happenings;
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
  private final Map<FormName, FormView> views = new HashMap<>();

  public NoteForms(FormShelf shelf, Happenings happenings) {
    this.shelf = shelf;
    this.happenings = happenings;
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
      // What is prepared next meets it as well, and says so; the next submission shows the same.
      views.remove(form);
    } catch (RuntimeException e) {
      views.remove(form);
      happenings.tell(new DefectFound("noting the form of event " + event.id(), e));
    }
  }

  private void note(Event event, FormName form, Shown shown) {
    var view = views.get(form);
    if (view == null) {
      view = FormView.of(shelf.questions(form));
      if (view.isNew() && shelf.forms(form.hook()) >= MOST_FORMS) {
        return;
      }
    }
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
