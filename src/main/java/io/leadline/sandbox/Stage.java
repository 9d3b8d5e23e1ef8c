package io.leadline.sandbox;

/** One stage of the organisation's pipeline; createContact takes the id. */
public record Stage(String id, String name) {}
