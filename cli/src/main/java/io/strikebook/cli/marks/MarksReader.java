package io.strikebook.cli.marks;

import io.strikebook.cli.tail.InstrumentNames;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.BookUpdateDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.IndexPriceDecoder;
import io.strikebook.schemas.InstrumentDescribedDecoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.MarketQualityDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;
import io.strikebook.schemas.TickerDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Follows {@code marks}, and {@code market-data} exactly as far as each epoch had applied it, and compares at moments: when market data fell
 * silent for a minute (the end of a poll), and every so often in between.
 */
final class MarksReader implements AutoCloseable {
    private static final long SILENCE_NS = 60_000_000_000L;
    /** What the venue said longer ago than this is not compared with. */
    private static final long FRESH_NS = 60_000_000_000L;

    final MarkErrors errors = new MarkErrors();
    final DegradedPeriods periods = new DegradedPeriods();
    /** Perpetuals from our index. */
    final Map<String, ErrorCell> basisPoints = new HashMap<>();
    /** Our marks of perpetuals and futures from what their venues say. */
    final Map<String, ErrorCell> futures = new HashMap<>();

    private final long everyNs;
    private final List<String> underlyings;
    private final Subscription marks;
    private final Subscription marketData;
    private final InstrumentNames names;
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final MarksEpochBeginDecoder begin = new MarksEpochBeginDecoder();
    private final MarkDecoder mark = new MarkDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final MarketQualityDecoder quality = new MarketQualityDecoder();
    private final BookUpdateDecoder book = new BookUpdateDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final InstrumentDescribedDecoder described = new InstrumentDescribedDecoder();
    private final Map<Integer, OutsideMarket> outside = new HashMap<>();
    private final Map<String, OutsideMarket> bySymbol = new HashMap<>();
    private final Map<Integer, OwnMark> own = new HashMap<>();
    /** 0 while there is none that can be trusted. */
    private final long[] indexE8;

    private long epochNs = OutsideMarket.NONE;
    private long comparedNs = OutsideMarket.NONE;
    private long firstNs = OutsideMarket.NONE;
    private int comparisons;
    private int outsideQuotes;

    MarksReader(
            final Home home, final ChronicleTransport transport, final List<String> underlyings, final long everyNs) {
        this.everyNs = everyNs;
        this.underlyings = underlyings;
        this.indexE8 = new long[underlyings.size() + 1];
        marks = transport.subscription(home.queue(QueueNames.MARKS));
        marketData = transport.subscription(home.queue(QueueNames.MARKET_DATA));
        names = InstrumentNames.listed(home, transport);
    }

    /** Reads what is there. */
    void read(final BooleanSupplier stopped, final LongConsumer progress) {
        while (!stopped.getAsBoolean() && marks.poll(this::onMarks)) {
            progress.accept(marks.position());
        }
        compare();
    }

    /** Marks of options that were flagged as far outside their quotes when they were to be compared, and so were not. */
    int outsideQuotes() {
        return outsideQuotes;
    }

    /** How often marks were compared. */
    int comparisons() {
        return comparisons;
    }

    /** Time of the first epoch. */
    long firstNs() {
        return firstNs;
    }

    /** Time of the newest epoch. */
    long lastNs() {
        return epochNs;
    }

