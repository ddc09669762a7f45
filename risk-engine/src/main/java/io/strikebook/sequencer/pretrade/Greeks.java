package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiplyDivideTruncate;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.ContractStyle;

/** Delta and vega of each instrument as last marked; futures are one coin each, whatever their mark says. */
public final class Greeks {
    private static final long E9 = 1_000_000_000L;
    private static final long E8_TO_E9 = 10;

    private final MarkHistory marks;
    private final int[] deltasE9;
    private final long[] vegasE8;
    private long epoch;
    private int lastId;

    Greeks(final int maxInstruments, final MarkHistory marks) {
        this.marks = marks;
        this.deltasE9 = new int[maxInstruments + 1];
        this.vegasE8 = new long[maxInstruments + 1];
    }

    /**
     * Takes what a mark says of its instrument; ids beyond the capacity are ignored.
     *
     * @param deltaE9 Black delta, 1e-9
     * @param vegaE8  USD per volatility point and coin, 1e-8
     */
    public void mark(final int instrumentId, final int deltaE9, final long vegaE8) {
        if (instrumentId > 0 && instrumentId < deltasE9.length) {
            deltasE9[instrumentId] = deltaE9;
            vegasE8[instrumentId] = vegaE8;
            lastId = Math.max(lastId, instrumentId);
        }
    }

    /** A whole epoch was applied. */
    public void applied(final long newest) {
        epoch = newest;
    }

    /** Newest whole epoch. */
    long epoch() {
        return epoch;
    }

    /**
     * Net transaction delta of a quantity, coins, 1e-8: what a bought inverse option costs in coins is off its Black delta. Nothing where
     * there is no mark.
     */
    long deltaE8(final Instrument instrument, final long lots) {
        return lots == 0 || !marks.canPrice(instrument)
                ? 0
                : multiplyDivideTruncate(coinsE8(instrument, lots), transactionDeltaE9(instrument), E9);
    }

    /** Vega of a quantity, USD per volatility point, 1e-8. */
    long vegaE8(final Instrument instrument, final long lots) {
        return lots == 0 || !instrument.isOption()
                ? 0
                : multiplyDivideTruncate(coinsE8(instrument, lots), vegasE8[instrument.instrumentId()], E8);
    }

    private long coinsE8(final Instrument instrument, final long lots) {
        return instrument.coinsE8(lots, marks.markE8(instrument));
    }

    private long transactionDeltaE9(final Instrument instrument) {
        if (!instrument.isOption()) {
            return E9;
        }
        final long deltaE9 = deltasE9[instrument.instrumentId()];
        return instrument.terms().style() == ContractStyle.INVERSE
                ? subtract(deltaE9, multiplyDivideTruncate(marks.markE8(instrument), E8_TO_E9, 1))
                : deltaE9;
    }

    /** Continues a hash with all of them; wanted at checkpoints only, so that a mark costs nothing for it. */
    long hash(final long before) {
        long hash = before;
        for (int id = 1; id <= lastId; id++) {
            if (deltasE9[id] != 0 || vegasE8[id] != 0) {
                hash = StateHash.and(hash, id, deltasE9[id], vegasE8[id], 0);
            }
        }
        return hash;
    }

    void save(final SnapshotOutput out) {
        out.putLong(epoch).putInt(lastId);
        for (int id = 1; id <= lastId; id++) {
            out.putInt(deltasE9[id]).putLong(vegasE8[id]);
        }
    }

    void load(final SnapshotInput in) {
        epoch = in.getLong();
        lastId = in.getInt();
        for (int id = 1; id <= lastId; id++) {
            deltasE9[id] = in.getInt();
            vegasE8[id] = in.getLong();
        }
    }
}
