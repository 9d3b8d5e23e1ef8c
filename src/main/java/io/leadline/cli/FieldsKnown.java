package io.leadline.cli;

import io.leadline.crm.Catalogue;
import io.leadline.crm.ConnectionSettings;
import io.leadline.event.ConnectionName;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.FieldCatalogue.OwnFields;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalRefused;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.KeptFieldMap;
import io.leadline.journal.NoJournal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that mappings are checked with: as the CRM says now, else as it said when it was last
 * heard, else the documented ones.
 *
 * @param now what the CRM said when it was asked just now
 * @param before what the journal has kept
 * @param notTold why the CRM did not say now what was asked of it; empty where all is well
 */
record FieldsKnown(
    Map<ConnectionName, KeptFieldMap> now,
    Map<ConnectionName, KeptFieldMap> before,
    List<String> notTold) {
  static final FieldsKnown DOCUMENTED = new FieldsKnown(Map.of(), Map.of(), List.of());

  FieldsKnown {
    now = Map.copyOf(now);
    before = Map.copyOf(before);
    notTold = List.copyOf(notTold);
  }

  /**
   * The accounts that the environment speaks of, the default one first; that too where a hook here
   * goes to it, though its keys are on the server only.
   */
  static List<ConnectionName> connections(Program program) {
    var named = new ArrayList<>(ConnectionSettings.names(program.environment()));
    boolean isMeant =
        !named.contains(ConnectionName.DEFAULT)
            && HooksHere.thatAreWhole(program).all().stream()
                .anyMatch(hook -> hook.connection().equals(ConnectionName.DEFAULT));
    if (isMeant) {
      named.add(0, ConnectionName.DEFAULT);
    }
    return List.copyOf(named);
  }

  /** Asks the CRM, for each connection. */
  static FieldsKnown live(Program program, AskFields crm) {
    var told = new LinkedHashMap<ConnectionName, KeptFieldMap>();
    var notTold = new LinkedHashMap<String, ConnectionName>();
    for (ConnectionName name : connections(program)) {
      AskFields.Answer answer = crm.ask(name);
      if (answer instanceof AskFields.Answer.Told it) {
        told.put(name, it.fieldMap());
      } else {
        notTold.put(((AskFields.Answer.NotTold) answer).why(), name);
      }
    }
    return new FieldsKnown(told, Map.of(), List.copyOf(notTold.keySet()));
  }

  /**
   * What the journal has kept; the documented fields where there is none. One that is there and
   * cannot be read is said.
   */
  static FieldsKnown kept(Program program) {
    try (Journal journal = Journals.open(program)) {
      return DOCUMENTED.with(journal, connections(program));
    } catch (NoJournal none) {
      return DOCUMENTED;
    } catch (JournalRefused | JournalUnavailable unread) {
      program
          .err()
          .println(
              "with the documented fields, not those that your CRM has told: "
                  + unread.getMessage());
      program.err().flush();
      return DOCUMENTED;
    }
  }

  /** Keeps what was told now, and adds what was told before of these connections. */
  FieldsKnown with(Journal journal, List<ConnectionName> connections) {
    now.forEach((name, told) -> journal.keepFieldMap(name, told.json(), told.at()));
    var kept = new LinkedHashMap<ConnectionName, KeptFieldMap>();
    for (ConnectionName name : connections) {
      journal.fieldMap(name).ifPresent(it -> kept.put(name, it));
    }
    return new FieldsKnown(now, kept, notTold);
  }

  FieldCatalogue of(ConnectionName connection) {
    KeptFieldMap told = now.get(connection);
    if (told != null) {
      return Catalogue.refreshedBy(told.json()).knowing(OwnFields.ASKED);
    }
    KeptFieldMap kept = before.get(connection);
    return kept == null ? Catalogue.documented() : Catalogue.refreshedBy(kept.json());
  }
}
