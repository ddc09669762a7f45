package io.strikebook.feeder.simulator;

import io.strikebook.common.instrument.InstrumentTerms;

/** An instrument of the simulator. */
record SimulatedInstrument(int externalInstrumentId, InstrumentTerms terms) {
    boolean expiredAt(final long timeNs) {
        return terms.expiryNs() != 0 && terms.expiryNs() <= timeNs;
    }
}
