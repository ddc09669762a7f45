package io.strikebook.runner;

import io.strikebook.common.book.DepthSide;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.BookUpdateDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.IndexPriceDecoder;
import io.strikebook.schemas.InstrumentDescribedDecoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.MarketQualityDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.SourceGapDecoder;
import io.strikebook.schemas.TickerDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a home that was made of captures: {@code market-data} exactly as far as each epoch had applied it, and after each epoch how far the
 * marks are from what the venues say themselves.
 */
final class CaptureFollower {
    private static final long NONE = Long.MIN_VALUE;
    private static final long FRESH_NS = 60_000_000_000L;

    /** Differences of one instrument, or of its kind. */
    static final class Distances {
        final List<Double> all = new ArrayList<>();

        double most() {
            return all.stream().mapToDouble(Math::abs).max().orElse(Double.NaN);
        }

        double median() {
            final double[] sorted = all.stream().mapToDouble(Math::abs).sorted().toArray();
            return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
        }

        @Override
        public String toString() {
            return String.format("%d, median %.2f, most %.2f", all.size(), median(), most());
        }
    }

    /** A reason not to trust prices; the end is {@link Long#MIN_VALUE} while it lasts. */
    record Period(String who, String reason, long beginNs, long endNs) {}

    private static final class Outside {
        final String venue;
        final InstrumentTerms terms;
        final DepthSide bids = new DepthSide(true);
        final DepthSide asks = new DepthSide(false);
        boolean trusted;
        long heardNs = NONE;
        long bidE8 = NONE;
        long askE8 = NONE;
        long markE8 = NONE;
        long ivE8 = NONE;

        Outside(final String venue, final InstrumentTerms terms) {
            this.venue = venue;
            this.terms = terms;
        }

        /** The venue's own mark, else the middle. */
        long priceE8() {
            if (markE8 != NONE) {
                return markE8;
            }
            return bidE8 == NONE || askE8 == NONE || bidE8 >= askE8 ? NONE : bidE8 + (askE8 - bidE8) / 2;
        }
    }

    /** Basis points between our marks of perpetuals and futures and what their venue says, by symbol. */
    final Map<String, Distances> futures = new TreeMap<>();
    /** The same between the index and perpetuals, theirs. */
    final Map<String, Distances> indices = new TreeMap<>();
    /** Points of volatility between our marks of options and their venue's. */
    final Distances options = new Distances();
    /** How many marks of options are between bid and offer, and of how many that have both. */
    int within;

    int quoted;
    final List<Period> periods = new ArrayList<>();
    /** By reason. */
    final Map<String, Integer> gaps = new TreeMap<>();
    /** By venue: updates of books, and of these, those after which the book was not the venue's. */
    final Map<String, Integer> updates = new TreeMap<>();

    final Map<String, Integer> broken = new TreeMap<>();
    /** By symbol: when the first snapshot of its book came. */
    final Map<String, Long> firstSnapshotsNs = new TreeMap<>();
    /** Of every frame of market data and marks, in order. */
    long framesHash = FrameHash.EMPTY;

    /** Marks by symbol. */
    final Map<String, Integer> marks = new TreeMap<>();

    final Map<String, Long> indexPricesE8 = new TreeMap<>();
    int epochs;
    /** Epochs in which some listed instrument's mark was flagged. */
    final Map<String, Integer> staleMarks = new TreeMap<>();

    private final List<String> underlyings;
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final Map<Integer, Outside> outside = new HashMap<>();
    private final Map<String, Outside> bySymbol = new HashMap<>();
    private final Map<Integer, String> listed = new HashMap<>();
    private final Map<Integer, long[]> newest = new TreeMap<>();
    private final long[] indexE8;
    private final Subscription marketData;
    private long epochNs;

    private CaptureFollower(final Recording recording) {
        underlyings = recording.manifest().venue().underlyings().stream()
                .map(underlying -> underlying.code())
                .toList();
        indexE8 = new long[underlyings.size() + 1];
        marketData = recording.subscription(QueueNames.MARKET_DATA);
        final Subscription commands = recording.subscription(QueueNames.COMMANDS);
        while (commands.poll(this::onCommand)) {
            continue;
        }
        final Subscription frames = recording.subscription(QueueNames.MARKS);
        while (frames.poll(this::onMarks)) {
            continue;
        }
        compare();
        while (marketData.poll(this::onMarketData)) {
            continue;
        }
    }

