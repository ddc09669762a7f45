package io.strikebook.benchmarks.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.order.OrderIds;
import io.strikebook.matching.book.Links;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.book.QuoteGroups;
import io.strikebook.matching.rules.Books;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * The best offer of one instrument is amended again and again, a tick up and a tick down, while orders of spreads between it and others
 * rest: each spread has a bid and an offer, and the books of its other leg too, so that every amendment has them looked at; nothing trades.
 */
final class LegRulesContender implements Contender {
    private static final int ACCOUNTS = 4;
    private static final int MOVING = 1;
    private static final long MIDDLE = 1_000_000;
    private static final long NEAR = 5;
    private static final long FAR = 10;
    private static final long SPREAD_BID = 2;
    private static final long SPREAD_ASK = 4;
    private static final int MAX_ORDERS = 1_000;

    private final int spreads;
    private final int amendments;
    private final Trades trades = new Trades();
    private final OrderTerms terms = new OrderTerms();
    private LiveOrders orders;
    private MatchingRules rules;
    private Books books;
    private long sequence;
    private long movingId;

    LegRulesContender(final int spreads, final int amendments) {
        this.spreads = spreads;
        this.amendments = amendments;
        reset();
    }

    @Override
    public void reset() {
        final StateHash hash = new StateHash();
        final PositionMirror positions = new PositionMirror(hash);
        orders = new LiveOrders(MAX_ORDERS, ACCOUNTS, positions, new Links(hash));
        books = new Books(1 + LegPeer.MOST_SPREADS + spreads, hash);
        rules = BareRules.of(books, orders, positions, new QuoteGroups(ACCOUNTS, 1, hash), ACCOUNTS, hash, trades);
        trades.reset();
        sequence = 0;
        for (int id = MOVING; id <= 1 + LegPeer.MOST_SPREADS; id++) {
            list(new Instrument(id, 1, OrderFlow.TERMS));
            rest(id, true, MIDDLE - FAR);
            rest(id, false, MIDDLE + FAR);
        }
        for (int spread = 1; spread <= spreads; spread++) {
            final ComboLegs legs = new ComboLegs(
                    new Instrument[] {rules.instrument(MOVING), rules.instrument(1 + spread)}, new int[] {1, -1});
            final int id = 1 + LegPeer.MOST_SPREADS + spread;
            list(new Instrument(id, 1, legs.terms("SPREAD-" + spread, 1, 1_000), legs));
            rest(id, true, SPREAD_BID);
            rest(id, false, SPREAD_ASK);
        }
        movingId = rest(MOVING, false, MIDDLE + NEAR);
    }

    private void list(final Instrument instrument) {
        begin();
        rules.list(instrument, MarketMode.CONTINUOUS, 0);
        rules.endCommand();
    }

    private long rest(final int instrument, final boolean buy, final long price) {
        begin();
        require(rules.newOrder(terms.clear()
                .clientOrderId(sequence)
                .accountId(1)
                .instrumentId(instrument)
                .side(buy ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                .priceE8(price)
                .quantityLots(1)));
        rules.endCommand();
        return OrderIds.of(sequence, 0);
    }

    private void begin() {
        sequence++;
        rules.beginCommand(sequence, sequence);
    }

    private void require(final RejectCode code) {
        if (code != RejectCode.ACCEPTED) {
            throw new IllegalStateException("command " + sequence + " was refused: " + code);
        }
    }

    @Override
    public void run(final int from, final int to) {
        for (int i = from; i < to; i++) {
            begin();
            require(rules.replace(movingId, 1, MOVING, MIDDLE + NEAR + 1 - i % 2, 1));
            rules.endCommand();
        }
    }

    /** Orders of spreads do not count, so that all come to the same. */
    @Override
    public Outcome outcome() {
        reset();
        run(0, amendments);
        books.check();
        rules.implied().check();
        return trades.with(orders.size() - 2L * spreads);
    }
}
