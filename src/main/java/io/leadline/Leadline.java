package io.leadline;

/** Starts Leadline. */
public final class Leadline {
  private Leadline() {}

  public static void main(String[] args) {
    System.out.println("leadline");
  }
}
