package io.strikebook.sequencer;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.schemas.EnvelopeDecoder;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings a sequencer, empty or loaded from a snapshot, to the end of its own recorded commands: for each, what it was decided on is
 * applied up to the recorded watermarks, then the command itself. Nothing is decided. Leaves every input where live work goes on.
 *
 * <p>After a crash of the machine {@code marks} or {@code margin} may end before what commands refer to, until their processes, which
 * start at the same time, have computed the rest again: recovery waits for that while it may.
 */
final class SequencerRecovery {
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final Sequencer sequencer;
    private final SequencerInputs inputs;
    private final BooleanSupplier mayWait;
    private final FrameHandler onRequest = this::onRequest;
    private final FrameHandler onMarks;
    private final FrameHandler onExecution;
    private final FrameHandler onMargin;

    /**
     * A recovery that has not begun.
     *
     * @param mayWait asked each time that something is not there yet; pauses, or answers false once it has to be there
     */
    SequencerRecovery(final Sequencer sequencer, final SequencerInputs inputs, final BooleanSupplier mayWait) {
        this.sequencer = sequencer;
        this.inputs = inputs;
        this.mayWait = mayWait;
        this.onMarks = sequencer::onMarks;
        this.onExecution = sequencer::onExecution;
        this.onMargin = sequencer::onMargin;
    }

    /** Applies every recorded command; returns how many. */
    long run() {
        inputs.ownCommands().seekAfter(sequencer.lastSequence());
        inputs.marks().seekAfter(sequencer.marksTo());
        inputs.executions().seekAfter(sequencer.executionsTo());
        inputs.margin().seekAfter(sequencer.marginTo());
        for (final SequencerInputs.Source source : inputs.sources()) {
            source.subscription()
                    .seekAfter(sequencer.sequencedTo(source.description().sourceId()));
        }
        final FrameHandler onCommand = this::onCommand;
        long count = 0;
        while (inputs.ownCommands().poll(onCommand)) {
            count++;
        }
        return count;
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        final long sequence = FrameLayout.sequence(buffer, offset);
        do {
            applyMargin(envelope.marginTo());
        } while (sequencer.marginTo() < envelope.marginTo() && mayWait.getAsBoolean());
        if (sequencer.marginTo() != envelope.marginTo()) {
            throw missing(sequence, "margin group", envelope.marginTo());
        }
        while (sequencer.marksTo() < envelope.marksTo() && (inputs.marks().poll(onMarks) || mayWait.getAsBoolean())) {
            // every epoch up to the watermark
            continue;
        }
        if (sequencer.marksTo() != envelope.marksTo()) {
            throw missing(sequence, "marks epoch", envelope.marksTo());
        }
        consumeRequest(sequence, envelope.sourceId(), envelope.sourceSequence());
        sequencer.apply(buffer, offset, length);
    }

    /** Applies margin groups up to one, each after the executions up to the same sequence. */
    private void applyMargin(final long marginTo) {
        long next = inputs.margin().peek();
        while (next != Subscription.NONE && next <= marginTo) {
            inputs.executions().pollTo(next, onExecution);
            inputs.margin().poll(onMargin);
            next = inputs.margin().peek();
        }
    }

    private void consumeRequest(final long sequence, final int sourceId, final long sourceSequence) {
        if (sourceId == SourceDescription.SEQUENCER) {
            return;
        }
        for (final SequencerInputs.Source source : inputs.sources()) {
            if (source.description().sourceId() == sourceId) {
                if (source.subscription().peek() != sourceSequence) {
                    throw missing(sequence, "request of " + source.description().queue(), sourceSequence);
                }
                source.subscription().poll(onRequest);
            }
        }
    }

    private void onRequest(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.frameInGroup(buffer, offset) == 0) {
            sequencer.onRequest(buffer, offset, length);
        }
    }

    private static IllegalStateException missing(final long sequence, final String what, final long number) {
        return new IllegalStateException(
                "command " + sequence + " was decided on " + what + " " + number + ", which is not recorded");
    }
}
