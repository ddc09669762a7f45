package io.strikebook.feeder.deribit;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.SymbolTable;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.feeder.venue.VenueRules;
import io.strikebook.schemas.ExternalIndexKind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The rules of Deribit. A book is a snapshot in the stream and changes behind it, each of which names the one before. Its own index
 * is passed on as such, by tickers and index messages. Inverse instruments of our underlyings are described, others are only numbered.
 */
public final class DeribitNormaliser extends VenueRules<DeribitInstrument> {
    private static final String TEST = "{\"jsonrpc\":\"2.0\",\"method\":\"public/test\",\"params\":{}}";
    private static final byte[] BOOK = ascii("book.");
    private static final byte[] TICKER = ascii("ticker.");
    private static final byte[] QUOTE = ascii("quote.");
    private static final byte[] TRADES = ascii("trades.");
    private static final byte[] PRICE_INDEX = ascii("deribit_price_index.");
    private static final byte[] VOLATILITY_INDEX = ascii("deribit_volatility_index.");
    private static final long PERCENT = 100;

    private final DeribitListing listing = new DeribitListing();
    private final DeribitMessage message = new DeribitMessage(listing);
    /** Underlyings by the names of their indices. */
    private final SymbolTable<Underlying> indices = new SymbolTable<>();

    /** Rules that have seen nothing yet. */
    public DeribitNormaliser(final FeedContext context, final VenueRequests requests) {
        super(DeribitMarket.VENUE, DeribitMarket.VENUE, context, requests);
    }

    @Override
    protected DeribitInstrument create(final String symbol) {
        final InstrumentTerms terms = listing.terms(symbol);
        final boolean ours = terms != null && context().underlying(terms.underlying()) != null;
        return new DeribitInstrument(symbol, ours ? terms : null);
    }

    @Override
    protected void restart(final DeribitInstrument instrument) {
        instrument.changeId = DeribitInstrument.UNKNOWN;
        instrument.tradeSequence = DeribitInstrument.UNKNOWN;
    }

    @Override
    protected void read(
            final long receivedNs, final byte[] text, final int start, final int end, final MarketDataListener listener)
            throws BadMessageException, MalformedJsonException {
        message.parse(text, start, end);
        if (message.channelEnd == 0) {
            withoutChannel();
        } else if (isChannel(text, TICKER) || isChannel(text, QUOTE)) {
            ticker(address(text), receivedNs, listener);
        } else if (isChannel(text, BOOK)) {
            book(address(text), receivedNs, listener);
        } else if (isChannel(text, TRADES)) {
            trades(text, receivedNs, listener);
        } else if (isChannel(text, PRICE_INDEX)) {
            index(text, ExternalIndexKind.PRICE, message.priceE8, receivedNs, listener);
        } else if (isChannel(text, VOLATILITY_INDEX)) {
            index(text, ExternalIndexKind.VOLATILITY, message.volatilityE8 / PERCENT, receivedNs, listener);
        } else {
            passedOver("message of an unknown channel");
        }
    }

    @Override
    protected void readAnswer(
            final String request,
            final long receivedNs,
            final byte[] text,
            final int start,
            final int end,
            final MarketDataListener listener)
            throws BadMessageException, MalformedJsonException {
        message.parse(text, start, end);
        withoutChannel();
    }

    /** An answer, or a heartbeat. */
    private void withoutChannel() throws BadMessageException {
        require(message.hasMethod || message.hasResult || message.hasError, "neither a method nor a result");
        if (message.type == DeribitMessage.TEST_REQUEST) {
            requests().answer(TEST);
        }
        if (message.hasError) {
            passedOver("an error of the venue");
        }
        if (message.hasResult) {
            listing.take().forEach(this::list);
        }
    }

    private DeribitInstrument address(final byte[] text) throws BadMessageException {
        require(message.symbolEnd > 0, "no instrument");
        return address(text, message.symbolStart, message.symbolEnd);
    }

