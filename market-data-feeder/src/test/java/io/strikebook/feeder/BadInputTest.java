package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.venue.Underlying;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceRecording;
import io.strikebook.feeder.deribit.DeribitRecording;
import io.strikebook.feeder.recorded.FeedErrors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that cannot be used are named, counted and leave a gap; files that are not what they should be refuse to open. */
class BadInputTest {
    private static final List<Underlying> UNDERLYINGS =
            VenueParameters.defaults().underlyings();
    private static final String CALL = "BTC-16JAN26-82000-C";
    private static final String PUT = "BTC-16JAN26-82000-P";

    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();
    private final FeedErrors errors = new FeedErrors(log::add);

    @Test
    void chainGoesOnAfterEveryKindOfBadRow() {
        final String good = Captures.chainRow(1, CALL, "0.1185", "0.127");
        final Path file = Captures.gzip(
                folder.resolve("chain.csv.gz"),
                Captures.CHAIN_HEADER,
                good,
                good,
                good.substring(0, 90),
                Captures.chainRow(2, CALL, "0.1x", "0.127"),
                Captures.chainRow(3, CALL, "-0.1", "0.127"),
                Captures.chainRow(4, CALL, "0.2", "0.127"),
                Captures.chainRow(5, "BTC-32JAN26-82000-C", "", ""),
                Captures.chainRow(6, CALL, "", "").replace("2026-01-05T", "yesterday "),
                Captures.chainRow(7, PUT, "", "5e-05"));
        final List<String> events =
                ListRecorder.run(DeribitRecording.open(List.of(file), null, null, UNDERLYINGS, errors));
        assertThat(events).hasSize(9);
        assertThat(events.get(0))
                .contains("instrument 1 " + CALL)
                .contains("ticker 1 bid 11850000 ask 12700000 mark 12101857 iv 62020000");
        for (int i = 1; i < 8; i++) {
            assertThat(events.get(i)).contains(" gap ").contains(" " + (i + 2) + " 0");
            assertThat(log.get(i - 1)).startsWith(file + ":" + (i + 2) + ": line refused: ");
        }
        assertThat(log).hasSize(7);
        assertThat(log.get(0)).endsWith("repeats the line before");
        assertThat(log.get(2)).endsWith("not a number: 0.1x");
        assertThat(log.get(3)).endsWith("negative: -0.1");
        assertThat(log.get(4)).endsWith("crossed: bid 0.2, ask 0.127");
        assertThat(events.get(8)).contains("instrument 2 " + PUT, "ticker 2 bid - ask 5000");
        assertThat(errors.badLines()).isEqualTo(7);
    }

    @Test
    void captureReportsGapsRepetitionsAndUnknownEvents() {
        final List<String> events = binance(
                BinanceMarket.USDM,
                depth(10, 11, 20, 9, "60000.0", "1.5"),
                depth(11, 21, 30, 20, "60000.1", "0"),
                depth(12, 41, 50, 40, "60000.2", "2"),
                depth(13, 21, 30, 20, "60000.1", "0"),
                "14 {\"stream\":\"x\",\"data\":{\"e\":\"forceOrder\",\"s\":\"BTCUSDT\"}}",
                "15 {\"data\":{\"e\":\"trade\",\"E\":1,\"T\":1,\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"6e4\",\"q\":\"0.1\","
                        + "\"m\":true,\"new\":{\"field\":[1]}}}",
                "16 {\"data\":{\"e\":\"trade\",\"E\":1,\"T\":1,\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"6e4\",\"q\":\"0.1\",\"m\":true}}",
                "17 {\"data\":{\"e\":\"trade\",\"E\":1,\"T\":1,\"s\":\"BTCUSDT\",\"t\":8,\"p\":\"-6e4\",\"q\":\"0.1\",\"m\":true}}",
                "18 {\"data\":{\"e\":\"tra",
                "nineteen {}",
                depth(20, 51, 60, 50, "60000.3", "1"));
        assertThat(events)
                .containsExactly(
                        "10 instrument 1 BTCUSDT book broken BUY150000000@6000000000000",
                        "11 book broken BUY0@6000010000000",
                        "12 gap 1 30 40 book broken BUY200000000@6000020000000",
                        "13 gap 1 4 0",
                        "15 trade 7 SELL 10000000 at 6000000000000",
                        "16 gap 1 7 0",
                        "17 gap 1 8 0",
                        "18 gap 1 9 0",
                        "18 gap 1 10 0",
                        "20 book broken BUY100000000@6000030000000");
        assertThat(errors.gaps()).isEqualTo(1);
        assertThat(errors.unknownEvents()).isEqualTo(1);
        assertThat(errors.badLines()).isEqualTo(5);
    }

