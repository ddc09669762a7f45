package io.strikebook.orderflow.replay;

/** Counters of a replay under way; see {@link ReplayReport} for what each one means. */
final class ReplayCounters {
    long events;
    long trades;
    long tradesOfUnseen;
    long exact;
    long exactOfUnseen;
    long bookedFills;
    long gone;
    long levelsRestored;
    long ordersReentered;
    long unseenOrders;
    long staleOrders;
    long hiddenTrades;
    long halts;

    ReplayReport report(final VenueMirror venue) {
        return new ReplayReport(
                events,
                trades,
                tradesOfUnseen,
                exact,
                exactOfUnseen,
                venue.sent(),
                bookedFills,
                gone,
                venue.restingCrossed(),
                levelsRestored,
                ordersReentered,
                unseenOrders,
                staleOrders,
                hiddenTrades,
                halts);
    }
}
