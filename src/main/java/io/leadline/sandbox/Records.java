package io.leadline.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the CRM holds: contacts with their profiles, and entities. Each deed is atomic. */
final class Records {
  private final Clock clock;
  private final Chance chance;
  private final Map<String, Contact> contacts = new LinkedHashMap<>();
  private final Map<Key, String> contactIds = new HashMap<>();
  private final Map<Key, String> entityIds = new HashMap<>();
  private final Map<String, Entity> entities = new HashMap<>();
  private long profileIds;

  Records(Clock clock, Chance chance) {
    this.clock = clock;
    this.chance = chance;
  }

  /** What {@link #upsert} did. */
  record Upserted(
      String contactId, @Nullable String entityId, boolean newContact, boolean newEntity) {}

  /** Contacts match by e-mail and entities by name, both folded and within one organisation. */
  private record Key(String orgId, String folded) {
    static Key of(String orgId, String text) {
      return new Key(orgId, fold(text));
    }
  }

  static String fold(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  synchronized boolean hasContact(String orgId, String email) {
    return contactIds.containsKey(Key.of(orgId, email));
  }

  synchronized Upserted upsert(ContactDraft draft) {
    boolean newEntity = isNewEntity(draft);
    var entity = upsertEntity(draft);
    var known = contacts.get(contactIds.get(Key.of(draft.orgId(), draft.email())));
    var contact = known == null ? inserted(draft, entity) : updated(known, draft, entity);
    contacts.put(contact.contactId(), contact);
    contactIds.put(Key.of(draft.orgId(), draft.email()), contact.contactId());
    return new Upserted(contact.contactId(), contact.entityId(), known == null, newEntity);
  }

  private boolean isNewEntity(ContactDraft draft) {
    return draft.entityName() != null
        && !entityIds.containsKey(Key.of(draft.orgId(), draft.entityName()));
  }

  private @Nullable Entity upsertEntity(ContactDraft draft) {
    var name = draft.entityName();
    if (name == null) {
      return null;
    }
    var key = Key.of(draft.orgId(), name);
    var known = entities.get(entityIds.get(key));
    var entity =
        known == null
            ? new Entity(chance.nextId(), name, draft.entityFields())
            : new Entity(known.entityId(), name, merged(known.fields(), draft.entityFields()));
    entityIds.put(key, entity.entityId());
    entities.put(entity.entityId(), entity);
    return entity;
  }

  private Contact inserted(ContactDraft draft, @Nullable Entity entity) {
    var now = clock.instant();
    return new Contact(
        chance.nextId(),
        draft.orgId(),
        draft.email(),
        or(draft.owner(), draft.memberId()),
        or(draft.stageId(), draft.firstStageId()),
        entity == null ? null : entity.entityId(),
        null,
        draft.fields(),
        Map.of(),
        List.of(),
        now,
        now,
        1);
  }

  /** An update without owner or stage leaves both as they are: the documents give no other rule. */
  private Contact updated(Contact known, ContactDraft draft, @Nullable Entity entity) {
    Instant now = clock.instant();
    return new Contact(
        known.contactId(),
        known.orgId(),
        draft.email(),
        or(draft.owner(), known.owner()),
        or(draft.stageId(), known.stageId()),
        entity == null ? null : entity.entityId(),
        null,
        merged(known.fields(), draft.fields()),
        Map.of(),
        known.profiles(),
        known.createdAt(),
        now,
        known.createCalls() + 1);
  }

  private static String or(@Nullable String given, String otherwise) {
    return given == null ? otherwise : given;
  }

  private static Map<String, Object> merged(Map<String, Object> old, Map<String, Object> fresh) {
    var all = new LinkedHashMap<>(old);
    all.putAll(fresh);
    return all;
  }

  /** Always appends: the documents know no duplicate of a profile. */
  synchronized long addProfile(String contactId, String source, Object payload) {
    var contact = Optional.ofNullable(contacts.get(contactId)).orElseThrow();
    var profile = new Profile(++profileIds, source, payload, clock.instant());
    contacts.put(contactId, contact.plus(profile));
    return profile.profileId();
  }

  synchronized Optional<Contact> contact(String contactId) {
    return Optional.ofNullable(contacts.get(contactId)).map(this::withEntity);
  }

  synchronized List<Contact> contacts() {
    return contacts.values().stream().map(this::withEntity).toList();
  }

  /** The entity is joined when it is shown: another contact may have changed it since. */
  private Contact withEntity(Contact contact) {
    return contact.joinedWith(entityOf(contact));
  }

  private @Nullable Entity entityOf(Contact contact) {
    var id = contact.entityId();
    return id == null ? null : entities.get(id);
  }

  synchronized Counts counts() {
    long profiles = contacts.values().stream().mapToLong(one -> one.profiles().size()).sum();
    return new Counts(contacts.size(), entities.size(), profiles);
  }

  record Counts(int contacts, int entities, long profiles) {}

  synchronized void forget() {
    contacts.clear();
    contactIds.clear();
    entityIds.clear();
    entities.clear();
    profileIds = 0;
  }

  synchronized List<Contact> newest(int count) {
    var all = new ArrayList<>(contacts.values());
    return all.subList(Math.max(0, all.size() - count), all.size()).stream()
        .map(this::withEntity)
        .toList();
  }
}
