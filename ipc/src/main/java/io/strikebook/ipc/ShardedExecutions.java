package io.strikebook.ipc;

import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.ipc.frame.FrameHandler;
import java.util.List;

/**
 * What all shards of matching write, for a reader that takes it in one order: by sequence, and of one sequence by shard. Each shard's
 * queue has only the groups of the commands that it answers, so an empty one says nothing by itself: a reader goes by the command, of
 * which it knows who answers it, or up to a sequence of which it knows that everybody has answered it. Single-threaded; whoever opened
 * the subscriptions closes them.
 */
public final class ShardedExecutions {
    private final CommandOwnership ownership;
    private final Subscription[] shards;

    /**
     * A reader at where the subscriptions are.
     *
     * @param shards in the order of their numbers
     */
    public ShardedExecutions(final CommandOwnership ownership, final List<? extends Subscription> shards) {
        if (shards.size() != ownership.shards()) {
            throw new IllegalArgumentException(
                    shards.size() + " queues of executions for " + ownership.shards() + " shards");
        }
        this.ownership = ownership;
        this.shards = shards.toArray(new Subscription[0]);
    }

    /** A reader of the only shard there is. */
    public static ShardedExecutions of(final Subscription executions) {
        return new ShardedExecutions(new CommandOwnership(1), List.of(executions));
    }

    /** Moves every shard's reader so that it goes on after a sequence. */
    public void seekAfter(final long sequence) {
        for (final Subscription shard : shards) {
            shard.seekAfter(sequence);
        }
    }

    /**
     * Whether all groups are there that answer a command, of which nobody asked before the command before was taken.
     *
     * @param underlyingId of the command's envelope
     * @throws IllegalStateException where a shard's next group is that of another command
     */
    public boolean isAnswered(final long sequence, final int templateId, final int underlyingId) {
        final int owner = ownership.ownerOf(templateId, underlyingId);
        if (owner == CommandOwnership.NO_SHARD) {
            return true;
        }
        if (owner != CommandOwnership.EVERY_SHARD) {
            return isNext(owner, sequence);
        }
        for (int shard = 0; shard < shards.length; shard++) {
            if (!isNext(shard, sequence)) {
                return false;
            }
        }
        return true;
    }

    private boolean isNext(final int shard, final long sequence) {
        final long next = shards[shard].peek();
        if (next == Subscription.NONE) {
            return false;
        }
        if (next != sequence) {
            throw new IllegalStateException(
                    "executions group " + next + (shards.length == 1 ? "" : " of shard " + shard)
                            + " where that of command " + sequence + " belongs");
        }
        return true;
    }

    /** Hands over the groups that answer a command, which are all there. */
    public void pollAnswer(final int templateId, final int underlyingId, final FrameHandler handler) {
        final int owner = ownership.ownerOf(templateId, underlyingId);
        if (owner >= 0) {
            shards[owner].poll(handler);
        } else if (owner == CommandOwnership.EVERY_SHARD) {
            for (final Subscription shard : shards) {
                shard.poll(handler);
            }
        }
    }

    /** Hands over every group that is there up to a sequence; answers how many. */
    public int pollTo(final long sequence, final FrameHandler handler) {
        int groups = 0;
        int shard = first(sequence);
        while (shard >= 0) {
            shards[shard].poll(handler);
            groups++;
            shard = first(sequence);
        }
        return groups;
    }

    /** The shard with the lowest next group, not beyond a sequence; -1 for none. */
    private int first(final long sequence) {
        int first = -1;
        long lowest = sequence;
        for (int shard = 0; shard < shards.length; shard++) {
            final long next = shards[shard].peek();
            if (next != Subscription.NONE && (next < lowest || next == lowest && first < 0)) {
                first = shard;
                lowest = next;
            }
        }
        return first;
    }

    /** Hands over groups that are there, at most so many of each shard, in no particular order of shards; answers how many. */
    public int poll(final int limit, final FrameHandler handler) {
        int groups = 0;
        for (final Subscription shard : shards) {
            int taken = 0;
            while (taken < limit && shard.poll(handler)) {
                taken++;
            }
            groups += taken;
        }
        return groups;
    }

    /** Whether what answers a command has been handed over. */
    public boolean isTaken(final long sequence, final int templateId, final int underlyingId) {
        final int owner = ownership.ownerOf(templateId, underlyingId);
        if (owner >= 0) {
            return shards[owner].position() >= sequence;
        }
        for (final Subscription shard : shards) {
            if (owner == CommandOwnership.EVERY_SHARD && shard.position() < sequence) {
                return false;
            }
        }
        return true;
    }
}
