package io.strikebook.matching;

import io.strikebook.books.BookFollower;
import io.strikebook.books.BookListener;
import io.strikebook.books.BookSeed;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine between two queues in memory: write commands, then {@link #events()} runs them and says what they caused.
 */
final class EngineHarness {
    /** A block on re-entry of as many nanoseconds as commands have passed by then. */
    static final VenueParameters PARAMETERS = parameters();

    private final Subscription commandFrames;
    private final Publication executions;
    private final Subscription executionFrames;
    private final Publication commandPublication;
    private final Subscription marksFrames;
    private final Publication marks;
    private final VenueParameters parameters;
    final Commands commands;
    final MatchingEngine engine;

    /** Books of whoever reads the executions only. */
    final BookFollower follower;

    private OutputStream recorded = OutputStream.nullOutputStream();

    EngineHarness() {
        this(PARAMETERS, null, 0, new BookFollower());
    }

    private EngineHarness(
            final VenueParameters parameters,
            final SnapshotOutput snapshot,
            final long lastSequence,
            final BookFollower follower) {
        this.parameters = parameters;
        this.follower = follower;
        final MemoryQueue commandQueue = new MemoryQueue();
        final MemoryQueue executionQueue = new MemoryQueue();
        commandPublication = commandQueue.publication();
        commandFrames = commandQueue.subscription();
        executions = executionQueue.publication();
        executionFrames = executionQueue.subscription();
        final MemoryQueue marksQueue = new MemoryQueue();
        marks = marksQueue.publication();
        marksFrames = marksQueue.subscription();
        commands = new Commands(commandPublication, lastSequence).marks(new MarksWriter(marks));
        engine = new MatchingEngine(parameters, executions);
        if (snapshot != null) {
            final SnapshotInput input = new SnapshotInput(snapshot.buffer(), 0, snapshot.length());
            engine.load(input);
            input.end();
        }
    }

    private static VenueParameters parameters() {
        final VenueParameters defaults = VenueParameters.defaults();
        return new VenueParameters(
                defaults.underlyings(),
                defaults.autoListing(),
                defaults.sequencing(),
                defaults.preTrade(),
                defaults.fees(),
                defaults.margin(),
                defaults.marks(),
                new VenueParameters.Quotes(3_000_000L, 1_000_000L, 40L, false));
    }

    /** An engine of a venue with other parameters. */
    static EngineHarness of(final VenueParameters parameters) {
        return new EngineHarness(parameters, null, 0, new BookFollower());
    }

    /** An engine whose books are followed by somebody who tells. */
    static EngineHarness followedBy(final BookListener listener) {
        return new EngineHarness(PARAMETERS, null, 0, new BookFollower(listener));
    }

    /** Copies the frames of executions from now on. */
    void recordInto(final OutputStream recording) {
        recorded = recording;
    }

    /** An engine with the given instruments listed. */
    static EngineHarness withInstruments(final int instruments) {
        final EngineHarness harness = new EngineHarness();
        for (int id = 1; id <= instruments; id++) {
            harness.commands.list(id);
        }
        harness.events();
        return harness;
    }

    /** A second engine that starts from this one's snapshot. */
    EngineHarness restored() {
        final SnapshotOutput snapshot = new SnapshotOutput();
        engine.save(snapshot);
        return new EngineHarness(parameters, snapshot, engine.lastSequence(), follower);
    }

    /** The same, whose books are followed by somebody who has seen nothing before, and is told what stands in them. */
    EngineHarness restoredAndSeeded() {
        final SnapshotOutput snapshot = new SnapshotOutput();
        engine.save(snapshot);
        final BookFollower fresh = new BookFollower();
        final EngineHarness harness = new EngineHarness(parameters, snapshot, engine.lastSequence(), fresh);
        harness.engine.tell(new BookSeed(fresh, engine.lastSequence()));
        return harness;
    }

    /** Writes commands and runs them. */
    List<String> commandsThen(final Consumer<Commands> writer) {
        writer.accept(commands);
        return events();
    }

    long producedHash() {
        return executions.producedHash();
    }

    /** Runs every command written and returns what they caused, in order. */
    List<String> events() {
        final List<String> events = new ArrayList<>();
        while (marksFrames.peek() != Subscription.NONE) {
            marksFrames.poll(engine::onMarks);
        }
        commandPublication.flush();
        while (commandFrames.peek() != Subscription.NONE) {
            commandFrames.poll(engine::onCommand);
        }
        executions.flush();
        while (executionFrames.peek() != Subscription.NONE) {
            executionFrames.poll((buffer, offset, length) -> {
                events.add(EventText.decode(buffer, offset));
                follower.onFrame(buffer, offset, length);
                record(buffer, offset, length);
            });
        }
        return events;
    }

    private void record(final UnsafeBuffer buffer, final int offset, final int length) {
        final byte[] frame = new byte[length];
        buffer.getBytes(offset, frame);
        try {
            recorded.write(frame);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        marks.close();
        commandPublication.close();
        executions.close();
    }

    /** Frames of the commands written and not run, which are not run any more. */
    List<byte[]> lastFrames() {
        final List<byte[]> frames = new ArrayList<>();
        commandPublication.flush();
        while (commandFrames.peek() != Subscription.NONE) {
            commandFrames.poll((buffer, offset, length) -> {
                final byte[] frame = new byte[length];
                buffer.getBytes(offset, frame);
                frames.add(frame);
            });
        }
        return frames;
    }

    /** Gives frames to the engine as the commands that come next. */
    void take(final List<byte[]> frames) {
        for (final byte[] frame : frames) {
            final UnsafeBuffer buffer = new UnsafeBuffer(frame);
            buffer.putLong(16, engine.lastSequence() + 1, ByteOrder.LITTLE_ENDIAN);
            engine.onCommand(buffer, 0, frame.length);
        }
    }
}
