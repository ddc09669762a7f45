package io.strikebook.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Between two looks at what other processes bring about: a short pause, as long as there is time left. */
public final class Deadline {
    private final long deadlineNs;
    private final long pauseNs;

    private Deadline(final long deadlineNs, final long pauseNs) {
        this.deadlineNs = deadlineNs;
        this.pauseNs = pauseNs;
    }

    /** A deadline from now. */
    public static Deadline in(final Duration patience, final Duration pause) {
        return new Deadline(System.nanoTime() + patience.toNanos(), pause.toNanos());
    }

    /** Pauses; false, at once, where the deadline has passed or the test was interrupted. */
    public boolean pause() {
        if (System.nanoTime() - deadlineNs >= 0 || Thread.currentThread().isInterrupted()) {
            return false;
        }
        LockSupport.parkNanos(pauseNs);
        return true;
    }
}
