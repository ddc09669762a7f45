package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceNormaliser;
import io.strikebook.feeder.bitmex.BitmexNormaliser;
import io.strikebook.feeder.cryptofeed.CryptofeedCapture;
import io.strikebook.feeder.deribit.DeribitNormaliser;
import io.strikebook.feeder.kraken.KrakenNormaliser;
import io.strikebook.feeder.okx.OkxNormaliser;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueNormaliser;
import io.strikebook.feeder.venue.VenueRequests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole captures, damaged at one random place: wherever an update leaves a book that is said to be the venue's, it is the book of the capture as
 * it was. The capture as it was, played behind the damaged one as after a reconnect, heals every book.
 */
class DamagedCaptureTest {
    private static final int PLACES_PER_KIND = 12;
    private static final Pattern TIME = Pattern.compile("(?:^|> )([0-9]+\\.[0-9]+)(?:: |$)");

    private enum Damage {
        DROP,
        REPEAT,
        SWAP,
        TRUNCATE,
        FLIP
    }

    /** What the venue's own numbers can notice. */
    private enum Notices {
        /** Everything that is missing, but no digit that became another. */
        CHAIN,
        /** Everything that shows in the levels that the checksum covers. */
        CHECKSUM,
        /** What is malformed. */
        FORM
    }

    @TempDir
    private Path folder;

    @Test
    void binance() {
        damage(
                "BINANCE-COINM",
                Pattern.compile("\"s\":\"([^\"]+)\""),
                Notices.CHAIN,
                Integer.MAX_VALUE,
                context -> new BinanceNormaliser(BinanceMarket.COINM, true, context, VenueRequests.NONE),
                "l2/cryptofeed_BINANCE_DELIVERY.0.gz",
                "l2/cryptofeed_BINANCE_DELIVERY.http.0.0.gz",
                "l2/cryptofeed_BINANCE_DELIVERY.ws.1.0.gz");
    }

    @Test
    void deribit() {
        damage(
                "DERIBIT",
                Pattern.compile("\"channel\":\"book\\.([^\".]+)"),
                Notices.CHAIN,
                Integer.MAX_VALUE,
                context -> new DeribitNormaliser(context, VenueRequests.NONE),
                "deribit/raw/cryptofeed_DERIBIT.0.gz",
                "deribit/raw/cryptofeed_DERIBIT.ws.1.0.gz");
    }

    @Test
    void kraken() {
        damage(
                "KRAKEN",
                Pattern.compile("\"pair\":\"([^\"]+)\""),
                Notices.CHECKSUM,
                10,
                context -> new KrakenNormaliser(context, VenueRequests.NONE),
                "l2/cryptofeed_KRAKEN.ws.50.0.gz");
    }

    @Test
    void okx() {
        damage(
                "OKX",
                Pattern.compile("\"instId\":\"([^\"]+)\""),
                Notices.CHECKSUM,
                25,
                context -> new OkxNormaliser(context, VenueRequests.NONE),
                "l2/cryptofeed_OKX.ws.1.0.gz");
    }

    @Test
    void bitmex() {
        damage(
                "BITMEX",
                Pattern.compile("\"subscribe\":\"orderBookL2:([^\"]+)\""),
                Notices.FORM,
                Integer.MAX_VALUE,
                context -> new BitmexNormaliser(context, VenueRequests.NONE),
                "l2/cryptofeed_BITMEX.ws.1.0.gz");
    }

