package io.strikebook.runner;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.chronicle.HoleScan;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.recovery.QueueHead;
import io.strikebook.ipc.snapshot.SnapshotStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The queues of a home, opened for reading only: of one that runs, or of one long stopped. Single-threaded. */
public final class Recording implements AutoCloseable {
    private final Home home;
    private final Manifest manifest;
    private final ChronicleTransport transport;
    private final List<Runnable> closers = new ArrayList<>();

    /**
     * Opens a home.
     *
     * @throws io.strikebook.ipc.home.HomeException where it is none, or not one of this build
     */
    public Recording(final Home home) {
        this.home = home;
        this.manifest = home.open();
        this.transport = HomeQueues.transport(manifest, System::nanoTime);
    }

    /** The home. */
    public Home home() {
        return home;
    }

    /** What its queues are. */
    public Manifest manifest() {
        return manifest;
    }

    /** A reader of whole groups from a queue's start; closed with this. */
    public Subscription subscription(final String queue) {
        final Subscription subscription = transport.subscription(home.queue(queue));
        closers.add(subscription::close);
        return subscription;
    }

    /** A reader of single frames from a queue's start; closed with this. */
    FrameCursor cursor(final String queue) {
        final FrameCursor cursor = transport.cursor(home.queue(queue));
        closers.add(cursor::close);
        return cursor;
    }

    /** Where a queue ends now. */
    QueueHead head(final String queue) {
        return transport.head(home.queue(queue));
    }

    /** Sequence of the newest command, 0 for none. */
    public long lastCommand() {
        return head(QueueNames.COMMANDS).sequence();
    }

    /**
     * Sequence of the newest command that every engine has answered, 0 for none. Never the one before a checkpoint: that writes
     * itself, so no engine stands between the two.
     */
    public long lastAnsweredCommand() {
        final long answered = head(QueueNames.MARGIN).sequence();
        return (answered + 1) % manifest.venue().sequencing().checkpointInterval() == 0 ? answered - 1 : answered;
    }

    /** Refuses a recording whose beginning was pruned, with what can be done instead. */
    void requireWhole() {
        for (final String queue : manifest.queues()) {
            final long prunedTo = home.prunedTo(queue);
            if (prunedTo > 0) {
                final SnapshotStore store = new SnapshotStore(home.snapshots(), manifest.homeId(), line -> {});
                throw new HomeException(home.path() + ": the recording begins with sequence " + (prunedTo + 1) + " of "
                        + queue + ", since older files were pruned; it can be run again only from a snapshot set on"
                        + store.newestVerified(Long.MAX_VALUE)
                                .map(set -> ": 'strikebook replay " + home.path() + " --verify --after-set "
                                        + set.sequence() + "'")
                                .orElse(", and there is no verified one"));
            }
        }
    }

    /** What looks like the end of a queue but has more behind it, because a part of the file was lost; reads every file. */
    Optional<String> damage() {
        for (final String queue : manifest.queues()) {
            final List<String> holes = HoleScan.holes(home.queue(queue));
            if (!holes.isEmpty()) {
                return Optional.of(queue + " lost a part: " + String.join("; ", holes)
                        + "; 'strikebook check' says what can be mended");
            }
        }
        return Optional.empty();
    }

    /** The sources whose requests lie in queues of their own: operators and senders of orders. */
    List<SourceDescription> requestSources() {
        final List<SourceDescription> sources = new ArrayList<>();
        for (final SourceDescription source : manifest.sources()) {
            if (source.queue().equals(QueueNames.ADMIN) || QueueNames.isOrders(source.queue())) {
                sources.add(source);
            }
        }
        return sources;
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
        closers.clear();
    }
}
