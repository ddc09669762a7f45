package io.strikebook.orderflow.replay;

import java.util.ArrayList;
import java.util.List;

/** Counters of a replay under way; see {@link ReplayReport} for what each one means. */
final class ReplayCounters {
    final List<Mismatch> mismatches = new ArrayList<>();
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

    ReplayReport report(final VenueMirror venue) {
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
                List.copyOf(mismatches));
    }
}
