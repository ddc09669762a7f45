package io.strikebook.orderflow.load;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.snapshot.SnapshotException;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A state that the load generator keeps for itself: what it has learnt from its inputs and how far it has read them, so that a restart
 * reads on from there. It belongs to the accounts that it was made with; one of others is passed over.
 */
final class LoadSnapshot {
    private static final String SECTION = "load-generator";
    private static final int VERSION = 2;
    private static final int KEPT = 2;

    private final SnapshotInput in;
    private final Map<String, Long> positions = new LinkedHashMap<>();
    private final boolean ofTheseAccounts;

    private LoadSnapshot(final SnapshotInput in, final LoadConfig config, final List<String> queues) {
        this.in = in;
        in.section(SECTION, VERSION);
        queues.forEach(queue -> positions.put(queue, in.getLong()));
        final boolean sameFirst = in.getInt() == config.firstAccountId();
        final boolean sameMakers = in.getInt() == config.makers();
        final boolean sameTakers = in.getInt() == config.takers();
        ofTheseAccounts = in.getInt() == config.mix().clients() && sameFirst && sameMakers && sameTakers;
    }

    /** The queues that the load generator reads where matching has so many shards, in the order in which a state names them. */
    static List<String> inputs(final int matchingShards) {
        final List<String> inputs = new ArrayList<>(List.of(QueueNames.MARKS, QueueNames.COMMANDS));
        inputs.addAll(QueueNames.executions(matchingShards));
        return inputs;
    }

    /**
     * Writes the state after everything that was polled; between two polls.
     *
     * @param queues that it reads
     * @param inputs by name
     */
    static void save(
            final SnapshotStore store,
            final LoadConfig config,
            final List<String> queues,
            final LoadGenerator generator,
            final Map<String, Subscription> inputs) {
        final SnapshotOutput out = new SnapshotOutput().section(SECTION, VERSION);
        queues.forEach(queue -> out.putLong(inputs.get(queue).position()));
        out.putInt(config.firstAccountId())
                .putInt(config.makers())
                .putInt(config.takers())
                .putInt(config.mix().clients());
        generator.save(out);
        store.write(inputs.get(QueueNames.COMMANDS).position(), Map.of(LoadMain.ROLE, out));
        store.keepNewest(KEPT);
    }

    /**
     * The newest state that can be used.
     *
     * @param queues that it reads
     * @param heads of the inputs, beyond which a state must not be; those left out are not looked at
     */
    static Optional<LoadSnapshot> newest(
            final SnapshotStore store,
            final LoadConfig config,
            final List<String> queues,
            final Map<String, Long> heads) {
        Optional<SnapshotSet> set = store.newest(LoadMain.ROLE, Long.MAX_VALUE);
        while (set.isPresent()) {
            final Optional<LoadSnapshot> snapshot = read(set.get(), config, queues);
            if (snapshot.isPresent()
                    && snapshot.get().ofTheseAccounts
                    && snapshot.get().isWithin(heads)) {
                return snapshot;
            }
            set = store.newest(LoadMain.ROLE, set.get().sequence() - 1);
        }
        return Optional.empty();
    }

    private static Optional<LoadSnapshot> read(
            final SnapshotSet set, final LoadConfig config, final List<String> queues) {
        try {
            return Optional.of(new LoadSnapshot(set.open(LoadMain.ROLE), config, queues));
        } catch (final SnapshotException | IllegalStateException e) {
            return Optional.empty(); // of another build: what is recorded is read instead
        }
    }

    private boolean isWithin(final Map<String, Long> heads) {
        return heads.entrySet().stream().allMatch(head -> positions.get(head.getKey()) <= head.getValue());
    }

    /** How far each input had been read. */
    Map<String, Long> positions() {
        return Map.copyOf(positions);
    }

    /** Loads a generator that has seen nothing; answers how far the inputs had been read. */
    Map<String, Long> load(final LoadGenerator generator) {
        generator.load(in);
        in.end();
        return positions();
    }
}
