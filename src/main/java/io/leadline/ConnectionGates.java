package io.leadline;

import io.leadline.deliver.ConnectionGate;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happenings;
import io.leadline.journal.JournalUnavailable;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The gates of all connections: a list would be taken for a list of beans by Spring.
 *
 * @param probing what probes run on: an account that hangs must delay no other
 */
record ConnectionGates(List<ConnectionGate> all, Executor probing, Happenings happenings) {
  /**
   * A thread for each probe: there are few, and each may wait for its CRM as long as a call may.
   */
  static final Executor THREAD_EACH =
      probe -> {
        var thread = new Thread(probe, "probe-connection");
        thread.setDaemon(true);
        thread.start();
      };

  /**
   * To be called every second or so: takes over what others did, of all; then looks whether paused
   * connections are in order again, each for itself.
   */
  public void probe() {
    all.forEach(ConnectionGate::refresh);
    all.stream()
        .filter(ConnectionGate::isProbeDue)
        .forEach(gate -> probing.execute(() -> probe(gate)));
  }

  private void probe(ConnectionGate gate) {
    try {
      gate.probe();
    } catch (JournalUnavailable e) {
      // The next probe is soon, and the journal's health says what there is to say.
    } catch (RuntimeException e) {
      happenings.tell(new DefectFound("probing connection " + gate.name(), e));
    }
  }
}
