package io.strikebook.feeder.deribit;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.recorded.InstrumentNumbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the files of one recording share: numbers of instruments, underlyings and their last index. */
final class DeribitMarket {
    static final String VENUE = "DERIBIT";

    private final InstrumentNumbers numbers = new InstrumentNumbers();
    private final Map<String, Integer> underlyingIds = new HashMap<>();
    private final Map<String, Long> indexes = new HashMap<>();

    DeribitMarket(final List<Underlying> underlyings) {
        for (final Underlying underlying : underlyings) {
            underlyingIds.put(underlying.code(), underlying.underlyingId());
        }
    }

    /** Number of an instrument, 0 before it was described. */
    int number(final String symbol) {
        return numbers.find(symbol);
    }

    int describe(final InstrumentTerms terms, final MarketDataListener listener) {
        final int number = numbers.allot(terms.symbol());
        listener.instrument(number, VENUE, terms);
        return number;
    }

    /** Id of an underlying, 0 for one that the venue does not have. */
    int underlyingId(final String code) {
        return underlyingIds.getOrDefault(code, 0);
    }

    /** Gives the index of an underlying where it differs from the one given last. */
    void index(final String code, final long indexE8, final MarketDataListener listener) {
        final Long previous = indexes.put(code, indexE8);
        if (previous == null || previous != indexE8) {
            listener.constituent(underlyingId(code), 1, indexE8);
        }
    }
}
