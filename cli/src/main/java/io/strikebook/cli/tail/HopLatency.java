package io.strikebook.cli.tail;

import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.MarksAdvancedCommandDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * From an input's hand-over to the hand-over of what it caused, joined by sequence. Clocks of two processes agree to
 * about a microsecond, so a hop can even come out negative. A frame that nothing on another queue caused (a tick) has
 * no hop.
 *
 * <pre>
 * marks       after market-data   marketDataTo of the epoch
 * commands    after its source    sourceSequence; MarksAdvanced after marks
 * executions  after commands      same sequence
 * margin      after executions    same sequence, the last shard's; after commands where matching does not answer
 * </pre>
 */
final class HopLatency implements AutoCloseable {
    /** No hop. */
    static final long NONE = Long.MIN_VALUE;

    private final String queue;
    private final Map<String, InputClock> inputs = new LinkedHashMap<>();
    private final List<InputClock> executions = new ArrayList<>();
    private final Map<Integer, InputClock> sources = new LinkedHashMap<>();
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final MarksEpochBeginDecoder epochBegin = new MarksEpochBeginDecoder();
    private long epochMarketDataTo;

    private HopLatency(final String queue) {
        this.queue = queue;
    }

    /** Opens the inputs of a queue; empty where its input is outside the home. */
    static Optional<HopLatency> of(
            final String queue, final Home home, final Manifest manifest, final ChronicleTransport transport) {
        final HopLatency latency = new HopLatency(queue);
        switch (QueueNames.isExecutions(queue) ? QueueNames.EXECUTIONS : queue) {
            case QueueNames.MARKS -> latency.open(QueueNames.MARKET_DATA, home, transport);
            case QueueNames.EXECUTIONS -> latency.open(QueueNames.COMMANDS, home, transport);
            case QueueNames.MARGIN -> {
                for (final String executions :
                        QueueNames.executions(manifest.venue().matchingShards())) {
                    latency.executions.add(latency.open(executions, home, transport));
                }
                latency.open(QueueNames.COMMANDS, home, transport);
            }
            case QueueNames.COMMANDS -> {
                latency.open(QueueNames.MARKS, home, transport);
                for (final SourceDescription source : manifest.sources()) {
                    if (source.queue().equals(QueueNames.ADMIN) || QueueNames.isOrders(source.queue())) {
                        latency.sources.put(source.sourceId(), latency.open(source.queue(), home, transport));
                    }
                }
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(latency);
    }

    private InputClock open(final String input, final Home home, final ChronicleTransport transport) {
        if (!ChronicleTransport.exists(home.queue(input))) {
            throw new HomeException("--latency needs queue " + input + ": nothing at " + home.queue(input));
        }
        final InputClock clock = new InputClock(transport.cursor(home.queue(input)));
        inputs.put(input, clock);
        return clock;
    }

    /** Names of the inputs, for a summary. */
    String inputNames() {
        return String.join(", ", inputs.keySet());
    }

    /** To be shown every frame, printed or not: the first one of an epoch says what the others come from. */
    void observe(final FrameCursor output) {
        final int offset = output.offset();
        if (FrameLayout.templateId(output.buffer(), offset) == MarksEpochBeginDecoder.TEMPLATE_ID) {
            epochMarketDataTo = epochBegin
                    .wrap(
                            output.buffer(),
                            offset + FrameLayout.HEADER_LENGTH,
                            FrameLayout.blockLength(output.buffer(), offset),
                            FrameLayout.version(output.buffer(), offset))
                    .marketDataTo();
        }
    }

    /** Hop of the cursor's frame, nanoseconds, or {@link #NONE}. */
    long of(final FrameCursor output) {
        final long inputNs = inputNs(output.buffer(), output.offset());
        return inputNs == FrameCursor.NO_CLOCK ? NONE : output.documentClockNs() - inputNs;
    }

    private long inputNs(final UnsafeBuffer buffer, final int offset) {
        final long sequence = FrameLayout.sequence(buffer, offset);
        return switch (QueueNames.isExecutions(queue) ? QueueNames.EXECUTIONS : queue) {
            case QueueNames.MARKS -> inputs.get(QueueNames.MARKET_DATA).clockNs(epochMarketDataTo);
            case QueueNames.COMMANDS -> commandInputNs(buffer, offset);
            case QueueNames.EXECUTIONS -> inputs.get(QueueNames.COMMANDS).clockNs(sequence);
            default -> {
                final long executedNs = executedNs(sequence);
                yield executedNs != FrameCursor.NO_CLOCK
                        ? executedNs
                        : inputs.get(QueueNames.COMMANDS).clockNs(sequence);
            }
        };
    }

    /** When the last shard of matching had answered. */
    private long executedNs(final long sequence) {
        long newestNs = FrameCursor.NO_CLOCK;
        for (final InputClock shard : executions) {
            newestNs = Math.max(newestNs, shard.clockNs(sequence));
        }
        return newestNs;
    }

    private long commandInputNs(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.blockLength(buffer, offset) < EnvelopeDecoder.ENCODED_LENGTH) {
            return FrameCursor.NO_CLOCK;
        }
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        if (FrameLayout.templateId(buffer, offset) == MarksAdvancedCommandDecoder.TEMPLATE_ID) {
            return inputs.get(QueueNames.MARKS).clockNs(envelope.marksTo());
        }
        final InputClock source = sources.get(envelope.sourceId());
        return source == null ? FrameCursor.NO_CLOCK : source.clockNs(envelope.sourceSequence());
    }

    @Override
    public void close() {
        inputs.values().forEach(InputClock::close);
    }
}
