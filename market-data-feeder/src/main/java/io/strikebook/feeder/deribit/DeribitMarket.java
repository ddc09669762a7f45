package io.strikebook.feeder.deribit;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.venue.FeedContext;
import java.util.HashMap;
import java.util.Map;

/** What the files of one recording share: numbers of instruments, underlyings and their last index. */
final class DeribitMarket {
    static final String VENUE = "DERIBIT";

    private final FeedContext context;
    private final Map<String, Long> indexes = new HashMap<>();

    DeribitMarket(final FeedContext context) {
        this.context = context;
    }

    /** The number of the venue's own index among the constituents of an underlying. */
    static int constituent(final Underlying underlying, final FeedContext context) {
        return context.constituents().of(underlying.underlyingId(), VENUE + ":index");
    }

    /** What sources share. */
    FeedContext context() {
        return context;
    }

    /** Number of an instrument, 0 before it was described. */
    int number(final String symbol) {
        return context.numbers().find(VENUE + ":" + symbol);
    }

    int describe(final InstrumentTerms terms, final MarketDataListener listener) {
        final int number = context.numbers().allot(VENUE + ":" + terms.symbol());
        listener.instrument(number, VENUE, terms);
        return number;
    }

    /** Id of an underlying, 0 for one that the venue does not have. */
    int underlyingId(final String code) {
        final Underlying underlying = context.underlying(code);
        return underlying == null ? 0 : underlying.underlyingId();
    }

    /** Gives the index of an underlying where it differs from the one given last. */
    void index(final String code, final long indexE8, final MarketDataListener listener) {
        final Long previous = indexes.put(code, indexE8);
        if (previous == null || previous != indexE8) {
            final Underlying underlying = context.underlying(code);
            listener.constituent(underlying.underlyingId(), constituent(underlying, context), indexE8);
        }
    }
}
