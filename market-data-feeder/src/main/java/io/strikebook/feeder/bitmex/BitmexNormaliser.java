package io.strikebook.feeder.bitmex;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.feeder.venue.VenueRules;
import io.strikebook.schemas.Side;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The rules of BitMEX. A level has an id; an update or a delete names it and not its price. A book is a partial and rows behind it. There is
 * neither sequence nor checksum: what is known to be missing is a level that is changed without having been there, or inserted twice; rows
 * that never came and that no later row is about go unnoticed, and a crossed book tells of some. Bids of less than half of 1e-8, which some
 * contracts have, are left out.
 */
public final class BitmexNormaliser extends VenueRules<BitmexInstrument> {
    private static final String VENUE = "BITMEX";
    private static final byte[] PONG = "pong".getBytes(StandardCharsets.US_ASCII);

    private final BitmexMessage message = new BitmexMessage();
    private final BookLevels levels = new BookLevels();

    /** Rules that have seen nothing yet. */
    public BitmexNormaliser(final FeedContext context, final VenueRequests requests) {
        super(VENUE, VENUE, context, requests);
    }

    @Override
    protected BitmexInstrument create(final String symbol) {
        final InstrumentTerms terms = BitmexSymbols.terms(symbol);
        return new BitmexInstrument(
                symbol, terms != null && context().underlying(terms.underlying()) != null ? terms : null);
    }

    @Override
    protected void restart(final BitmexInstrument instrument) {
        instrument.pricesE8.clear();
        instrument.lastTradeId = BitmexInstrument.UNKNOWN;
    }

    @Override
    protected boolean noticesMissing() {
        return false;
    }

    @Override
    protected void read(
            final long receivedNs, final byte[] text, final int start, final int end, final MarketDataListener listener)
            throws BadMessageException, MalformedJsonException {
        if (Arrays.equals(PONG, 0, PONG.length, text, start, end)) {
            return;
        }
        message.parse(text, start, end);
        if (!message.hasTable) {
            other();
        } else if (message.table == BitmexMessage.UNUSED) {
            passedOver("rows of a table that is not used");
        } else {
            require(message.table >= 0, "rows of an unknown table");
            require(message.action >= 0, "rows without an action");
            require(message.rows.size() > 0 || message.action == BitmexMessage.PARTIAL, "no rows");
            check(text);
            rows(text, receivedNs, listener);
        }
    }

    private void other() throws BadMessageException {
        if (message.subscribed != null) {
            final int colon = message.subscribed.indexOf(':');
            if (colon >= 0) {
                list(message.subscribed.substring(colon + 1));
            }
        } else if (message.error != null) {
            passedOver("refused by the venue: " + message.error);
        } else {
            require(message.isInfo, "neither rows nor a subscription");
        }
    }

    /** Refuses the message before anything was given of it; rows of several instruments for all of them. */
    private void check(final byte[] text) throws BadMessageException {
        BitmexInstrument first = null;
        for (int i = 0; i < message.rows.size(); i++) {
            final BitmexRows.Row row = message.rows.at(i);
            require(row.symbolEnd > 0, "row without a symbol");
            final BitmexInstrument instrument = address(text, row.symbolStart, row.symbolEnd);
            first = first == null ? instrument : first;
            if (instrument != first) {
                addressAll();
            }
            switch (message.table) {
                case BitmexMessage.BOOK -> {
                    final boolean whole = message.action <= BitmexMessage.INSERT;
                    require(row.id >= 0 && row.hasSide(), "level without id or side");
                    require(
                            row.priceE8 >= 0 || !whole && row.priceE8 == MarketDataListener.NONE,
                            "level without a price");
                    require(row.sizeE8 > 0 || message.action == BitmexMessage.DELETE, "level without a size");
                }
                case BitmexMessage.QUOTE ->
                    require(
                            !(row.bidE8 > 0 && row.askE8 > 0) || row.bidE8 < row.askE8,
                            "best bid at or above best ask");
                default -> {
                    require(row.priceE8 > 0 && row.sizeE8 > 0 && row.hasSide(), "trade without price, size or side");
                    require(row.tradeId >= 0, "trade without an id");
                    if (message.action == BitmexMessage.INSERT && row.tradeId == instrument.lastTradeId) {
                        throw new BadMessageException(FeedErrorKind.REPEATED, "trade is a repetition");
                    }
                }
            }
        }
    }

