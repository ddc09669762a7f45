package io.strikebook.runner;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.sequencer.Sequencer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The engines of a recording as they were after one of its commands, for whoever looks at accounts or asks what would be next. They run over
 * the recording from its newest snapshot set before that, compare everything on the way, and the sequencer then gets every answer there
 * is. Nothing that is tried on them is written anywhere. Single-threaded.
 */
public final class Moment {
    private final Recording recording;
    private final Lockstep engines;
    private final long sequence;
    private final long timestampNs;

    private Moment(final Recording recording, final Lockstep engines, final long sequence) {
        this.recording = recording;
        this.engines = engines;
        this.sequence = sequence;
        this.timestampNs = engines.sequencer().timestampNs();
    }

    /**
     * Runs up to a command.
     *
     * @param sequence of the command, from 1 to {@link Recording#lastAnsweredCommand()}
     * @param progress told the sequence of the last command now and then
     * @param log      told of snapshot sets that are passed over
     * @throws DivergedException where the engines do not do what was recorded
     */
    public static Moment at(
            final Recording recording, final long sequence, final LongConsumer progress, final Consumer<String> log) {
        final int interval = recording.manifest().venue().sequencing().checkpointInterval();
        // A checkpoint writes itself behind the command before; it changes nothing that is looked at.
        final long limit = (sequence + 1) % interval == 0 ? sequence + 1 : sequence;
        final SnapshotStore store = new SnapshotStore(
                recording.home().snapshots(), recording.manifest().homeId(), log);
        final Verifier verifier = RunBeginning.withRecordedMarks(recording, store, limit, log);
        verifier.runCommands(progress).ifPresent(diverged -> {
            throw new DivergedException(diverged);
        });
        final Lockstep engines = verifier.lockstep();
        if (engines.sequencer().lastSequence() < sequence) {
            throw new ReplayException("commands end at " + engines.sequencer().lastSequence());
        }
        engines.feedAnswers(engines.sequencer().lastSequence());
        return new Moment(recording, engines, sequence);
    }

    /** Engines that run otherwise than was recorded: what they say means nothing. */
    public static final class DivergedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DivergedException(final Verification verification) {
            super(verification.summary());
        }
    }

    /** The recording. */
    public Recording recording() {
        return recording;
    }

    /** The command. */
    public long sequence() {
        return sequence;
    }

    /** Its time. */
    public long timestampNs() {
        return timestampNs;
    }

    /** The sequencer, which knows all that was answered. */
    public Sequencer sequencer() {
        return engines.sequencer();
    }

    /** Margin's accounts, positions and marks. */
    public MarginCore margin() {
        return engines.margin().core();
    }

    /** A listed instrument by its name. */
    public Optional<Instrument> instrument(final String symbol) {
        for (int id = 1; id <= sequencer().lastInstrumentId(); id++) {
            final Instrument instrument = sequencer().instrument(id);
            if (instrument != null && instrument.terms().symbol().equals(symbol)) {
                return Optional.of(instrument);
            }
        }
        return Optional.empty();
    }

    /**
     * Has an account send an order now: the sequencer decides it, matching trades it, margin counts it.
     *
     * @param accountId of an account that there is
     */
    public OrderOutcome send(final int accountId, final OrderDraft draft) {
        return new OrderTrial(recording.manifest(), engines).send(accountId, draft);
    }

    /** Lets the next tick come, by which margin has reported what the orders sent so far changed. */
    public void tick() {
        final Sequencer sequencer = sequencer();
        sequencer.tick(Math.max(sequencer.nextTickNs(), sequencer.timestampNs()));
        engines.settle();
        engines.feedAnswers(sequencer.lastSequence());
    }
}
