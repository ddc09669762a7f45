package io.strikebook.runner;

import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.pricer.Pricer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The states of all engines of a run, under the names of the processes that load them. */
final class EngineStates {
    static final String RISK = "risk";
    private static final String MARGIN = "margin";
    private static final String PRICER = "pricer";

    private EngineStates() {}

    static Map<String, SnapshotOutput> save(final Lockstep engines, final Pricer pricer) {
        final Map<String, SnapshotOutput> states = new LinkedHashMap<>();
        states.put(RISK, saved(engines.sequencer()::save));
        final List<String> roles = QueueNames.matchingRoles(engines.matching().size());
        for (int shard = 0; shard < roles.size(); shard++) {
            states.put(roles.get(shard), saved(engines.matching().get(shard)::save));
        }
        states.put(MARGIN, saved(engines.margin()::save));
        states.put(PRICER, saved(pricer::save));
        return states;
    }

    private static SnapshotOutput saved(final Consumer<SnapshotOutput> save) {
        final SnapshotOutput output = new SnapshotOutput();
        save.accept(output);
        return output;
    }

    /** Loads engines that have seen nothing yet; fails where the set is not one that these engines wrote. */
    static void load(final SnapshotSet set, final Lockstep engines, final Pricer pricer) {
        load(set, RISK, engines.sequencer()::load);
        final List<String> roles = QueueNames.matchingRoles(engines.matching().size());
        for (int shard = 0; shard < roles.size(); shard++) {
            load(set, roles.get(shard), engines.matching().get(shard)::load);
        }
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
