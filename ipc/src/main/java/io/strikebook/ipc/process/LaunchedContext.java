package io.strikebook.ipc.process;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChroniclePublicationSink;
import io.strikebook.ipc.chronicle.ChronicleSubscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.HomeLock;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.recovery.QueueHead;
import io.strikebook.ipc.recovery.ResumingSink;
import io.strikebook.ipc.recovery.SkippingSink;
import io.strikebook.ipc.snapshot.SnapshotStore;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.EpochNanoClock;

/** The context of one launched process. */
final class LaunchedContext implements ProcessContext {
    private final Launch launch;
    private final ErrorLog errors;
    private final DiskWatch disk;
    private final EpochNanoClock clock;
    private final ChronicleTransport transport;
    private final OpenQueues queues;
    private final SnapshotStore snapshots;
    private final MarkFile mark;
    private final WriterWatch writers;

    LaunchedContext(
            final Launch launch,
            final ErrorLog errors,
            final DiskWatch disk,
            final EpochNanoClock clock,
            final ChronicleTransport transport,
            final OpenQueues queues,
            final MarkFile mark) {
        this.launch = launch;
        this.errors = errors;
        this.disk = disk;
        this.clock = clock;
        this.transport = transport;
        this.queues = queues;
        this.mark = mark;
        writers = new WriterWatch(() -> MarkFileReader.readAll(home()), System::currentTimeMillis);
        snapshots = new SnapshotStore(home().snapshots(), manifest().homeId(), line -> System.err.println(line));
    }

    @Override
    public String role() {
        return launch.role();
    }

    @Override
    public Home home() {
        return launch.home();
    }

    @Override
    public Manifest manifest() {
        return launch.manifest();
    }

    @Override
    public ConfigSection config() {
        return launch.section();
    }

    @Override
    public Subscription subscription(final String queue) {
        final ChronicleSubscription subscription = transport.subscription(folder(queue));
        queues.add(queue, subscription, subscription);
        return subscription;
    }

    @Override
    public FollowedQueue followed(final String queue) {
        final ChronicleSubscription subscription = transport.subscription(folder(queue));
        subscription.seekAfter(Math.max(0, headSequence(queue) - 1));
        return queues.follow(queue, subscription);
    }

    @Override
    public Publication publication(final String queue) {
        final ChroniclePublicationSink sink = lockedSink(queue);
        final QueueHead head = transport.head(folder(queue)).abortUnfinishedGroup(sink);
        final Publication publication = new GroupBuffer(sink);
        publication.resume(head.sequence(), FrameHash.EMPTY);
        queues.add(queue, publication, sink, head.sequence());
        return publication;
    }

    @Override
    public Publication resumingPublication(final String queue, final long afterSequence) {
        requireRecorded(queue, afterSequence);
        final ChroniclePublicationSink sink = lockedSink(queue);
        return resuming(queue, sink, resumingSink(queue, afterSequence, sink));
    }

    @Override
    public Publication recomputingPublication(final String queue) {
        final long prunedTo = home().prunedTo(queue);
        final ChroniclePublicationSink sink = lockedSink(queue);
        return resuming(queue, sink, new SkippingSink(prunedTo, resumingSink(queue, prunedTo, sink)));
    }

    private GroupSink resumingSink(final String queue, final long afterSequence, final ChroniclePublicationSink sink) {
        final FrameCursor recorded = cursor(queue);
        recorded.seekAfter(afterSequence);
        return new ResumingSink(queue, recorded, sink);
    }

    private Publication resuming(final String queue, final ChroniclePublicationSink sink, final GroupSink first) {
        final Publication publication = new GroupBuffer(first);
        queues.addResuming(queue, publication, sink, headSequence(queue));
        return publication;
    }

    @Override
    public void requireRecorded(final String queue, final long afterSequence) {
        home().requireRecorded(queue, afterSequence, role());
    }

    @Override
    public FrameCursor cursor(final String queue) {
        return queues.add(transport.cursor(folder(queue)));
    }

    @Override
    public long headSequence(final String queue) {
        return transport.head(folder(queue)).sequence();
    }

    @Override
    public Upstream upstream(final String... queueNames) {
        return new QueueWriters(Set.of(queueNames), () -> MarkFileReader.readAll(home()), System::nanoTime);
    }

    @Override
    public BooleanSupplier writerGone(final String queue) {
        return writers.watch(queue);
    }

    /** Who writes what this process reads; the launcher's thread looks at them. */
    WriterWatch writers() {
        return writers;
    }

    @Override
    public EpochNanoClock clock() {
        return clock;
    }

    @Override
    public SnapshotStore snapshots() {
        return snapshots;
    }

    @Override
    public SnapshotStore ownSnapshots() {
        return new SnapshotStore(home().resume(role()), manifest().homeId(), line -> System.err.println(line));
    }

    @Override
    public MarkCounter counter(final String name) {
        return mark.addCounter(name);
    }

    @Override
    public ErrorLog errors() {
        return errors;
    }

    @Override
    public DiskWatch disk() {
        return disk;
    }

    private ChroniclePublicationSink lockedSink(final String queue) {
        final Path folder = folder(queue);
        final HomeLock lock = home().lock("queue-" + queue);
        final ChroniclePublicationSink sink = transport.sink(folder);
        queues.add(lock, sink);
        return sink;
    }

    private Path folder(final String queue) {
        if (!manifest().queues().contains(queue)) {
            throw new HomeException("the manifest has no queue " + queue + ", only "
                    + manifest().queues());
        }
        return home().queue(queue);
    }
}
