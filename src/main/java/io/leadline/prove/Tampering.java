package io.leadline.prove;

import io.leadline.sandbox.Contact;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a test does to the evidence, to see that a proof can fail.
 *
 * @param journal is given the journal's URL when the server has ended
 * @param crm gives the contacts that the judge is shown
 */
record Tampering(Consumer<String> journal, UnaryOperator<List<Contact>> crm) {
  static final Tampering NONE = new Tampering(url -> {}, contacts -> contacts);
}
