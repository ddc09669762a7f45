package io.strikebook.feeder.live;

import io.strikebook.feeder.BadMessageException;
import java.net.URI;

/**
 * How one venue is spoken to: addresses, subscriptions, heartbeats, how a snapshot is got, what it permits. What the venue says about the market
 * is the {@code VenueNormaliser}'s. Used by the agent's thread; may allocate, but not per message.
 */
public interface VenueProtocol {
    /** What a message is about. */
    enum Topic {
        /** The market: the normaliser's. */
        MARKET,
        /** The connection itself. */
        CONNECTION,
        /** The venue refused what it was asked. */
        REFUSAL
    }

    /** Code of the venue, at most eight characters. */
    String venue();

    /** Address of the stream. */
    URI stream();

    /** Address to which a request's path and query are appended, or null where the venue is asked nothing over REST. */
    URI rest();

    /** Messages that may be sent over the stream. */
    RateLimit messages();

    /** Requests that may be made over REST. */
    RateLimit requests();

    /** A new connection: nothing is subscribed to. */
    void onConnected(Outbox outbox);

    /** What a message is about, looked at before the normaliser sees it; what was asked in it is answered. */
    Topic onText(byte[] text, int start, int end, Outbox outbox);

    /** The answer to a request, after the normaliser had it: perhaps there is more to subscribe to now. */
    default void onAnswer(final String request, final byte[] text, final int start, final int end, final Outbox outbox)
            throws BadMessageException {}

    /** Whether whoever subscribes is given snapshots; else they are asked for. */
    boolean givesSnapshots();

    /** A book needs a snapshot. */
    void snapshot(String symbol, Outbox outbox);

    /** After how long a silence in both directions {@link #onQuiet} is called, 0 for never. */
    default long quietNs() {
        return 0;
    }

    /** Nothing was said for {@link #quietNs}. */
    default void onQuiet(final Outbox outbox) {}

    /** How often {@link #onRefresh} is called while connected, 0 for never. */
    default long refreshNs() {
        return 0;
    }

    /** Time to ask again for what changes seldom, such as the list of instruments. */
    default void onRefresh(final Outbox outbox) {}
}
