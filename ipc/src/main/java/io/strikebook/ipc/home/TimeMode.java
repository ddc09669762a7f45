package io.strikebook.ipc.home;

/** What drives the venue's time, {@code timestampNs}. */
public enum TimeMode {
    /** The system clock. */
    LIVE,
    /** The times that recorded input carries. */
    RECORDED
}
