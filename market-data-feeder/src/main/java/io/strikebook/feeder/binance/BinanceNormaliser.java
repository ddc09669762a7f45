package io.strikebook.feeder.binance;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.feeder.venue.VenueRules;
import io.strikebook.schemas.Side;
import java.nio.charset.StandardCharsets;

/**
 * The rules of one of Binance's markets. A book is a REST snapshot and the updates behind it: the first one that the snapshot lacks has to
 * begin at or before the snapshot's end, and each one where the one before ended. Updates that came before their snapshot are kept, the
 * latest of them, and given again behind it.
 */
public final class BinanceNormaliser extends VenueRules<BinanceInstrument> {
    static final String VENUE = "BINANCE";
    private static final String SYMBOL = "symbol=";

    private final BinanceMarket market;
    private final boolean constituents;
    private final BinanceMessage message = new BinanceMessage();
    private final ExchangeInfo exchangeInfo = new ExchangeInfo();
    private BinanceInstrument last;
    private boolean oneSymbol;

    /**
     * Rules of a market.
     *
     * @param constituents whether middle prices of this market are parts of indices
     */
    public BinanceNormaliser(
            final BinanceMarket market,
            final boolean constituents,
            final FeedContext context,
            final VenueRequests requests) {
        super(VENUE, VENUE + "-" + market, context, requests);
        this.market = market;
        this.constituents = constituents;
    }

    /** Every message is of the symbol that comes first. */
    void takeOneSymbol() {
        oneSymbol = true;
    }

    @Override
    protected BinanceInstrument create(final String symbol) throws BadMessageException {
        if (oneSymbol && last != null) {
            throw new BadMessageException(
                    FeedErrorKind.UNKNOWN_INSTRUMENT, "symbol " + symbol + " in a capture of " + last.symbol());
        }
        final Underlying underlying = BinanceMarket.underlying(symbol, context().underlyings());
        final boolean constituent = constituents && BinanceMarket.isInDollars(symbol, underlying);
        return new BinanceInstrument(symbol, market, terms(symbol, underlying), constituent ? underlying : null);
    }

    private InstrumentTerms terms(final String symbol, final Underlying underlying) throws BadMessageException {
        if (market == BinanceMarket.SPOT) {
            return BinanceMarket.spotTerms(symbol);
        }
        if (underlying == null) {
            return null;
        }
        try {
            final InstrumentTerms terms = market.terms(symbol, underlying.code());
            require(terms.problem() == null, symbol + " is no instrument");
            return terms;
        } catch (final IllegalArgumentException e) {
            throw new BadMessageException(FeedErrorKind.UNKNOWN_INSTRUMENT, e.getMessage());
        }
    }

    @Override
    protected void restart(final BinanceInstrument instrument) {
        instrument.restart();
    }

    @Override
    protected void read(
            final long receivedNs, final byte[] text, final int start, final int end, final MarketDataListener listener)
            throws BadMessageException, MalformedJsonException {
        message.parse(text, start, end);
        if (message.hasSymbol) {
            last = address(text, message.symbolStart, message.symbolEnd);
        } else if (last != null) {
            address(last);
        }
        switch (message.eventType) {
            case BinanceMessage.DEPTH_UPDATE -> depth(receivedNs, listener);
            case BinanceMessage.BOOK_TICKER -> bookTicker(receivedNs, listener);
            case BinanceMessage.TRADE, BinanceMessage.AGGREGATE_TRADE -> trade(receivedNs, listener);
            case BinanceMessage.UNNAMED -> unnamed(receivedNs, listener);
            default -> passedOver("event of unknown type " + message.unknownType);
        }
    }

    /** A REST snapshot, or the best bid and ask of spot, neither of which says what it is. */
    private void unnamed(final long receivedNs, final MarketDataListener listener) throws BadMessageException {
        if (message.snapshotId != BinanceMessage.NONE) {
            snapshot(receivedNs, listener);
        } else if (message.bidE8 != BinanceMessage.NONE) {
            bookTicker(receivedNs, listener);
        } else {
            passedOver("event without a type");
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
        if (request.contains("/exchangeInfo")) {
            exchangeInfo.read(text, start, end, this::list);
            return;
        }
        if (!request.contains("/depth")) {
            passedOver("answer to " + request);
            return;
        }
        final byte[] symbol = new byte[request.length() + JsonReader.SLACK];
        final int length = symbolOf(request, symbol);
        require(length > 0, "answer to a request without a symbol");
        last = address(symbol, 0, length);
        message.parse(text, start, end);
        require(message.snapshotId != BinanceMessage.NONE, "no snapshot");
        snapshot(receivedNs, listener);
    }

    /** Copies the symbol that a request names, and returns its length. */
    private static int symbolOf(final String request, final byte[] symbol) {
        final int at = request.indexOf(SYMBOL);
        if (at < 0) {
            return 0;
        }
        final int end = request.indexOf('&', at);
        final byte[] bytes = request.substring(at + SYMBOL.length(), end < 0 ? request.length() : end)
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, symbol, 0, bytes.length);
        return bytes.length;
    }

