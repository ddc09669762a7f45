package io.strikebook.matching;

import io.strikebook.common.order.StandingOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PriceLevel;
import io.strikebook.matching.book.Quote;
import io.strikebook.matching.rules.ImpliedTop;
import io.strikebook.schemas.Side;

/** Walks an engine's orders and tells of them. Not a hot path. */
final class Standing {
    private Standing() {}

    static void tell(final MatchingEngine engine, final StandingOrders told) {
        for (int id = 1; id <= engine.books().lastId(); id++) {
            final OrderBook book = engine.books().get(id);
            if (book != null) {
                told.onInstrument(book.instrument(), book.phase());
                if (book.isCombo()) {
                    final ImpliedTop top = engine.books().impliedTops().published(id);
                    told.onImpliedTop(top.bidE8(), top.bidLots(), top.askE8(), top.askLots());
                }
                tell(book.best(Side.BUY), told);
                tell(book.best(Side.SELL), told);
            }
        }
        for (Order order = engine.orders().first();
                order != null;
                order = engine.orders().after(order)) {
            if (!order.isResting()) {
                told.onWaiting(order.orderId(), order.side(), displayLots(order));
            }
        }
    }

    private static void tell(final PriceLevel best, final StandingOrders told) {
        for (PriceLevel level = best; level != null; level = level.worse()) {
            for (Order order = level.first(); order != null; order = order.nextInLevel()) {
                if (order instanceof Quote) {
                    tell((Quote) order, told);
                } else {
                    told.onResting(
                            order.orderId(),
                            order.side(),
                            order.priceE8(),
                            order.shownLots(),
                            order.remainingLots() - order.shownLots(),
                            displayLots(order));
                }
            }
        }
    }

    private static void tell(final Quote quote, final StandingOrders told) {
        told.onQuote(
                quote.orderId(),
                quote.side(),
                quote.priceE8(),
                quote.remainingLots(),
                quote.accountId(),
                quote.group().underlyingId(),
                quote.group().number(),
                quote.clientOrderId());
    }

    private static long displayLots(final Order order) {
        return order.details() == null ? 0 : order.details().displayLots();
    }
}
