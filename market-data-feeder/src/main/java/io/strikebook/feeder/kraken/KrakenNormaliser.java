package io.strikebook.feeder.kraken;

import io.strikebook.common.book.DepthSide;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.venue.DigitSum;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.SpotTerms;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.feeder.venue.VenueRules;
import java.nio.charset.StandardCharsets;

/**
 * The rules of Kraken. A book is a snapshot in the stream, of as many levels as were subscribed to, and updates behind it; levels beyond that
 * many fall off. Every update has the CRC-32 of the ten best asks and bids as they are behind it, their digits without points and leading
 * zeros, and each is checked. There are no sequence numbers. Trades have no number either: their time stands in for it.
 */
public final class KrakenNormaliser extends VenueRules<KrakenInstrument> {
    private static final String VENUE = "KRAKEN";
    private static final byte[] BOOK = "book-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRADE = "trade".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TICKER = "ticker".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKED_LEVELS = 10;
    private static final int MAX_DECIMALS = 18;

    private final KrakenMessage message = new KrakenMessage();
    private final DigitSum sum = new DigitSum();
    private int depth = DepthSide.MAX_LEVELS;

    /** Rules that have seen nothing yet. */
    public KrakenNormaliser(final FeedContext context, final VenueRequests requests) {
        super(VENUE, VENUE, context, requests);
    }

    @Override
    protected KrakenInstrument create(final String symbol) {
        final int slash = symbol.indexOf('/');
        final String base = symbol.substring(0, Math.max(0, slash));
        final String quote = symbol.substring(slash + 1);
        return new KrakenInstrument(
                symbol,
                SpotTerms.of(symbol, base, quote),
                SpotTerms.isDollar(quote) ? context().underlying(SpotTerms.code(base)) : null,
                depth);
    }

    @Override
    protected void restart(final KrakenInstrument instrument) {
        // a snapshot comes first of all
    }

    @Override
    protected void read(
            final long receivedNs, final byte[] text, final int start, final int end, final MarketDataListener listener)
            throws BadMessageException, MalformedJsonException {
        message.parse(text, start, end);
        if (message.isEvent) {
            event(text);
        } else if (startsWith(text, BOOK)) {
            depth = depthOf(text);
            book(address(text, message.pairStart, message.pairEnd), receivedNs, listener);
        } else if (startsWith(text, TRADE)) {
            trades(address(text, message.pairStart, message.pairEnd), receivedNs, listener);
        } else if (startsWith(text, TICKER)) {
            ticker(address(text, message.pairStart, message.pairEnd), receivedNs, listener);
        } else {
            passedOver("message of an unknown channel");
        }
    }

    private void event(final byte[] text) {
        if (message.event == KrakenMessage.SUBSCRIPTION_STATUS) {
            if (message.subscribed && message.pairEnd > 0) {
                list(new String(
                        text, message.pairStart, message.pairEnd - message.pairStart, StandardCharsets.US_ASCII));
            } else if (message.problem != null) {
                passedOver("subscription refused: " + message.problem);
            }
        } else if (message.event < 0) {
            passedOver("event of unknown type");
        }
    }

    private void book(final KrakenInstrument pair, final long receivedNs, final MarketDataListener listener)
            throws BadMessageException {
        final boolean snapshot = message.hasAllAsks || message.hasAllBids;
        require(message.hasAllAsks == message.hasAllBids, "snapshot of one side");
        require(snapshot || message.levels.size() > 0, "book without levels");
        require(snapshot || message.checksum != KrakenMessage.NONE, "book update without a checksum");
        require(message.priceDecimals <= MAX_DECIMALS && message.quantityDecimals <= MAX_DECIMALS, "too many decimals");
        if (message.levels.size() > 0) {
            pair.priceDecimals = message.priceDecimals;
            pair.quantityDecimals = message.quantityDecimals;
        }
        begin(pair, receivedNs, listener);
        if (!change(pair, message.exchangeTimeNs, snapshot, message.levels, listener)) {
            distrust(pair);
        }
        middleOfBook(pair, listener);
        listener.endEvent();
    }

    @Override
    protected long checksum(final KrakenInstrument pair) {
        sum.begin();
        put(pair, pair.book().asks());
        put(pair, pair.book().bids());
        return sum.value();
    }

    private void put(final KrakenInstrument pair, final DepthSide side) {
        for (int i = side.size() - 1; i >= Math.max(0, side.size() - CHECKED_LEVELS); i--) {
            sum.putDigits(side.priceE8(i), pair.priceDecimals);
            sum.putDigits(side.quantityE8(i), pair.quantityDecimals);
        }
    }

    @Override
    protected long expectedChecksum() {
        return message.checksum;
    }

    private void trades(final KrakenInstrument pair, final long receivedNs, final MarketDataListener listener)
            throws BadMessageException {
        require(message.trades.size() > 0, "no trade");
        begin(pair, receivedNs, listener);
        message.trades.give(pair.number(), listener);
        listener.endEvent();
    }

    private void ticker(final KrakenInstrument pair, final long receivedNs, final MarketDataListener listener)
            throws BadMessageException {
        require(message.bidE8 > 0 && message.askE8 > message.bidE8, "best bid and ask missing or crossed");
        begin(pair, receivedNs, listener);
        listener.quote(
                pair.number(),
                MarketDataListener.NONE,
                message.bidE8,
                message.bidQuantityE8,
                message.askE8,
                message.askQuantityE8);
        listener.endEvent();
    }

    private boolean startsWith(final byte[] text, final byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (message.channelStart + i >= message.channelEnd || text[message.channelStart + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private int depthOf(final byte[] text) {
        int levels = 0;
        for (int i = message.channelStart + BOOK.length; i < message.channelEnd; i++) {
            levels = Math.min(DepthSide.MAX_LEVELS, levels * 10 + Math.max(0, text[i] - '0'));
        }
        return Math.max(CHECKED_LEVELS, levels);
    }
}