    static CaptureFollower read(final Recording recording) {
        return new CaptureFollower(recording);
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) == ListInstrumentCommandDecoder.TEMPLATE_ID) {
            final ListInstrumentCommandDecoder listing =
                    new ListInstrumentCommandDecoder().wrapAndApplyHeader(buffer, offset, header);
            if (listing.envelope().decision() == RejectCode.ACCEPTED) {
                listed.put(listing.instrumentId(), listing.terms().symbol());
            }
        }
    }

    private void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        framesHash = FrameHash.update(framesHash, buffer, offset, length);
        switch (FrameLayout.templateId(buffer, offset)) {
            case MarksEpochBeginDecoder.TEMPLATE_ID -> {
                compare();
                epochs++;
                epochNs = FrameLayout.timestampNs(buffer, offset);
                final long to = new MarksEpochBeginDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .marketDataTo();
                while (marketData.peek() != Subscription.NONE && marketData.peek() <= to) {
                    marketData.poll(this::onMarketData);
                }
            }
            case MarkDecoder.TEMPLATE_ID -> {
                final MarkDecoder mark = new MarkDecoder().wrapAndApplyHeader(buffer, offset, header);
                final boolean stale = mark.flags().stale();
                final String symbol = listed.get(mark.instrumentId());
                marks.merge(symbol, 1, Integer::sum);
                staleMarks.merge(symbol, stale ? 1 : 0, Integer::sum);
                newest.put(mark.instrumentId(), new long[] {mark.markPriceE8(), mark.markIvE6(), stale ? 1 : 0});
            }
            case IndexPriceDecoder.TEMPLATE_ID -> {
                final IndexPriceDecoder index = new IndexPriceDecoder().wrapAndApplyHeader(buffer, offset, header);
                indexE8[index.underlyingId()] = index.flags().stale() ? 0 : index.priceE8();
                indexPricesE8.put(underlyings.get(index.underlyingId() - 1), index.priceE8());
            }
            case MarketQualityDecoder.TEMPLATE_ID -> onQuality(buffer, offset);
            default -> {}
        }
    }

    private void onQuality(final UnsafeBuffer buffer, final int offset) {
        final MarketQualityDecoder quality = new MarketQualityDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String who = quality.instrumentId() != 0
                ? listed.get(quality.instrumentId())
                : underlyings.get(quality.underlyingId() - 1)
                        + (quality.expiryNs() == 0 ? "" : "-" + quality.expiryNs() / 86_400_000_000_000L);
        final String reason = quality.reason().name();
        if (quality.begins() == 1) {
            periods.add(new Period(who, reason, epochNs, NONE));
            return;
        }
        for (int i = periods.size() - 1; i >= 0; i--) {
            final Period period = periods.get(i);
            if (period.who().equals(who) && period.reason().equals(reason) && period.endNs() == NONE) {
                periods.set(i, new Period(who, reason, period.beginNs(), epochNs));
                return;
            }
        }
        throw new AssertionError(reason + " of " + who + " ends and never began");
    }

    private void onMarketData(final UnsafeBuffer buffer, final int offset, final int length) {
        framesHash = FrameHash.update(framesHash, buffer, offset, length);
        switch (FrameLayout.templateId(buffer, offset)) {
            case InstrumentDescribedDecoder.TEMPLATE_ID -> {
                final InstrumentDescribedDecoder described =
                        new InstrumentDescribedDecoder().wrapAndApplyHeader(buffer, offset, header);
                final Outside market = new Outside(described.venue(), TermsCodec.decode(described.terms()));
                outside.put(described.externalInstrumentId(), market);
                if (market.terms.kind() != InstrumentKind.SPOT) {
                    bySymbol.putIfAbsent(market.terms.symbol(), market);
                }
            }
            case TickerDecoder.TEMPLATE_ID -> {
                final TickerDecoder ticker = new TickerDecoder().wrapAndApplyHeader(buffer, offset, header);
                final Outside market = outside.get(ticker.externalInstrumentId());
                if (market != null) {
                    market.heardNs = FrameLayout.timestampNs(buffer, offset);
                    market.bidE8 = ticker.bidPriceE8();
                    market.askE8 = ticker.askPriceE8();
                    market.markE8 = ticker.markPriceE8();
                    market.ivE8 = ticker.markIvE8();
                }
            }
            case BookUpdateDecoder.TEMPLATE_ID -> onBook(buffer, offset);
            case SourceGapDecoder.TEMPLATE_ID ->
                gaps.merge(
                        new SourceGapDecoder()
                                .wrapAndApplyHeader(buffer, offset, header)
                                .reason()
                                .name(),
                        1,
                        Integer::sum);
            default -> {}
        }
    }

    private void onBook(final UnsafeBuffer buffer, final int offset) {
        final BookUpdateDecoder book = new BookUpdateDecoder().wrapAndApplyHeader(buffer, offset, header);
        final Outside market = outside.get(book.externalInstrumentId());
        updates.merge(market == null ? "other" : market.venue, 1, Integer::sum);
        broken.merge(market == null ? "other" : market.venue, book.flags().broken() ? 1 : 0, Integer::sum);
        if (market == null) {
            return;
        }
        if (book.flags().snapshot()) {
            if (bySymbol.get(market.terms.symbol()) == market) {
                firstSnapshotsNs.putIfAbsent(market.terms.symbol(), FrameLayout.timestampNs(buffer, offset));
            }
            market.bids.clear();
            market.asks.clear();
        }
        market.trusted = !book.flags().broken()
                && !book.flags().crossed()
                && !book.flags().stale();
        for (final BookUpdateDecoder.LevelsDecoder level : book.levels()) {
            (level.side() == Side.BUY ? market.bids : market.asks).set(level.priceE8(), level.quantityE8());
        }
        market.heardNs = FrameLayout.timestampNs(buffer, offset);
        market.bidE8 = market.trusted ? market.bids.bestPriceE8() : NONE;
        market.askE8 = market.trusted ? market.asks.bestPriceE8() : NONE;
    }

    private void compare() {
        newest.forEach((id, own) -> {
            final Outside market = bySymbol.get(listed.get(id));
            if (market == null || own[2] == 1 || epochNs - market.heardNs > FRESH_NS) {
                return;
            }
            if (market.terms.kind() == InstrumentKind.OPTION) {
                compareOption(market, own);
            } else if (market.priceE8() != NONE) {
                add(futures, market.terms.symbol(), own[0], market.priceE8());
                final long price = indexE8[underlyings.indexOf(market.terms.underlying()) + 1];
                if (market.terms.kind() == InstrumentKind.PERPETUAL && price > 0) {
                    add(indices, market.terms.symbol(), price, market.priceE8());
                }
            }
        });
    }

    private void compareOption(final Outside market, final long[] own) {
        if (market.ivE8 != NONE && market.ivE8 > 0) {
            options.all.add(100 * (own[1] / 1e6 - market.ivE8 / 1e8));
        }
        if (market.bidE8 != NONE && market.askE8 != NONE) {
            quoted++;
            within += own[0] >= market.bidE8 && own[0] <= market.askE8 ? 1 : 0;
        }
    }

    private static void add(
            final Map<String, Distances> into, final String symbol, final long priceE8, final long ofE8) {
        into.computeIfAbsent(symbol, key -> new Distances()).all.add(1e4 * (priceE8 - ofE8) / ofE8);
    }

    /** Whom it was about, why, and where it lasted to the end that: as texts, in the order in which they began. */
    List<String> reasons() {
        return periods.stream()
                .map(period -> period.who() + " " + period.reason() + (period.endNs() == NONE ? " lasts" : ""))
                .toList();
    }

    @Override
    public String toString() {
        return "updates " + updates + " broken " + broken + "\nepochs " + epochs + "\nmarks " + marks + "\nstale marks "
                + staleMarks + "\nfutures " + futures
                + "\nindices " + indices + "\nindex prices " + indexPricesE8 + "\noptions " + options + " within "
                + within + " of " + quoted + "\ngaps " + gaps + "\nperiods " + periods;
    }
}
