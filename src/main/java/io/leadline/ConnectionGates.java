package io.leadline;

import io.leadline.deliver.ConnectionGate;
import java.util.List;

/** The gates of all connections: a list would be taken for a list of beans by Spring. */
record ConnectionGates(List<ConnectionGate> all) {
  /** Looks whether paused connections are in order again; one that breaks keeps no other back. */
  public void probe() {
    RuntimeException broke = null;
    for (ConnectionGate gate : all) {
      try {
        gate.probe();
      } catch (RuntimeException e) {
        broke = e;
      }
    }
    if (broke != null) {
      throw broke;
    }
  }
}
