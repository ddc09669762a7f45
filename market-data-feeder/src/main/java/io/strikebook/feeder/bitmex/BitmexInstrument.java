package io.strikebook.feeder.bitmex;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.venue.VenueInstrument;
import org.agrona.collections.Long2LongHashMap;

/** An instrument and the prices of its levels by their ids. */
final class BitmexInstrument extends VenueInstrument {
    static final long UNKNOWN = -1;

    final Long2LongHashMap pricesE8 = new Long2LongHashMap(UNKNOWN);
    long lastTradeId = UNKNOWN;

    BitmexInstrument(final String symbol, final InstrumentTerms terms) {
        super(symbol, terms, null);
    }
}
