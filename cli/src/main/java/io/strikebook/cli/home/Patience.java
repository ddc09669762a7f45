package io.strikebook.cli.home;

/** How long to wait for others: as long as there is any sign that they get further. */
final class Patience {
    private final long limitMs;
    private Object lastSeen;
    private long changedMs;

    Patience(final long limitMs, final long nowMs) {
        this.limitMs = limitMs;
        this.changedMs = nowMs;
    }

    /**
     * Whether nothing has changed for too long.
     *
     * @param seen all signs of life there are, compared with those of the call before
     */
    boolean isOver(final Object seen, final long nowMs) {
        if (!seen.equals(lastSeen)) {
            lastSeen = seen;
            changedMs = nowMs;
        }
        return nowMs - changedMs > limitMs;
    }
}