    private void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case MarksEpochBeginDecoder.TEMPLATE_ID ->
                onEpoch(
                        FrameLayout.timestampNs(buffer, offset),
                        begin.wrapAndApplyHeader(buffer, offset, header).marketDataTo());
            case MarkDecoder.TEMPLATE_ID -> onMark(buffer, offset);
            case IndexPriceDecoder.TEMPLATE_ID -> {
                index.wrapAndApplyHeader(buffer, offset, header);
                indexE8[index.underlyingId()] = index.flags().stale() ? 0 : index.priceE8();
            }
            case MarketQualityDecoder.TEMPLATE_ID -> onQuality(buffer, offset);
            default -> {}
        }
    }

    private void onEpoch(final long timeNs, final long marketDataTo) {
        if (epochNs != OutsideMarket.NONE && (timeNs - epochNs >= SILENCE_NS || timeNs - comparedNs >= everyNs)) {
            compare();
        }
        firstNs = firstNs == OutsideMarket.NONE ? timeNs : firstNs;
        comparedNs = comparedNs == OutsideMarket.NONE ? timeNs : comparedNs;
        epochNs = timeNs;
        while (marketData.peek() != Subscription.NONE && marketData.peek() <= marketDataTo) {
            marketData.poll(this::onMarketData);
        }
    }

    private void onMarketData(final UnsafeBuffer buffer, final int offset, final int length) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case InstrumentDescribedDecoder.TEMPLATE_ID -> {
                described.wrapAndApplyHeader(buffer, offset, header);
                final OutsideMarket market = new OutsideMarket(TermsCodec.decode(described.terms()), described.venue());
                outside.put(described.externalInstrumentId(), market);
                if (market.terms.kind() != InstrumentKind.SPOT) {
                    bySymbol.putIfAbsent(market.terms.symbol(), market);
                }
            }
            case TickerDecoder.TEMPLATE_ID -> {
                ticker.wrapAndApplyHeader(buffer, offset, header);
                final OutsideMarket market = outside.get(ticker.externalInstrumentId());
                if (market != null) {
                    market.timeNs = FrameLayout.timestampNs(buffer, offset);
                    market.bidE8 = ticker.bidPriceE8();
                    market.askE8 = ticker.askPriceE8();
                    market.markE8 = ticker.markPriceE8();
                    market.ivE8 = ticker.markIvE8();
                }
            }
            case BookUpdateDecoder.TEMPLATE_ID -> {
                book.wrapAndApplyHeader(buffer, offset, header);
                final OutsideMarket market = outside.get(book.externalInstrumentId());
                if (market != null && market.isFuture()) {
                    market.onBook(book, FrameLayout.timestampNs(buffer, offset));
                }
            }
            default -> {}
        }
    }

    private void onMark(final UnsafeBuffer buffer, final int offset) {
        mark.wrapAndApplyHeader(buffer, offset, header);
        final int instrumentId = mark.instrumentId();
        OwnMark newest = own.get(instrumentId);
        if (newest == null) {
            final OutsideMarket market = bySymbol.get(names.symbolOf(instrumentId));
            if (market == null) {
                return;
            }
            newest = new OwnMark(market);
            own.put(instrumentId, newest);
        }
        newest.priceE8 = mark.markPriceE8();
        newest.forwardE8 = mark.forwardPriceE8();
        newest.ivE6 = mark.markIvE6();
        newest.stale = mark.flags().stale();
        newest.outside = mark.flags().outsideQuotes();
    }

    private void onQuality(final UnsafeBuffer buffer, final int offset) {
        quality.wrapAndApplyHeader(buffer, offset, header);
        final String symbol = names.symbolOf(quality.instrumentId());
        final String underlying = underlyings.get(quality.underlyingId() - 1);
        final String who = symbol != null ? symbol : underlying + expiry(quality.expiryNs());
        if (quality.begins() == 1) {
            periods.begin(who, quality.reason(), FrameLayout.timestampNs(buffer, offset));
        } else {
            periods.end(who, quality.reason(), FrameLayout.timestampNs(buffer, offset));
        }
    }

    private static String expiry(final long expiryNs) {
        return expiryNs == 0
                ? ""
                : " "
                        + Instant.ofEpochSecond(expiryNs / 1_000_000_000L)
                                .toString()
                                .substring(0, "2026-01-01".length());
    }

    private void compare() {
        if (epochNs == OutsideMarket.NONE) {
            return;
        }
        comparedNs = epochNs;
        final List<OwnMark> fresh = new ArrayList<>();
        own.values().stream()
                .filter(newest -> !newest.stale
                        && newest.market.priceE8() != OutsideMarket.NONE
                        && epochNs - newest.market.timeNs <= FRESH_NS)
                .forEach(fresh::add);
        comparisons += fresh.isEmpty() ? 0 : 1;
        for (final OwnMark newest : fresh) {
            final InstrumentTerms terms = newest.market.terms;
            if (terms.kind() == InstrumentKind.OPTION && newest.market.markE8 != OutsideMarket.NONE) {
                errors.add(newest, epochNs);
            } else if (newest.market.isFuture()) {
                add(futures, terms.symbol(), newest.priceE8, newest.market.priceE8());
            }
            if (terms.kind() == InstrumentKind.PERPETUAL) {
                addBasis(newest);
            }
        }
        own.values().forEach(newest -> outsideQuotes += newest.outside ? 1 : 0);
    }

    private void addBasis(final OwnMark perpetual) {
        final int underlyingId = underlyings.indexOf(perpetual.market.terms.underlying()) + 1;
        if (underlyingId > 0 && indexE8[underlyingId] > 0) {
            final String symbol = perpetual.market.terms.symbol();
            final long priceE8 = indexE8[underlyingId];
            add(basisPoints, symbol + ", venue", perpetual.market.priceE8(), priceE8);
            add(basisPoints, symbol + ", ours", perpetual.priceE8, priceE8);
        }
    }

    private static void add(final Map<String, ErrorCell> into, final String name, final long priceE8, final long ofE8) {
        into.computeIfAbsent(name, key -> new ErrorCell()).add(1e4 * (priceE8 - ofE8) / (double) ofE8);
    }

    @Override
    public void close() {
        marks.close();
        marketData.close();
        names.close();
    }
}
