package io.strikebook.feeder.kraken;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.venue.VenueInstrument;

/** A pair, and how many decimals its numbers are written with, which the checksum is about. */
final class KrakenInstrument extends VenueInstrument {
    int priceDecimals;
    int quantityDecimals;

    KrakenInstrument(
            final String symbol, final InstrumentTerms terms, final Underlying constituentOf, final int depth) {
        super(symbol, terms, constituentOf, depth);
    }
}
