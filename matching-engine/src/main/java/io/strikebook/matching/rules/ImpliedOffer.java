package io.strikebook.matching.rules;

import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.schemas.Side;

/**
 * What the books of the legs offer together to an order of a combination: one lot first, each leg at the best prices of its book, the ratio
 * respected, and then as many lots more as the same orders can trade. Of icebergs, reduce-only and linked orders it counts what they could
 * trade at that moment; two parts of a link of which one takes the other off count once, in the order of the legs.
 */
final class ImpliedOffer {
    /** Each gives a lot of a leg at least. */
    private static final int MOST_TURNS = ComboLegs.MAX * ComboLegs.MAX_RATIO;

    private final Books books;
    private final Protections protections;
    private final LegCursor[] cursors = new LegCursor[ComboLegs.MAX];
    private final Order[] makers = new Order[MOST_TURNS];
    private final long[] makerLots = new long[MOST_TURNS];
    private final OrderBook[] makerBooks = new OrderBook[MOST_TURNS];
    private ComboLegs legs;
    private Order taker;
    private long key;
    private int turns;
    private int linked;
    private boolean single;
    private Order obstacle;
    private long priceE8;

    ImpliedOffer(final Books books, final SelfTrades selfTrades, final Protections protections) {
        this.books = books;
        this.protections = protections;
        for (int i = 0; i < cursors.length; i++) {
            cursors[i] = new LegCursor(selfTrades, protections);
        }
    }

    /** Starts at the best prices of all legs. */
    void begin(final ComboLegs newLegs, final Order newTaker, final long planKey, final boolean planning) {
        legs = newLegs;
        taker = newTaker;
        key = planKey;
        for (int i = 0; i < newLegs.count(); i++) {
            final boolean takerBuys = newLegs.buys(i, newTaker.side() == Side.BUY);
            cursors[i].begin(
                    books.get(newLegs.leg(i).instrumentId()),
                    takerBuys ? Side.SELL : Side.BUY,
                    newTaker,
                    planKey,
                    planning);
        }
    }

    /** Looks for the next lot; false where the legs do not have it. */
    boolean find() {
        turns = 0;
        linked = 0;
        single = true;
        obstacle = null;
        priceE8 = 0;
        for (int i = 0; i < legs.count(); i++) {
            if (!gather(cursors[i], legs.ratio(i))) {
                return false;
            }
        }
        return Math.abs(priceE8) <= NumberRange.MAX_PRICE_E8;
    }

    private boolean gather(final LegCursor cursor, final int ratio) {
        final int first = turns;
        long openLots = Math.abs(ratio);
        cursor.resume();
        while (openLots > 0) {
            if (cursor.turnLots() == 0 && !cursor.next()) {
                return false;
            }
            final long lots = Math.min(openLots, cursor.turnLots());
            priceE8 += (ratio > 0 ? lots : -lots) * cursor.priceE8();
            openLots -= lots;
            if (obstacle == null && cursor.isObstacle()) {
                obstacle = cursor.order();
            }
            linked += cursor.order().isLinked() ? 1 : 0;
            makers[turns] = cursor.order();
            makerLots[turns] = lots;
            makerBooks[turns++] = cursor.book();
            cursor.take(lots);
        }
        single &= turns - first == 1;
        return true;
    }

    /** Price of one lot. */
    long priceE8() {
        return priceE8;
    }

    /** How many trades of resting orders it takes. */
    int turns() {
        return turns;
    }

    /** The first order that is to be dealt with before the lot can trade, or null. */
    Order obstacle() {
        return obstacle;
    }

    /** How many lots can trade at once, of so many: more than one where one order of each leg has them. */
    long lots(final long openLots) {
        if (!single || linked > 1) {
            return Math.min(1, openLots);
        }
        long lots = openLots;
        for (int i = 0; i < legs.count(); i++) {
            lots = Math.min(lots, 1 + cursors[i].turnLots() / Math.abs(legs.ratio(i)));
        }
        return lots;
    }

    /** Part of a plan: so many lots trade. */
    void plan(final long lots) {
        for (int i = 0; lots > 1 && i < legs.count(); i++) {
            final long moreLots = legs.lots(i, lots - 1);
            makerLots[i] += moreLots;
            cursors[i].take(moreLots);
        }
        for (int turn = 0; turn < turns; turn++) {
            if (makers[turn].mmp()) {
                protections.plan(makerBooks[turn], makers[turn], taker, makerLots[turn], key);
            }
        }
    }
}
