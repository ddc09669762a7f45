package io.strikebook.runner;

import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.schemas.CheckpointCommandDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.EnvironmentCommandDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MarksAdvancedCommandDecoder;
import io.strikebook.schemas.SourceLostCommandDecoder;
import io.strikebook.schemas.TickCommandDecoder;
import io.strikebook.sequencer.Sequencer;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides recorded commands again. From a recorded command come only its place, time and watermarks, and, for the sequencer's own,
 * what it is; the request is read from its source's queue, and the decision is made anew.
 */
final class CommandReplay {
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final EnvironmentCommandDecoder environment = new EnvironmentCommandDecoder();
    private final SourceLostCommandDecoder sourceLost = new SourceLostCommandDecoder();
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final Lockstep lockstep;
    private final Sequencer sequencer;
    private final RequestReader[] readers;
    private final int pricerSource;
    private final int marginSource;
    private final FrameHandler onRequest = this::onRequest;
    private int sourceId;
    private long timestampNs;

    CommandReplay(final Lockstep lockstep, final List<SourceDescription> sources, final List<RequestReader> readers) {
        this.lockstep = lockstep;
        this.sequencer = lockstep.sequencer();
        int lastId = 0;
        int pricer = SourceDescription.SEQUENCER;
        int margin = SourceDescription.SEQUENCER;
        for (final SourceDescription source : sources) {
            lastId = Math.max(lastId, source.sourceId());
            pricer = source.queue().equals(QueueNames.MARKS) ? source.sourceId() : pricer;
            margin = source.queue().equals(QueueNames.MARGIN) ? source.sourceId() : margin;
        }
        this.pricerSource = pricer;
        this.marginSource = margin;
        this.readers = new RequestReader[lastId + 1];
        for (final RequestReader reader : readers) {
            this.readers[reader.source().sourceId()] = reader;
        }
    }

    /** Decides one recorded command again and lets matching and margin answer it. */
    void replay(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.blockLength(buffer, offset) < EnvelopeDecoder.ENCODED_LENGTH) {
            throw new ReplayException("it is too short for an envelope");
        }
        final long sequence = FrameLayout.sequence(buffer, offset);
        if (sequencer.lastSequence() >= sequence) {
            return; // a checkpoint that wrote itself after the command before
        }
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        timestampNs = FrameLayout.timestampNs(buffer, offset);
        sourceId = envelope.sourceId();
        final int template = FrameLayout.templateId(buffer, offset);
        final long marksTo = envelope.marksTo();
        final long sourceSequence = envelope.sourceSequence();
        lockstep.feedAnswers(Math.max(envelope.marginTo(), sequencer.marginTo()));
        lockstep.feedMarks(marksTo);
        if (sourceId == SourceDescription.SEQUENCER) {
            own(template, marksTo, buffer, offset);
        } else if (sourceId == pricerSource) {
            sequencer.decideListing(timestampNs);
        } else if (sourceId == marginSource) {
            sequencer.decideTriggered(timestampNs);
        } else if (sourceId < readers.length && readers[sourceId] != null) {
            readers[sourceId].read(sourceSequence, onRequest);
        } else {
            throw new ReplayException("its source " + sourceId + " has no queue of requests");
        }
        if (sequencer.lastSequence() < sequence) {
            throw new ReplayException("it was not decided again: nothing calls for it");
        }
        lockstep.settle();
    }

    private void onRequest(final UnsafeBuffer buffer, final int offset, final int length) {
        sequencer.decide(sourceId, buffer, offset, length, timestampNs);
    }

    private void own(final int template, final long marksTo, final UnsafeBuffer buffer, final int offset) {
        switch (template) {
            case TickCommandDecoder.TEMPLATE_ID -> sequencer.tick(timestampNs);
            case MarksAdvancedCommandDecoder.TEMPLATE_ID -> sequencer.marksAdvanced(marksTo, timestampNs);
            case CheckpointCommandDecoder.TEMPLATE_ID -> sequencer.checkpoint(timestampNs);
            case SourceLostCommandDecoder.TEMPLATE_ID ->
                sequencer.sourceLost(
                        sourceLost.wrapAndApplyHeader(buffer, offset, header).lostSourceId(), timestampNs);
            case EnvironmentCommandDecoder.TEMPLATE_ID -> {
                environment.wrapAndApplyHeader(buffer, offset, header);
                sequencer.environment(environment.kind(), environment.value(), timestampNs);
            }
            default -> throw new ReplayException("template " + template + " is none that the sequencer makes itself");
        }
    }
}
