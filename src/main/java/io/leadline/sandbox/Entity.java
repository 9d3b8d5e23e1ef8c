package io.leadline.sandbox;

import java.util.Map;

/** A company; contacts of one organisation that name it share it. */
record Entity(String entityId, String name, Map<String, Object> fields) {}
