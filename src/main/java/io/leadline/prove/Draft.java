package io.leadline.prove;

/**
 * What a form tool is about to send.
 *
 * @param marker stands in the profile of this submission, and in no other's
 * @param person whom it is about: the folded e-mail
 * @param email as it is spelled this time; empty where there is none
 * @param hook whose address it is sent to
 * @param body as it is signed
 */
record Draft(Kind kind, String marker, String person, String email, String hook, String body) {}
