package io.strikebook.feeder.binance;

import io.strikebook.feeder.live.Outbox;
import io.strikebook.feeder.live.RateLimit;
import io.strikebook.feeder.live.Texts;
import io.strikebook.feeder.live.VenueProtocol;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One of Binance's markets: depth, best bid and ask and trades over one WebSocket, a book's snapshot over REST. The venue sends WebSocket pings, and
 * closes every connection after a day.
 */
public final class BinanceProtocol implements VenueProtocol {
    /** Streams that one connection may have on every market. */
    public static final int MOST_STREAMS = 200;

    private static final int STREAMS_PER_SYMBOL = 3;

    /** Symbols that one connection takes. */
    public static final int MOST_SYMBOLS = MOST_STREAMS / STREAMS_PER_SYMBOL;

    private static final int STREAMS_PER_MESSAGE = 60;
    private static final int LOOKED_AT = 200;
    private static final byte[] STREAM = Texts.bytes("{\"stream\"");
    private static final byte[] RESULT = Texts.bytes("{\"result\"");
    private static final byte[] ERROR = Texts.bytes("\"error\":");
    private static final byte[] CODE = Texts.bytes("{\"code\"");

    private final BinanceMarket market;
    private final URI stream;
    private final URI rest;
    private final List<String> streams;
    private int lastId;

    /**
     * Subscribes to depth, best bid and ask, and trades.
     *
     * @param symbols as the venue writes them, {@code BTCUSDT}
     */
    public BinanceProtocol(final BinanceMarket market, final URI stream, final URI rest, final List<String> symbols) {
        if (symbols.size() > MOST_SYMBOLS) {
            throw new IllegalArgumentException(symbols.size() + " symbols, at most " + MOST_SYMBOLS);
        }
        this.market = market;
        this.stream = stream;
        this.rest = rest;
        streams = symbols.stream()
                .map(symbol -> symbol.toLowerCase(Locale.ROOT))
                .flatMap(symbol -> Stream.of(symbol + "@depth@100ms", symbol + "@bookTicker", symbol + "@trade"))
                .map(Texts::quoted)
                .toList();
    }

    /** Where the market's stream is. */
    public static URI stream(final BinanceMarket market) {
        return URI.create(
                switch (market) {
                    case SPOT -> "wss://stream.binance.com:9443/stream";
                    case USDM -> "wss://fstream.binance.com/stream";
                    case COINM -> "wss://dstream.binance.com/stream";
                });
    }

    /** Where the market's snapshots are. */
    public static URI rest(final BinanceMarket market) {
        return URI.create(
                switch (market) {
                    case SPOT -> "https://api.binance.com";
                    case USDM -> "https://fapi.binance.com";
                    case COINM -> "https://dapi.binance.com";
                });
    }

    @Override
    public String venue() {
        return BinanceNormaliser.VENUE;
    }

    @Override
    public URI stream() {
        return stream;
    }

    @Override
    public URI rest() {
        return rest;
    }

    /** Five a second are permitted on spot, pongs among them. */
    @Override
    public RateLimit messages() {
        return RateLimit.perSecond(3);
    }

    /** A snapshot of a thousand levels weighs 20 of 2,400 a minute (futures), 50 of 6,000 (spot). */
    @Override
    public RateLimit requests() {
        return RateLimit.perSecond(1);
    }

    @Override
    public void onConnected(final Outbox outbox) {
        for (final String some : Texts.groups(streams, STREAMS_PER_MESSAGE)) {
            outbox.send("{\"method\":\"SUBSCRIBE\",\"params\":[" + some + "],\"id\":" + ++lastId + "}");
        }
    }

    @Override
    public Topic onText(final byte[] text, final int start, final int end, final Outbox outbox) {
        if (Texts.startsWith(text, start, end, STREAM)) {
            return Topic.MARKET;
        }
        if (Texts.startsWith(text, start, end, RESULT)) {
            return Topic.CONNECTION;
        }
        final boolean refused =
                Texts.startsWith(text, start, end, CODE) || Texts.holds(text, start, end, LOOKED_AT, ERROR);
        return refused ? Topic.REFUSAL : Topic.MARKET;
    }

    @Override
    public boolean givesSnapshots() {
        return false;
    }

    @Override
    public void snapshot(final String symbol, final Outbox outbox) {
        final String path = switch (market) {
            case SPOT -> "/api/v3/depth";
            case USDM -> "/fapi/v1/depth";
            case COINM -> "/dapi/v1/depth";
        };
        outbox.get(path + "?symbol=" + symbol + "&limit=1000");
    }
}
