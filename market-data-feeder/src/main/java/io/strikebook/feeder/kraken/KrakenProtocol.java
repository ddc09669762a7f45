package io.strikebook.feeder.kraken;

import io.strikebook.feeder.live.Outbox;
import io.strikebook.feeder.live.RateLimit;
import io.strikebook.feeder.live.Texts;
import io.strikebook.feeder.live.VenueProtocol;
import java.net.URI;
import java.util.List;

/**
 * Kraken's WebSocket, version 1: books of a thousand levels with a checksum in every update, trades. The venue gives signs of life itself, each
 * second. A snapshot comes with each subscription, so a book that lost its way is left and subscribed to again.
 */
public final class KrakenProtocol implements VenueProtocol {
    /** Where the venue is. */
    public static final URI STREAM = URI.create("wss://ws.kraken.com");

    private static final int DEPTH = 1_000;
    private static final int PAIRS_PER_MESSAGE = 50;
    private static final int LOOKED_AT = 400;
    private static final byte[] ERROR = Texts.bytes("\"status\":\"error\"");
    private static final byte[] HEARTBEAT = Texts.bytes("{\"event\":\"heartbeat\"");

    private final URI stream;
    private final List<String> pairs;

    /**
     * Subscribes to books and trades.
     *
     * @param pairs as the venue writes them, {@code XBT/USD}
     */
    public KrakenProtocol(final URI stream, final List<String> pairs) {
        this.stream = stream;
        this.pairs = pairs.stream().map(Texts::quoted).toList();
    }

    @Override
    public String venue() {
        return "KRAKEN";
    }

    @Override
    public URI stream() {
        return stream;
    }

    @Override
    public URI rest() {
        return null;
    }

    @Override
    public RateLimit messages() {
        return RateLimit.perSecond(5);
    }

    @Override
    public RateLimit requests() {
        return RateLimit.perSecond(1);
    }

    @Override
    public void onConnected(final Outbox outbox) {
        for (final String some : Texts.groups(pairs, PAIRS_PER_MESSAGE)) {
            outbox.send(message("subscribe", some, "{\"name\":\"book\",\"depth\":" + DEPTH + "}"));
            outbox.send(message("subscribe", some, "{\"name\":\"trade\"}"));
        }
    }

    @Override
    public Topic onText(final byte[] text, final int start, final int end, final Outbox outbox) {
        if (start == end || text[start] != '{') {
            return Topic.MARKET;
        }
        if (Texts.startsWith(text, start, end, HEARTBEAT)) {
            return Topic.CONNECTION;
        }
        return Texts.holds(text, start, end, LOOKED_AT, ERROR) ? Topic.REFUSAL : Topic.MARKET;
    }

    @Override
    public boolean givesSnapshots() {
        return true;
    }

    @Override
    public void snapshot(final String symbol, final Outbox outbox) {
        final String book = "{\"name\":\"book\",\"depth\":" + DEPTH + "}";
        outbox.send(message("unsubscribe", Texts.quoted(symbol), book));
        outbox.send(message("subscribe", Texts.quoted(symbol), book));
    }

    private static String message(final String event, final String some, final String subscription) {
        return "{\"event\":\"" + event + "\",\"pair\":[" + some + "],\"subscription\":" + subscription + "}";
    }
}
