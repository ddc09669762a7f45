package io.strikebook.cli.greeks;

import io.strikebook.books.greeks.GreeksFollower;
import io.strikebook.books.greeks.PortfolioGreeks;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code executions} of all shards, {@code margin} and {@code marks} of a home into the Greeks of its accounts. A group of margin is read
 * after the executions up to its command, so that both count the same positions.
 */
final class FollowedGreeks implements AutoCloseable {
    private static final int GROUPS_AT_ONCE = 10_000;

    private final PortfolioGreeks greeks = new PortfolioGreeks();
    private final GreeksFollower follower = new GreeksFollower(greeks);
    private final List<Subscription> shards = new ArrayList<>();
    private final Subscription margin;
    private final Subscription marks;

    FollowedGreeks(final Home home, final Manifest manifest, final ChronicleTransport transport) {
        final List<String> queues =
                new ArrayList<>(QueueNames.executions(manifest.venue().matchingShards()));
        queues.add(QueueNames.MARGIN);
        queues.add(QueueNames.MARKS);
        for (final String queue : queues) {
            if (!ChronicleTransport.exists(home.queue(queue))) {
                throw new HomeException("queue " + queue + " is missing: nothing at " + home.queue(queue));
            }
            if (home.prunedTo(queue) > 0) {
                throw new HomeException("older frames of " + queue + " were pruned, and positions need all of them");
            }
        }
        for (final String queue : QueueNames.executions(manifest.venue().matchingShards())) {
            shards.add(transport.subscription(home.queue(queue)));
        }
        margin = transport.subscription(home.queue(QueueNames.MARGIN));
        marks = transport.subscription(home.queue(QueueNames.MARKS));
    }

    PortfolioGreeks greeks() {
        return greeks;
    }

    GreeksFollower follower() {
        return follower;
    }

    /**
     * Reads on: of margin and marks so many groups, margin first, so that listings are there before their marks.
     *
     * @return whether there is certainly more
     */
    boolean read() {
        int groups = 0;
        while (groups < GROUPS_AT_ONCE && margin.peek() != Subscription.NONE) {
            readExecutions(margin.peek());
            margin.poll(follower::onMargin);
            groups++;
        }
        if (groups == GROUPS_AT_ONCE) {
            return true;
        }
        int epochs = 0;
        while (epochs < GROUPS_AT_ONCE && marks.poll(follower::onMarks)) {
            epochs++;
        }
        return epochs == GROUPS_AT_ONCE;
    }

    /** Shows executions up to a command that margin has answered; they are there, since margin read them. */
    private void readExecutions(final long sequence) {
        for (final Subscription shard : shards) {
            long next = shard.peek();
            while (next != Subscription.NONE && next <= sequence) {
                shard.poll(follower::onExecution);
                next = shard.peek();
            }
        }
    }

    @Override
    public void close() {
        shards.forEach(Subscription::close);
        margin.close();
        marks.close();
    }
}
