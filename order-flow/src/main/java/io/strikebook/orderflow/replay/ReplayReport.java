package io.strikebook.orderflow.replay;

/**
 * What one replay counted.
 *
 * @param events          events of the exchange
 * @param trades          trades with an incoming side, each sent as one order that may not rest
 * @param tradesOfUnseen  of these, trades with an order whose entry the recording does not hold
 * @param exact           trades that filled exactly the order ids and sizes, in order, that the exchange filled
 * @param exactOfUnseen   of these, trades with such an unseen order
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
 */
public record ReplayReport(
        long events,
        long trades,
        long tradesOfUnseen,
        long exact,
        long exactOfUnseen,
        long requests,
        long bookedFills,
        long gone,
        long restingCrossed,
        long levelsRestored,
        long ordersReentered,
        long unseenOrders,
        long staleOrders,
        long hiddenTrades,
        long halts) {}
