package io.strikebook.feeder.recorded;

import io.strikebook.feeder.EventFeed;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Plays another home's {@code market-data}: the same groups with the same times, numbered anew, since a group that was aborted has used up a
 * number. As deterministic as the recording; it ends where that ends. Allocates nothing after construction.
 */
public final class QueueFeed implements EventFeed {
    private final Subscription recorded;
    private final Publication publication;
    private final FrameHandler copy = this::copy;

    private QueueFeed(final Subscription recorded, final Publication publication) {
        this.recorded = recorded;
        this.publication = publication;
    }

    /**
     * Opens a recording.
     *
     * @param path a home, whatever ran on it; it is only read
     * @throws io.strikebook.ipc.home.HomeException where it is none, or its market data was pruned
     * @throws IllegalArgumentException             where nothing is recorded
     */
    public static QueueFeed open(final Path path, final Publication publication) {
        final Home home = Home.at(path);
        final Manifest manifest = home.open();
        home.requireRecorded(QueueNames.MARKET_DATA, 0, "a playing feeder");
        final Subscription recorded =
                HomeQueues.transport(manifest, System::nanoTime).subscription(home.queue(QueueNames.MARKET_DATA));
        if (recorded.peek() == Subscription.NONE) {
            recorded.close();
            throw new IllegalArgumentException("nothing is recorded in " + home.queue(QueueNames.MARKET_DATA));
        }
        return new QueueFeed(recorded, publication);
    }

    @Override
    public long nextTimeNs() {
        return recorded.peek() == Subscription.NONE
                ? END
                : FrameLayout.timestampNs(recorded.buffer(), recorded.offset());
    }

    @Override
    public void publishNext() {
        publication.beginGroup(
                publication.lastSequence() + 1, FrameLayout.timestampNs(recorded.buffer(), recorded.offset()));
        recorded.poll(copy);
        publication.endGroup();
    }

    @Override
    public void close() {
        recorded.close();
    }

    private void copy(final UnsafeBuffer buffer, final int offset, final int length) {
        publication.buffer().putBytes(publication.claim(length), buffer, offset, length);
        publication.commit(length);
    }
}
