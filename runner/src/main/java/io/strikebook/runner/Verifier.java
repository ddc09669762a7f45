package io.strikebook.runner;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.recovery.ComparingSink;
import io.strikebook.ipc.recovery.DivergenceException;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.pricer.Pricer;
import io.strikebook.pricer.RecordedMarks;
import io.strikebook.runner.Verification.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a recording again and compares everything that the engines compute with what was recorded, frame by frame, nothing stripped.
 * Given are the inputs and, from {@code commands}, order, times and watermarks (see {@link CommandReplay}).
 */
public final class Verifier {
    private static final long WHOLE = Long.MAX_VALUE;
    private static final int PROGRESS_INTERVAL = 1 << 14;

    private final Recording recording;
    private final Subscription recordedCommands;
    private final List<RequestReader> readers = new ArrayList<>();
    private final Map<String, ComparingSink> sinks = new LinkedHashMap<>();
    private final Lockstep lockstep;
    private final CommandReplay replay;
    private final RecomputedMarks recomputedMarks;
    private final FrameHandler onCommand;
    private final long limit;
    private final long afterCommand;
    private final long afterEpoch;
    private SetVerification sets;
    private String reading = QueueNames.COMMANDS;
    private long commands;

    /**
     * A verification of a whole recording.
     *
     * @param parameters     of the engines; others than the manifest's make them other engines
     * @param fromMarketData compute marks again too, instead of taking the recorded ones
     */
    public Verifier(final Recording recording, final VenueParameters parameters, final boolean fromMarketData) {
        this(recording, parameters, fromMarketData, WHOLE);
    }

    /**
     * A verification of a recording's beginning; of a home that runs, whose queues end at another place each.
     *
     * @param limit the last command to decide again, at most {@link Recording#lastAnsweredCommand()}
     */
    public Verifier(
            final Recording recording,
            final VenueParameters parameters,
            final boolean fromMarketData,
            final long limit) {
        this(recording, parameters, fromMarketData, limit, null);
    }

    /**
     * A verification of what was recorded after a snapshot set, whose engines go on from there. Marks are computed again. It shows as
     * much as one from the first command on where the set is verified.
     *
     * @param set of the recording's home
     * @throws io.strikebook.ipc.home.HomeException where the recording begins only after what the set needs
     */
    public static Verifier after(final SnapshotSet set, final Recording recording) {
        return after(set, recording, WHOLE);
    }

    /**
     * The run that a snapshot set begins: its engines go on after it, up to another command. Marks are computed again.
     *
     * @param set   of the recording's home, complete and not beyond the limit
     * @param limit the last command to decide again, at most {@link Recording#lastAnsweredCommand()}
     */
    public static Verifier after(final SnapshotSet set, final Recording recording, final long limit) {
        return new Verifier(recording, recording.manifest().venue(), true, limit, set);
    }

    /** The same with marks as they were recorded, which is quicker. */
    static Verifier afterWithRecordedMarks(final SnapshotSet set, final Recording recording, final long limit) {
        return new Verifier(recording, recording.manifest().venue(), false, limit, set);
    }

    private Verifier(
            final Recording recording,
            final VenueParameters parameters,
            final boolean fromMarketData,
            final long limit,
            final SnapshotSet begin) {
        this.recording = recording;
        this.limit = limit;
        this.afterCommand = begin == null ? 0 : begin.sequence();
        this.afterEpoch = begin == null ? 0 : EngineStates.epoch(begin);
        final List<SourceDescription> sources = recording.manifest().sources();
        for (final SourceDescription source : recording.requestSources()) {
            readers.add(new RequestReader(source, recording.subscription(source.queue())));
        }
        recordedCommands = recording.subscription(QueueNames.COMMANDS);
        lockstep = new Lockstep(
                parameters,
                sources,
                new Lockstep.Outputs(
                        comparing(QueueNames.COMMANDS),
                        QueueNames.executions(parameters.matchingShards()).stream()
                                .<GroupSink>map(this::comparing)
                                .toList(),
                        comparing(QueueNames.MARGIN)));
        recomputedMarks = fromMarketData ? recomputed(parameters) : null;
        if (begin == null) {
            recording.requireWhole();
        } else {
            load(begin);
        }
        lockstep.start(fromMarketData ? recomputedMarks : MarksSupply.recorded(recording));
        replay = new CommandReplay(lockstep, sources, readers);
        onCommand = this::onCommand;
    }

