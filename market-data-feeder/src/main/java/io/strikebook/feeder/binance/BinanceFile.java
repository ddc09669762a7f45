package io.strikebook.feeder.binance;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.DecimalReader;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.feeder.recorded.InstrumentNumbers;
import io.strikebook.feeder.recorded.RecordedLines;
import io.strikebook.schemas.Side;
import java.nio.file.Path;
import java.util.List;

/**
 * One capture of one symbol. Event time is the time of local receipt; in these captures that clock lags the exchange's by about 1.27 s, so
 * the exchange's time in the messages may be later.
 */
final class BinanceFile extends RecordedLines {
    static final String VENUE = "BINANCE";

    private final BinanceMarket market;
    private final List<Underlying> underlyings;
    private final InstrumentNumbers numbers;
    private final int constituentId;
    private final BinanceMessage message = new BinanceMessage();
    private final DecimalReader receipt = new DecimalReader();
    private final DepthChain chain;
    private String symbol;
    private Underlying underlying;
    private int instrument;
    private boolean described;
    private long lastTradeId = -1;
    private long lastMidE8;
    private int jsonStart;

    /**
     * Opens a capture.
     *
     * @param numbers       shared by the files that are merged
     * @param constituentId the index constituent that its mid price is, 0 for none
     */
    BinanceFile(
            final Path path,
            final BinanceMarket market,
            final List<Underlying> underlyings,
            final InstrumentNumbers numbers,
            final int constituentId,
            final FeedErrors errors) {
        super(new GzipLines(path), errors);
        this.market = market;
        this.underlyings = underlyings;
        this.numbers = numbers;
        this.constituentId = constituentId;
        this.chain = new DepthChain(market);
    }

    @Override
    protected long timeNs(final GzipLines line) throws BadMessageException {
        int space = 0;
        while (space < line.length() && line.text()[space] != ' ') {
            space++;
        }
        if (space == line.length() || !receipt.readWhole(line.text(), 0, space) || receipt.end() != space) {
            throw new BadMessageException("does not begin with a time and a space");
        }
        jsonStart = space + 1;
        return receipt.value();
    }

    @Override
    protected int doubtfulInstrument() {
        return instrument;
    }

    @Override
    protected void emit(final GzipLines line, final long timeNs, final MarketDataListener listener)
            throws BadMessageException {
        message.parse(line.text(), jsonStart, line.length());
        if (message.symbol != null) {
            identify(message.symbol);
        }
        if (message.eventType == null) {
            emitUnnamed(line, timeNs, listener);
            return;
        }
        switch (message.eventType) {
            case BinanceMessage.DEPTH_UPDATE -> depth(line, timeNs, listener);
            case BinanceMessage.BOOK_TICKER -> bookTicker(timeNs, listener);
            case BinanceMessage.TRADE -> trade(timeNs, listener);
            default -> errors().unknownEvent(line.lineNumber(), message.eventType);
        }
    }

    /** A REST snapshot, or the best bid and ask of spot, neither of which says what it is. */
    private void emitUnnamed(final GzipLines line, final long timeNs, final MarketDataListener listener)
            throws BadMessageException {
        if (message.snapshotId != BinanceMessage.NONE) {
            snapshot(line, timeNs, listener);
        } else if (message.bidE8 != BinanceMessage.NONE) {
            bookTicker(timeNs, listener);
        } else {
            errors().unknownEvent(line.lineNumber(), "none");
        }
    }

    private void identify(final String name) throws BadMessageException {
        if (name.equals(symbol)) {
            return;
        }
        if (symbol != null) {
            throw new BadMessageException("symbol " + name + " in a capture of " + symbol);
        }
        final Underlying found = BinanceMarket.underlying(name, underlyings);
        if (found == null) {
            throw new BadMessageException("underlying is not on this venue: " + name);
        }
        try {
            final InstrumentTerms terms = market.terms(name, found.code());
            if (terms != null && terms.problem() != null) {
                throw new BadMessageException(name + ": " + terms.problem());
            }
        } catch (final IllegalArgumentException e) {
            throw new BadMessageException(e.getMessage());
        }
        underlying = found;
        symbol = name;
    }

    /** Opens the event, and describes the instrument in the first. */
    private void begin(final long timeNs, final MarketDataListener listener) {
        listener.beginEvent(timeNs);
        if (!described) {
            described = true;
            instrument = numbers.allot(market + ":" + symbol);
            final InstrumentTerms terms = market.terms(symbol, underlying.code());
            if (terms != null) {
                listener.instrument(instrument, VENUE, terms);
            }
        }
    }

