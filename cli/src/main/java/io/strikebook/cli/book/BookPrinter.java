package io.strikebook.cli.book;

import io.strikebook.books.BookFollower;
import io.strikebook.books.FollowedBook;
import io.strikebook.books.FollowedLevel;
import io.strikebook.books.OrderCursor;
import io.strikebook.cli.TextTable;
import io.strikebook.cli.print.FramePrinter;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A book as a table of levels, bids on the left, or as one line of JSON. What icebergs hide is in neither. */
final class BookPrinter {
    private static final int PLACES = 8;

    private final int depth;
    private final boolean withOrders;
    private final long startedAfter;

    /**
     * Prints so many levels of each side, and, where wanted, each order of them.
     *
     * @param startedAfter the command after which trades are known; 0: all are
     */
    BookPrinter(final int depth, final boolean withOrders, final long startedAfter) {
        this.depth = depth;
        this.withOrders = withOrders;
        this.startedAfter = startedAfter;
    }

    List<String> lines(final FollowedBook book, final BookFollower books, final long timestampNs) {
        final List<String> lines = new ArrayList<>();
        lines.add(book.instrument().terms().symbol() + "  "
                + book.phase().name().toLowerCase(Locale.ROOT) + "  after command " + books.sequence()
                + (timestampNs == 0 ? "" : "  " + FramePrinter.time(timestampNs)));
        lines.add(
                book.lastTradeId() == 0
                        ? startedAfter == 0 ? "no trade yet" : "no trade since command " + startedAfter
                        : "last trade: " + (book.lastTakerBuys() ? "buy " : "sell ") + book.lastLots() + " lots at "
                                + decimal(book.lastPriceE8()));
        if (book.dayTrades() > 0) {
            lines.add("24 h: " + book.dayLots() + " lots in " + book.dayTrades() + " trades, worth "
                    + decimal(book.dayValueE8()) + ' '
                    + book.instrument().terms().settlementCurrency()
                    + (book.hasDayRange()
                            ? ", high " + decimal(book.dayHighE8()) + ", low " + decimal(book.dayLowE8())
                            : ", none in the book"));
        }
        if (isCombination(book)) {
            lines.add("in its legs' books: " + implied(book.impliedBidE8(), book.impliedBidLots(), "bid") + ", "
                    + implied(book.impliedAskE8(), book.impliedAskLots(), "offered"));
        }
        final TextTable table = new TextTable(">orders", ">lots", ">bid", ">ask", ">lots", ">orders");
        FollowedLevel bid = book.best(Side.BUY);
        FollowedLevel ask = book.best(Side.SELL);
        for (int row = 0; row < depth && (bid != null || ask != null); row++) {
            table.row(
                    bid == null ? "" : bid.orders(),
                    bid == null ? "" : bid.lots(),
                    bid == null ? "" : decimal(bid.priceE8()),
                    ask == null ? "" : decimal(ask.priceE8()),
                    ask == null ? "" : ask.lots(),
                    ask == null ? "" : ask.orders());
            bid = bid == null ? null : bid.worse();
            ask = ask == null ? null : ask.worse();
        }
        lines.addAll(table.lines());
        if (withOrders) {
            lines.add("");
            lines.addAll(orders(book, books.cursor()));
        }
        return lines;
    }

    private static boolean isCombination(final FollowedBook book) {
        final InstrumentKind kind = book.instrument().terms().kind();
        return kind == InstrumentKind.OPTION_COMBO || kind == InstrumentKind.FUTURE_COMBO;
    }

    private static String implied(final long priceE8, final long lots, final String verb) {
        return lots == 0 ? "nothing " + verb : lots + " lots " + verb + " at " + decimal(priceE8);
    }

    private List<String> orders(final FollowedBook book, final OrderCursor cursor) {
        final TextTable table = new TextTable("side", ">price", ">place", ">lots", ">order");
        for (final Side side : new Side[] {Side.BUY, Side.SELL}) {
            FollowedLevel level = book.best(side);
            for (int row = 0; row < depth && level != null; row++) {
                cursor.at(level);
                for (int place = 1; cursor.next(); place++) {
                    table.row(
                            side == Side.BUY ? "bid" : "ask",
                            decimal(level.priceE8()),
                            place,
                            cursor.shownLots(),
                            cursor.orderId());
                }
                level = level.worse();
            }
        }
        return table.lines();
    }

    /** One object: levels are price, lots and number of orders, with {@code --orders} then each order's id and lots. */
    String json(final FollowedBook book, final BookFollower books, final long timestampNs) {
        final StringBuilder text = new StringBuilder(256)
                .append("{\"instrument\":\"")
                .append(book.instrument().terms().symbol())
                .append("\",\"instrumentId\":")
                .append(book.instrument().instrumentId())
                .append(",\"phase\":\"")
                .append(book.phase())
                .append("\",\"sequence\":")
                .append(books.sequence())
                .append(",\"timestampNs\":")
                .append(timestampNs)
                .append(",\"day\":");
        day(text, book);
        text.append(",\"last\":");
        if (book.lastTradeId() == 0) {
            text.append("null");
        } else {
            text.append("{\"tradeId\":")
                    .append(book.lastTradeId())
                    .append(",\"takerSide\":\"")
                    .append(book.lastTakerBuys() ? Side.BUY : Side.SELL)
                    .append("\",\"price\":")
                    .append(decimal(book.lastPriceE8()))
                    .append(",\"lots\":")
                    .append(book.lastLots())
                    .append('}');
        }
        if (isCombination(book)) {
            implied(text.append(",\"impliedBid\":"), book.impliedBidE8(), book.impliedBidLots());
            implied(text.append(",\"impliedAsk\":"), book.impliedAskE8(), book.impliedAskLots());
        }
        side(text.append(",\"bids\":"), book, Side.BUY, books.cursor());
        side(text.append(",\"asks\":"), book, Side.SELL, books.cursor());
        return text.append('}').toString();
    }

    private static void implied(final StringBuilder text, final long priceE8, final long lots) {
        if (lots == 0) {
            text.append("null");
        } else {
            text.append('[').append(decimal(priceE8)).append(',').append(lots).append(']');
        }
    }

    private static void day(final StringBuilder text, final FollowedBook book) {
        if (book.dayTrades() == 0) {
            text.append("null");
            return;
        }
        text.append("{\"lots\":")
                .append(book.dayLots())
                .append(",\"trades\":")
                .append(book.dayTrades())
                .append(",\"value\":")
                .append(decimal(book.dayValueE8()))
                .append(",\"high\":")
                .append(book.hasDayRange() ? decimal(book.dayHighE8()) : "null")
                .append(",\"low\":")
                .append(book.hasDayRange() ? decimal(book.dayLowE8()) : "null")
                .append('}');
    }

    private void side(final StringBuilder text, final FollowedBook book, final Side side, final OrderCursor cursor) {
        text.append('[');
        FollowedLevel level = book.best(side);
        for (int row = 0; row < depth && level != null; row++) {
            text.append(row == 0 ? "[" : ",[")
                    .append(decimal(level.priceE8()))
                    .append(',')
                    .append(level.lots())
                    .append(',')
                    .append(level.orders());
            if (withOrders) {
                cursor.at(level);
                String separator = ",[";
                while (cursor.next()) {
                    text.append(separator).append("[").append(cursor.orderId()).append(',');
                    text.append(cursor.shownLots()).append(']');
                    separator = ",";
                }
                text.append(']');
            }
            text.append(']');
            level = level.worse();
        }
        text.append(']');
    }

    private static String decimal(final long priceE8) {
        return FramePrinter.decimal(priceE8, PLACES);
    }
}
