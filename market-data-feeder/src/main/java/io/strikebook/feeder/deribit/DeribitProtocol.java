package io.strikebook.feeder.deribit;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.json.JsonNames;
import io.strikebook.feeder.json.JsonReader;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.feeder.live.Outbox;
import io.strikebook.feeder.live.RateLimit;
import io.strikebook.feeder.live.Texts;
import io.strikebook.feeder.live.VenueProtocol;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Deribit's JSON-RPC over WebSocket: per currency the index, the volatility index and the trades of each kind, per instrument its ticker, and its
 * book where its kind has one here. What instruments there are is asked for over REST, again every ten minutes, since new ones are listed
 * daily. The venue is asked to send heartbeats, and its test requests are answered. A book's snapshot comes with each subscription.
 */
public final class DeribitProtocol implements VenueProtocol {
    /** Where the stream is. */
    public static final URI STREAM = URI.create("wss://www.deribit.com/ws/api/v2");

    /** Where the list of instruments is. */
    public static final URI REST = URI.create("https://www.deribit.com");

    /** Kinds of instruments. */
    public static final List<String> KINDS = List.of("option", "future");

    private static final String INSTRUMENTS = "/api/v2/public/get_instruments?currency=";
    private static final int HEARTBEAT_S = 10;
    private static final int CHANNELS_PER_MESSAGE = 250;
    private static final int LOOKED_AT = 160;
    private static final int RESULT = 0;
    private static final int INSTRUMENT_NAME = 1;
    private static final int KIND = 2;
    private static final JsonNames NAMES = JsonNames.of("result", "instrument_name", "kind");
    private static final byte[] METHOD = Texts.bytes("\"method\"");
    private static final byte[] HEARTBEAT = Texts.bytes("\"heartbeat\"");
    private static final byte[] TEST_REQUEST = Texts.bytes("\"test_request\"");
    private static final byte[] ERROR = Texts.bytes("\"error\"");

    private final URI stream;
    private final URI rest;
    private final List<String> currencies;
    private final List<String> booksOf;
    private final JsonReader reader = new JsonReader();
    private final Set<String> subscribed = new LinkedHashSet<>();
    private int lastId;

    /**
     * Subscribes to all instruments of the currencies.
     *
     * @param booksOf kinds of instruments whose books are followed
     */
    public DeribitProtocol(
            final URI stream, final URI rest, final List<String> currencies, final List<String> booksOf) {
        this.stream = stream;
        this.rest = rest;
        this.currencies = List.copyOf(currencies);
        this.booksOf = List.copyOf(booksOf);
    }

    @Override
    public String venue() {
        return DeribitMarket.VENUE;
    }

    @Override
    public URI stream() {
        return stream;
    }

    @Override
    public URI rest() {
        return rest;
    }

    /** What is sent costs a credit each of those that come back at about three a second. */
    @Override
    public RateLimit messages() {
        return new RateLimit(5, TimeUnit.MILLISECONDS.toNanos(400));
    }

    @Override
    public RateLimit requests() {
        return RateLimit.perSecond(1);
    }

    @Override
    public void onConnected(final Outbox outbox) {
        subscribed.clear();
        outbox.send(message("set_heartbeat", "\"interval\":" + HEARTBEAT_S));
        final List<String> channels = new ArrayList<>();
        for (final String currency : currencies) {
            final String index = currency.toLowerCase(Locale.ROOT) + "_usd";
            channels.add("deribit_price_index." + index);
            channels.add("deribit_volatility_index." + index);
            KINDS.forEach(kind -> channels.add("trades." + kind + "." + currency + ".100ms"));
        }
        subscribe(channels, outbox);
        onRefresh(outbox);
    }

    @Override
    public Topic onText(final byte[] text, final int start, final int end, final Outbox outbox) {
        if (Texts.holds(text, start, end, LOOKED_AT, HEARTBEAT)) {
            if (Texts.holds(text, start, end, LOOKED_AT, TEST_REQUEST)) {
                outbox.sendFirst(message("test", ""));
            }
            return Topic.CONNECTION;
        }
        if (Texts.holds(text, start, end, LOOKED_AT, METHOD)) {
            return Topic.MARKET;
        }
        return Texts.holds(text, start, end, LOOKED_AT, ERROR) ? Topic.REFUSAL : Topic.CONNECTION;
    }

    @Override
    public void onAnswer(final String request, final byte[] text, final int start, final int end, final Outbox outbox)
            throws BadMessageException {
        if (!request.startsWith(INSTRUMENTS)) {
            return;
        }
        final List<String> channels = new ArrayList<>();
        try {
            reader.wrap(text, start, end);
            reader.beginObject();
            for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
                if (name == RESULT) {
                    instruments(channels);
                } else {
                    reader.skip();
                }
            }
        } catch (final MalformedJsonException e) {
            throw new BadMessageException("malformed JSON: " + e.getMessage());
        }
        subscribe(channels, outbox);
    }

    @Override
    public boolean givesSnapshots() {
        return true;
    }

    @Override
    public void snapshot(final String symbol, final Outbox outbox) {
        final String book = Texts.quoted(bookChannel(symbol));
        outbox.send(message("unsubscribe", "\"channels\":[" + book + "]"));
        outbox.send(message("subscribe", "\"channels\":[" + book + "]"));
    }

    @Override
    public long refreshNs() {
        return TimeUnit.MINUTES.toNanos(10);
    }

    @Override
    public void onRefresh(final Outbox outbox) {
        currencies.forEach(currency -> outbox.get(INSTRUMENTS + currency + "&expired=false"));
    }

    private void instruments(final List<String> channels) throws MalformedJsonException {
        reader.beginArray();
        while (reader.nextElement()) {
            String instrument = null;
            String kind = null;
            reader.beginObject();
            for (int name = reader.nextName(NAMES); name != JsonReader.END; name = reader.nextName(NAMES)) {
                switch (name) {
                    case INSTRUMENT_NAME -> {
                        reader.string();
                        instrument = reader.stringText();
                    }
                    case KIND -> {
                        reader.string();
                        kind = reader.stringText();
                    }
                    default -> reader.skip();
                }
            }
            if (KINDS.contains(kind) && subscribed.add(instrument)) {
                channels.add("ticker." + instrument + ".100ms");
                if (booksOf.contains(kind)) {
                    channels.add(bookChannel(instrument));
                }
            }
        }
    }

    private void subscribe(final List<String> channels, final Outbox outbox) {
        Texts.groups(channels.stream().map(Texts::quoted).toList(), CHANNELS_PER_MESSAGE)
                .forEach(some -> outbox.send(message("subscribe", "\"channels\":[" + some + "]")));
    }

    private static String bookChannel(final String instrument) {
        return "book." + instrument + ".100ms";
    }

    private String message(final String method, final String parameters) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + ++lastId + ",\"method\":\"public/" + method + "\",\"params\":{"
                + parameters + "}}";
    }
}
