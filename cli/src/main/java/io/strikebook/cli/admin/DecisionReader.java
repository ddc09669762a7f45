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
    private final ChronicleTransport transport;
    private final FramePrinter printer;
    private final Subscription commands;
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private Decision decision;

    /**
     * What the command's owner answered.
     *
     * @param queue where
     * @param code  {@code ACCEPTED} unless the owner refused
     * @param lines every frame of the group
     */
    record Answer(String queue, RejectCode code, List<String> lines) {}

    /** A reader that begins at the end of the queue: to be made before the request is recorded. */
    DecisionReader(final Home home, final ChronicleTransport transport, final FramePrinter printer) {
        this.home = home;
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
                    envelope.decision(),
                    printer.print(buffer, offset));
        }
    }

    /** Waits for the group with which the command's owner answered. */
    Optional<Answer> awaitAnswer(final Decision decided, final long deadlineNs) {
        final String queue =
                CommandOwnership.answeredByMatching(decided.templateId()) ? QueueNames.EXECUTIONS : QueueNames.MARGIN;
        try (Subscription answers = transport.subscription(home.queue(queue))) {
            answers.seekAfter(decided.sequence() - 1);
            while (answers.peek() == Subscription.NONE) {
                if (System.nanoTime() - deadlineNs >= 0) {
                    return Optional.empty();
                }
                LockSupport.parkNanos(POLL_INTERVAL_NS);
            }
            return Optional.of(read(queue, answers));
        }
    }

    private Answer read(final String queue, final Subscription answers) {
        final List<String> lines = new ArrayList<>();
        final RejectCode[] code = {RejectCode.ACCEPTED};
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
        return new Answer(queue, code[0], lines);
    }

    @Override
    public void close() {
        commands.close();
    }
}
