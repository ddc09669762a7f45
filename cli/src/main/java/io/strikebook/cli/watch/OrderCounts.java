package io.strikebook.cli.watch;

import io.strikebook.schemas.RejectCode;
import java.util.EnumMap;
import java.util.Map;

/** Requests of order queues and what became of them, since the watch began. */
final class OrderCounts {
    private final Map<RejectCode, Long> refused = new EnumMap<>(RejectCode.class);
    private long decided;
    private long accepted;
    private long trades;

    void decided(final RejectCode decision) {
        decided++;
        if (decision == RejectCode.ACCEPTED) {
            accepted++;
        } else {
            refused.merge(decision, 1L, Long::sum);
        }
    }

    void traded() {
        trades++;
    }

    /** Requests that were sequenced. */
    long decided() {
        return decided;
    }

    /** Those of them that were accepted. */
    long accepted() {
        return accepted;
    }

    /** Matches of two orders. */
    long trades() {
        return trades;
    }

    /** Refusals by code. */
    Map<RejectCode, Long> refused() {
        return refused;
    }
}
