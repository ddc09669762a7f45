package io.strikebook.feeder.live;

import java.net.URI;

/**
 * Opens, writes to and closes connections. No call waits; what comes of it arrives as records of the {@link FrameRing}. A connection is known by the
 * number of its session and of the attempt, so that what is still on the way from one that was given up is recognised.
 */
interface LiveTransport extends AutoCloseable {
    /** Opens a stream; leads to {@code CONNECTED} or {@code INTERRUPTED}. */
    void connect(int session, int attempt, URI address);

    /** Sends a text; does nothing on a connection that is gone. */
    void send(int session, int attempt, String text);

    /** Closes a stream without a record; whatever is on the way may still arrive. */
    void disconnect(int session, int attempt);

    /** Asks over REST; leads to one {@code ANSWER}. */
    void get(int session, int request, URI address);

    @Override
    void close();
}
