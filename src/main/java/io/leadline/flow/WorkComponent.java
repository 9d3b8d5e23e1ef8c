package io.leadline.flow;

import io.leadline.event.Happenings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/** The scheme {@code leadline:NAME}: routes that begin with work of ours. */
public final class WorkComponent extends DefaultComponent {
  private final Map<String, Work<?>> works;
  private final WakeUp wakeUp;
  private final Happenings happenings;

  public WorkComponent(List<Work<?>> works, WakeUp wakeUp, Happenings happenings) {
    this.works = works.stream().collect(Collectors.toMap(Work::name, work -> work));
    this.wakeUp = wakeUp;
    this.happenings = happenings;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    Work<?> work = works.get(name);
    if (work == null) {
      throw new IllegalArgumentException(
          "leadline:"
              + name
              + " is no work; there are "
              + works.keySet().stream().sorted().toList());
    }
    return new WorkEndpoint(uri, work);
  }

  private final class WorkEndpoint extends DefaultEndpoint {
    private final Work<?> work;

    WorkEndpoint(String uri, Work<?> work) {
      super(uri, WorkComponent.this);
      this.work = work;
    }

    @Override
    public Producer createProducer() {
      throw new UnsupportedOperationException(
          "leadline:" + work.name() + " begins routes; nothing can be sent to it");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
      var consumer = new WorkConsumer<>(this, processor, work, wakeUp, happenings);
      configureConsumer(consumer);
      return consumer;
    }
  }
}
