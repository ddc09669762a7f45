package io.strikebook.feeder.live;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.process.Stoppable;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;

/** Publishes what live connections receive; lets go of all of them at the end. In steady state it allocates nothing. */
final class LiveFeederAgent implements Agent, Stoppable {
    private static final int RECORDS_PER_CYCLE = 256;

    private final FrameRing ring;
    private final LiveFeed feed;
    private final LiveTransport transport;
    private final Publication publication;
    private final EpochNanoClock clock;
    private final Runnable showCounts;
    private boolean stopping;

    LiveFeederAgent(
            final FrameRing ring,
            final LiveFeed feed,
            final LiveTransport transport,
            final Publication publication,
            final EpochNanoClock clock,
            final Runnable showCounts) {
        this.ring = ring;
        this.feed = feed;
        this.transport = transport;
        this.publication = publication;
        this.clock = clock;
        this.showCounts = showCounts;
    }

    @Override
    public void onStart() {
        feed.start(clock.nanoTime());
        publication.flush();
    }

    @Override
    public int doWork() {
        if (stopping) {
            return 0;
        }
        final long nowNs = clock.nanoTime();
        feed.at(nowNs);
        final int records = ring.read(feed, RECORDS_PER_CYCLE);
        feed.step(nowNs, records < RECORDS_PER_CYCLE && ring.isEmpty());
        publication.flush();
        showCounts.run();
        return records;
    }

    @Override
    public void stopping() {
        stopping = true;
    }

    @Override
    public boolean drained() {
        return true;
    }

    @Override
    public void onClose() {
        transport.close();
    }

    @Override
    public String roleName() {
        return "feeder";
    }
}
