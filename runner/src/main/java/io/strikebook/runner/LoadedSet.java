package io.strikebook.runner;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.order.StandingOrders;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.pricer.Pricer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Engines that have loaded a snapshot set and do nothing else: to see that it can be loaded, and how far it reaches. */
public final class LoadedSet {
    private final Manifest manifest;
    private final Lockstep engines;
    private final Pricer pricer;

    /**
     * Loads a set.
     *
     * @throws RuntimeException where the set is not one that these engines wrote
     */
    public LoadedSet(final SnapshotSet set, final Manifest manifest) {
        this.manifest = manifest;
        final GroupSink nowhere = new Nowhere();
        engines = new Lockstep(
                manifest.venue(),
                manifest.sources(),
                new Lockstep.Outputs(
                        nowhere, Collections.nCopies(manifest.venue().matchingShards(), nowhere), nowhere));
        pricer = new Pricer(manifest.venue(), new GroupBuffer(nowhere));
        EngineStates.load(set, engines, pricer);
    }

    /** For each queue the last sequence that nobody who goes on from the set reads again. */
    public Map<String, Long> positions() {
        return ReadPositions.of(engines, pricer, manifest);
    }

    /** Every instrument that was listed, in the order of the ids. */
    public List<Instrument> instruments() {
        final List<Instrument> instruments = new ArrayList<>();
        for (int id = 1; id <= engines.sequencer().lastInstrumentId(); id++) {
            instruments.add(engines.sequencer().instrument(id));
        }
        return instruments;
    }

    /** Tells what stood in the books of one shard of matching after the set's last command. */
    public void tell(final int shard, final StandingOrders told) {
        engines.matching().get(shard).tell(told);
    }

    /** What the loaded engines save. */
    Map<String, SnapshotOutput> save() {
        return EngineStates.save(engines, pricer);
    }

    /** Takes nothing: engines that are only loaded write nothing. */
    private static final class Nowhere implements GroupSink {
        @Override
        public void append(
                final UnsafeBuffer buffer,
                final int offset,
                final int length,
                final long firstSequence,
                final int groupsEnded) {
            throw new IllegalStateException("group " + firstSequence + " was written by an engine that only loads");
        }

        @Override
        public void close() {}
    }
}