    private void ticker(final DeribitInstrument instrument, final long receivedNs, final MarketDataListener listener)
            throws BadMessageException {
        final long bidE8 = message.bidE8 > 0 ? message.bidE8 : MarketDataListener.NONE;
        final long askE8 = message.askE8 > 0 ? message.askE8 : MarketDataListener.NONE;
        final long forwardE8 = message.forwardE8;
        require(message.bidE8 >= 0 || message.bidE8 == DeribitMessage.NONE, "a negative price");
        require(
                bidE8 == MarketDataListener.NONE || askE8 == MarketDataListener.NONE || bidE8 < askE8,
                "best bid at or above best ask");
        begin(instrument, receivedNs, listener);
        listener.ticker(
                instrument.number(),
                message.timeNs,
                bidE8,
                bidE8 == MarketDataListener.NONE ? MarketDataListener.NONE : message.bidAmountE8,
                askE8,
                askE8 == MarketDataListener.NONE ? MarketDataListener.NONE : message.askAmountE8,
                message.markE8,
                message.markIvPercentE8 > 0 ? message.markIvPercentE8 / PERCENT : MarketDataListener.NONE,
                forwardE8 > 0 ? forwardE8 : MarketDataListener.NONE,
                message.indexE8 > 0 ? message.indexE8 : MarketDataListener.NONE);
        listener.endEvent();
    }

    private void book(final DeribitInstrument instrument, final long receivedNs, final MarketDataListener listener)
            throws BadMessageException {
        require(
                message.changeId != DeribitMessage.NONE && message.hasBids && message.hasAsks,
                "book without change, bids or asks");
        final boolean snapshot = message.type == 0;
        require(snapshot || message.type == 1, "book that is neither a snapshot nor a change");
        require(snapshot || message.previousChangeId != DeribitMessage.NONE, "change that names none before it");
        final boolean chained = !snapshot && instrument.changeId != DeribitInstrument.UNKNOWN;
        if (chained && message.changeId <= instrument.changeId) {
            throw new BadMessageException(
                    message.changeId == instrument.changeId ? FeedErrorKind.REPEATED : FeedErrorKind.OUT_OF_ORDER,
                    "book change is a repetition or out of order");
        }
        begin(instrument, receivedNs, listener);
        if (chained && message.previousChangeId != instrument.changeId) {
            missed(instrument, instrument.changeId, message.previousChangeId, listener);
        }
        instrument.changeId = message.changeId;
        if (!change(instrument, message.timeNs, snapshot, message.levels, listener)) {
            distrust(instrument);
        }
        listener.endEvent();
    }

    /** Each trade is an event; all of them are checked before the first. */
    private void trades(final byte[] text, final long receivedNs, final MarketDataListener listener)
            throws BadMessageException {
        final DeribitTrades trades = message.trades;
        require(trades.batch.size() > 0, "no trade");
        for (int i = 0; i < trades.batch.size(); i++) {
            final DeribitInstrument instrument = address(text, trades.symbolStart(i), trades.symbolEnd(i));
            if (trades.sequence(i) <= instrument.tradeSequence) {
                throw new BadMessageException(FeedErrorKind.REPEATED, "trade is a repetition or out of order");
            }
        }
        for (int i = 0; i < trades.batch.size(); i++) {
            final DeribitInstrument instrument = address(text, trades.symbolStart(i), trades.symbolEnd(i));
            instrument.tradeSequence = trades.sequence(i);
            begin(instrument, receivedNs, listener);
            trades.batch.give(i, instrument.number(), listener);
            listener.endEvent();
        }
    }

    private void index(
            final byte[] text,
            final ExternalIndexKind kind,
            final long valueE8,
            final long receivedNs,
            final MarketDataListener listener)
            throws BadMessageException {
        require(message.indexEnd > 0 && valueE8 > 0, "index without name or positive value");
        Underlying underlying = indices.find(text, message.indexStart, message.indexEnd);
        if (underlying == null) {
            final String name = new String(
                    text, message.indexStart, message.indexEnd - message.indexStart, StandardCharsets.US_ASCII);
            underlying = underlyingOf(name);
            indices.add(name, underlying);
        }
        listener.beginEvent(receivedNs);
        listener.externalIndex(DeribitMarket.VENUE, underlying.underlyingId(), kind, message.timeNs, valueE8);
        listener.endEvent();
    }

    private Underlying underlyingOf(final String name) throws BadMessageException {
        final int end = name.indexOf("_usd");
        final Underlying underlying =
                end < 0 ? null : context().underlying(name.substring(0, end).toUpperCase(Locale.ROOT));
        if (underlying == null || name.length() != end + "_usd".length()) {
            throw new BadMessageException(FeedErrorKind.UNKNOWN_INSTRUMENT, "unknown index: " + name);
        }
        return underlying;
    }

    private boolean isChannel(final byte[] text, final byte[] prefix) {
        if (message.channelEnd - message.channelStart < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (text[message.channelStart + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
