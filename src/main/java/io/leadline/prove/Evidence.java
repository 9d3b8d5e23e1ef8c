package io.leadline.prove;

import io.leadline.event.EventId;
import io.leadline.journal.EventSummary;
import io.leadline.journal.LedgerLine;
import io.leadline.sandbox.CallRecord;
import io.leadline.sandbox.Contact;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All that a verdict rests on, when nothing moves any more.
 *
 * @param submissions in order of acknowledgement
 * @param journal the events as the journal has them; one that it does not know is missing
 * @param refused events that had died of what the CRM said, before they were replayed at the end
 * @param calls every call of the CRM, in order of arrival
 * @param interruptions when the server was killed or stood still; a stop is none, for it cuts
 *     nothing
 * @param timesAtFault when the account was at fault: what is refused then is no event's fault
 * @param callPatience after which the server has given a call up
 * @param atOnce how many calls the server makes at once, at most
 */
record Evidence(
    List<Submission> submissions,
    Map<EventId, InJournal> journal,
    List<EventSummary> refused,
    List<LedgerLine> ledger,
    List<LedgerLine> counted,
    List<Contact> contacts,
    List<CallRecord> calls,
    List<Interruption> interruptions,
    List<Weather.AtFault> timesAtFault,
    Duration callPatience,
    int atOnce) {}
