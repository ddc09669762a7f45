package io.strikebook.cli.book;

import io.strikebook.books.BookFollower;
import io.strikebook.books.FollowedBook;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/** The books of all shards of matching, each from its own executions from their first frame on. */
final class ShardFollowers implements AutoCloseable {
    private static final int GROUPS_AT_ONCE = 10_000;

    private final List<Shard> shards = new ArrayList<>();

    ShardFollowers(final Home home, final Manifest manifest, final ChronicleTransport transport) {
        for (final String queue : manifest.queues()) {
            if (QueueNames.isExecutions(queue)) {
                if (!ChronicleTransport.exists(home.queue(queue))) {
                    throw new HomeException("queue " + queue + " is missing: nothing at " + home.queue(queue));
                }
                home.requireRecorded(queue, 0, "whoever rebuilds books");
                shards.add(new Shard(transport.subscription(home.queue(queue))));
            }
        }
    }

    /** One shard's executions and what is known from them. */
    private static final class Shard implements FrameHandler {
        private final Subscription executions;
        private final BookFollower books = new BookFollower();
        private long timestampNs;

        private Shard(final Subscription executions) {
            this.executions = executions;
        }

        @Override
        public void onFrame(final UnsafeBuffer buffer, final int offset, final int length) {
            books.onFrame(buffer, offset, length);
            timestampNs = FrameLayout.timestampNs(buffer, offset);
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

    /** Reads what is there, up to a command; returns early when told to. */
    void read(final long toSequence, final BooleanSupplier stopped) {
        for (final Shard shard : shards) {
            while (!stopped.getAsBoolean() && shard.read(toSequence)) {
                continue;
            }
        }
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
