package io.strikebook.feeder.okx;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.venue.VenueInstrument;

/** An instrument and the sequence number of its book. */
final class OkxInstrument extends VenueInstrument {
    static final long UNKNOWN = -1;

    long bookSequence = UNKNOWN;
    long lastTradeId = UNKNOWN;

    OkxInstrument(final String symbol, final InstrumentTerms terms, final Underlying constituentOf) {
        super(symbol, terms, constituentOf);
    }
}
