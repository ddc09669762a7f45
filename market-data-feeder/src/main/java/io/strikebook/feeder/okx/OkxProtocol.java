package io.strikebook.feeder.okx;

import io.strikebook.feeder.live.Outbox;
import io.strikebook.feeder.live.RateLimit;
import io.strikebook.feeder.live.Texts;
import io.strikebook.feeder.live.VenueProtocol;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * OKX's public WebSocket: books with a checksum, trades, tickers. The venue drops a connection over which nothing was said for half a minute, so
 * after less it is sent {@code ping} and answers {@code pong}. A snapshot comes with each subscription.
 */
public final class OkxProtocol implements VenueProtocol {
    /** Where the venue is. */
    public static final URI STREAM = URI.create("wss://ws.okx.com:8443/ws/v5/public");

    private static final int CHANNELS_PER_MESSAGE = 100;
    private static final int LOOKED_AT = 100;
    private static final byte[] PONG = Texts.bytes("pong");
    private static final byte[] EVENT = Texts.bytes("{\"event\":");
    private static final byte[] ERROR = Texts.bytes("\"event\":\"error\"");

    private final URI stream;
    private final List<String> channels = new ArrayList<>();

    /**
     * Subscribes to books, trades and tickers.
     *
     * @param instruments as the venue writes them, {@code BTC-USDT}
     */
    public OkxProtocol(final URI stream, final List<String> instruments) {
        this.stream = stream;
        for (final String instrument : instruments) {
            channels.add(channel("books", instrument));
            channels.add(channel("trades", instrument));
            channels.add(channel("tickers", instrument));
        }
    }

    @Override
    public String venue() {
        return "OKX";
    }

    @Override
    public URI stream() {
        return stream;
    }

    @Override
    public URI rest() {
        return null;
    }

    /** 480 subscriptions an hour, a few of them at once. */
    @Override
    public RateLimit messages() {
        return new RateLimit(20, TimeUnit.MILLISECONDS.toNanos(7_500));
    }

    @Override
    public RateLimit requests() {
        return RateLimit.perSecond(1);
    }

    @Override
    public void onConnected(final Outbox outbox) {
        Texts.groups(channels, CHANNELS_PER_MESSAGE).forEach(some -> outbox.send(message("subscribe", some)));
    }

    @Override
    public Topic onText(final byte[] text, final int start, final int end, final Outbox outbox) {
        if (Texts.startsWith(text, start, end, EVENT)) {
            return Texts.holds(text, start, end, LOOKED_AT, ERROR) ? Topic.REFUSAL : Topic.CONNECTION;
        }
        return Texts.startsWith(text, start, end, PONG) ? Topic.CONNECTION : Topic.MARKET;
    }

    @Override
    public boolean givesSnapshots() {
        return true;
    }

    @Override
    public void snapshot(final String symbol, final Outbox outbox) {
        outbox.send(message("unsubscribe", channel("books", symbol)));
        outbox.send(message("subscribe", channel("books", symbol)));
    }

    @Override
    public long quietNs() {
        return TimeUnit.SECONDS.toNanos(20);
    }

    @Override
    public void onQuiet(final Outbox outbox) {
        outbox.sendFirst("ping");
    }

    private static String channel(final String name, final String instrument) {
        return "{\"channel\":\"" + name + "\",\"instId\":\"" + instrument + "\"}";
    }

    private static String message(final String operation, final String some) {
        return "{\"op\":\"" + operation + "\",\"args\":[" + some + "]}";
    }
}
