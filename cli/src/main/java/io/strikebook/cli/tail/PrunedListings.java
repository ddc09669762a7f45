package io.strikebook.cli.tail;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.runner.LoadedSet;
import java.util.List;
import java.util.Optional;

/** The instruments whose listing may have been pruned from {@code commands}, as the newest verified snapshot set knows them. */
public final class PrunedListings {
    private PrunedListings() {}

    /** In the order of their ids; none where nothing was pruned, or no set can be read. */
    public static List<Instrument> of(final Home home) {
        if (home.prunedTo(QueueNames.COMMANDS) == 0) {
            return List.of();
        }
        final Manifest manifest = home.open();
        final Optional<SnapshotSet> set =
                new SnapshotStore(home.snapshots(), manifest.homeId(), line -> {}).newestVerified(Long.MAX_VALUE);
        try {
            return set.map(found -> new LoadedSet(found, manifest).instruments())
                    .orElse(List.of());
        } catch (final IllegalStateException e) {
            return List.of(); // a set of another build: numbers instead of names
        }
    }
}
