package io.strikebook.ipc.snapshot;

import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.portfolio.PortfolioLegs;

/** What engines know for portfolio margin, as bytes. */
public final class PortfolioSnapshot {
    private static final int VERSION = 2;

    private PortfolioSnapshot() {}

    /** Writes models' parameters, numbers of expiries and roll shocks. */
    public static void save(final PortfolioLegs legs, final SnapshotOutput out) {
        out.section("portfolio-legs", VERSION).putInt(legs.inForce().version());
        for (final PortfolioLegs.PendingSet set : legs.pending()) {
            out.putInt(set.version()).putInt(set.underlyingId());
            saveAll(set.valuesE8(), out);
        }
        out.putInt(0);
        for (int underlyingId = 1; underlyingId <= legs.underlyings(); underlyingId++) {
            saveBefore(legs, underlyingId, out);
            saveAll(legs.inForce().values(underlyingId), out);
            out.putLong(legs.standard().switchEpoch(underlyingId))
                    .putLong(legs.standard().scaleBeforeE8(underlyingId));
            for (int slot = 0; slot < PortfolioLegs.EXPIRIES; slot++) {
                out.putLong(legs.expiryNs(underlyingId, slot)).putLong(legs.factorE12(underlyingId, slot));
            }
        }
    }

    /** Reads what {@link #save} wrote, for as many underlyings. */
    public static void load(final PortfolioLegs legs, final SnapshotInput in) {
        in.section("portfolio-legs", VERSION);
        final int inForce = in.getInt();
        for (int version = in.getInt(); version != 0; version = in.getInt()) {
            legs.scenarioSet(version, in.getInt(), loadAll(in));
        }
        for (int underlyingId = 1; underlyingId <= legs.underlyings(); underlyingId++) {
            loadBefore(legs, underlyingId, in);
            legs.restoreSet(inForce, underlyingId, loadAll(in), in.getLong(), in.getLong());
            for (int slot = 0; slot < PortfolioLegs.EXPIRIES; slot++) {
                legs.restoreSlot(underlyingId, slot, in.getLong(), in.getLong());
            }
        }
    }

    /** The models that whoever still counts at an epoch before the newest switch has. */
    private static void saveBefore(final PortfolioLegs legs, final int underlyingId, final SnapshotOutput out) {
        out.putLong(legs.switchEpoch(underlyingId));
        if (legs.switchEpoch(underlyingId) != 0) {
            saveAll(legs.valuesBeforeE8(underlyingId), out);
            saveAll(legs.factorsBeforeE12(underlyingId), out);
        }
    }

    private static void loadBefore(final PortfolioLegs legs, final int underlyingId, final SnapshotInput in) {
        final long switchEpoch = in.getLong();
        if (switchEpoch != 0) {
            final long[] valuesE8 = loadAll(in);
            final long[] factorsE12 = new long[PortfolioLegs.EXPIRIES];
            for (int slot = 0; slot < factorsE12.length; slot++) {
                factorsE12[slot] = in.getLong();
            }
            legs.restoreBefore(underlyingId, switchEpoch, valuesE8, factorsE12);
        }
    }

    private static void saveAll(final long[] values, final SnapshotOutput out) {
        for (final long value : values) {
            out.putLong(value);
        }
    }

    private static long[] loadAll(final SnapshotInput in) {
        final long[] values = ScenarioSets.unchanged();
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getLong();
        }
        return values;
    }

    /** Writes what is known of an instrument. */
    public static void save(final InstrumentRisk risk, final SnapshotOutput out) {
        out.putBoolean(risk.isMarked())
                .putLong(risk.markE8())
                .putLong(risk.indexE8())
                .putLong(risk.deltaPerLotE12())
                .putBoolean(risk.hasScenarios())
                .putLong(risk.stepE12());
        for (int i = 0; i < risk.steps().length; i++) {
            out.putInt(risk.steps()[i]);
        }
    }

    /** Reads what {@link #save(InstrumentRisk, SnapshotOutput)} wrote into one of the same instrument. */
    public static void load(final InstrumentRisk risk, final SnapshotInput in) {
        final boolean marked = in.getBoolean();
        final long markE8 = in.getLong();
        final long indexE8 = in.getLong();
        final long deltaPerLotE12 = in.getLong();
        final boolean scenarios = in.getBoolean();
        final long stepE12 = in.getLong();
        final int[] steps = new int[risk.steps().length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = in.getInt();
        }
        risk.restore(marked, markE8, indexE8, deltaPerLotE12, scenarios, stepE12, steps);
    }
}
