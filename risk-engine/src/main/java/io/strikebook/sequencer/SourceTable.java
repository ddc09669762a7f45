package io.strikebook.sequencer;

import io.strikebook.common.hash.StateHash;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import java.util.List;

/**
 * The sources of requests and how far each was sequenced: every request exactly once. Every request has its command, at once, but for
 * those of the pricer and of margin: they are <em>seen</em> with their epoch or group and <em>sequenced</em> once their turn comes. Only
 * what was sequenced is state.
 */
final class SourceTable {
    private final SourceDescription[] byId;
    private final long[] seen;
    private final long[] sequenced;
    private final boolean[] admin;

    /** Said to be gone by a command, and not heard of since. */
    private final boolean[] lost;

    SourceTable(final List<SourceDescription> sources) {
        int lastId = 0;
        for (final SourceDescription source : sources) {
            lastId = Math.max(lastId, source.sourceId());
        }
        this.byId = new SourceDescription[lastId + 1];
        this.seen = new long[lastId + 1];
        this.sequenced = new long[lastId + 1];
        this.admin = new boolean[lastId + 1];
        this.lost = new boolean[lastId + 1];
        for (final SourceDescription source : sources) {
            if (source.sourceId() <= SourceDescription.SEQUENCER || byId[source.sourceId()] != null) {
                throw new IllegalArgumentException("source id of " + source + " is not free");
            }
            byId[source.sourceId()] = source;
            admin[source.sourceId()] = source.queue().equals(QueueNames.ADMIN);
        }
    }

    int lastId() {
        return byId.length - 1;
    }

    /** Whether the source's next request is this one; false for one seen before. */
    boolean see(final int sourceId, final long sourceSequence) {
        final SourceDescription source = describe(sourceId);
        final long expected = seen[sourceId] + 1;
        if (sourceSequence < expected) {
            return false;
        }
        if (sourceSequence > expected) {
            throw new IllegalStateException("source " + source.name() + " (" + source.queue() + "): request "
                    + sourceSequence + " where " + expected + " was expected");
        }
        seen[sourceId] = sourceSequence;
        return true;
    }

    /** A command with this origin was applied. */
    void sequenced(final int sourceId, final long sourceSequence) {
        describe(sourceId);
        if (sourceSequence != sequenced[sourceId] + 1) {
            throw new IllegalStateException("a command answers request " + sourceSequence + " of source " + sourceId
                    + ", which was sequenced up to " + sequenced[sourceId]);
        }
        lost[sourceId] = false;
        set(sourceId, sourceSequence);
    }

    /** Whether the manifest has such a source. */
    boolean isSource(final int sourceId) {
        return sourceId > 0 && sourceId < byId.length && byId[sourceId] != null;
    }

    /** A command said that the source is gone; its next request brings it back. */
    void lose(final int sourceId) {
        describe(sourceId);
        lost[sourceId] = true;
    }

    /** Whether a command said that the source is gone, and no request came since. */
    boolean isLost(final int sourceId) {
        return lost[sourceId];
    }

    /** Number of the source's last request on commands. */
    long sequencedTo(final int sourceId) {
        return sequenced[sourceId];
    }

    /** Starts from a number that a snapshot carried. */
    void restore(final int sourceId, final long sourceSequence) {
        if (sourceSequence != 0) {
            set(sourceId, sourceSequence);
        }
    }

    /** Id of the source that writes a queue, or 0 where none does. */
    int sourceOf(final String queue) {
        for (int i = 1; i < byId.length; i++) {
            if (byId[i] != null && byId[i].queue().equals(queue)) {
                return i;
            }
        }
        return SourceDescription.SEQUENCER;
    }

    /** Whether a source is one of orders: neither an operator's, nor the pricer's or margin's, nor the sequencer itself. */
    boolean isClient(final int sourceId) {
        return sourceId != SourceDescription.SEQUENCER
                && QueueNames.isOrders(describe(sourceId).queue());
    }

    boolean isAdmin(final int sourceId) {
        describe(sourceId);
        return admin[sourceId];
    }

    /** Continues a hash with how far each source was sequenced, and whether it is lost: they are few, and hashes are wanted at checkpoints only. */
    long hash(final long before) {
        long hash = before;
        for (int id = 0; id < sequenced.length; id++) {
            hash = StateHash.and(hash, lost[id] ? ~sequenced[id] : sequenced[id]);
        }
        return hash;
    }

    private void set(final int sourceId, final long sourceSequence) {
        sequenced[sourceId] = sourceSequence;
        seen[sourceId] = Math.max(seen[sourceId], sourceSequence);
    }

    private SourceDescription describe(final int sourceId) {
        if (sourceId <= 0 || sourceId >= byId.length || byId[sourceId] == null) {
            throw new IllegalStateException("source " + sourceId + " is not in the manifest");
        }
        return byId[sourceId];
    }
}
