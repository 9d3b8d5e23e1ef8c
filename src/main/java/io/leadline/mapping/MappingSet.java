package io.leadline.mapping;

import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Submission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** All mappings of a folder, compiled. Immutable; any number of threads may use it at once. */
public final class MappingSet {
  private final List<Mapping> mappings;
  private final String hash;
  private final Set<String> notSent;
  private final Set<String> fields;

  /** Made once: each event asks. */
  private final Map<String, Set<String>> readsByHook;

  /**
   * @param notSent fields that no call of it holds, whatever its files say
   * @param fields of the catalogue
   */
  MappingSet(List<Mapping> mappings, String hash, Set<String> notSent, Set<String> fields) {
    this.mappings = mappings;
    this.hash = hash;
    this.notSent = Set.copyOf(notSent);
    this.fields = Set.copyOf(fields);
    this.readsByHook = readsByHook(mappings);
  }

  private static Map<String, Set<String>> readsByHook(List<Mapping> mappings) {
    Map<String, Set<String>> reads = new HashMap<>();
    for (Mapping mapping : mappings) {
      for (String hook : mapping.hooks()) {
        Set<String> names = reads.computeIfAbsent(hook, none -> new LinkedHashSet<>());
        mapping.questionsRead().forEach(read -> names.addAll(read.names()));
      }
    }
    reads.replaceAll((hook, names) -> Collections.unmodifiableSet(names));
    return reads;
  }

  /**
   * Names the texts, the catalogue, the mode and the engine's version: the same hash makes the same
   * calls.
   */
  public String hash() {
    return hash;
  }

  /** Whether calls may hold a field at all: in b2c those of entities are not sent (rule 11). */
  public boolean sends(String field) {
    return !notSent.contains(field);
  }

  /** The fields that a createContact may hold: those of the CRM that are known, and its own. */
  public Set<String> contactFields() {
    Set<String> names = new TreeSet<>(fields);
    mappings.stream()
        .map(Mapping::contact)
        .filter(Objects::nonNull)
        .forEach(contact -> names.addAll(contact.fields().keySet()));
    return names;
  }

  /** How many mappings there are. */
  public int size() {
    return mappings.size();
  }

  /** The ids (or titles) of the questions that the mappings of a hook read. */
  public Set<String> reads(HookName hook) {
    return readsByHook.getOrDefault(hook.value(), Set.of());
  }

  /** What each mapping of a hook reads of its forms. */
  public List<FormReader> formReaders(HookName hook) {
    var serving = serving(hook);
    return IntStream.range(0, serving.size())
        .mapToObj(i -> new FormReader(serving.get(i), serving.subList(0, i)))
        .toList();
  }

  /** What the mappings of a hook compare with, send as it stands, and read. */
  public Vocabulary vocabulary(HookName hook) {
    return Vocabulary.of(serving(hook));
  }

  /** Decides and maps. Total: whatever the submission holds, a decision comes out. */
  public Decision decide(Submission submission) {
    return decide(submission, Trace.NOBODY);
  }

  private Decision decide(Submission submission, Trace trace) {
    try {
      return choose(submission, trace);
    } catch (RuntimeException | StackOverflowError e) {
      Reason reason = new Reason(ReasonCode.INTERNAL_ERROR, Defect.sentence(e));
      return new Decision.Failed(null, reason, List.of());
    }
  }

  /** Decides as {@link #decide} does, and says how it came to it. */
  public Explanation explain(Submission submission) {
    Explaining trace = new Explaining();
    return trace.of(decide(submission, trace));
  }

  /** One mapping of it alone, as if there were no other; the set itself has to have it. */
  public MappingSet only(String name) {
    return new MappingSet(
        mappings.stream().filter(mapping -> mapping.name().equals(name)).toList(),
        hash,
        notSent,
        fields);
  }

  /** The mappings' names, in the order in which they are asked. */
  public List<String> names() {
    return mappings.stream().map(Mapping::name).toList();
  }

  /** The hooks that a mapping takes events of; none where there is no such mapping. */
  public Set<String> hooksOf(String name) {
    return mappings.stream()
        .filter(mapping -> mapping.name().equals(name))
        .findFirst()
        .map(Mapping::hooks)
        .orElse(Set.of());
  }

  private Decision choose(Submission submission, Trace trace) {
    List<String> refusals = new ArrayList<>();
    List<Mapping> serving = serving(submission.hook());
    int paths = serving.stream().mapToInt(Mapping::searches).sum();
    Effort effort = new Effort(submission, paths);
    for (Mapping mapping : serving) {
      Scope scope = new Scope(submission, mapping.questions(), effort, trace);
      trace.asks(mapping, scope);
      String refusal = mapping.when().refusal(scope);
      if (refusal == null) {
        return mapping.decide(scope);
      }
      refusals.add(mapping.name() + ": " + refusal);
    }
    return nobodyTookIt(submission.hook(), refusals);
  }

  private static Decision nobodyTookIt(HookName hook, List<String> refusals) {
    String why =
        refusals.isEmpty()
            ? "no file in mappings/ has 'hook: " + hook + "'"
            : String.join("; ", refusals);
    Reason reason = new Reason(ReasonCode.NO_MAPPING, "no mapping took it: " + why);
    return new Decision.Failed(null, reason, List.of());
  }

  private List<Mapping> serving(HookName hook) {
    return mappings.stream().filter(mapping -> mapping.hooks().contains(hook.value())).toList();
  }
}
