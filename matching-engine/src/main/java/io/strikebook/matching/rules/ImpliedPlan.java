package io.strikebook.matching.rules;

import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.schemas.SelfTradePrevention;

/**
 * How much of an order of a combination would trade now, with others of its book and with its legs: the walk that {@link Implied} would take,
 * with nothing moved. Of the legs it does not count what is behind the first linked or reduce-only order.
 */
final class ImpliedPlan {
    private final CurrentCommand command;
    private final SelfTrades selfTrades;
    private final ImpliedOffer offer;
    private final LegCursor others;

    ImpliedPlan(
            final CurrentCommand command,
            final Books books,
            final SelfTrades selfTrades,
            final Protections protections) {
        this.command = command;
        this.selfTrades = selfTrades;
        this.offer = new ImpliedOffer(books, selfTrades, protections);
        this.others = new LegCursor(selfTrades, protections);
    }

    long tradableLots(final OrderBook book, final Order taker) {
        final long key = command.nextPlanKey();
        final int fillsLeft = command.fillsLeft();
        long openLots = taker.remainingLots();
        long plannedLots = 0;
        int fills = 0;
        others.begin(book, OrderBook.opposite(taker.side()), taker, key, true);
        boolean hasOther = others.next();
        offer.begin(book.instrument().legs(), taker, key, true);
        boolean hasOffer = offer.find();
        while (openLots > 0) {
            final boolean other = hasOther && taker.reaches(others.priceE8());
            final boolean implied = hasOffer && taker.reaches(offer.priceE8());
            final long lots;
            if (other && (!implied || Implied.isNoWorse(taker, others.priceE8(), offer.priceE8()))) {
                if (others.isObstacle() && selfTrades.modeOf(taker) != SelfTradePrevention.DECREMENT) {
                    return plannedLots;
                }
                if (others.isObstacle()) {
                    openLots -= Math.min(openLots, others.order().remainingLots());
                    others.pass();
                    hasOther = others.next();
                    continue;
                }
                lots = Math.min(openLots, others.turnLots());
                fills++;
                others.take(lots);
                hasOther = others.turnLots() > 0 || others.next();
            } else if (implied && offer.obstacle() == null) {
                lots = offer.lots(openLots);
                fills += 1 + offer.turns();
                offer.plan(lots);
                hasOffer = offer.find();
            } else {
                return plannedLots;
            }
            if (fills > fillsLeft) {
                return plannedLots;
            }
            plannedLots += lots;
            openLots -= lots;
        }
        return plannedLots;
    }
}
