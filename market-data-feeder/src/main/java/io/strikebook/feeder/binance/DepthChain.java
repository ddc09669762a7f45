package io.strikebook.feeder.binance;

import io.strikebook.feeder.BookLevels;

/**
 * Follows the update ids of one book. Keeps the latest updates, because a snapshot that was asked for over REST is older than the updates
 * received before its answer: those that it lacks are given again after it. What is kept has no gap. Allocates nothing once so many updates
 * were kept.
 */
final class DepthChain {
    static final long UNKNOWN = -1;
    private static final int KEPT_UPDATES = 1_024;

    /** An update as received; used again for a later one. */
    static final class Update {
        private long firstId;
        private long lastId;
        private long previousId;
        private long exchangeTimeNs;
        private BookLevels levels = new BookLevels();

        long firstId() {
            return firstId;
        }

        long exchangeTimeNs() {
            return exchangeTimeNs;
        }

        BookLevels levels() {
            return levels;
        }
    }

    private final BinanceMarket market;
    private final Update[] kept = new Update[KEPT_UPDATES];
    private int oldest;
    private int keptCount;
    private long lastId = UNKNOWN;
    private long snapshotId = UNKNOWN;
    private boolean bridged = true;

    DepthChain(final BinanceMarket market) {
        this.market = market;
    }

    /** Forgets everything: the stream began anew. */
    void restart() {
        keptCount = 0;
        lastId = UNKNOWN;
        snapshotId = UNKNOWN;
        bridged = true;
    }

    /** Whether an update repeats what was received last. */
    boolean isRepeated(final BinanceMessage message) {
        return message.lastUpdateId == lastId;
    }

    /** Whether an update repeats or precedes what was received. */
    boolean isOld(final BinanceMessage message) {
        return lastId != UNKNOWN && message.lastUpdateId <= lastId;
    }

    /** The id that an update should have named, where it names another; else -1. */
    long missedAfter(final BinanceMessage message) {
        if (lastId == UNKNOWN) {
            return UNKNOWN;
        }
        if (market.chainsUpdates()) {
            return message.previousUpdateId == lastId ? UNKNOWN : lastId;
        }
        return message.firstUpdateId == lastId + 1 ? UNKNOWN : lastId + 1;
    }

    /** Takes an update that is not old, and its levels out of the message; after a gap nothing from before it is kept. */
    void update(final BinanceMessage message, final boolean afterGap) {
        lastId = message.lastUpdateId;
        if (afterGap) {
            keptCount = 0;
            snapshotId = UNKNOWN;
            bridged = true;
        }
        final int at = (oldest + keptCount) % KEPT_UPDATES;
        if (keptCount == KEPT_UPDATES) {
            oldest = (oldest + 1) % KEPT_UPDATES;
        } else {
            keptCount++;
        }
        if (kept[at] == null) {
            kept[at] = new Update();
        }
        final Update update = kept[at];
        update.firstId = message.firstUpdateId;
        update.lastId = message.lastUpdateId;
        update.previousId = market.chainsUpdates() ? message.previousUpdateId : message.firstUpdateId - 1;
        update.exchangeTimeNs = message.exchangeTimeNs();
        update.levels = message.takeLevels(update.levels);
    }

    /** Takes a snapshot. */
    void snapshot(final long id) {
        snapshotId = id;
        bridged = false;
    }

    /** Whether the update that was just taken holds nothing new beside the last snapshot. */
    boolean isNewestCovered() {
        return isCovered(newest());
    }

    /** Whether an update holds nothing new beside the last snapshot. */
    boolean isCovered(final Update update) {
        return snapshotId != UNKNOWN && market.isCovered(update.lastId, snapshotId);
    }

    /** The id that the first update after a snapshot should reach back to, where it does not; else -1. Asked once per snapshot. */
    long missedAfterSnapshot(final Update update) {
        if (bridged) {
            return UNKNOWN;
        }
        bridged = true;
        return update.previousId > snapshotId ? snapshotId + 1 : UNKNOWN;
    }

    /** The update that was taken last. */
    Update newest() {
        return kept(keptCount - 1);
    }

    /** How many updates are kept. */
    int keptCount() {
        return keptCount;
    }

    /** A kept update, the oldest at 0. */
    Update kept(final int index) {
        return kept[(oldest + index) % KEPT_UPDATES];
    }
}
