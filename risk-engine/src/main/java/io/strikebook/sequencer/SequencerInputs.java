package io.strikebook.sequencer;

import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.home.SourceDescription;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a sequencer reads, each from its start: its own commands for recovery, the queues that its state refers to, and one queue per
 * source of requests (operators first, so that they are heard first).
 */
public record SequencerInputs(
        Subscription ownCommands,
        Subscription marks,
        ShardedExecutions executions,
        Subscription margin,
        List<Source> sources) {
    /** Inputs with one shard of matching. */
    public SequencerInputs(
            final Subscription ownCommands,
            final Subscription marks,
            final Subscription executions,
            final Subscription margin,
            final List<Source> sources) {
        this(ownCommands, marks, ShardedExecutions.of(executions), margin, sources);
    }

    /**
     * One queue of requests.
     *
     * @param gone whether its writer is not there any more
     */
    public record Source(SourceDescription description, Subscription subscription, BooleanSupplier gone) {
        /** One whose writer nobody watches. */
        public Source(final SourceDescription description, final Subscription subscription) {
            this(description, subscription, () -> false);
        }
    }
}
