package io.strikebook.pricer.mark;

/**
 * When what was wrong is trusted again: once nothing was wrong with it for a second of market-data time, without a break. So what is right and
 * wrong by turns is not trusted at all, and nobody is told of it again and again. Its state is one number: {@link #NONE}, {@link #WRONG}, or
 * the time since when nothing is wrong any more.
 */
final class Distrust {
    /** There is none. */
    static final long NONE = Market.NONE;

    /** Something is wrong now. */
    static final long WRONG = Long.MAX_VALUE;

    static final long LEAST_NS = 1_000_000_000L;

    private Distrust() {}

    /** The state that follows where something is wrong at a time, or nothing is. */
    static long next(final long state, final boolean wrong, final long timeNs) {
        if (wrong) {
            return WRONG;
        }
        if (state == WRONG) {
            return timeNs;
        }
        return isOver(state, timeNs) ? NONE : state;
    }

    /** Whether it ends, where nothing is wrong at this time either. */
    static boolean isOver(final long state, final long timeNs) {
        return state != NONE && state != WRONG && timeNs - state >= LEAST_NS;
    }

    /** When it ends by time alone; the largest number where it does not. */
    static long dueNs(final long state) {
        return state == NONE || state == WRONG ? Long.MAX_VALUE : state + LEAST_NS;
    }
}
