package io.strikebook.recordings;

/** What one record of an order-by-order recording says. */
public enum OrderEventKind {
    /** A new order rests at the end of its level. */
    ADD,
    /** Size was taken off a resting order, which keeps its priority; with nothing left it is gone. */
    REDUCE,
    /** A resting order is gone, whatever it had left. */
    DELETE,
    /** A resting order has this price and this open size now. */
    MODIFY,
    /** An incoming order traded at this price, for this size in all; side is the incoming order's, none in an auction. */
    TRADE,
    /** Part of the trade before: this resting order was filled by so much. The book changes only with the record that books it. */
    FILL,
    /** The book is empty. */
    CLEAR,
    /** A trade with an order that was never shown; nothing to replay. */
    HIDDEN_TRADE,
    /** An auction traded this much at one price; whose orders is not told. */
    CROSS_TRADE,
    /** Trading stopped or resumed. */
    HALT
}
