package io.strikebook.runner.crash;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.deribit.DeribitRecording;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.schemas.ExternalIndexKind;
import io.strikebook.schemas.GapReason;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads recorded chains poll by poll, by the feeder's own reader; what is recorded of an instrument at one time belongs to one poll. */
final class PollReader implements MarketDataListener {
    private static final double E8 = 1e8;

    private final List<Underlying> underlyings;
    private final Map<Integer, InstrumentTerms> terms = new HashMap<>();
    private final List<ChainPoll> polls = new ArrayList<>();
    private long timeNs;
    private double[] indexes;
    private double[] perpetuals;
    private Map<String, ChainPoll.Quoted> options;

    private PollReader(final List<Underlying> underlyings) {
        this.underlyings = underlyings;
        clear();
    }

    /**
     * Polls from a time to a time.
     *
     * @param chains     files, or directories of them
     * @param perpetuals file with marks of perpetuals
     */
    static List<ChainPoll> read(
            final Path chains,
            final Path perpetuals,
            final List<Underlying> underlyings,
            final long fromNs,
            final long toNs) {
        final PollReader reader = new PollReader(underlyings);
        final FeedErrors errors = new FeedErrors(line -> {});
        try (MarketDataSource source = DeribitRecording.open(List.of(chains), perpetuals, null, underlyings, errors)) {
            while (source.nextTimeNs() != MarketDataSource.END) {
                source.emitNext(reader);
            }
        }
        reader.finishPoll();
        return reader.polls.stream()
                .filter(poll -> poll.timeNs() >= fromNs && poll.timeNs() <= toNs)
                .toList();
    }

    private void clear() {
        indexes = new double[underlyings.size() + 1];
        perpetuals = new double[underlyings.size() + 1];
        options = new TreeMap<>();
    }

    private void finishPoll() {
        if (!options.isEmpty()) {
            polls.add(new ChainPoll(timeNs, indexes, perpetuals, options));
        }
        clear();
    }

    @Override
    public void beginEvent(final long eventNs) {
        if (eventNs != timeNs) {
            finishPoll();
            timeNs = eventNs;
        }
    }

    @Override
    public void instrument(final int externalInstrumentId, final String venue, final InstrumentTerms described) {
        terms.put(externalInstrumentId, described);
    }

    @Override
    public void ticker(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long bidPriceE8,
            final long bidQuantityE8,
            final long askPriceE8,
            final long askQuantityE8,
            final long markPriceE8,
            final long markIvE8,
            final long forwardE8,
            final long indexE8) {
        final InstrumentTerms described = terms.get(externalInstrumentId);
        final int underlyingId = underlyingId(described);
        if (described.kind() == InstrumentKind.PERPETUAL && markPriceE8 != NONE) {
            perpetuals[underlyingId] = markPriceE8 / E8;
        } else if (described.kind() == InstrumentKind.OPTION
                && markIvE8 != NONE
                && forwardE8 != NONE
                && indexE8 != NONE) {
            indexes[underlyingId] = indexE8 / E8;
            options.put(
                    described.symbol(),
                    new ChainPoll.Quoted(
                            described, coins(bidPriceE8), coins(askPriceE8), markIvE8 / E8, forwardE8 / E8));
        }
    }

    private int underlyingId(final InstrumentTerms described) {
        for (final Underlying underlying : underlyings) {
            if (underlying.code().equals(described.underlying())) {
                return underlying.underlyingId();
            }
        }
        throw new IllegalArgumentException(described.symbol() + " is on no underlying of the venue");
    }

    private static double coins(final long priceE8) {
        return priceE8 == NONE ? Double.NaN : priceE8 / E8;
    }

    @Override
    public void trade(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long tradeId,
            final long priceE8,
            final long quantityE8,
            final Side takerSide) {
        // polls have no trades
    }

    @Override
    public void constituent(final int underlyingId, final int constituentId, final long priceE8) {
        // the index is in the rows of the options
    }

    @Override
    public void book(
            final int externalInstrumentId, final long exchangeTimeNs, final int flags, final BookLevels levels) {
        // polls have no books
    }

    @Override
    public void gap(final int externalInstrumentId, final long expected, final long received, final GapReason reason) {
        // a row that was refused is missing in its poll
    }

    @Override
    public void externalIndex(
            final String venue,
            final int underlyingId,
            final ExternalIndexKind kind,
            final long exchangeTimeNs,
            final long valueE8) {
        // the index is in the rows of the options
    }

    @Override
    public void endEvent() {
        // nothing to do: the next event's time tells whether the poll goes on
    }
}
