package io.strikebook.feeder.live;

import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceNormaliser;
import io.strikebook.feeder.binance.BinanceProtocol;
import io.strikebook.feeder.deribit.DeribitNormaliser;
import io.strikebook.feeder.deribit.DeribitProtocol;
import io.strikebook.feeder.kraken.KrakenNormaliser;
import io.strikebook.feeder.kraken.KrakenProtocol;
import io.strikebook.feeder.okx.OkxNormaliser;
import io.strikebook.feeder.okx.OkxProtocol;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueNormaliser;
import io.strikebook.feeder.venue.VenueRequests;
import io.strikebook.ipc.config.ConfigSection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * The {@code live} section of the feeder's configuration; at least one venue is named.
 *
 * <pre>
 * live:
 *   connectTimeoutMs: 10000     # an attempt is given up
 *   silenceMs: 30000            # a connection that says nothing is dropped
 *   firstPauseMs: 500           # before the next attempt; doubles up to
 *   longestPauseMs: 30000
 *   answerTimeoutMs: 10000      # a request over REST, or for a snapshot, is made again
 *   maxMessageMb: 2
 *   wholeBooksEverySeconds: 30  # each book is given as a whole again, for whoever missed updates of it; 0: never
 *   seed: 0                     # of the pauses' random part; 0: another one at each start
 *   trust: certificates.pem     # in the place of those that the JDK trusts
 *   deribit:
 *     underlyings: "BTC ETH"    # all of their instruments; as the venue of the home has them
 *     books: "future"           # kinds of instruments whose books are followed: future, option, "future option", or none
 *   binanceSpot:                # and binanceUsdm, binanceCoinm
 *     symbols: "BTCUSDT ETHUSDT"
 *   kraken:
 *     symbols: "XBT/USD"
 *   okx:
 *     symbols: "BTC-USDT"
 * </pre>
 *
 * <p>Each venue takes a {@code url} of its stream and, where it has one, a {@code rest} in the place of its own.
 */
public final class LiveConfig {
    private static final String DERIBIT = "deribit";
    private static final String KRAKEN = "kraken";
    private static final String OKX = "okx";

    private final LiveSettings settings;
    private final long seed;
    private final long wholeBooksEveryNs;
    private final Path trusted;
    private final List<Venue> venues = new ArrayList<>();

    /** One venue's stream, whose rules are made with what all share. */
    record Venue(VenueProtocol protocol, BiFunction<FeedContext, VenueRequests, VenueNormaliser> rules) {}

    private LiveConfig(final ConfigSection config, final List<Underlying> underlyings) {
        settings = LiveSettings.read(config);
        seed = config.getLong("seed", 0, 0, Long.MAX_VALUE);
        wholeBooksEveryNs = TimeUnit.SECONDS.toNanos(config.getLong("wholeBooksEverySeconds", 30, 0, 86_400));
        final String trust = config.getString("trust", "");
        trusted = trust.isEmpty() ? null : Path.of(trust);
        if (config.has(DERIBIT)) {
            venues.add(deribit(config.section(DERIBIT), underlyings));
        }
        for (final BinanceMarket market : BinanceMarket.values()) {
            final String key = key(market);
            if (config.has(key)) {
                venues.add(binance(market, config.section(key)));
            }
        }
        if (config.has(KRAKEN)) {
            final ConfigSection section = config.section(KRAKEN);
            venues.add(new Venue(
                    new KrakenProtocol(url(section, "url", KrakenProtocol.STREAM), symbols(section)),
                    KrakenNormaliser::new));
        }
        if (config.has(OKX)) {
            final ConfigSection section = config.section(OKX);
            venues.add(new Venue(
                    new OkxProtocol(url(section, "url", OkxProtocol.STREAM), symbols(section)), OkxNormaliser::new));
        }
        if (venues.isEmpty()) {
            throw config.refuse(
                    DERIBIT,
                    "at least one venue is needed: deribit, binanceSpot, binanceUsdm, binanceCoinm, kraken, okx");
        }
    }