    /** An event for each run of rows of one symbol. */
    private void rows(final byte[] text, final long receivedNs, final MarketDataListener listener)
            throws BadMessageException {
        int from = 0;
        if (message.rows.size() == 0 && message.action == BitmexMessage.PARTIAL && message.filterEnd > 0) {
            rows(address(text, message.filterStart, message.filterEnd), 0, 0, receivedNs, listener);
        }
        while (from < message.rows.size()) {
            final BitmexRows.Row first = message.rows.at(from);
            int to = from + 1;
            while (to < message.rows.size()
                    && Arrays.equals(
                            text,
                            first.symbolStart,
                            first.symbolEnd,
                            text,
                            message.rows.at(to).symbolStart,
                            message.rows.at(to).symbolEnd)) {
                to++;
            }
            rows(address(text, first.symbolStart, first.symbolEnd), from, to, receivedNs, listener);
            from = to;
        }
    }

    private void rows(
            final BitmexInstrument instrument,
            final int from,
            final int to,
            final long receivedNs,
            final MarketDataListener listener) {
        if (message.table == BitmexMessage.BOOK) {
            book(instrument, from, to, receivedNs, listener);
        } else if (message.table == BitmexMessage.QUOTE) {
            quotes(instrument, from, to, receivedNs, listener);
        } else if (message.action == BitmexMessage.INSERT) {
            trades(instrument, from, to, receivedNs, listener);
        }
    }

    private void book(
            final BitmexInstrument instrument,
            final int from,
            final int to,
            final long receivedNs,
            final MarketDataListener listener) {
        final boolean snapshot = message.action == BitmexMessage.PARTIAL;
        if (!snapshot && !instrument.isTrusted()) {
            distrust(instrument);
            return;
        }
        final long stranger = snapshot ? BitmexInstrument.UNKNOWN : stranger(instrument, from, to);
        begin(instrument, receivedNs, listener);
        if (stranger >= 0) {
            missed(instrument, stranger, 0, listener);
        } else {
            if (snapshot) {
                instrument.pricesE8.clear();
            }
            long timeNs = MarketDataListener.NONE;
            levels.clear();
            for (int i = from; i < to; i++) {
                timeNs = Math.max(timeNs, message.rows.at(i).timeNs);
                level(instrument, message.rows.at(i));
            }
            change(instrument, timeNs, snapshot, levels, listener);
        }
        listener.endEvent();
    }

    /** The id of a row whose level should be there and is not, or the other way round; else unknown. */
    private long stranger(final BitmexInstrument instrument, final int from, final int to) {
        for (int i = from; i < to; i++) {
            final boolean there = instrument.pricesE8.get(message.rows.at(i).id) != BitmexInstrument.UNKNOWN;
            if (there == (message.action == BitmexMessage.INSERT)) {
                return message.rows.at(i).id;
            }
        }
        return BitmexInstrument.UNKNOWN;
    }

    private void level(final BitmexInstrument instrument, final BitmexRows.Row row) {
        if (message.action <= BitmexMessage.INSERT) {
            instrument.pricesE8.put(row.id, row.priceE8);
        }
        final boolean gone = message.action == BitmexMessage.DELETE;
        final long priceE8 = gone ? instrument.pricesE8.remove(row.id) : instrument.pricesE8.get(row.id);
        if (priceE8 > 0) {
            levels.add(row.isBuy(), priceE8, gone ? 0 : row.sizeE8);
        }
    }

    private void quotes(
            final BitmexInstrument instrument,
            final int from,
            final int to,
            final long receivedNs,
            final MarketDataListener listener) {
        if (from == to) {
            return;
        }
        begin(instrument, receivedNs, listener);
        for (int i = from; i < to; i++) {
            final BitmexRows.Row row = message.rows.at(i);
            final boolean bid = row.bidE8 > 0;
            final boolean ask = row.askE8 > 0;
            listener.quote(
                    instrument.number(),
                    row.timeNs,
                    bid ? row.bidE8 : MarketDataListener.NONE,
                    bid ? row.bidSizeE8 : MarketDataListener.NONE,
                    ask ? row.askE8 : MarketDataListener.NONE,
                    ask ? row.askSizeE8 : MarketDataListener.NONE);
        }
        listener.endEvent();
    }

    private void trades(
            final BitmexInstrument instrument,
            final int from,
            final int to,
            final long receivedNs,
            final MarketDataListener listener) {
        begin(instrument, receivedNs, listener);
        for (int i = from; i < to; i++) {
            final BitmexRows.Row row = message.rows.at(i);
            instrument.lastTradeId = row.tradeId;
            listener.trade(
                    instrument.number(),
                    row.timeNs,
                    row.tradeId,
                    row.priceE8,
                    row.sizeE8,
                    row.isBuy() ? Side.BUY : Side.SELL);
        }
        listener.endEvent();
    }
}
