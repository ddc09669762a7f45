package io.strikebook.recordings;

/** A recording, record by record. */
public interface OrderEventReader extends AutoCloseable {
    /** A time that the recording does not have. */
    long NOT_TOLD = Long.MIN_VALUE;

    /**
     * The next record, or null at the end.
     *
     * @throws BadRecordException where a line cannot be what the format allows, naming file and line; the next call goes on behind it,
     *     where the file can be read on
     */
    OrderEvent next();

    /** An error about a record that this reader handed out: well formed, but impossible after the records before it. */
    BadRecordException bad(OrderEvent event, String problem);

    /** Whether the record last handed out is one of a snapshot of the whole book, which then is one event to whoever keeps a book. */
    default boolean inSnapshot() {
        return false;
    }

    /** When the record last handed out was received, nanoseconds; {@link #NOT_TOLD} where the recording does not say. */
    default long receivedNs() {
        return NOT_TOLD;
    }

    /** How much of the file was read, in bytes as stored (compressed, where it is); runs ahead of the record by what is buffered. */
    long bytesRead();

    @Override
    void close();
}
