package io.leadline.event;

/** How the organisation's CRM is set up: in {@link #B2C} there are no entities. */
public enum CrmMode {
  B2B,
  B2C
}
