package io.strikebook.feeder.deribit;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.venue.VenueInstrument;

/** An instrument, and how far its book and its trades are. */
final class DeribitInstrument extends VenueInstrument {
    static final long UNKNOWN = -1;

    long changeId = UNKNOWN;
    long tradeSequence = UNKNOWN;

    DeribitInstrument(final String symbol, final InstrumentTerms terms) {
        super(symbol, terms, null);
    }
}
