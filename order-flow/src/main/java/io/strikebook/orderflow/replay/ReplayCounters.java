package io.strikebook.orderflow.replay;

/** Counters of a replay under way; see {@link ReplayReport} for what each one means. */
final class ReplayCounters {
    long lines;
    long events;
    long trades;
    long tradesOfUnseen;
    long exact;
    long exactOfUnseen;
    long priceTime;
    long bookedFills;
    long gone;
    long levelsRestored;
    long ordersReentered;
    long unseenOrders;
    long staleOrders;
    long hiddenTrades;
    long halts;

    ReplayReport report(final VenueMirror venue, final Differences differences) {
        return new ReplayReport(
                lines,
                events,
                trades,
                tradesOfUnseen,
                exact,
                exactOfUnseen,
                priceTime,
                venue.unlikePriceTime(),
                venue.sent(),
                bookedFills,
                gone,
                venue.restingCrossed(),
                levelsRestored,
                ordersReentered,
                unseenOrders,
                staleOrders,
                hiddenTrades,
                halts,
                differences.counts(),
                differences.mismatches());
    }
}
