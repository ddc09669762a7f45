package io.strikebook.feeder.live;

/** Takes what is to be said to a venue; it is sent in this order as fast as the venue's limits permit, and forgotten when the connection is lost. */
public interface Outbox {
    /** A text for the stream. */
    void send(String text);

    /** A text for the stream that goes before all others: the answer to a heartbeat. */
    void sendFirst(String text);

    /** A request over REST: path and query. One that fails is made again, after a pause. */
    void get(String request);
}
