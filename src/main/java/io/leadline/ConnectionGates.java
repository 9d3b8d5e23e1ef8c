package io.leadline;

import io.leadline.deliver.ConnectionGate;
import java.util.List;

/** The gates of all connections: a list would be taken for a list of beans by Spring. */
record ConnectionGates(List<ConnectionGate> all) {
  /** Looks whether paused connections are in order again. */
  public void probe() {
    all.forEach(ConnectionGate::probe);
  }
}
