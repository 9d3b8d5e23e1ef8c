package io.leadline.cli;

import io.leadline.journal.Journal;
import io.leadline.journal.LedgerLine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = {
      "The balance of each hook: received = delivered + dead + ignored + discarded + pending.",
      "Exit code 1 where it does not hold."
    })
final class LedgerCommand implements Callable<Integer> {
  private final Program program;

  @Option(
      names = "--verify",
      description = "Count every event and compare. Slow on a large journal.")
  private boolean verify;

  LedgerCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    try (Journal journal = Journals.open(program)) {
      List<LedgerLine> ledger = journal.ledger();
      print(ledger);
      boolean balances = ledger.stream().allMatch(LedgerLine::balances);
      say(balances ? "balances" : "DOES NOT BALANCE");
      return balances && (!verify || counted(journal, ledger)) ? 0 : 1;
    }
  }

  private void print(List<LedgerLine> ledger) {
    say(
        String.format(
            "%-16s %9s %9s %7s %7s %9s %7s | %10s %8s %11s %8s",
            "hook",
            "received",
            "delivered",
            "dead",
            "ignored",
            "discarded",
            "pending",
            "duplicates",
            "rejected",
            "quarantined",
            "released"));
    for (LedgerLine line : ledger) {
      say(
          String.format(
              "%-16s %9d %9d %7d %7d %9d %7d | %10d %8d %11d %8d",
              line.hook(),
              line.received(),
              line.delivered(),
              line.dead(),
              line.ignored(),
              line.discarded(),
              line.pending(),
              line.duplicates(),
              line.rejected(),
              line.quarantined(),
              line.released()));
    }
  }

  private boolean counted(Journal journal, List<LedgerLine> ledger) {
    List<LedgerLine> counted = journal.countedLedger();
    boolean same = counted.equals(ledger) || counted.equals(journal.ledger());
    say(same ? "verified: a full count gives the same" : "A FULL COUNT DIFFERS:");
    if (!same) {
      print(counted);
    }
    return same;
  }

  private void say(String line) {
    program.out().println(line);
    program.out().flush();
  }
}
