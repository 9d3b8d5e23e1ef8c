package io.leadline.journal;

/**
 * What was sent, to be compared with what comes next of the same person.
 *
 * @param mapping the mapping's name
 * @param place of the call among those of its kind in its event, from 0
 * @param sha of all that would be sent to a person who is known, but for what says nothing new
 */
public record AsSent(String mapping, int place, String sha) {}
