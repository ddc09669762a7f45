package io.strikebook.matching.rules;

import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.OrderDetails;
import io.strikebook.matching.book.OrderTerms;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/** What no sequencer accepts in the terms of an order: whoever says so all the same has made an error, which throws before anything changes. */
final class TermsCheck {
    private final CurrentCommand command;
    private final Books books;
    private final LiveOrders orders;
    private final Triggers triggers;

    TermsCheck(final CurrentCommand command, final Books books, final LiveOrders orders, final Triggers triggers) {
        this.command = command;
        this.books = books;
        this.orders = orders;
        this.triggers = triggers;
    }

    /** The book of a listed instrument. */
    OrderBook bookOf(final int instrumentId) {
        return books.get(instrumentId);
    }

    /** The book of an order that asks for nothing impossible. */
    OrderBook require(final OrderTerms terms) {
        final OrderBook book = books.require(terms.instrumentId(), command.sequence());
        command.require(orders.isAccount(terms.accountId()), "account", terms.accountId());
        command.require(isKnown(terms.side()), "side of account", terms.accountId());
        command.require(isKnown(terms.orderType(), terms.timeInForce()), "type for account", terms.accountId());
        command.require(isKnown(terms.timeInForce()), "time in force for account", terms.accountId());
        command.requireQuantity(terms.quantityLots());
        command.requirePrice(book, terms.priceE8());
        requireDetails(terms, terms.details());
        return book;
    }

    private static boolean isKnown(final Side side) {
        return side == Side.BUY || side == Side.SELL;
    }

    private static boolean isKnown(final OrderType orderType, final TimeInForce timeInForce) {
        return orderType == OrderType.LIMIT
                || orderType == OrderType.MARKET
                || orderType == OrderType.MARKET_TO_LIMIT
                        && timeInForce != TimeInForce.IMMEDIATE_OR_CANCEL
                        && timeInForce != TimeInForce.FILL_OR_KILL;
    }

    private static boolean isKnown(final TimeInForce timeInForce) {
        return timeInForce == TimeInForce.GOOD_TIL_CANCELLED
                || timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL
                || timeInForce == TimeInForce.FILL_OR_KILL
                || timeInForce == TimeInForce.GOOD_TIL_DATE
                || timeInForce == TimeInForce.GOOD_TIL_DAY;
    }

    private void requireDetails(final OrderTerms terms, final OrderDetails details) {
        final boolean ends =
                terms.timeInForce() == TimeInForce.GOOD_TIL_DATE || terms.timeInForce() == TimeInForce.GOOD_TIL_DAY;
        if (details == null) {
            command.require(!ends, "time in force for account", terms.accountId());
            return;
        }
        command.require(details.label().isWellFormed(), "label of account", terms.accountId());
        if (details.trigger().kind() != null) {
            triggers.require(terms);
        }
        command.require(
                ends ? details.expireNs() > command.timestampNs() : details.expireNs() == 0,
                "end of an order",
                details.expireNs());
        command.require(
                details.minimumLots() == 0
                        || terms.timeInForce() == TimeInForce.IMMEDIATE_OR_CANCEL
                                && details.minimumLots() > 0
                                && details.minimumLots() <= terms.quantityLots(),
                "minimum quantity",
                details.minimumLots());
        command.require(
                details.displayLots() == 0
                        || details.displayLots() > 0 && details.displayLots() <= terms.quantityLots() && mayRest(terms),
                "display",
                details.displayLots());
    }

    private static boolean mayRest(final OrderTerms terms) {
        return terms.orderType() != OrderType.MARKET
                && terms.timeInForce() != TimeInForce.IMMEDIATE_OR_CANCEL
                && terms.timeInForce() != TimeInForce.FILL_OR_KILL;
    }
}
