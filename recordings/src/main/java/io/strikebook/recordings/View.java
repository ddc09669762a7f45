package io.strikebook.recordings;

/** How much of the exchange's book a recording holds. */
public enum View {
    /** Every order from a snapshot on. */
    FULL,
    /** Orders entered after the start, or near the top only. */
    PARTIAL
}