    /** Loads the engines and positions every reader after what they had read. */
    private void load(final SnapshotSet begin) {
        final Pricer pricer = recomputedMarks == null ? pricerOfNoUse() : recomputedMarks.pricer();
        EngineStates.load(begin, lockstep, pricer);
        positions()
                .forEach((queue, position) -> recording
                        .home()
                        .requireRecorded(queue, position, "what goes on from snapshot set " + afterCommand));
        if (recomputedMarks == null) {
            lockstep.refill(recording, lockstep.sequencer().lastSequence());
        } else {
            lockstep.refill(recording, pricer.commandsTo());
            recomputedMarks.seek();
        }
        for (final RequestReader reader : readers) {
            reader.seekAfter(lockstep.sequencer().sequencedTo(reader.source().sourceId()));
        }
        recordedCommands.seekAfter(afterCommand);
    }

    /** A set is loaded as a whole. */
    private Pricer pricerOfNoUse() {
        return new Pricer(recording.manifest().venue(), new MemoryQueue().publication());
    }

    private ComparingSink comparing(final String queue) {
        final ComparingSink sink = new ComparingSink(queue, recorded(queue));
        sinks.put(queue, sink);
        return sink;
    }

    private FrameCursor recorded(final String queue) {
        final FrameCursor cursor = recording.cursor(queue);
        cursor.seekAfter(queue.equals(QueueNames.MARKS) ? afterEpoch : afterCommand);
        return limit == WHOLE || queue.equals(QueueNames.MARKS) ? cursor : new BoundedCursor(cursor, limit);
    }

    private RecomputedMarks recomputed(final VenueParameters parameters) {
        final FrameCursor epochs = recorded(QueueNames.MARKS);
        return new RecomputedMarks(
                parameters,
                recording.subscription(QueueNames.MARKET_DATA),
                lockstep.commands(),
                new RecordedMarks(epochs),
                comparing(QueueNames.MARKS));
    }

    /** Compares the sets of a store that the run passes, which has to compute the marks again, and marks those that are right. */
    public void compareSets(final SnapshotStore store) {
        if (recomputedMarks == null) {
            throw new IllegalStateException("a run that takes marks as recorded has no pricer to compare a set with");
        }
        sets = new SetVerification(store, afterCommand);
    }

    /** Sequences of the sets that were compared and found right. */
    public List<Long> setsVerified() {
        return sets == null ? List.of() : sets.verified();
    }

    /** One line for each set that is not what the engines compute. */
    public List<String> setsWrong() {
        return sets == null ? List.of() : sets.wrong();
    }

    /**
     * Verifies the recording, or its beginning.
     *
     * @param progress told the sequence of the last command now and then
     */
    public Verification run(final LongConsumer progress) {
        final Verification verification = runCommands(progress).orElseGet(() -> guarded(this::finish));
        return verification.outcome() == Outcome.IDENTICAL || limit != WHOLE
                ? verification
                : recording
                        .damage()
                        .map(damage -> damaged(verification, damage))
                        .orElse(verification);
    }

    /** A part that was lost is why something is missing, or differs. */
    private Verification damaged(final Verification found, final String damage) {
        return diverged(
                found.outcome() == Outcome.DIVERGED ? found.divergence() + "; " + damage : damage, found.frames());
    }