    private void depth(final long receivedNs, final MarketDataListener listener) throws BadMessageException {
        require(
                message.hasSymbol
                        && message.firstUpdateId != BinanceMessage.NONE
                        && message.lastUpdateId != BinanceMessage.NONE
                        && (!market.chainsUpdates() || message.previousUpdateId != BinanceMessage.NONE)
                        && message.hasBids
                        && message.hasAsks,
                "depth update without symbol, update ids, bids or asks");
        final DepthChain chain = last.chain;
        if (chain.isOld(message)) {
            throw new BadMessageException(
                    chain.isRepeated(message) ? FeedErrorKind.REPEATED : FeedErrorKind.OUT_OF_ORDER,
                    "depth update is a repetition or out of order");
        }
        final long missed = chain.missedAfter(message);
        chain.update(message, missed >= 0);
        final boolean covered = chain.isNewestCovered();
        if (covered && missed < 0) {
            return;
        }
        begin(last, receivedNs, listener);
        if (missed >= 0) {
            missed(last, missed, market.chainsUpdates() ? message.previousUpdateId : message.firstUpdateId, listener);
        } else if (!last.isTrusted()) {
            distrust(last);
        }
        give(chain.newest(), listener);
        listener.endEvent();
    }

    /** Within an event: an update that the snapshot, if there is one, lacks. */
    private void give(final DepthChain.Update update, final MarketDataListener listener) {
        final long missed = last.chain.missedAfterSnapshot(update);
        if (missed >= 0) {
            missed(last, missed, update.firstId(), listener);
        }
        change(last, update.exchangeTimeNs(), false, update.levels(), listener);
    }

    private void snapshot(final long receivedNs, final MarketDataListener listener) throws BadMessageException {
        require(last != null && message.hasBids && message.hasAsks, "snapshot without symbol, bids or asks");
        final DepthChain chain = last.chain;
        chain.snapshot(message.snapshotId);
        begin(last, receivedNs, listener);
        change(last, message.exchangeTimeNs(), true, message.levels, listener);
        for (int i = 0; i < chain.keptCount(); i++) {
            if (!chain.isCovered(chain.kept(i))) {
                give(chain.kept(i), listener);
            }
        }
        listener.endEvent();
    }

    private void bookTicker(final long receivedNs, final MarketDataListener listener) throws BadMessageException {
        require(
                last != null
                        && message.bidE8 != BinanceMessage.NONE
                        && message.bidQuantityE8 != BinanceMessage.NONE
                        && message.askE8 != BinanceMessage.NONE
                        && message.askQuantityE8 != BinanceMessage.NONE,
                "best bid and ask without symbol, prices or quantities");
        final boolean bid = message.bidE8 > 0;
        final boolean ask = message.askE8 > 0;
        require(!bid || !ask || message.bidE8 < message.askE8, "best bid at or above best ask");
        begin(last, receivedNs, listener);
        if (bid && ask) {
            middle(last, message.bidE8 / 2 + message.askE8 / 2, listener);
        }
        listener.quote(
                last.number(),
                message.exchangeTimeNs(),
                bid ? message.bidE8 : MarketDataListener.NONE,
                bid ? message.bidQuantityE8 : MarketDataListener.NONE,
                ask ? message.askE8 : MarketDataListener.NONE,
                ask ? message.askQuantityE8 : MarketDataListener.NONE);
        listener.endEvent();
    }

    private void trade(final long receivedNs, final MarketDataListener listener) throws BadMessageException {
        require(
                message.hasSymbol && message.tradeId != BinanceMessage.NONE && message.hasMaker,
                "trade without symbol, id or maker");
        require(message.priceE8 > 0 && message.quantityE8 > 0, "trade without positive price and quantity");
        if (!last.isNewTrade(message.tradeId)) {
            throw new BadMessageException(FeedErrorKind.REPEATED, "trade is a repetition or out of order");
        }
        last.traded(message.tradeId);
        begin(last, receivedNs, listener);
        listener.trade(
                last.number(),
                message.exchangeTimeNs(),
                message.tradeId,
                message.priceE8,
                message.quantityE8,
                message.buyerIsMaker ? Side.SELL : Side.BUY);
        listener.endEvent();
    }
}
