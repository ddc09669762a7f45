package io.strikebook.feeder;

import io.strikebook.ipc.Publication;

/** Runs a source on the agent thread: for the simulator, which allocates nothing. */
public final class DirectFeed implements EventFeed {
    private final MarketDataSource source;
    private final MarketDataPublisher publisher;

    /** Publishes what the source gives, from its first event on. */
    public DirectFeed(final MarketDataSource source, final Publication publication) {
        this.source = source;
        this.publisher = new MarketDataPublisher(publication);
    }

    @Override
    public long nextTimeNs() {
        return source.nextTimeNs();
    }

    @Override
    public void publishNext() {
        source.emitNext(publisher);
    }

    @Override
    public void close() {
        source.close();
    }
}
