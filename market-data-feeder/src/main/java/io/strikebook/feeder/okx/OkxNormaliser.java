package io.strikebook.feeder.okx;

import io.strikebook.common.book.DepthSide;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.venue.DigitSum;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.feeder.venue.VenueRules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The rules of OKX. A book is a snapshot in the stream and updates behind it, each with the CRC-32 of the 25 best bids and asks in turn, as
 * price:size:price:size..., and since 2023 with the sequence number of the update before it. Both are checked where they are given.
 */
public final class OkxNormaliser extends VenueRules<OkxInstrument> {
    private static final String VENUE = "OKX";
    private static final int CHECKED_LEVELS = 25;
    private static final byte[] PONG = "pong".getBytes(StandardCharsets.US_ASCII);

    private final OkxMessage message = new OkxMessage();
    private final DigitSum sum = new DigitSum();

    /** Rules that have seen nothing yet. */
    public OkxNormaliser(final FeedContext context, final VenueRequests requests) {
        super(VENUE, VENUE, context, requests);
    }

    @Override
    protected OkxInstrument create(final String symbol) {
        return OkxSymbols.instrument(symbol, context());
    }

    @Override
    protected void restart(final OkxInstrument instrument) {
        instrument.bookSequence = OkxInstrument.UNKNOWN;
        instrument.lastTradeId = OkxInstrument.UNKNOWN;
    }

    @Override
    protected void read(
            final long receivedNs, final byte[] text, final int start, final int end, final MarketDataListener listener)
            throws BadMessageException, MalformedJsonException {
        if (Arrays.equals(PONG, 0, PONG.length, text, start, end)) {
            return;
        }
        message.parse(text, start, end);
        if (message.hasEvent) {
            event(text);
            return;
        }
        require(message.hasChannel && message.symbolEnd > 0, "neither an event nor a channel with an instrument");
        if (message.channel == JsonNames.UNKNOWN) {
            passedOver("message of an unknown channel");
            return;
        }
        final OkxInstrument instrument = address(text, message.symbolStart, message.symbolEnd);
        if (message.isBook()) {
            book(instrument, receivedNs, listener);
        } else if (message.channel == OkxMessage.TRADES) {
            trades(instrument, receivedNs, listener);
        } else {
            ticker(instrument, receivedNs, listener);
        }
    }

    private void event(final byte[] text) {
        if (message.event == OkxMessage.SUBSCRIBE && message.symbolEnd > 0) {
            list(new String(
                    text, message.symbolStart, message.symbolEnd - message.symbolStart, StandardCharsets.US_ASCII));
        } else if (message.event == OkxMessage.ERROR) {
            passedOver("refused by the venue: " + message.problem);
        } else if (message.event == JsonNames.UNKNOWN) {
            passedOver("event of unknown type");
        }
    }

    private void book(final OkxInstrument instrument, final long receivedNs, final MarketDataListener listener)
            throws BadMessageException {
        require(message.hasAction && message.hasBids && message.hasAsks, "book without action, bids or asks");
        require(
                message.checksum != OkxMessage.NONE || message.sequence != OkxMessage.NONE,
                "book with neither checksum nor sequence");
        final boolean chained = !message.snapshot
                && message.previousSequence != OkxMessage.NONE
                && instrument.bookSequence != OkxInstrument.UNKNOWN;
        final boolean missed = chained && message.previousSequence != instrument.bookSequence;
        if (missed && message.sequence <= instrument.bookSequence) {
            throw new BadMessageException(
                    message.sequence == instrument.bookSequence ? FeedErrorKind.REPEATED : FeedErrorKind.OUT_OF_ORDER,
                    "book update is a repetition or out of order");
        }
        begin(instrument, receivedNs, listener);
        if (missed) {
            missed(instrument, instrument.bookSequence, message.previousSequence, listener);
        }
        instrument.bookSequence = message.sequence == OkxMessage.NONE ? OkxInstrument.UNKNOWN : message.sequence;
        if (!change(instrument, message.exchangeTimeNs, message.snapshot, message.levels, listener)) {
            distrust(instrument);
        }
        middleOfBook(instrument, listener);
        listener.endEvent();
    }

    @Override
    protected long checksum(final OkxInstrument instrument) {
        final DepthSide bids = instrument.book().bids();
        final DepthSide asks = instrument.book().asks();
        sum.begin();
        boolean any = false;
        for (int i = 1; i <= CHECKED_LEVELS; i++) {
            any = put(bids, i, any);
            any = put(asks, i, any);
        }
        return (int) sum.value();
    }

    /** Writes the n-th best level, if there is one. */
    private boolean put(final DepthSide side, final int place, final boolean any) {
        final int at = side.size() - place;
        if (at < 0) {
            return any;
        }
        if (any) {
            sum.put(':');
        }
        sum.putPlain(side.priceE8(at));
        sum.put(':');
        sum.putPlain(side.quantityE8(at));
        return true;
    }

    @Override
    protected long expectedChecksum() {
        return message.checksum;
    }

    private void trades(final OkxInstrument instrument, final long receivedNs, final MarketDataListener listener)
            throws BadMessageException {
        require(message.trades.size() > 0, "no trade");
        if (message.trades.id(0) <= instrument.lastTradeId) {
            throw new BadMessageException(FeedErrorKind.REPEATED, "trade is a repetition or out of order");
        }
        instrument.lastTradeId = message.trades.id(message.trades.size() - 1);
        begin(instrument, receivedNs, listener);
        message.trades.give(instrument.number(), listener);
        listener.endEvent();
    }

    private void ticker(final OkxInstrument instrument, final long receivedNs, final MarketDataListener listener)
            throws BadMessageException {
        final boolean twoSided = message.bidE8 != OkxMessage.NONE && message.askE8 != OkxMessage.NONE;
        require(
                twoSided || message.markE8 != OkxMessage.NONE || message.bidE8 != message.askE8,
                "ticker without any price");
        require(!twoSided || message.bidE8 < message.askE8, "best bid at or above best ask");
        begin(instrument, receivedNs, listener);
        listener.ticker(
                instrument.number(),
                message.exchangeTimeNs,
                message.bidE8,
                message.bidQuantityE8,
                message.askE8,
                message.askQuantityE8,
                message.markE8,
                MarketDataListener.NONE,
                MarketDataListener.NONE,
                MarketDataListener.NONE);
        listener.endEvent();
    }
}
