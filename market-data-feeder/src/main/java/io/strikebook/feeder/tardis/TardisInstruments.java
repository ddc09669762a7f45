package io.strikebook.feeder.tardis;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.DeribitSymbols;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.venue.FeedContext;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Instruments of the rows: numbered at first sight; those of Deribit are described, of others the rows do not say what they are. */
final class TardisInstruments {
    private static final String DERIBIT = "deribit";
    private static final int LONGEST_NAME = 64;

    private final FeedContext context;
    private final Set<String> described = new HashSet<>();

    TardisInstruments(final FeedContext context) {
        this.context = context;
    }

    FeedContext context() {
        return context;
    }

    /** Refuses a row whose instrument cannot be. */
    void check(final String exchange, final String symbol) throws BadMessageException {
        if (exchange.isEmpty() || symbol.isEmpty() || symbol.length() > LONGEST_NAME) {
            throw new BadMessageException("no exchange or symbol");
        }
        if (exchange.equals(DERIBIT)) {
            try {
                DeribitSymbols.parse(symbol);
            } catch (final IllegalArgumentException e) {
                throw new BadMessageException(FeedErrorKind.UNKNOWN_INSTRUMENT, e.getMessage());
            }
        }
    }

    /** Number of an instrument, 0 where it has none yet. */
    int find(final String exchange, final String symbol) {
        return context.numbers().find(name(exchange, symbol));
    }

    /** Within an event: the instrument's number; it is described in its first. */
    int number(final String exchange, final String symbol, final MarketDataListener listener) {
        final String name = name(exchange, symbol);
        final int known = context.numbers().find(name);
        final int number = known == 0 ? context.numbers().allot(name) : known;
        if (described.add(name) && known == 0 && exchange.equals(DERIBIT)) {
            final InstrumentTerms terms = DeribitSymbols.parse(symbol);
            listener.instrument(number, exchange.toUpperCase(Locale.ROOT), terms);
        }
        return number;
    }

    private static String name(final String exchange, final String symbol) {
        return exchange.toUpperCase(Locale.ROOT) + ":" + symbol;
    }
}
