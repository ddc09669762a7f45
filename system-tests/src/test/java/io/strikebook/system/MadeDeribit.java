package io.strikebook.system;

import io.strikebook.pricing.black.Black76;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Deribit on this machine that is made up: an index that moves, a perpetual whose book comes once as a whole and then in changes, and quoted
 * options. It goes on by itself, to whoever is connected. Its perpetual has no ticker, so that who missed a change of the book has nothing else.
 * Its options are worth nearly the same volatility, so that what is quoted for one never contradicts the others.
 */
final class MadeDeribit implements MadeVenue.Script, AutoCloseable {
    static final String PERPETUAL = "BTC-PERPETUAL";

    private static final int MIDDLE = 60_000;
    private static final int LEVELS = 5;
    private static final int MOVES = 40;
    private static final double TICK = 0.0005;
    private static final double VOLATILITY = 0.555;
    private static final double DAYS_PER_YEAR = 365;
    private static final Pattern BOOK = Pattern.compile("\"book\\.([^.]+)\\.100ms\"");

    private final List<String> options = new ArrayList<>();
    /** What each option is worth, in ticks. */
    private final List<Long> worths = new ArrayList<>();

    private final MadeVenue server;
    private long changeId = 1_000;
    private int turn;

    MadeDeribit() {
        final LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        final Instant end = day.atTime(LocalTime.of(8, 0)).toInstant(ZoneOffset.UTC);
        final double years = Duration.between(Instant.now(), end).toHours() / 24.0 / DAYS_PER_YEAR;
        final String expiry = day.format(DateTimeFormatter.ofPattern("dMMMyy", Locale.ENGLISH))
                .toUpperCase(Locale.ENGLISH);
        for (int strike = MIDDLE - 4_000; strike <= MIDDLE + 4_000; strike += 2_000) {
            final boolean call = strike >= MIDDLE;
            options.add("BTC-" + expiry + "-" + strike + (call ? "-C" : "-P"));
            worths.add(Math.round(Black76.price(call, MIDDLE, strike, years, VOLATILITY) / MIDDLE / TICK));
        }
        server = new MadeVenue(this);
    }

    String stream() {
        return "ws://localhost:" + server.port() + "/ws/api/v2";
    }

    String rest() {
        return "http://localhost:" + server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public String onGet(final String pathAndQuery) {
        final StringBuilder instruments = new StringBuilder();
        describe(instruments, PERPETUAL, "future", "0.5", "10");
        options.forEach(option -> describe(instruments, option, "option", "0.0005", "0.1"));
        return "{\"jsonrpc\":\"2.0\",\"result\":[" + instruments + "]}";
    }

    private static void describe(
            final StringBuilder to, final String name, final String kind, final String tick, final String least) {
        to.append(to.isEmpty() ? "" : ",").append("{\"tick_size\":").append(tick);
        to.append(",\"min_trade_amount\":").append(least).append(",\"kind\":\"").append(kind);
        to.append("\",\"instrument_name\":\"").append(name).append("\"}");
    }

    @Override
    public List<String> onText(final String text) {
        final List<String> snapshots = new ArrayList<>();
        if (text.contains("public/subscribe")) {
            final Matcher books = BOOK.matcher(text);
            while (books.find()) {
                snapshots.add(book("\"type\":\"snapshot\"", levels(0, LEVELS, -1), levels(0, LEVELS, 1)));
            }
        }
        return snapshots;
    }

    @Override
    public String next() {
        turn++;
        return switch (turn % 4) {
            case 0 -> index();
            case 1, 2 -> ticker(turn / 4 % options.size());
            default -> {
                final long previous = changeId++;
                final int level = turn / 4 % LEVELS;
                yield book(
                        "\"type\":\"change\",\"prev_change_id\":" + previous,
                        levels(level, level + 1, -1),
                        levels(level, level + 1, 1));
            }
        };
    }

    private String index() {
        return message(
                "deribit_price_index.btc_usd",
                "\"timestamp\":" + System.currentTimeMillis() + ",\"price\":" + indexPrice()
                        + ",\"index_name\":\"btc_usd\"");
    }

    private int indexPrice() {
        return MIDDLE - MOVES / 2 + turn / 4 % MOVES;
    }

    private String ticker(final int number) {
        final String option = options.get(number);
        final long ticks = worths.get(number) + turn / 4 % 3 - 1;
        return message(
                "ticker." + option + ".100ms",
                "\"underlying_price\":" + indexPrice() + ",\"timestamp\":" + System.currentTimeMillis()
                        + ",\"mark_price\":" + price(ticks) + ",\"mark_iv\":55.5,\"instrument_name\":\"" + option
                        + "\",\"index_price\":" + indexPrice() + ",\"best_bid_price\":" + price(ticks - 2)
                        + ",\"best_bid_amount\":10.0,\"best_ask_price\":" + price(ticks + 2)
                        + ",\"best_ask_amount\":10.0");
    }

    private static String price(final long ticks) {
        return String.format(Locale.ROOT, "%.4f", ticks * TICK);
    }

    /** Levels of one side, as many as have now what they have. */
    private String levels(final int from, final int to, final int direction) {
        final StringBuilder levels = new StringBuilder("[");
        for (int i = from; i < to; i++) {
            levels.append(i > from ? "," : "").append("[\"new\",").append(MIDDLE + direction * (5 + i));
            levels.append(',').append(100_000 + changeId % 100 * 10).append(']');
        }
        return levels.append(']').toString();
    }

    private String book(final String type, final String bids, final String asks) {
        return message(
                "book." + PERPETUAL + ".100ms",
                type + ",\"timestamp\":" + System.currentTimeMillis() + ",\"instrument_name\":\"" + PERPETUAL
                        + "\",\"change_id\":" + changeId + ",\"bids\":" + bids + ",\"asks\":" + asks);
    }

    private static String message(final String channel, final String data) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"" + channel + "\",\"data\":{"
                + data + "}}}";
    }
}
