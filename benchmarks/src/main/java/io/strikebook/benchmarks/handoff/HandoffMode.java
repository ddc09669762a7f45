package io.strikebook.benchmarks.handoff;

/** What is measured of a link. */
enum HandoffMode {
    /** Half round trips, closed loop; the first end measures. */
    PING_PONG,
    /** One way at a fixed rate, from the time due; the second end measures. */
    OPEN_LOOP,
    /** As many as go through to one reader; the second end measures. */
    FULL_SPEED
}
