package io.strikebook.matching.rules;

import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.OrderDetails;
import io.strikebook.matching.book.PriceLevel;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;

/**
 * The orders of one side of a book, one after the other, as an order of a combination would meet them, with nothing moved: whose turn it is
 * and how much it can trade then. An iceberg has a turn for each part that it shows.
 *
 * <p>An order that the other is not to trade with, or one that has nothing to reduce, is met all the same: it is an <em>obstacle</em>, which
 * has to be dealt with before anything trades. A <em>plan</em> goes on over many trades that are not made, so it passes over what those would
 * take off, and ends before linked and reduce-only orders: what of them is left depends on more than one book.
 */
final class LegCursor {
    private final SelfTrades selfTrades;
    private final Protections protections;
    private OrderBook book;
    private Order taker;
    private SelfTradePrevention mode;
    private long key;
    private boolean planning;
    private PriceLevel level;
    private Order order;
    private long turnLots;

    /** Of the taker's own account's position in this book, by trades with others. */
    private long movedLots;

    /** The round over a level is one for what icebergs show next. */
    private boolean again;

    /** An iceberg of the level has more to show. */
    private boolean hidden;

    /** What the order may trade now is all that it may ever. */
    private boolean clipped;

    private boolean obstacle;

    LegCursor(final SelfTrades selfTrades, final Protections protections) {
        this.selfTrades = selfTrades;
        this.protections = protections;
    }

    /** Starts at the best order of a side. */
    void begin(
            final OrderBook newBook,
            final Side makerSide,
            final Order newTaker,
            final long planKey,
            final boolean newPlanning) {
        book = newBook;
        taker = newTaker;
        mode = selfTrades.modeOf(newTaker);
        key = planKey;
        planning = newPlanning;
        level = newBook.best(makerSide);
        order = null;
        turnLots = 0;
        movedLots = 0;
        again = false;
        hidden = false;
    }

    /** Goes on to the next turn; false where there is none. */
    boolean next() {
        while (level != null) {
            order = order == null ? level.first() : order.nextInLevel();
            if (order != null) {
                obstacle = false;
                clipped = false;
                if (planning && (order.isLinked() || order.reduceOnly())) {
                    level = null;
                    return false;
                }
                turnLots = again ? nextPartLots() : firstTurnLots();
                if (turnLots > 0) {
                    return true;
                }
            } else if (hidden) {
                again = true;
                hidden = false;
            } else {
                again = false;
                level = level.worse();
            }
        }
        return false;
    }

    private long nextPartLots() {
        final OrderDetails details = order.details();
        if (details == null || !details.isIceberg() || details.plannedLots(key) == 0 || isStopped()) {
            return 0;
        }
        final long leftLots = order.remainingLots() - details.plannedLots(key);
        return leftLots > 0 ? clippedLots(Math.min(details.displayLots(), leftLots)) : 0;
    }

    private long firstTurnLots() {
        if (isStopped()) {
            return 0;
        }
        if (mode != SelfTradePrevention.NONE && selfTrades.isSelf(taker, order)) {
            obstacle = true;
            return planning && isTakenOff() ? 0 : order.shownLots();
        }
        if (order.reduceOnly() && order.clipLots() == 0) {
            obstacle = true;
            return order.shownLots();
        }
        final long shownLots = order.isLinked()
                ? order.details().link().openInPlan(order.details().part(), key)
                : order.shownLots();
        return clippedLots(shownLots);
    }

    /** Whether an order of the taker's own group is cancelled where it is met, and the taker goes on as it is. */
    private boolean isTakenOff() {
        return mode == SelfTradePrevention.CANCEL_MAKER
                || mode == SelfTradePrevention.DECREMENT && book.instrumentId() != taker.instrumentId();
    }

    /** Whether trades of this plan would have taken the order off by the limits of its group. */
    private boolean isStopped() {
        return planning && order.mmp() && protections.isStoppedInPlan(book, order, key);
    }

    private long clippedLots(final long lots) {
        if (!order.reduceOnly()) {
            return lots;
        }
        final long clipLots = isOwn()
                ? order.position().reducibleLotsAfter(order.side(), movedLots)
                : order.position().reducibleLotsInPlan(order.side(), key);
        clipped = clipLots <= lots;
        return Math.min(lots, clipLots);
    }

    private boolean isOwn() {
        return order.accountId() == taker.accountId();
    }

    /** Whose turn it is. */
    Order order() {
        return order;
    }

    /** Another trade begins: the one before may have taken the order off whose turn it was. */
    void resume() {
        if (turnLots > 0 && isStopped()) {
            turnLots = 0;
        }
    }

    /** What it can still trade in this turn; 0: it is over. */
    long turnLots() {
        return turnLots;
    }

    /** Whether the order is to be dealt with in another way than by a trade. */
    boolean isObstacle() {
        return obstacle;
    }

    /** Price of the order whose turn it is. */
    long priceE8() {
        return level.priceE8();
    }

    /** The book. */
    OrderBook book() {
        return book;
    }

    /** The order trades so many lots, no more than are left of its turn. */
    void take(final long lots) {
        turnLots -= lots;
        if (obstacle) {
            return;
        }
        if (!isOwn()) {
            movedLots += lots;
            order.position().plan(key, lots);
        }
        final OrderDetails details = order.details();
        if (details == null) {
            return;
        }
        if (order.isLinked()) {
            details.link().plan(details.part(), lots);
        }
        if (details.isIceberg()) {
            details.plan(key, lots);
            hidden |= turnLots == 0 && !clipped && details.plannedLots(key) < order.remainingLots();
        }
    }

    /** Ends the turn of an obstacle. */
    void pass() {
        turnLots = 0;
    }
}
