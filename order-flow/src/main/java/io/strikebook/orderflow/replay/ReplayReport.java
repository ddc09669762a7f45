package io.strikebook.orderflow.replay;

import java.util.List;

/**
 * What one replay counted.
 *
 * @param lines           lines of the file with records
 * @param events          events of the exchange
 * @param trades          trades with an incoming side, each sent as one order that may not rest
 * @param tradesOfUnseen  of these, trades with an order whose entry the recording does not hold
 * @param exact           trades that filled exactly the order ids and sizes, in order, that the exchange filled
 * @param exactOfUnseen   of these, trades with such an unseen order
 * @param priceTime       trades that the exchange filled as strict price-time priority says of the exchange's own book
 * @param unlikePriceTime trades that the venue filled otherwise than strict price-time priority says of what rested there
 * @param requests        orders, cancels and replaces sent in all
 * @param bookedFills     cancels and changes not sent, because they only book a fill
 * @param gone            cancels and changes not sent, because their order does not rest on the venue (any more)
 * @param restingCrossed  orders meant to rest that traded on entry
 * @param levelsRestored  levels cancelled and re-entered because they differed from the exchange's
 * @param ordersReentered orders re-entered with them
 * @param unseenOrders    orders entered because they were filled, though never seen to be entered
 * @param staleOrders     orders taken off because a trade or an order at a price proves that they are gone
 * @param hiddenTrades    trades with hidden orders, not replayed
 * @param halts           halts and resumptions, not replayed
 * @param causes          what differs by cause: one count for each, in the order of {@link MismatchCause}
 * @param mismatches      the first {@value #MAX_MISMATCHES} trades that were not exact
 */
public record ReplayReport(
        long lines,
        long events,
        long trades,
        long tradesOfUnseen,
        long exact,
        long exactOfUnseen,
        long priceTime,
        long unlikePriceTime,
        long requests,
        long bookedFills,
        long gone,
        long restingCrossed,
        long levelsRestored,
        long ordersReentered,
        long unseenOrders,
        long staleOrders,
        long hiddenTrades,
        long halts,
        List<CauseCount> causes,
        List<Mismatch> mismatches) {
    /** How many trades that were not exact are kept. */
    public static final int MAX_MISMATCHES = 1_000;

    /** Trades with orders whose entry the recording holds. */
    public long tradesOfSeen() {
        return trades - tradesOfUnseen;
    }

    /** Of these, exact ones. */
    public long exactOfSeen() {
        return exact - exactOfUnseen;
    }

    /** What differs for one cause. */
    public CauseCount count(final MismatchCause cause) {
        return causes.get(cause.ordinal());
    }
}
