package io.strikebook.pricer.mark;

/**
 * When what was wrong is trusted again: once nothing was wrong with it for a while of market-data time, without a break. So what is right and
 * wrong by turns is not trusted at all, and nobody is told of it again and again. Its state is one number: {@link #NONE}, {@link #WRONG}, or
 * the time since when nothing is wrong any more.
 */
final class Distrust {
    /** There is none. */
    static final long NONE = Market.NONE;

    /** Something is wrong now. */
    static final long WRONG = Long.MAX_VALUE;

    private final long leastNs;

    /** A rule. */
    Distrust(final long leastNs) {
        this.leastNs = leastNs;
    }

    /** The state that follows where something is wrong at a time, or nothing is. */
    long next(final long state, final boolean wrong, final long timeNs) {
        if (wrong) {
            return WRONG;
        }
        final long since = state == WRONG ? timeNs : state;
        return isOver(since, timeNs) ? NONE : since;
    }

    /** Whether it ends, where nothing is wrong at this time either. */
    boolean isOver(final long state, final long timeNs) {
        return state != NONE && state != WRONG && timeNs - state >= leastNs;
    }

    /** When it ends by time alone; the largest number where it does not. */
    long dueNs(final long state) {
        return state == NONE || state == WRONG ? Long.MAX_VALUE : state + leastNs;
    }
}
