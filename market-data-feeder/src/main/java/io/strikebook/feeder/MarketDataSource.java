package io.strikebook.feeder;

/**
 * A deterministic source of events: built anew with the same settings and files it gives the same events, and that is how a feeder
 * resumes. Used by one thread.
 */
public interface MarketDataSource extends AutoCloseable {
    /** {@link #nextTimeNs()} of a source that has no more events. */
    long END = Long.MAX_VALUE;

    /** Time of the next event, or {@link #END}. It may lie before that of the event before. */
    long nextTimeNs();

    /** Gives the next event to the listener, or none where its input turned out to say nothing. Not after {@link #END}. */
    void emitNext(MarketDataListener listener);

    @Override
    default void close() {}
}
