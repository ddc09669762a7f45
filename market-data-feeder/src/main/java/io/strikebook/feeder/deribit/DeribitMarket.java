package io.strikebook.feeder.deribit;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.venue.FeedContext;

/** What the files of one recording share: numbers of instruments and underlyings. */
final class DeribitMarket {
    static final String VENUE = "DERIBIT";

    private final FeedContext context;

    DeribitMarket(final FeedContext context) {
        this.context = context;
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
}