    @Test
    void snapshotIsFollowedByTheUpdatesThatItLacks() {
        final List<String> events = binance(
                BinanceMarket.COINM,
                depth(10, 11, 20, 9, "1", "1").replace("BTCUSDT", "BTCUSD_PERP"),
                depth(11, 21, 30, 20, "2", "2").replace("BTCUSDT", "BTCUSD_PERP"),
                depth(12, 31, 40, 30, "3", "3").replace("BTCUSDT", "BTCUSD_PERP"),
                "13 {\"lastUpdateId\":25,\"bids\":[[\"9\",\"1\"]],\"asks\":[[\"10\",\"1\"]]}",
                depth(14, 41, 50, 40, "4", "4").replace("BTCUSDT", "BTCUSD_PERP"),
                "15 {\"lastUpdateId\":60,\"bids\":[[\"9\",\"1\"]],\"asks\":[[\"8\",\"1\"]]}",
                depth(16, 51, 55, 50, "5", "5").replace("BTCUSDT", "BTCUSD_PERP"),
                depth(17, 56, 70, 55, "6", "6").replace("BTCUSDT", "BTCUSD_PERP"));
        assertThat(events.subList(3, events.size()))
                .containsExactly(
                        "13 snapshot BUY100000000@900000000 SELL100000000@1000000000 book BUY200000000@200000000"
                                + " book BUY300000000@300000000",
                        "14 book BUY400000000@400000000",
                        "15 snapshot crossed BUY100000000@900000000 SELL100000000@800000000",
                        "17 book crossed BUY600000000@600000000");
        assertThat(errors.crossedBooks()).isEqualTo(1);
        assertThat(errors.gaps()).isZero();
        assertThat(errors.badLines()).isZero();
    }

    @Test
    void truncatedFileEndsWithAGap() {
        final String[] lines = new String[200];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = depth(10 + i, 11 + 10 * i, 20 + 10 * i, 10 + 10 * i, "6" + i * 7919, "1." + i * 104_729);
        }
        final byte[] whole = Captures.compressed(lines);
        final Path file = Captures.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        final List<String> events = ListRecorder.run(open(BinanceMarket.USDM, file));
        assertThat(events.size()).isBetween(20, 199);
        assertThat(events.get(events.size() - 1)).contains(" gap 1 " + events.size() + " 0");
        assertThat(log).hasSize(1);
        assertThat(log.get(0)).contains(":" + events.size() + ": ", "the compressed data ends or is damaged here");
    }

    @Test
    void floodOfBadLinesIsOnlyCounted() {
        final String[] lines = new String[1_000];
        Arrays.setAll(lines, i -> "bad " + i);
        binance(BinanceMarket.SPOT, lines);
        assertThat(errors.badLines()).isEqualTo(1_000);
        assertThat(log).hasSize(20);
    }

    @Test
    void filesThatAreNotWhatTheyShouldBeAreRefusedByName() throws Exception {
        final Path missing = folder.resolve("missing.gz");
        assertThatThrownBy(() -> open(BinanceMarket.USDM, missing))
                .hasMessage("cannot open " + missing + ": there is no such file");
        assertThatThrownBy(() -> open(BinanceMarket.USDM, folder))
                .hasMessage("cannot open " + folder + ": Is a directory");
        final Path text = Files.writeString(folder.resolve("text.gz"), "1 {}\n");
        assertThatThrownBy(() -> open(BinanceMarket.USDM, text)).hasMessage(text + " is not a gzip file");
        final Path header = Captures.gzip(
                folder.resolve("header.csv.gz"), Captures.CHAIN_HEADER.replace("mark_price", "marked_price"));
        assertThatThrownBy(() -> DeribitRecording.open(List.of(header), null, null, UNDERLYINGS, errors))
                .hasMessage(header + ": the header misses columns [mark_price] and has unknown columns [marked_price]");
        assertThatThrownBy(() -> DeribitRecording.open(List.of(folder.resolve("no")), null, null, UNDERLYINGS, errors))
                .hasMessageContaining(folder.resolve("no").toString());
    }

    private List<String> binance(final BinanceMarket market, final String... lines) {
        return ListRecorder.run(open(market, Captures.gzip(folder.resolve("capture.gz"), lines)));
    }

    private MarketDataSource open(final BinanceMarket market, final Path file) {
        return BinanceRecording.open(List.of(new BinanceRecording.Capture(market, file)), UNDERLYINGS, errors);
    }

    private static String depth(
            final long time,
            final long first,
            final long last,
            final long previous,
            final String price,
            final String quantity) {
        return time + " {\"stream\":\"d\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,\"T\":1,\"s\":\"BTCUSDT\",\"U\":"
                + first
                + ",\"u\":" + last + ",\"pu\":" + previous + ",\"b\":[[\"" + price + "\",\"" + quantity
                + "\"]],\"a\":[]}}";
    }
}
