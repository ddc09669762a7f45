package io.strikebook.runner;

import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.pricer.Pricer;
import java.util.Map;
import java.util.function.Consumer;

/** The states of all engines of a run, under the names of the processes that load them. */
final class EngineStates {
    static final String RISK = "risk";
    private static final String MATCHING = "matching";
    private static final String MARGIN = "margin";
    private static final String PRICER = "pricer";

    private EngineStates() {}

    static Map<String, SnapshotOutput> save(final Lockstep engines, final Pricer pricer) {
        return Map.of(
                RISK, saved(engines.sequencer()::save),
                MATCHING, saved(engines.matching()::save),
                MARGIN, saved(engines.margin()::save),
                PRICER, saved(pricer::save));
    }

    private static SnapshotOutput saved(final Consumer<SnapshotOutput> save) {
        final SnapshotOutput output = new SnapshotOutput();
        save.accept(output);
        return output;
    }

    /** Loads engines that have seen nothing yet; fails where the set is not one that these engines wrote. */
    static void load(final SnapshotSet set, final Lockstep engines, final Pricer pricer) {
        load(set, RISK, engines.sequencer()::load);
        load(set, MATCHING, engines.matching()::load);
        load(set, MARGIN, engines.margin()::load);
        load(set, PRICER, pricer::load);
    }

    private static void load(final SnapshotSet set, final String role, final Consumer<SnapshotInput> load) {
        final SnapshotInput input = set.open(role);
        load.accept(input);
        input.end();
    }

    /** The newest epoch of marks that a set covers. */
    static long epoch(final SnapshotSet set) {
        return Pricer.snapshotEpoch(set.open(PRICER));
    }
}
