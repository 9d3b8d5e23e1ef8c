package io.leadline.event;

import java.util.Locale;

/** Whom a set of calls is about: who shares a lane. */
public sealed interface Person {
  /** What tells this person from others on one connection. */
  String key();

  /** By e-mail address, without regard to case, as the CRM matches contacts. */
  record ByEmail(String email) implements Person {
    @Override
    public String key() {
      return "email:" + email.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return "ByEmail";
    }
  }

  /** By the CRM's contact id, where a mapping only adds a profile. */
  record ByContactId(String contactId) implements Person {
    @Override
    public String key() {
      return "contact:" + contactId;
    }
  }
}
