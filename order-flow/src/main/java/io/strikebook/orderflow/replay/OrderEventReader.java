package io.strikebook.orderflow.replay;

/** A recording, record by record. */
public interface OrderEventReader extends AutoCloseable {
    /**
     * The next record, or null at the end.
     *
     * @throws BadRecordException where a line cannot be what the format allows, naming file and line
     */
    OrderEvent next();

    /** An error about a record that this reader handed out: well formed, but impossible after the records before it. */
    BadRecordException bad(OrderEvent event, String problem);

    /** How much of the file was read, in bytes as stored (compressed, where it is); runs ahead of the record by what is buffered. */
    long bytesRead();

    @Override
    void close();
}
