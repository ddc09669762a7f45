package io.strikebook.common.venue;

/**
 * What one matching engine owns.
 *
 * @param ownership among how many
 * @param index     of the shard, from 0
 */
public record MatchingShard(CommandOwnership ownership, int index) {
    /** Checks that there is such a shard. */
    public MatchingShard {
        if (index < 0 || index >= ownership.shards()) {
            throw new IllegalArgumentException(
                    "there is no shard " + index + " of matching, only " + ownership.shards() + ", counted from 0");
        }
    }

    /** The only shard, which owns everything. */
    public static MatchingShard whole() {
        return new MatchingShard(new CommandOwnership(1), 0);
    }

    /** Whether the instruments of an underlying are traded here. */
    public boolean owns(final int underlyingId) {
        return ownership.shardOf(underlyingId) == index;
    }

    /**
     * Whether a command is answered here.
     *
     * @param underlyingId of the command's envelope
     */
    public boolean answers(final int templateId, final int underlyingId) {
        return answers(ownership.ownerOf(templateId, underlyingId));
    }

    /** Whether commands of an owner, as {@link CommandOwnership#ownerOf} says it, are answered here. */
    public boolean answers(final int owner) {
        return owner == index || owner == CommandOwnership.EVERY_SHARD;
    }

    /** Ordinal of the first trade of a command: those of one that each shard answers are dealt out in turn. */
    public int firstOrdinal(final int owner) {
        return owner == CommandOwnership.EVERY_SHARD ? index : 0;
    }

    /** From one trade's ordinal to the next, so that no two shards give out the same id. */
    public int ordinalStep(final int owner) {
        return owner == CommandOwnership.EVERY_SHARD ? ownership.shards() : 1;
    }
}
