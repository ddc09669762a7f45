package io.strikebook.ipc.snapshot;

import io.strikebook.common.margin.ScenarioLevels;
import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;

/** The venue's scenario set as a section, the same bytes for every engine. */
public final class ScenarioSnapshot {
    private static final String SECTION = "scenarios";
    private static final int VERSION = 2;

    private ScenarioSnapshot() {}

    /** Writes version and parameters. */
    public static void save(final ScenarioSets sets, final SnapshotOutput out) {
        out.section(SECTION, VERSION).putInt(sets.version()).putInt(sets.underlyings());
        for (int id = 1; id <= sets.underlyings(); id++) {
            for (final ScenarioParameter parameter : ScenarioParameter.values()) {
                out.putLong(sets.valueE8(id, parameter));
            }
        }
    }

    /** Writes what operators said, levels, and which rules are held. */
    public static void save(final ScenarioLevels levels, final SnapshotOutput out) {
        save(levels.operators(), out);
        for (int id = 1; id <= levels.operators().underlyings(); id++) {
            out.putLong(levels.levelE8(id)).putBoolean(levels.isHeld(id));
        }
    }

    /** Reads what {@link #save(ScenarioLevels, SnapshotOutput)} wrote, for the same underlyings. */
    public static void load(final ScenarioLevels levels, final SnapshotInput in) {
        load(levels.operators(), in);
        for (int id = 1; id <= levels.operators().underlyings(); id++) {
            levels.set(id, levels.operators().values(id), in.getLong(), in.getBoolean());
        }
    }

    /** Reads what {@link #save(ScenarioSets, SnapshotOutput)} wrote, for the same underlyings. */
    public static void load(final ScenarioSets sets, final SnapshotInput in) {
        in.section(SECTION, VERSION);
        final int version = in.getInt();
        final int underlyings = in.getInt();
        if (underlyings != sets.underlyings()) {
            throw new IllegalStateException(
                    "snapshot has scenarios of " + underlyings + " underlyings, expected " + sets.underlyings());
        }
        final long[] valuesE8 = new long[ScenarioParameter.COUNT];
        for (int id = 1; id <= underlyings; id++) {
            for (int i = 0; i < valuesE8.length; i++) {
                valuesE8[i] = in.getLong();
            }
            sets.set(version, id, valuesE8);
        }
    }
}
