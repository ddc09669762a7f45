package io.strikebook.orderflow.replay;

import java.util.Locale;

/**
 * The same recording replayed twice: with the exchange's book restored after each event, and without.
 *
 * @param closedLoop book restored, so that a mismatch costs one trade
 * @param openLoop   never restored, so that differences add up
 */
public record ReplayComparison(ReplayReport closedLoop, ReplayReport openLoop) {

    /** Trades replayed; the same in both loops. */
    public long trades() {
        return closedLoop.trades();
    }

    /** Trades that filled exactly what the exchange filled, book restored after each event. */
    public long exactClosedLoop() {
        return closedLoop.exact();
    }

    /** Trades that filled exactly what the exchange filled, never restored. */
    public long exactOpenLoop() {
        return openLoop.exact();
    }

    /** An aligned table, one row per figure. */
    public String toTable() {
        final StringBuilder table = new StringBuilder();
        table.append(String.format(Locale.ROOT, "%-34s %12s %12s%n", "", "closed loop", "open loop"));
        row(table, "events", closedLoop.events(), openLoop.events());
        row(table, "trades", closedLoop.trades(), openLoop.trades());
        row(table, "  exact ids and sizes", closedLoop.exact(), openLoop.exact());
        share(table, "  exact", closedLoop.exact(), closedLoop.trades(), openLoop.exact(), openLoop.trades());
        row(table, "trades of orders seen", seen(closedLoop), seen(openLoop));
        row(table, "  exact ids and sizes", exactOfSeen(closedLoop), exactOfSeen(openLoop));
        share(table, "  exact", exactOfSeen(closedLoop), seen(closedLoop), exactOfSeen(openLoop), seen(openLoop));
        row(table, "requests sent", closedLoop.requests(), openLoop.requests());
        row(table, "not sent: only book a fill", closedLoop.bookedFills(), openLoop.bookedFills());
        row(table, "not sent: order gone", closedLoop.gone(), openLoop.gone());
        row(table, "resting orders that traded", closedLoop.restingCrossed(), openLoop.restingCrossed());
        row(table, "levels restored", closedLoop.levelsRestored(), openLoop.levelsRestored());
        row(table, "orders re-entered", closedLoop.ordersReentered(), openLoop.ordersReentered());
        row(table, "unseen orders entered", closedLoop.unseenOrders(), openLoop.unseenOrders());
        row(table, "stale orders taken off", closedLoop.staleOrders(), openLoop.staleOrders());
        row(table, "hidden trades skipped", closedLoop.hiddenTrades(), openLoop.hiddenTrades());
        row(table, "halts skipped", closedLoop.halts(), openLoop.halts());
        return table.toString();
    }

    private static long seen(final ReplayReport report) {
        return report.trades() - report.tradesOfUnseen();
    }

    private static long exactOfSeen(final ReplayReport report) {
        return report.exact() - report.exactOfUnseen();
    }

    private static void row(final StringBuilder table, final String name, final long closed, final long open) {
        table.append(String.format(Locale.ROOT, "%-34s %,12d %,12d%n", name, closed, open));
    }

    private static void share(
            final StringBuilder table,
            final String name,
            final long closed,
            final long closedOf,
            final long open,
            final long openOf) {
        table.append(String.format(
                Locale.ROOT, "%-34s %11.1f%% %11.1f%%%n", name, percent(closed, closedOf), percent(open, openOf)));
    }

    private static double percent(final long part, final long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
