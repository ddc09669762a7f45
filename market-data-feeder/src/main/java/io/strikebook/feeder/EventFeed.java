package io.strikebook.feeder;

/** Publishes groups one by one when told to. Used by the agent thread; allocates nothing after warm-up. */
public interface EventFeed extends AutoCloseable {
    /** {@link #nextTimeNs()} while the next event is not there yet. */
    long NOT_READY = Long.MIN_VALUE;

    /** {@link #nextTimeNs()} after the last event. */
    long END = MarketDataSource.END;

    /** Time of the next event, {@link #NOT_READY} or {@link #END}. */
    long nextTimeNs();

    /** Publishes the next event, which must be there; does not flush. */
    void publishNext();

    @Override
    void close();
}
