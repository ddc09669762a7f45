package io.strikebook.pricer;

import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.EnvelopeDecoder;

/**
 * The commands that a pricer takes for its epochs. Where the venue's own book feeds marks, each is followed by what matching answered, by
 * shard, and one that is not answered yet is as if it were not there: so how far an epoch had applied commands says how far it had applied
 * executions too. Single-threaded; whoever opened the subscriptions closes them.
 */
public final class AnsweredCommands {
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final Subscription commands;
    /** Null where what matching answers is of no interest. */
    private final ShardedExecutions executions;

    private AnsweredCommands(final Subscription commands, final ShardedExecutions executions) {
        this.commands = commands;
        this.executions = executions;
    }

    /** Commands alone, whether matching has answered them or not. */
    public static AnsweredCommands alone(final Subscription commands) {
        return new AnsweredCommands(commands, null);
    }

    /** Commands and their answers; both readers stand after the same command. */
    public static AnsweredCommands of(final Subscription commands, final ShardedExecutions executions) {
        return new AnsweredCommands(commands, executions);
    }

    /** Goes on after a command. */
    public void seekAfter(final long sequence) {
        commands.seekAfter(sequence);
        if (executions != null) {
            executions.seekAfter(sequence);
        }
    }

    /** Whether there is another command, and it was decided before an epoch was there. */
    boolean isBefore(final long epoch) {
        if (commands.peek() == Subscription.NONE) {
            return false;
        }
        wrapEnvelope();
        return envelope.marksTo() < epoch;
    }

    /** Hands over the next command and its answers; false where one of them is not there yet. */
    boolean take(final FrameHandler onCommand, final FrameHandler onExecution) {
        final long sequence = commands.peek();
        if (sequence == Subscription.NONE) {
            return false;
        }
        if (executions == null) {
            return commands.poll(onCommand);
        }
        wrapEnvelope();
        final int templateId = FrameLayout.templateId(commands.buffer(), commands.offset());
        final int underlyingId = envelope.underlyingId();
        if (!executions.isAnswered(sequence, templateId, underlyingId)) {
            return false;
        }
        commands.poll(onCommand);
        executions.pollAnswer(templateId, underlyingId, onExecution);
        return true;
    }

    private void wrapEnvelope() {
        envelope.wrap(commands.buffer(), commands.offset() + FrameLayout.HEADER_LENGTH);
    }
}