    private void depth(final GzipLines line, final long timeNs, final MarketDataListener listener)
            throws BadMessageException {
        require(
                symbol != null
                        && message.firstUpdateId != BinanceMessage.NONE
                        && message.lastUpdateId != BinanceMessage.NONE
                        && (!market.chainsUpdates() || message.previousUpdateId != BinanceMessage.NONE)
                        && message.hasBids
                        && message.hasAsks,
                "depth update without symbol, update ids, bids or asks");
        require(!chain.isOld(message), "depth update is a repetition or out of order");
        final long missed = chain.missedAfter(message);
        chain.update(message);
        final boolean covered = chain.isCovered(message.lastUpdateId);
        if (covered && missed < 0) {
            return;
        }
        final long missedSnapshot = covered ? -1 : chain.missedAfterSnapshot(message.firstUpdateId);
        begin(timeNs, listener);
        final long expected = missed >= 0 ? missed : missedSnapshot;
        if (expected >= 0) {
            final long received =
                    missed >= 0 && market.chainsUpdates() ? message.previousUpdateId : message.firstUpdateId;
            errors().gap(line.lineNumber(), expected, received);
            listener.gap(instrument, expected, received);
        }
        if (!covered) {
            listener.book(instrument, message.exchangeTimeNs(), false, false, message.levels);
        }
        listener.endEvent();
    }

    private void snapshot(final GzipLines line, final long timeNs, final MarketDataListener listener)
            throws BadMessageException {
        require(symbol != null && message.hasBids && message.hasAsks, "snapshot without symbol, bids or asks");
        final boolean crossed = message.levels.crossed();
        if (crossed) {
            errors().crossedBook(line.lineNumber());
        }
        chain.snapshot(message.snapshotId);
        begin(timeNs, listener);
        listener.book(instrument, message.exchangeTimeNs(), true, crossed, message.levels);
        for (final DepthChain.Update update : chain.kept()) {
            if (!chain.isCovered(update.lastId())) {
                final long expected = chain.missedAfterSnapshot(update.firstId());
                if (expected >= 0) {
                    errors().gap(line.lineNumber(), expected, update.firstId());
                    listener.gap(instrument, expected, update.firstId());
                }
                listener.book(instrument, update.exchangeTimeNs(), false, false, update.levels());
            }
        }
        listener.endEvent();
    }

    private void bookTicker(final long timeNs, final MarketDataListener listener) throws BadMessageException {
        require(
                symbol != null
                        && message.bidE8 != BinanceMessage.NONE
                        && message.bidQuantityE8 != BinanceMessage.NONE
                        && message.askE8 != BinanceMessage.NONE
                        && message.askQuantityE8 != BinanceMessage.NONE,
                "best bid and ask without symbol, prices or quantities");
        final boolean bid = message.bidE8 > 0;
        final boolean ask = message.askE8 > 0;
        require(!bid || !ask || message.bidE8 < message.askE8, "best bid at or above best ask");
        begin(timeNs, listener);
        final long midE8 = message.bidE8 / 2 + message.askE8 / 2;
        if (constituentId != 0 && bid && ask && midE8 != lastMidE8) {
            lastMidE8 = midE8;
            listener.constituent(underlying.underlyingId(), constituentId, midE8);
        }
        listener.ticker(
                instrument,
                message.exchangeTimeNs(),
                bid ? message.bidE8 : MarketDataListener.NONE,
                bid ? message.bidQuantityE8 : MarketDataListener.NONE,
                ask ? message.askE8 : MarketDataListener.NONE,
                ask ? message.askQuantityE8 : MarketDataListener.NONE,
                MarketDataListener.NONE,
                MarketDataListener.NONE,
                MarketDataListener.NONE,
                MarketDataListener.NONE);
        listener.endEvent();
    }

    private void trade(final long timeNs, final MarketDataListener listener) throws BadMessageException {
        require(
                symbol != null && message.tradeId != BinanceMessage.NONE && message.hasMaker,
                "trade without symbol, id or maker");
        require(message.priceE8 > 0 && message.quantityE8 > 0, "trade without positive price and quantity");
        require(message.tradeId > lastTradeId, "trade is a repetition or out of order");
        lastTradeId = message.tradeId;
        begin(timeNs, listener);
        listener.trade(
                instrument,
                message.exchangeTimeNs(),
                message.tradeId,
                message.priceE8,
                message.quantityE8,
                message.buyerIsMaker ? Side.SELL : Side.BUY);
        listener.endEvent();
    }

    private static void require(final boolean condition, final String problem) throws BadMessageException {
        if (!condition) {
            throw new BadMessageException(problem);
        }
    }
}