    /**
     * Decides recorded commands again.
     *
     * @return what differs, if something does
     */
    Optional<Verification> runCommands(final LongConsumer progress) {
        return Optional.ofNullable(guarded(() -> {
            long next = recordedCommands.peek();
            while (next != Subscription.NONE && next <= limit) {
                recordedCommands.poll(onCommand);
                commands++;
                if (sets != null) {
                    sets.after(next, lockstep, recomputedMarks);
                }
                if (commands % PROGRESS_INTERVAL == 0) {
                    progress.accept(next);
                }
                next = recordedCommands.peek();
            }
            return null;
        }));
    }

    /** Any failure on the way is the first divergence: of a frame, of a reference between queues, or of the bytes themselves. */
    private Verification guarded(final Supplier<Verification> work) {
        try {
            return work.get();
        } catch (final DivergenceException e) {
            return diverged(e.getMessage(), Optional.of(e));
        } catch (final CorruptFrameException e) {
            return diverged(e.getMessage(), Optional.empty());
        } catch (final RuntimeException e) {
            return diverged(reading + ": " + (e instanceof ReplayException ? e.getMessage() : e), Optional.empty());
        }
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        reading = "command " + FrameLayout.sequence(buffer, offset);
        replay.replay(buffer, offset, length);
    }

    private Verification finish() {
        reading = "after the last command";
        final Map<String, Long> missing = new LinkedHashMap<>();
        if (limit == WHOLE) {
            if (recomputedMarks != null) {
                recomputedMarks.finish();
            }
            for (final RequestReader reader : readers) {
                count(missing, reader.source().queue(), reader.countWaiting());
            }
        }
        for (final Map.Entry<String, ComparingSink> entry : sinks.entrySet()) {
            final String queue = entry.getKey();
            final ComparingSink sink = entry.getValue();
            final long surplus = limit == WHOLE || !queue.equals(QueueNames.MARKS) ? sink.countNotComputed() : 0;
            if (surplus > 0) {
                return diverged(
                        queue + " holds " + surplus + " more frames than the engines compute", Optional.empty());
            }
            if (sink.framesMissing() > 0 && sink.firstMissingSequence() <= reliedOn(queue)) {
                return diverged(
                        queue + " lacks sequence " + sink.firstMissingSequence() + ", but others relied on it up to "
                                + reliedOn(queue),
                        Optional.empty());
            }
            count(missing, queue, sink.framesMissing());
        }
        return new Verification(
                missing.isEmpty() ? Outcome.IDENTICAL : Outcome.INCOMPLETE,
                commands,
                framesCompared(),
                missing,
                "",
                Optional.empty());
    }

    /** How far others have acted on a queue: a recording that ends before that was damaged, not interrupted. */
    private long reliedOn(final String queue) {
        return switch (QueueNames.isExecutions(queue) ? QueueNames.EXECUTIONS : queue) {
            case QueueNames.EXECUTIONS -> recording.head(QueueNames.MARGIN).sequence();
            case QueueNames.MARGIN -> lockstep.sequencer().marginTo();
            case QueueNames.MARKS -> lockstep.sequencer().marksTo();
            default -> 0;
        };
    }

    private static void count(final Map<String, Long> counts, final String queue, final long count) {
        if (count > 0) {
            counts.put(queue, count);
        }
    }

    private Verification diverged(final String what, final Optional<DivergenceException> frames) {
        return new Verification(Outcome.DIVERGED, commands, framesCompared(), Map.of(), what, frames);
    }

    private Map<String, Long> framesCompared() {
        final Map<String, Long> compared = new LinkedHashMap<>();
        sinks.forEach((queue, sink) -> compared.put(queue, sink.framesCompared()));
        return compared;
    }

    /** Up to where every queue was read. */
    Map<String, Long> positions() {
        return ReadPositions.of(
                lockstep, recomputedMarks == null ? null : recomputedMarks.pricer(), recording.manifest());
    }

    /** The engines, as of the last command. */
    Lockstep lockstep() {
        return lockstep;
    }

    /** The pricer, where marks are computed again. */
    RecomputedMarks recomputedMarks() {
        return recomputedMarks;
    }
}
