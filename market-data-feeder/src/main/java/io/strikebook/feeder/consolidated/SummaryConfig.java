package io.strikebook.feeder.consolidated;

/**
 * What is summed up, and how often in market-data time.
 *
 * @param bookIntervalNs       least time between two publications of consolidated books, 0: none are made
 * @param depth                levels of each side
 * @param staleAfterNs         a book of which nothing was heard for longer is left out
 * @param statisticsIntervalNs least time between two publications of statistics, 0: none are made
 */
public record SummaryConfig(long bookIntervalNs, int depth, long staleAfterNs, long statisticsIntervalNs) {
    /** Most levels of a side. */
    public static final int MAX_DEPTH = 1_000;

    /** Nothing is summed up. */
    public static final SummaryConfig OFF = new SummaryConfig(0, 1, 1, 0);

    /** Checks the ranges. */
    public SummaryConfig {
        if (bookIntervalNs < 0 || staleAfterNs <= 0 || statisticsIntervalNs < 0 || depth < 1 || depth > MAX_DEPTH) {
            throw new IllegalArgumentException("intervals of " + bookIntervalNs + ", " + staleAfterNs + " and "
                    + statisticsIntervalNs + " ns, " + depth + " levels");
        }
    }

    /** Whether there is anything to do. */
    public boolean isOn() {
        return bookIntervalNs > 0 || statisticsIntervalNs > 0;
    }
}
