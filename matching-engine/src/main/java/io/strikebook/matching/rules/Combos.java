package io.strikebook.matching.rules;

import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.LegPrices;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.protection.NewestMarks;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;

/**
 * What a combination's book has that others have not. A trade in it moves positions in its legs only: after its fill each leg is told, at
 * the price that {@link LegPrices} makes of the newest marks; statistics of the legs count it without a high, low or last price, and their
 * books stay as they are. Orders are
 * taken only while every leg is open. A combination has no auctions and no volatility band, and no quotes, triggers, reduce-only or
 * protected orders.
 */
final class Combos {
    private final CurrentCommand command;
    private final Books books;
    private final PositionMirror positions;
    private final NewestMarks marks;
    private final ExecutionListener listener;
    private final LegPrices prices = new LegPrices();

    Combos(
            final CurrentCommand command,
            final Books books,
            final PositionMirror positions,
            final NewestMarks marks,
            final ExecutionListener listener) {
        this.command = command;
        this.books = books;
        this.positions = positions;
        this.marks = marks;
        this.listener = listener;
    }

    /** Throws where the sequencer does not accept such an order of a combination. */
    void require(final OrderTerms terms) {
        command.require(
                !terms.mmp()
                        && !terms.reduceOnly()
                        && (terms.details() == null || terms.details().trigger().kind() == null),
                "kind of order of combination",
                terms.instrumentId());
    }

    /** Why an order of a combination is not taken as things are, or {@code ACCEPTED}. */
    RejectCode refusal(final OrderBook book) {
        RejectCode code = PhaseRules.trading(book.phase());
        final ComboLegs legs = book.instrument().legs();
        for (int i = 0; i < legs.count() && code == RejectCode.ACCEPTED; i++) {
            code = PhaseRules.trading(books.get(legs.leg(i).instrumentId()).phase());
        }
        return code;
    }

    /** The fill of a combination that was just told is a trade in each of its legs. */
    void trade(
            final Instrument combo,
            final long tradeId,
            final Order taker,
            final Order maker,
            final long lots,
            final long priceE8) {
        final ComboLegs legs = combo.legs();
        for (int i = 0; i < legs.count(); i++) {
            prices.mark(legs, i, marks.markE8(legs.leg(i).instrumentId()));
        }
        prices.split(legs, priceE8);
        for (int i = 0; i < legs.count(); i++) {
            final int instrumentId = legs.leg(i).instrumentId();
            final boolean takerBuys = legs.buys(i, taker.side() == Side.BUY);
            final long legLots = legs.lots(i, lots);
            positions.move(taker.accountId(), instrumentId, takerBuys ? legLots : -legLots);
            positions.move(maker.accountId(), instrumentId, takerBuys ? -legLots : legLots);
            final OrderBook leg = books.get(instrumentId);
            command.touch(leg);
            leg.countOutside(prices.priceE8(i), legLots);
            listener.onLegFill(
                    tradeId, combo, i, taker.accountId(), maker.accountId(), prices.priceE8(i), legLots, takerBuys);
        }
    }
}
