package io.strikebook.runner;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.recovery.ComparingSink;
import io.strikebook.ipc.recovery.DivergenceException;
import io.strikebook.ipc.recovery.FrameCursor;
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
    private static final int PROGRESS_INTERVAL = 1 << 14;

    private final Recording recording;
    private final Subscription recordedCommands;
    private final List<RequestReader> readers = new ArrayList<>();
    private final Map<String, ComparingSink> sinks = new LinkedHashMap<>();
    private final Lockstep lockstep;
    private final CommandReplay replay;
    private final RecomputedMarks recomputedMarks;
    private final FrameHandler onCommand;
    private String reading = QueueNames.COMMANDS;
    private long commands;

    /**
     * A verification of a whole recording.
     *
     * @param parameters     of the engines; others than the manifest's make them other engines
     * @param fromMarketData compute marks again too, instead of taking the recorded ones
     */
    public Verifier(final Recording recording, final VenueParameters parameters, final boolean fromMarketData) {
        this.recording = recording;
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
                        comparing(QueueNames.EXECUTIONS),
                        comparing(QueueNames.MARGIN)));
        recomputedMarks = fromMarketData ? recomputed(parameters) : null;
        lockstep.start(fromMarketData ? recomputedMarks : MarksSupply.recorded(recording));
        replay = new CommandReplay(lockstep, sources, readers);
        onCommand = this::onCommand;
    }

    private ComparingSink comparing(final String queue) {
        final ComparingSink sink = new ComparingSink(queue, recording.cursor(queue));
        sinks.put(queue, sink);
        return sink;
    }

    private RecomputedMarks recomputed(final VenueParameters parameters) {
        final FrameCursor epochs = recording.cursor(QueueNames.MARKS);
        return new RecomputedMarks(
                parameters,
                recording.subscription(QueueNames.MARKET_DATA),
                lockstep.commands(),
                new RecordedMarks(epochs),
                comparing(QueueNames.MARKS));
    }

    /**
     * Verifies the whole recording.
     *
     * @param progress told the sequence of the last command now and then
     */
    public Verification run(final LongConsumer progress) {
        final Optional<Verification> stopped = runTo(Long.MAX_VALUE, progress);
        return stopped.orElseGet(() -> guarded(this::finish));
    }

    /**
     * Decides recorded commands again up to a sequence.
     *
     * @return what differs, if something does
     */
    Optional<Verification> runTo(final long sequence, final LongConsumer progress) {
        return Optional.ofNullable(guarded(() -> {
            long next = recordedCommands.peek();
            while (next != Subscription.NONE && next <= sequence) {
                recordedCommands.poll(onCommand);
                commands++;
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
        if (recomputedMarks != null) {
            recomputedMarks.finish();
        }
        final Map<String, Long> missing = new LinkedHashMap<>();
        for (final Map.Entry<String, ComparingSink> entry : sinks.entrySet()) {
            final long surplus = entry.getValue().countNotComputed();
            if (surplus > 0) {
                return diverged(
                        entry.getKey() + " holds " + surplus + " more frames than the engines compute",
                        Optional.empty());
            }
            count(missing, entry.getKey(), entry.getValue().framesMissing());
        }
        for (final RequestReader reader : readers) {
            count(missing, reader.source().queue(), reader.countWaiting());
        }
        return new Verification(
                missing.isEmpty() ? Outcome.IDENTICAL : Outcome.INCOMPLETE,
                commands,
                framesCompared(),
                missing,
                "",
                Optional.empty());
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

    /** The engines, as of the last command. */
    Lockstep lockstep() {
        return lockstep;
    }

    /** The pricer, where marks are computed again. */
    RecomputedMarks recomputedMarks() {
        return recomputedMarks;
    }
}
