package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.ipc.home.Home;
import io.strikebook.runner.orders.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recorded captures through feeder, pricer and sequencer: what of the books is the venue's, how far marks are from what the venue says, and
 * every reason not to trust prices, each of which follows from the capture. Twice the same frames.
 */
@Timeout(300)
class RecordedCapturesTest {
    private static final String OKX = "l2/cryptofeed_OKX.ws.1.0.gz";

    @TempDir
    private Path folder;

    private CaptureVenue venue;

    private CaptureFollower play(final String name, final String config) {
        venue = CaptureVenue.play(Home.at(folder.resolve(name)), config);
        try (Recording recording = new Recording(Home.at(folder.resolve(name)))) {
            return CaptureFollower.read(recording);
        }
    }

    private CaptureFollower twice(final String config) {
        final CaptureFollower first = play("first", config);
        final CaptureFollower second = play("second", config);
        assertThat(second.framesHash).as("the same frames again").isEqualTo(first.framesHash);
        Reruns.requireIdentical(Home.at(folder.resolve("first")), true);
        return first;
    }

    /** A configuration that is shipped, with the data where it is. */
    private static String shipped(final String name) throws IOException {
        final Path data = SharedData.require("README.md").getParent();
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("scripts/config"))) {
            root = root.getParent();
        }
        return Files.readString(root.resolve("scripts/config").resolve(name))
                .replace("../shared/data", data.toString());
    }

    private static String feeder(final String underlyings, final String source, final String section) {
        return "time: recorded\nvenue:\n  underlyings: [" + underlyings + "]\nfeeder:\n  source: " + source
                + "\n  pace: as-fast-as-possible\n  " + source + ":\n" + section;
    }

    private static String paths(final String... files) {
        return Arrays.stream(files)
                .map(file -> SharedData.require(file).toString())
                .collect(Collectors.joining(", ", "[", "]\n"));
    }

    private void requireNothingRefused() {
        for (final FeedErrorKind kind : FeedErrorKind.values()) {
            assertThat(kind == FeedErrorKind.UNKNOWN_EVENT ? 0 : venue.errors.count(kind))
                    .as(kind + ": " + venue.log)
                    .isZero();
        }
    }

    @Test
    void rawCapturesOfFourVenues() throws IOException {
        final CaptureFollower found = twice(shipped("captures.yaml"));
        requireNothingRefused();
        assertThat(found.gaps).isEmpty();
        assertThat(found.broken.values()).allMatch(count -> count == 0);
        assertThat(found.updates)
                .as("Kraken's and OKX's are all checked by the venue's checksum, but snapshots of Kraken")
                .containsEntry("KRAKEN", 4_269 + 10)
                .containsEntry("DERIBIT", 46);
        assertThat(found.futures.keySet()).containsExactly("BTC-USD-220527", "XBTUSD");
        assertThat(found.futures.get("XBTUSD").most()).as("basis points").isLessThan(0.1);
        assertThat(found.futures.get("BTC-USD-220527").most()).isLessThan(6);
        assertThat(found.options.all).hasSizeGreaterThan(700);
        assertThat(found.options.median()).as("points of volatility").isLessThan(0.5);
        assertThat(found.options.most()).isLessThan(5);
        assertThat(found.within)
                .as("between bid and offer")
                .isEqualTo(found.quoted)
                .isGreaterThan(500);
        assertThat(found.reasons())
                .containsExactly(
                        "XMR INDEX_FROZEN lasts",
                        "XBTUSD STALE_FEED lasts",
                        "BTC INDEX_FROZEN",
                        "ETH INDEX_FROZEN lasts");
        assertThat(found.periods.get(2).endNs() - found.periods.get(2).beginNs())
                .as("until a second of its first source has passed")
                .isBetween(1_000_000_000L, 2_000_000_000L);
    }

    /** Four snapshots with hours between them, on a calm day. */
    @Test
    void aDayOfRecordedChains() throws IOException {
        final CaptureFollower found = twice(chains("20260105T"));
        requireMarksLikeTheVenues(found, 2_500, 0.2, 0.98);
        assertThat(found.indices.get("BTC-PERPETUAL").most())
                .as("basis points from our index")
                .isLessThan(7);
        assertThat(found.indices.get("ETH-PERPETUAL").most()).isLessThan(7);
        assertThat(found.reasons().stream().filter(text -> text.contains("OUTSIDE")))
                .as("one expiry, to the end of the day")
                .containsExactly("ETH-20630 MARK_OUTSIDE_QUOTES lasts");
    }

    /** The market fell by a tenth in two days; snapshots took seconds, and what is in one is not of one moment. */
    @Test
    void aDayOfRecordedChainsInASellOff() throws IOException {
        final CaptureFollower found = play("sell-off", chains("20260204T"));
        requireMarksLikeTheVenues(found, 3_000, 0.3, 0.98);
        assertThat(found.indices.get("BTC-PERPETUAL").most()).isLessThan(30);
        assertThat(found.indices.get("ETH-PERPETUAL").most()).isLessThan(45);
        assertThat(found.reasons()).noneMatch(text -> text.contains("OUTSIDE"));
    }

    private void requireMarksLikeTheVenues(
            final CaptureFollower found, final int options, final double points, final double within) {
        requireNothingRefused();
        assertThat(found.gaps).isEmpty();
        assertThat(found.options.all).hasSizeGreaterThan(options);
        assertThat(found.options.median()).as("points of volatility").isLessThan(points);
        assertThat(found.within / (double) found.quoted)
                .as("between bid and offer")
                .isGreaterThan(within);
        assertThat(found.reasons()).noneMatch(text -> text.contains("SURFACE_REJECTED"));
        assertThat(found.periods.stream().filter(period -> !period.reason().startsWith("MARK")))
                .as("what falls silent between two snapshots is told as the next one begins, and ends with it")
                .allMatch(period -> period.endNs() == period.beginNs() || period.endNs() == Long.MIN_VALUE)
                .allMatch(period -> period.reason().equals("INDEX_FROZEN")
                        || period.reason().equals("STALE_FEED"));
    }

    /** The chains that were recorded on a day. */
    private static String chains(final String day) throws IOException {
        final Path folder = SharedData.require("deribit/chain/deribit_options_snapshot_20260105T041127Z.csv.gz")
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            final String list = files.map(Path::toString)
                    .filter(name -> name.contains(day))
                    .sorted()
                    .collect(Collectors.joining(", ", "[", "]"));
            return shipped("deribit-chain.yaml").replace("[" + folder + "]", list);
        }
    }

    @Test
    void krakensBooksMakeIndices() {
        final CaptureFollower found = twice(feeder(
                "XMR, OMG",
                "kraken",
                "    captures: " + paths("l2/cryptofeed_KRAKEN.0.gz", "l2/cryptofeed_KRAKEN.ws.50.0.gz")));
        requireNothingRefused();
        assertThat(found.epochs).isGreaterThan(200);
        assertThat(found.indexPricesE8.get("XMR")).isBetween(35_000_000_000L, 36_000_000_000L);
        assertThat(found.indexPricesE8.get("OMG")).isBetween(900_000_000L, 1_000_000_000L);
        assertThat(found.reasons()).isEmpty();
    }

    @Test
    void deliveryContractsOfBinance() {
        final CaptureFollower found = twice(feeder(
                "BTC, ETH",
                "binance",
                "    coinmCaptures: "
                        + paths(
                                "l2/cryptofeed_BINANCE_DELIVERY.0.gz",
                                "l2/cryptofeed_BINANCE_DELIVERY.http.0.0.gz",
                                "l2/cryptofeed_BINANCE_DELIVERY.ws.1.0.gz")));
        requireNothingRefused();
        assertThat(found.gaps).isEmpty();
        assertThat(found.futures.keySet()).containsExactly("BTCUSD_211231", "ETHUSD_210924");
        assertThat(found.futures.get("BTCUSD_211231").most()).isLessThan(0.1);
        assertThat(found.futures.get("ETHUSD_210924").median()).isLessThan(0.5);
        assertThat(found.futures.get("ETHUSD_210924").most()).isLessThan(6);
        requireGapsOnlyBeforeSnapshots(found);
    }

    @Test
    void perpetualsOfBinanceBesideTheirSpotBook() throws IOException {
        final CaptureFollower found = twice(shipped("binance-l2.yaml"));
        requireNothingRefused();
        assertThat(found.gaps).isEmpty();
        assertThat(found.futures.keySet()).containsExactly("BTCUSDT", "BTCUSD_PERP");
        found.futures.forEach((symbol, distances) ->
                assertThat(distances.most()).as(symbol + " from its middle").isLessThan(20));
        found.indices.forEach((symbol, distances) ->
                assertThat(distances.median()).as(symbol + " from our index").isLessThan(5));
        requireGapsOnlyBeforeSnapshots(found);
    }

    /** Binance's stream begins before the snapshot that makes a book of it. */
    private static void requireGapsOnlyBeforeSnapshots(final CaptureFollower found) {
        assertThat(found.reasons()).allMatch(text -> text.endsWith(" SOURCE_GAP"));
        assertThat(found.periods)
                .allSatisfy(period -> assertThat(period.endNs())
                        .as(period.toString())
                        .isLessThanOrEqualTo(found.firstSnapshotsNs.get(period.who())));
    }

    @Test
    void singleOrdersOfCme() throws IOException {
        final CaptureFollower found = twice(shipped("cme-orders.yaml"));
        requireNothingRefused();
        assertThat(found.gaps).isEmpty();
        assertThat(found.broken).isEqualTo(Map.of("CME", 0));
        assertThat(found.futures.get("ESH4").all).hasSizeGreaterThan(2_500);
        assertThat(found.futures.get("ESH4").most()).isLessThan(0.5);
        assertThat(found.reasons()).as("orders cross until the opening auction").containsExactly("ESH4 CROSSED_BOOK");
        assertThat(found.periods.get(0).endNs() / 1_000_000_000L)
                .as("2023-12-25T23:00:00Z, by receipt")
                .isEqualTo(1_703_545_200L);
    }

    /** Nobody knows which orders rested before: no price is made of them. */
    @Test
    void recordingsThatDoNotHoldAllOrdersMakeNoPrice() {
        final CaptureFollower bitstamp = play(
                "bitstamp",
                feeder(
                        "BTC, ETH",
                        "bitstamp",
                        "    log: " + SharedData.require("l3/bitstamp_BTCUSD_2015-05-01_raw_l3.log.gz") + "\n"));
        assertThat(venue.log).hasSize(1).allMatch(text -> text.endsWith("repeats the line before"));
        assertThat(bitstamp.gaps.values()).containsExactly(1);
        assertThat(bitstamp.marks).isEmpty();
        assertThat(bitstamp.indexPricesE8).isEmpty();
    }

    /** Of each instrument one update is missing, and a recording cannot be asked for a snapshot. */
    @Test
    void whatIsMissingReachesTheMarks() throws IOException {
        final Path damaged = folder.resolve("damaged.gz");
        withoutUpdate(SharedData.require(OKX), damaged, "BTC-USD-220527", "BTC-USDT");
        final CaptureFollower found = twice(feeder("BTC, ETH", "okx", "    captures: [" + damaged + "]\n"));
        assertThat(venue.errors.count(FeedErrorKind.CHECKSUM))
                .as(venue.log.toString())
                .isEqualTo(2);
        assertThat(found.gaps).isEqualTo(Map.of("CHECKSUM", 2));
        assertThat(found.broken.get("OKX")).isGreaterThan(100);
        assertThat(found.reasons())
                .as("tickers tell bid and offer of the future without its book; the index has the one spot book")
                .containsExactly("BTC-USD-220527 SOURCE_GAP", "BTC INDEX_FROZEN lasts");
        assertThat(found.staleMarks.get("BTC-USD-220527")).isPositive();
    }

    /** Copies a capture but for the tenth update of the book of each of these. */
    private static void withoutUpdate(final Path capture, final Path into, final String... symbols) throws IOException {
        final int[] seen = new int[symbols.length];
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(capture)), StandardCharsets.UTF_8));
                Writer writer = new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(into)), StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                boolean dropped = false;
                for (int i = 0; i < symbols.length; i++) {
                    final boolean update = line.contains(
                            "{\"channel\":\"books\",\"instId\":\"" + symbols[i] + "\"},\"action\":\"update\"");
                    dropped |= update && ++seen[i] == 10;
                }
                if (!dropped) {
                    writer.write(line + "\n");
                }
            }
        }
    }
}
