package io.strikebook.feeder;

import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.ipc.process.MarkCounter;
import java.util.function.Function;

/**
 * Shows in the process's mark file, and so in {@code status}, what sources refused or missed: a counter for each kind. Run by the agent thread,
 * whichever thread counts; allocates nothing after construction.
 */
final class FeedCounters implements Runnable {
    private static final FeedErrorKind[] KINDS = FeedErrorKind.values();

    private final FeedErrors errors;
    private final MarkCounter[] counters = new MarkCounter[KINDS.length];
    private final long[] shown = new long[KINDS.length];

    /**
     * Counters that show nothing yet.
     *
     * @param named makes a counter of a name
     */
    FeedCounters(final FeedErrors errors, final Function<String, MarkCounter> named) {
        this.errors = errors;
        for (final FeedErrorKind kind : KINDS) {
            counters[kind.ordinal()] = named.apply(kind.counterName());
        }
    }

    @Override
    public void run() {
        for (int i = 0; i < KINDS.length; i++) {
            final long count = errors.count(KINDS[i]);
            if (count != shown[i]) {
                shown[i] = count;
                counters[i].set(count);
            }
        }
    }
}
