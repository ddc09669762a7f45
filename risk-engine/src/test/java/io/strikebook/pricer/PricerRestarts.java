package io.strikebook.pricer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.snapshot.SnapshotOutput;
import java.util.ArrayList;
import java.util.List;

/** Snapshots of a pricer on its way, and whether it would have gone on from each of them as it did. */
final class PricerRestarts {
    private final PricerBench bench;
    private final List<SnapshotOutput> snapshots = new ArrayList<>();
    private final List<Integer> framesBefore = new ArrayList<>();

    PricerRestarts(final PricerBench bench) {
        this.bench = bench;
    }

    /** Also a start from nothing. */
    PricerRestarts fromNothing() {
        snapshots.add(null);
        framesBefore.add(0);
        return this;
    }

    void take() {
        snapshots.add(bench.snapshot());
        framesBefore.add(bench.frames.size());
    }

    void requireTheSameBytes() {
        final List<byte[]> original = new ArrayList<>(bench.frames);
        final List<PricerBench.Epoch> epochs = new ArrayList<>(bench.epochs);
        final long stateHash = bench.pricer.stateHash();
        for (int i = 0; i < snapshots.size(); i++) {
            bench.frames.clear();
            bench.start(
                    snapshots.get(i),
                    epoch -> epoch <= epochs.size()
                            ? epochs.get((int) epoch - 1).commandsTo()
                            : RecordedEpochs.NOT_RECORDED);
            bench.rerun();
            final List<byte[]> rest = original.subList(framesBefore.get(i), original.size());
            assertThat(bench.frames).hasSameSizeAs(rest);
            for (int frame = 0; frame < rest.size(); frame++) {
                assertThat(bench.frames.get(frame)).isEqualTo(rest.get(frame));
            }
            assertThat(bench.pricer.stateHash()).isEqualTo(stateHash);
        }
    }
}
