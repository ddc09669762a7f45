package io.strikebook.matching;

import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.common.venue.CommandScope;
import io.strikebook.common.venue.MatchingShard;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.matching.book.Order;
import io.strikebook.schemas.CancelOrderCommandDecoder;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Several engines, each a shard, behind the same commands, whose envelopes name the underlying as a sequencer's do. */
final class ShardedHarness {
    private final List<MatchingEngine> engines = new ArrayList<>();
    private final List<Publication> executions = new ArrayList<>();
    private final List<Subscription> executionFrames = new ArrayList<>();
    private final Publication commandPublication;
    private final Subscription commandFrames;
    private final Publication marks;
    private final Subscription marksFrames;
    private final CancelOrderCommandDecoder cancel = new CancelOrderCommandDecoder();
    private int groups;
    final Commands commands;

    ShardedHarness(final int shards) {
        this(shards, List.of());
    }

    private ShardedHarness(final int shards, final List<SnapshotOutput> snapshots) {
        final MemoryQueue commandQueue = new MemoryQueue();
        commandPublication = commandQueue.publication();
        commandFrames = commandQueue.subscription();
        final MemoryQueue marksQueue = new MemoryQueue();
        marks = marksQueue.publication();
        marksFrames = marksQueue.subscription();
        final CommandOwnership ownership = new CommandOwnership(shards);
        for (int shard = 0; shard < shards; shard++) {
            final MemoryQueue queue = new MemoryQueue();
            executions.add(queue.publication());
            executionFrames.add(queue.subscription());
            engines.add(new MatchingEngine(
                    EngineHarness.PARAMETERS, new MatchingShard(ownership, shard), executions.get(shard)));
        }
        for (int shard = 0; shard < snapshots.size(); shard++) {
            final SnapshotOutput snapshot = snapshots.get(shard);
            final SnapshotInput input = new SnapshotInput(snapshot.buffer(), 0, snapshot.length());
            engines.get(shard).load(input);
            input.end();
        }
        commands = new Commands(commandPublication, engines.get(0).lastSequence()).marks(new MarksWriter(marks));
    }

    /** Other engines that start from the snapshots of these. */
    ShardedHarness restored() {
        final List<SnapshotOutput> snapshots = new ArrayList<>();
        for (final MatchingEngine engine : engines) {
            final SnapshotOutput snapshot = new SnapshotOutput();
            engine.save(snapshot);
            snapshots.add(snapshot);
        }
        final ShardedHarness restored = new ShardedHarness(engines.size(), snapshots);
        for (int shard = 0; shard < snapshots.size(); shard++) {
            final SnapshotOutput again = new SnapshotOutput();
            restored.engines.get(shard).save(again);
            final SnapshotOutput before = snapshots.get(shard);
            if (!new SnapshotInput(before.buffer(), 0, before.length()).contentEquals(again)) {
                throw new AssertionError("shard " + shard + " saves something else after it was restored");
            }
        }
        return restored;
    }

    /** Runs every command written and returns what they caused, shard by shard. */
    List<String> events() {
        final List<String> events = new ArrayList<>();
        while (marksFrames.peek() != Subscription.NONE) {
            marksFrames.poll(
                    (buffer, offset, length) -> engines.forEach(engine -> engine.onMarks(buffer, offset, length)));
        }
        commandPublication.flush();
        while (commandFrames.peek() != Subscription.NONE) {
            commandFrames.poll(this::onCommand);
        }
        groups = 0;
        for (int shard = 0; shard < engines.size(); shard++) {
            executions.get(shard).flush();
            final Subscription frames = executionFrames.get(shard);
            groups += frames.peek() == Subscription.NONE ? 0 : 1;
            while (frames.peek() != Subscription.NONE) {
                frames.poll((buffer, offset, length) -> events.add(EventText.decode(buffer, offset)));
            }
        }
        return events;
    }

    /** Shards that answered the last command. */
    int groups() {
        return groups;
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[length]);
        frame.putBytes(0, buffer, offset, length);
        final int template = FrameLayout.templateId(frame, 0);
        final int named =
                CommandScope.id(template, frame, FrameLayout.HEADER_LENGTH, FrameLayout.blockLength(frame, 0));
        final int id = named == 0 && template == CancelOrderCommandDecoder.TEMPLATE_ID ? instrumentOf(frame) : named;
        new EnvelopeEncoder()
                .wrap(frame, FrameLayout.HEADER_LENGTH)
                .underlyingId(id == 0 || CommandScope.isOfUnderlying(template) ? id : Commands.underlying(id));
        engines.forEach(engine -> engine.onCommand(frame, 0, length));
    }

    /** A sequencer looks up what a cancel does not say. */
    private int instrumentOf(final UnsafeBuffer frame) {
        cancel.wrapAndApplyHeader(frame, 0, new FrameHeaderDecoder());
        for (final MatchingEngine engine : engines) {
            final Order order = engine.orders().find(cancel.orderId(), cancel.accountId(), 0);
            if (order != null) {
                return order.instrumentId();
            }
        }
        return 0;
    }

    int liveOrders() {
        return engines.stream().mapToInt(MatchingEngine::liveOrders).sum();
    }

    int liveQuotes() {
        return engines.stream().mapToInt(MatchingEngine::liveQuotes).sum();
    }

    void check() {
        engines.forEach(MatchingEngine::check);
    }

    void close() {
        marks.close();
        commandPublication.close();
        executions.forEach(Publication::close);
    }
}
