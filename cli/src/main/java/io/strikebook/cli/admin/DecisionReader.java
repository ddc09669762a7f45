package io.strikebook.cli.admin;

import io.strikebook.cli.print.FramePrinter;
import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/** Follows {@code commands} from where it ended before a request was recorded, until the request's command is there. */
final class DecisionReader implements AutoCloseable {
    private static final long POLL_INTERVAL_NS = 1_000_000L;

    private final Home home;
    private final CommandOwnership ownership;
    private final ChronicleTransport transport;
    private final FramePrinter printer;
    private final Subscription commands;
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private Decision decision;

    /**
     * What the command's owner answered.
     *
     * @param queue where; several, where several shards of matching answered
     * @param code  {@code ACCEPTED} unless the owner refused
     * @param lines every frame of the groups
     */
    record Answer(String queue, RejectCode code, List<String> lines) {}

    /** A reader that begins at the end of the queue: to be made before the request is recorded. */
    DecisionReader(
            final Home home,
            final CommandOwnership ownership,
            final ChronicleTransport transport,
            final FramePrinter printer) {
        this.home = home;
        this.ownership = ownership;
        this.transport = transport;
        this.printer = printer;
        final long head = transport.head(home.queue(QueueNames.COMMANDS)).sequence();
        commands = transport.subscription(home.queue(QueueNames.COMMANDS));
        commands.seekAfter(head);
    }

    /**
     * Waits for the command of a request.
     *
     * @param deadlineNs of {@code System.nanoTime()}
     * @param waiting    asked now and then whether there is still somebody who could decide
     */
    Optional<Decision> await(
            final int sourceId, final long sourceSequence, final long deadlineNs, final BooleanSupplier waiting) {
        decision = null;
        boolean more = true;
        while (decision == null && more) {
            while (decision == null
                    && commands.poll((buffer, offset, length) -> onCommand(sourceId, sourceSequence, buffer, offset))) {
                continue;
            }
            more = System.nanoTime() - deadlineNs < 0 && waiting.getAsBoolean();
            if (decision == null && more) {
                LockSupport.parkNanos(POLL_INTERVAL_NS);
            }
        }
        return Optional.ofNullable(decision);
    }

    private void onCommand(final int sourceId, final long sourceSequence, final UnsafeBuffer buffer, final int offset) {
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        if (envelope.sourceId() == sourceId && envelope.sourceSequence() == sourceSequence) {
            decision = new Decision(
                    FrameLayout.sequence(buffer, offset),
                    FrameLayout.templateId(buffer, offset),
                    envelope.underlyingId(),
                    envelope.decision(),
                    printer.print(buffer, offset));
        }
    }

    /** Waits for the groups with which the command's owner, or every shard of matching, answered. */
    Optional<Answer> awaitAnswer(final Decision decided, final long deadlineNs) {
        final List<String> lines = new ArrayList<>();
        final RejectCode[] code = {RejectCode.ACCEPTED};
        final List<String> queues = answeredOn(decided);
        for (final String queue : queues) {
            if (!read(queue, decided.sequence(), deadlineNs, lines, code)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Answer(String.join(", ", queues), code[0], lines));
    }

    private List<String> answeredOn(final Decision decided) {
        final int owner = ownership.ownerOf(decided.templateId(), decided.underlyingId());
        return switch (owner) {
            case CommandOwnership.NO_SHARD -> List.of(QueueNames.MARGIN);
            case CommandOwnership.EVERY_SHARD -> QueueNames.executions(ownership.shards());
            default -> List.of(QueueNames.executions(owner, ownership.shards()));
        };
    }

    private boolean read(
            final String queue,
            final long sequence,
            final long deadlineNs,
            final List<String> lines,
            final RejectCode[] code) {
        try (Subscription answers = transport.subscription(home.queue(queue))) {
            answers.seekAfter(sequence - 1);
            while (answers.peek() == Subscription.NONE) {
                if (System.nanoTime() - deadlineNs >= 0) {
                    return false;
                }
                LockSupport.parkNanos(POLL_INTERVAL_NS);
            }
            answers.poll((buffer, offset, length) -> {
                lines.add(printer.print(buffer, offset));
                if (FrameLayout.templateId(buffer, offset) == RejectedDecoder.TEMPLATE_ID) {
                    rejected.wrap(
                            buffer,
                            offset + FrameLayout.HEADER_LENGTH,
                            FrameLayout.blockLength(buffer, offset),
                            FrameLayout.version(buffer, offset));
                    code[0] = rejected.code();
                }
            });
            return true;
        }
    }

    @Override
    public void close() {
        commands.close();
    }
}
