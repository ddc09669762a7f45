package io.strikebook.runner.promise;

/**
 * What can happen next, as short as it can be said. Prices of buys and sells cross, so that whatever is sent meets what rests; sizes differ, so
 * that fills are partial.
 */
enum Letter {
    BUY_PERPETUAL(venue -> venue.order(1, Rules.PERPETUAL, true, 2, Market.price(Rules.PERPETUAL, true, 1), false)),
    SELL_PERPETUAL(venue -> venue.order(1, Rules.PERPETUAL, false, 1, Market.price(Rules.PERPETUAL, false, 1), false)),
    BUY_CALL(venue -> venue.order(1, Rules.CALL, true, 1, Market.price(Rules.CALL, true, 1), false)),
    SELL_CALL(venue -> venue.order(1, Rules.CALL, false, 2, Market.price(Rules.CALL, false, 1), false)),

    /** More of the newest order, at a worse price. */
    REPLACE(venue -> replaceNewest(venue, 1, 1)),

    /** Less of it, at its price. */
    SHRINK(venue -> replaceNewest(venue, 0, -1)),

    /** A market order that waits for the mark to fall. */
    STOP(venue -> venue.stop(1, Rules.PERPETUAL, false, 2, 9_800)),
    QUOTE(venue -> quote(venue, Rules.PERPETUAL)),
    QUOTE_CALL(venue -> quote(venue, Rules.CALL)),
    CANCEL(venue -> venue.cancelAll(1)),
    WITHDRAW(venue -> venue.withdraw(1, SmallVenue.SATOSHIS / 100)),
    REDUCE_PERPETUAL(venue -> reduce(venue, Rules.PERPETUAL)),
    REDUCE_CALL(venue -> reduce(venue, Rules.CALL)),
    OTHER_BUYS_PERPETUAL(
            venue -> venue.order(2, Rules.PERPETUAL, true, 1, Market.price(Rules.PERPETUAL, true, 1), false)),
    OTHER_SELLS_PERPETUAL(
            venue -> venue.order(2, Rules.PERPETUAL, false, 1, Market.price(Rules.PERPETUAL, false, 1), false)),
    OTHER_BUYS_CALL(venue -> venue.order(2, Rules.CALL, true, 1, Market.price(Rules.CALL, true, 1), false)),
    OTHER_SELLS_CALL(venue -> venue.order(2, Rules.CALL, false, 1, Market.price(Rules.CALL, false, 1), false)),
    DOWN(venue -> venue.marks(Market.DOWN)),
    UP(venue -> venue.marks(Market.UP)),

    /** Less than a state may have moved by without being told again. */
    DRIFT(venue -> venue.marks(Market.drifted(venue.newestMarks()))),
    TICK(SmallVenue::tick),
    DELIVER_ONE(SmallVenue::deliverOne),
    DELIVER_ALL(SmallVenue::deliverAll);

    private interface Act {
        void on(SmallVenue venue);
    }

    private final Act act;

    Letter(final Act act) {
        this.act = act;
    }

    void on(final SmallVenue venue) {
        act.on(venue);
    }

    private static void replaceNewest(final SmallVenue venue, final int steps, final int moreLots) {
        final Journal.Step newest = venue.journal().newestOrder(1);
        if (newest != null) {
            final double worse = newest.price
                    + Market.price(newest.instrument, newest.buy, steps)
                    - Market.price(newest.instrument, newest.buy, 0);
            venue.replace(1, newest.orderId, newest.instrument, worse, newest.lots + moreLots);
        }
    }

    private static void quote(final SmallVenue venue, final int instrument) {
        venue.quote(1, instrument, 2, Market.price(instrument, false, 1), Market.price(instrument, true, 1));
    }

    /** One lot less of whatever the account has, if it knows so. */
    private static void reduce(final SmallVenue venue, final int instrument) {
        final int held = venue.journal().step(venue.delivered()).after.lots[1][instrument];
        if (held != 0) {
            venue.order(1, instrument, held < 0, 1, Market.price(instrument, held < 0, 1), true);
        }
    }
}
