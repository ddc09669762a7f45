package io.strikebook.matching.rules;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.order.OrderIds;
import io.strikebook.matching.book.OrderBook;

/** The command that is being carried out: the ids that it gives out, and the books that it touched, in the order of first touch. */
final class CurrentCommand {
    private final OrderBook[] touched;
    private int touchedCount;
    private long sequence;
    private long timestampNs;
    private int nextTrade;
    private int tradeStep;
    private int tradeLimit;
    private long plans;
    private OrderBook changed;

    CurrentCommand(final int books) {
        touched = new OrderBook[books];
    }

    /**
     * The next command.
     *
     * @param firstTrade ordinal of its first trade
     * @param step       from one trade's ordinal to the next
     */
    void begin(final long commandSequence, final long commandTimestampNs, final int firstTrade, final int step) {
        sequence = commandSequence;
        timestampNs = commandTimestampNs;
        nextTrade = firstTrade;
        tradeStep = step;
        tradeLimit = MatchingRules.MAX_FILLS;
        changed = null;
    }

    /** Announces the tops that it changed, each with what its auction would trade. */
    void end(final ExecutionListener listener, final Statistics statistics, final Phases phases) {
        for (int i = 0; i < touchedCount; i++) {
            final OrderBook book = touched[i];
            touched[i] = null;
            statistics.settle(book, timestampNs);
            if (book.settleTop()) {
                listener.onTopOfBook(book);
            }
            if (!book.isPlain()) {
                phases.indicate(book);
            }
        }
        touchedCount = 0;
    }

    long sequence() {
        return sequence;
    }

    /** Its time, never before that of the command before. */
    long timestampNs() {
        return timestampNs;
    }

    /** Id of its order, and the place in time of an order that it moves. */
    long orderId() {
        return OrderIds.of(sequence, 0);
    }

    /** Whether it has a trade id left. */
    boolean mayFill() {
        return nextTrade < tradeLimit;
    }

    /** How many trade ids it has left. */
    int fillsLeft() {
        return (tradeLimit - nextTrade + tradeStep - 1) / tradeStep;
    }

    /** What comes now may use one half of the trade ids: the other half is kept for what the command is about. */
    void keepHalf() {
        tradeLimit = Uncrossing.MAX_FILLS;
    }

    /** What comes now may use all trade ids that are left. */
    void keepNothing() {
        tradeLimit = MatchingRules.MAX_FILLS;
    }

    /** Whether it may trade two resting orders: it keeps the other half of its trade ids for what it is about. */
    boolean mayUncross() {
        return nextTrade < Uncrossing.MAX_FILLS;
    }

    long nextTradeId() {
        final long tradeId = OrderIds.of(sequence, nextTrade);
        nextTrade += tradeStep;
        return tradeId;
    }

    /** The trade id that it gave out last; increases with each fill, so that it also serves as a place in time. */
    long lastTradeId() {
        return OrderIds.of(sequence, nextTrade - tradeStep);
    }

    /** A number that no plan before had; not part of the state. */
    long nextPlanKey() {
        return ++plans;
    }

    void touch(final OrderBook book) {
        if (book.touch()) {
            touched[touchedCount++] = book;
        }
    }

    /** How orders trade in a book is not what it was, though the book is. */
    void changed(final OrderBook book) {
        changed = book;
    }

    /** The book in which orders trade otherwise than before, or null. */
    OrderBook changed() {
        return changed;
    }

    /** How many books it has touched so far. */
    int touchedCount() {
        return touchedCount;
    }

    /** A book that it touched, in the order of first touch. */
    OrderBook touched(final int place) {
        return touched[place];
    }

    /** A quantity that an order may have. */
    void requireQuantity(final long quantityLots) {
        require(quantityLots > 0 && quantityLots <= Books.MAX_ORDER_LOTS, "quantity", quantityLots);
    }

    /** A price that an order may have in a book. */
    void requirePrice(final OrderBook book, final long priceE8) {
        require(Math.abs(priceE8) <= NumberRange.MAX_PRICE_E8 && book.grid().holds(priceE8), "price", priceE8);
    }

    /** Throws where an accepted command says what the sequencer never accepts. */
    void require(final boolean condition, final String what, final long value) {
        if (!condition) {
            throw new IllegalArgumentException(
                    "command " + sequence + " was accepted with an impossible " + what + " " + value);
        }
    }
}
