package io.strikebook.cli.book;

import io.strikebook.books.BookFollower;
import io.strikebook.books.BookSeed;
import io.strikebook.books.FollowedBook;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.runner.LoadedSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The books of all shards of matching, each from its own executions: from their first frame on, or, where that was pruned, from the newest
 * verified snapshot set that is not beyond what is asked for.
 */
final class ShardFollowers implements AutoCloseable {
    private static final int GROUPS_AT_ONCE = 10_000;

    private final List<Shard> shards = new ArrayList<>();
    private final long startedAfter;

    /**
     * Opens the executions.
     *
     * @param notBeyond the last command that books will be asked for
     */
    ShardFollowers(final Home home, final Manifest manifest, final ChronicleTransport transport, final long notBeyond) {
        final List<String> queues = QueueNames.executions(manifest.venue().matchingShards());
        long prunedTo = 0;
        for (final String queue : queues) {
            if (!ChronicleTransport.exists(home.queue(queue))) {
                throw new HomeException("queue " + queue + " is missing: nothing at " + home.queue(queue));
            }
            prunedTo = Math.max(prunedTo, home.prunedTo(queue));
        }
        final SnapshotSet set = prunedTo == 0 ? null : covering(home, manifest, prunedTo, notBeyond);
        startedAfter = set == null ? 0 : set.sequence();
        final LoadedSet loaded = set == null ? null : load(set, manifest);
        for (final String queue : queues) {
            final Path folder = home.queue(queue);
            final Shard shard = new Shard(transport.subscription(folder), transport.roughHead(folder));
            shards.add(shard);
            if (loaded != null) {
                loaded.tell(QueueNames.shardOf(QueueNames.writerOf(queue)), new BookSeed(shard.books, startedAfter));
                shard.seekAfter(startedAfter);
            }
        }
    }

    private static SnapshotSet covering(
            final Home home, final Manifest manifest, final long prunedTo, final long notBeyond) {
        return new SnapshotStore(home.snapshots(), manifest.homeId(), line -> {})
                .newestVerified(notBeyond)
                .filter(set -> set.sequence() >= prunedTo)
                .orElseThrow(() -> new HomeException("executions up to command " + prunedTo
                        + " were pruned, and there is no verified snapshot set at or after it"
                        + (notBeyond == Long.MAX_VALUE ? "" : " and not beyond command " + notBeyond)
                        + " from which books could begin"));
    }

    private static LoadedSet load(final SnapshotSet set, final Manifest manifest) {
        try {
            return new LoadedSet(set, manifest);
        } catch (final IllegalStateException e) {
            throw new HomeException(
                    "older executions were pruned, and this build cannot read the snapshot set of command "
                            + set.sequence() + " from which books could begin: " + e.getMessage());
        }
    }

    /** The command of the snapshot set that books began with; 0: the beginning. */
    long startedAfter() {
        return startedAfter;
    }

    /** One shard's executions and what is known from them. */
    private static final class Shard implements FrameHandler {
        private final Subscription executions;
        private final BookFollower books = new BookFollower();

        /** The last command answered when reading began. */
        private final long head;

        private long timestampNs;

        private Shard(final Subscription executions, final long head) {
            this.executions = executions;
            this.head = head;
        }

        @Override
        public void onFrame(final UnsafeBuffer buffer, final int offset, final int length) {
            books.onFrame(buffer, offset, length);
            timestampNs = FrameLayout.timestampNs(buffer, offset);
        }

        /** Goes on after a command; its time is known where its answer is still there. */
        private void seekAfter(final long sequence) {
            executions.seekAfter(sequence - 1);
            if (executions.peek() == sequence) {
                executions.poll((buffer, offset, length) -> timestampNs = FrameLayout.timestampNs(buffer, offset));
            }
        }

        private boolean read(final long toSequence) {
            for (int i = 0; i < GROUPS_AT_ONCE; i++) {
                final long next = executions.peek();
                if (next == Subscription.NONE || next > toSequence) {
                    return false;
                }
                executions.poll(this);
            }
            return true;
        }
    }

    /** The last command that any shard has answered. */
    long lastSequence() {
        return shards.stream().mapToLong(shard -> shard.head).max().orElse(0);
    }

    /**
     * Reads what is there, up to a command, the shards in turns; returns early when told to.
     *
     * @param progress told up to which command all are read that have more
     */
    void read(final long toSequence, final BooleanSupplier stopped, final LongConsumer progress) {
        long readTo;
        do {
            readTo = Long.MAX_VALUE;
            for (final Shard shard : shards) {
                if (shard.read(toSequence)) {
                    readTo = Math.min(readTo, shard.executions.position());
                }
            }
            if (readTo != Long.MAX_VALUE) {
                progress.accept(readTo);
            }
        } while (readTo != Long.MAX_VALUE && !stopped.getAsBoolean());
    }

    /** The book of a symbol or an id, or null; each instrument is listed by the shard that trades it. */
    FollowedBook find(final String instrument) {
        for (final Shard shard : shards) {
            for (int id = 1; id <= shard.books.lastInstrument(); id++) {
                final FollowedBook book = shard.books.book(id);
                if (book != null
                        && (symbolOf(book).equalsIgnoreCase(instrument) || instrument.equals(Integer.toString(id)))) {
                    return book;
                }
            }
        }
        return null;
    }

    private static String symbolOf(final FollowedBook book) {
        return book.instrument().terms().symbol();
    }

    private Shard shardOf(final FollowedBook book) {
        return shards.stream()
                .filter(shard -> shard.books.book(book.instrument().instrumentId()) == book)
                .findFirst()
                .orElseThrow();
    }

    BookFollower followerOf(final FollowedBook book) {
        return shardOf(book).books;
    }

    long timestampNs(final FollowedBook book) {
        return shardOf(book).timestampNs;
    }

    /** Symbols of all instruments. */
    List<String> symbols() {
        final List<String> symbols = new ArrayList<>();
        for (final Shard shard : shards) {
            for (int id = 1; id <= shard.books.lastInstrument(); id++) {
                if (shard.books.book(id) != null) {
                    symbols.add(symbolOf(shard.books.book(id)));
                }
            }
        }
        return symbols;
    }

    @Override
    public void close() {
        shards.forEach(shard -> shard.executions.close());
    }
}
