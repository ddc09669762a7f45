package io.strikebook.margin.portfolio;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.portfolio.DenseOptions;
import io.strikebook.common.margin.portfolio.PortfolioLegs;
import io.strikebook.common.margin.portfolio.PortfolioMargin;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.snapshot.PortfolioSnapshot;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import java.util.Arrays;

/**
 * The newest of what portfolio margin takes from marks: of each instrument its mark, delta and risk array, and the price of each underlying.
 * Allocates only for new instruments.
 */
public final class PortfolioRisks {
    private static final long HASH_KIND = 9;
    private static final long NO_INDEX_E8 = 100_000_000L;
    private static final long NEWEST = Long.MAX_VALUE;

    private final StateHash hash;
    private final PortfolioLegs legs;
    private final DenseOptions options = new DenseOptions(PortfolioLegs.EXPIRIES);
    private final long[] indexesE8;
    private InstrumentRisk[] risks = new InstrumentRisk[256];
    private long[] hashes = new long[256];

    /** Nothing known yet; what is learnt is part of the hash. */
    public PortfolioRisks(final VenueParameters venue, final StateHash hash) {
        this.hash = hash;
        this.legs = new PortfolioLegs(venue);
        this.indexesE8 = new long[venue.underlyings().size()];
        Arrays.fill(indexesE8, NO_INDEX_E8);
    }

    /** The models, with their parameters and roll shocks. */
    public PortfolioLegs legs() {
        return legs;
    }

    /** The model of a leg at the newest marks. */
    PortfolioMargin model(final int leg) {
        return legs.model(leg, NEWEST, indexesE8[PortfolioLegs.underlyingOf(leg) - 1]);
    }

    /** The same of options, for many positions at a time. */
    DenseOptions options() {
        return options;
    }

    /** What is known of an instrument, to be looked at only; null where it is not listed, or a combination. */
    public InstrumentRisk risk(final int instrumentId) {
        return risks[instrumentId];
    }

    /** Delta of a position, coins, 1e-12; 0 where the instrument has no mark. */
    public long deltaE12(final int instrumentId, final long lots) {
        final InstrumentRisk risk = risks[instrumentId];
        if (!risk.isMarked()) {
            return 0;
        }
        return risk.isOption() ? FixedPoint.multiply(lots, risk.deltaPerLotE12()) : risk.futureDeltaE12(lots);
    }

    /** An instrument was listed. */
    public void list(final Instrument instrument) {
        final int id = instrument.instrumentId();
        if (id >= risks.length) {
            risks = Arrays.copyOf(risks, Math.max(id + 1, risks.length * 2));
            hashes = Arrays.copyOf(hashes, risks.length);
        }
        if (instrument.holdsPositions()) {
            make(instrument, legs.list(instrument));
        }
    }

    private void make(final Instrument instrument, final int slot) {
        final InstrumentRisk risk = new InstrumentRisk(instrument, slot, PortfolioMargin.SCENARIOS);
        risks[instrument.instrumentId()] = risk;
        options.take(risk);
    }

    /** New price of an underlying, positive. */
    public void index(final int underlyingId, final long priceE8) {
        if (underlyingId <= indexesE8.length) {
            indexesE8[underlyingId - 1] = priceE8;
        }
    }

    /** New mark of an instrument, not negative and of inverse futures positive, with the delta of an option. */
    public void mark(final int instrumentId, final long priceE8, final int deltaE9) {
        if (isListed(instrumentId)) {
            final InstrumentRisk risk = risks[instrumentId];
            risk.mark(priceE8, deltaE9, indexesE8[risk.instrument().underlyingId() - 1]);
            changed(instrumentId);
        }
    }

    /** New array of an option. */
    public void array(final int instrumentId, final int unitE12, final int[] values) {
        if (isListed(instrumentId) && unitE12 > 0) {
            risks[instrumentId].scenarios(values, unitE12);
            changed(instrumentId);
        }
    }

    /** What is known of a listed instrument is what was known at another time. */
    public void replace(final int instrumentId, final InstrumentRisk known) {
        risks[instrumentId].copy(known);
        changed(instrumentId);
    }

    private boolean isListed(final int instrumentId) {
        return instrumentId > 0 && instrumentId < risks.length && risks[instrumentId] != null;
    }

    private void changed(final int instrumentId) {
        options.take(risks[instrumentId]);
        hash.remove(hashes[instrumentId]);
        hashes[instrumentId] = StateHash.and(StateHash.of(HASH_KIND, 0, 0, 0, 0), risks[instrumentId].hash());
        hash.add(hashes[instrumentId]);
    }

    /** Writes everything; instruments are the caller's to write, and to list again before {@link #load}. */
    public void save(final SnapshotOutput out) {
        PortfolioSnapshot.save(legs, out);
        out.section("portfolio-risks", 1);
        for (final long indexE8 : indexesE8) {
            out.putLong(indexE8);
        }
        for (int id = 1; id < risks.length; id++) {
            if (risks[id] != null) {
                out.putInt(id).putInt(risks[id].expirySlot()).putBoolean(hashes[id] != 0);
                PortfolioSnapshot.save(risks[id], out);
            }
        }
        out.putInt(0);
    }

    /** Reads what {@link #save} wrote, once the same instruments are listed. */
    public void load(final SnapshotInput in) {
        PortfolioSnapshot.load(legs, in);
        in.section("portfolio-risks", 1);
        for (int i = 0; i < indexesE8.length; i++) {
            indexesE8[i] = in.getLong();
        }
        for (int id = in.getInt(); id != 0; id = in.getInt()) {
            make(risks[id].instrument(), in.getInt());
            final boolean marked = in.getBoolean();
            PortfolioSnapshot.load(risks[id], in);
            if (marked) {
                changed(id);
            }
        }
    }
}