    private void damage(
            final String market,
            final Pattern symbol,
            final Notices notices,
            final int levels,
            final Function<FeedContext, VenueNormaliser> rules,
            final String... files) {
        final List<String> lines = lines(files);
        final Set<String> symbols = symbols(lines, symbol);
        final BookFollower truth = play(market, symbols, levels, rules, lines);
        assertThat(truth.trusted()).as("books at the end").isEqualTo(symbols.size());
        int changed = 0;
        for (final Damage kind : Damage.values()) {
            if (notices == Notices.FORM && (kind == Damage.DROP || kind == Damage.SWAP)) {
                continue;
            }
            for (int place = 0; place < PLACES_PER_KIND; place++) {
                final Random random = new Random(place * 31L + kind.ordinal());
                final List<String> damaged = new ArrayList<>(lines);
                final int at = damage(damaged, kind, notices, random);
                final String what = market + ": " + kind + " of line " + (at + 1);
                damaged.add("wss://reconnected <-> 1626993755.1");
                damaged.addAll(lines);
                final BookFollower follower = play(market, symbols, levels, rules, damaged);
                assertThat(follower.differencesFrom(truth)).as(what).isEmpty();
                assertThat(follower.last()).as(what + ", healed").isEqualTo(truth.last());
                assertThat(follower.trusted()).as(what + ", healed").isEqualTo(symbols.size());
                changed += follower.gaps() > 0 ? 1 : 0;
            }
        }
        assertThat(changed).as("damages that were noticed").isPositive();
    }

    private static int damage(final List<String> lines, final Damage kind, final Notices notices, final Random random) {
        int at = random.nextInt(lines.size() - 1);
        while (!isMessage(lines.get(at)) || !isMessage(lines.get(at + 1))) {
            at = random.nextInt(lines.size() - 1);
        }
        final String line = lines.get(at);
        switch (kind) {
            case DROP -> lines.remove(at);
            case REPEAT -> lines.add(at, line);
            case SWAP -> lines.set(at, lines.set(at + 1, line));
            case TRUNCATE -> lines.set(at, line.substring(0, random.nextInt(line.length())));
            default -> {
                final int byteAt = random.nextInt(line.length());
                final int bit = notices == Notices.CHECKSUM ? random.nextInt(8) : 7;
                final char flipped = (char) (line.charAt(byteAt) ^ 1 << bit);
                lines.set(at, line.substring(0, byteAt) + flipped + line.substring(byteAt + 1));
            }
        }
        return at;
    }

    private static boolean isMessage(final String line) {
        return line.endsWith("}") || line.endsWith("]");
    }

    private BookFollower play(
            final String market,
            final Set<String> symbols,
            final int levels,
            final Function<FeedContext, VenueNormaliser> rules,
            final List<String> lines) {
        final FeedContext context =
                new FeedContext(VenueParameters.defaults().underlyings(), new FeedErrors(text -> {}));
        symbols.forEach(symbol -> context.numbers().allot(market + ":" + symbol));
        final Path file = Captures.gzip(folder.resolve("capture.gz"), lines.toArray(new String[0]));
        final BookFollower follower = new BookFollower(symbols.size(), levels);
        try (MarketDataSource source = CryptofeedCapture.open(List.of(file), rules.apply(context), context.errors())) {
            while (source.nextTimeNs() != MarketDataSource.END) {
                source.emitNext(follower);
            }
        }
        return follower;
    }

    /** Lines of all files in the order of their times. */
    private static List<String> lines(final String... files) {
        final Map<String, Double> times = new HashMap<>();
        final List<String> lines = new ArrayList<>();
        for (final String name : files) {
            try (GzipLines file = new GzipLines(TestData.find(name))) {
                while (file.next()) {
                    final String line = new String(file.text(), 0, file.length(), StandardCharsets.ISO_8859_1);
                    final Matcher time = TIME.matcher(line);
                    if (time.find()) {
                        times.put(line, Double.valueOf(time.group(1)));
                        lines.add(line);
                    }
                }
            }
        }
        lines.sort(Comparator.comparing(times::get));
        return lines;
    }

    private static Set<String> symbols(final List<String> lines, final Pattern symbol) {
        final Set<String> symbols = new TreeSet<>();
        for (final String line : lines) {
            final Matcher matcher = symbol.matcher(line);
            while (!line.contains(" <- ") && matcher.find()) {
                symbols.add(matcher.group(1));
            }
        }
        return symbols;
    }
}
