package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.Underlying;
import io.strikebook.common.venue.VenueParameters;
import java.util.List;

/**
 * How long or short an account may become in an instrument: the account's own limit there, else the instrument's, else what the venue begins
 * with, which is coins by underlying. The position counts as executions have told it, with every open order of the side; what only shrinks
 * it is within any limit.
 */
final class PositionLimits {
    /** No limit, whatever others say. */
    static final long NONE = -1;

    private static final long INSTRUMENT_KIND = 41;
    private static final long OWN_KIND = 42;

    private final MarkHistory marks;
    private final StateHash stateHash;

    /** By underlying, coins, 1e-8; 0 for none. */
    private final long[] venueE8;

    /** By instrument; 0 for none. */
    private final long[] instrumentLots;

    PositionLimits(final VenueParameters parameters, final MarkHistory marks, final StateHash stateHash) {
        this.marks = marks;
        this.stateHash = stateHash;
        final List<Underlying> underlyings = parameters.underlyings();
        this.venueE8 = new long[underlyings.size() + 1];
        for (final Underlying underlying : underlyings) {
            venueE8[underlying.underlyingId()] = parameters.riskLimits().positionE8(underlying.code());
        }
        this.instrumentLots = new long[parameters.preTrade().maxInstruments() + 1];
    }

    long ofInstrument(final int instrumentId) {
        return instrumentLots[instrumentId];
    }

    void setInstrument(final int instrumentId, final long lots) {
        stateHash.remove(hash(INSTRUMENT_KIND, 0, instrumentId, instrumentLots[instrumentId]));
        instrumentLots[instrumentId] = lots;
        stateHash.add(hash(INSTRUMENT_KIND, 0, instrumentId, lots));
    }

    void setOwn(final Exposure exposure, final long lots) {
        final int account = exposure.view.account.accountId;
        final int instrument = exposure.instrument.instrumentId();
        stateHash.remove(hash(OWN_KIND, account, instrument, exposure.maxPositionLots));
        exposure.maxPositionLots = lots;
        stateHash.add(hash(OWN_KIND, account, instrument, lots));
    }

    private static long hash(final long kind, final int account, final int instrument, final long lots) {
        return lots == 0 ? 0 : StateHash.of(kind, account, instrument, lots, 0);
    }

    /** Whether so many lots more on one side of what an account has would leave its limit. */
    boolean isExceeded(final Exposure exposure, final boolean buy, final long lots) {
        final Instrument instrument = exposure.instrument;
        long mostLots = exposure.maxPositionLots;
        if (mostLots == 0) {
            mostLots = instrumentLots[instrument.instrumentId()];
        }
        if (mostLots != 0) {
            return mostLots != NONE && wholeLots(exposure, buy, lots) > mostLots;
        }
        final long mostE8 = venueE8[instrument.underlyingId()];
        return mostE8 != 0
                && instrument.coinsE8(Math.max(0, wholeLots(exposure, buy, lots)), marks.markE8(instrument)) > mostE8;
    }

    private static long wholeLots(final Exposure exposure, final boolean buy, final long lots) {
        return buy
                ? add(add(exposure.position, exposure.buyOpenLots), lots)
                : add(subtract(exposure.sellOpenLots, exposure.position), lots);
    }
}