    /** Reads and checks the section. */
    public static LiveConfig read(final ConfigSection config, final List<Underlying> underlyings) {
        return new LiveConfig(config, underlyings);
    }

    LiveSettings settings() {
        return settings;
    }

    /** Of the pauses' random part, or 0 for any. */
    long seed() {
        return seed;
    }

    /** How often books are given as a whole again, 0 for never. */
    public long wholeBooksEveryNs() {
        return wholeBooksEveryNs;
    }

    /** Certificates to trust, or null for those that the JDK trusts. */
    Path trusted() {
        return trusted;
    }

    /** Venues in their order here, which numbers their connections. */
    List<Venue> venues() {
        return venues;
    }

    private static Venue deribit(final ConfigSection config, final List<Underlying> underlyings) {
        final List<String> codes = underlyings.stream().map(Underlying::code).toList();
        final List<String> currencies = words(config.getString("underlyings", String.join(" ", codes)));
        for (final String currency : currencies) {
            if (!codes.contains(currency)) {
                throw config.refuse("underlyings", "this venue has no " + currency + ", only " + codes);
            }
        }
        final String books = config.getString("books", "future");
        final List<String> booksOf = books.equals("none") ? List.of() : words(books);
        for (final String kind : booksOf) {
            if (!DeribitProtocol.KINDS.contains(kind)) {
                throw config.refuse("books", "'" + kind + "' is neither none nor one of " + DeribitProtocol.KINDS);
            }
        }
        return new Venue(
                new DeribitProtocol(
                        url(config, "url", DeribitProtocol.STREAM),
                        url(config, "rest", DeribitProtocol.REST),
                        currencies,
                        booksOf),
                DeribitNormaliser::new);
    }

    private static Venue binance(final BinanceMarket market, final ConfigSection config) {
        final List<String> symbols = symbols(config);
        if (symbols.size() > BinanceProtocol.MOST_SYMBOLS) {
            throw config.refuse("symbols", symbols.size() + " symbols, at most " + BinanceProtocol.MOST_SYMBOLS);
        }
        return new Venue(
                new BinanceProtocol(
                        market,
                        url(config, "url", BinanceProtocol.stream(market)),
                        url(config, "rest", BinanceProtocol.rest(market)),
                        symbols),
                (context, requests) -> new BinanceNormaliser(market, market == BinanceMarket.SPOT, context, requests));
    }

    private static String key(final BinanceMarket market) {
        return switch (market) {
            case SPOT -> "binanceSpot";
            case USDM -> "binanceUsdm";
            case COINM -> "binanceCoinm";
        };
    }

    private static List<String> symbols(final ConfigSection config) {
        final List<String> symbols = words(config.getString("symbols", ""));
        if (symbols.isEmpty()) {
            throw config.refuse("symbols", "at least one is needed, several with spaces between");
        }
        for (final String symbol : symbols) {
            if (!symbol.matches("[A-Za-z0-9/_.-]{1,32}")) {
                throw config.refuse("symbols", "'" + symbol + "' is no symbol");
            }
        }
        return symbols;
    }

    private static List<String> words(final String text) {
        return text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
    }

    private static URI url(final ConfigSection config, final String key, final URI venues) {
        final String text = config.getString(key, venues.toString());
        final String wanted = key.equals("url") ? "wss?" : "https?";
        final URI url;
        try {
            url = URI.create(text);
        } catch (final IllegalArgumentException e) {
            throw config.refuse(key, "'" + text + "' is no address");
        }
        if (url.getScheme() == null || !url.getScheme().matches(wanted) || url.getHost() == null) {
            throw config.refuse(
                    key, "'" + text + "' is no address that begins with " + wanted.replace("?", "") + ":// and a host");
        }
        return url;
    }
}
