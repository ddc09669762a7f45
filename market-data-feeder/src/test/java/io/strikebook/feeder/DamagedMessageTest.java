package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.bitmex.BitmexNormaliser;
import io.strikebook.feeder.cryptofeed.CryptofeedCapture;
import io.strikebook.feeder.deribit.DeribitNormaliser;
import io.strikebook.feeder.kraken.KrakenNormaliser;
import io.strikebook.feeder.okx.OkxNormaliser;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.feeder.venue.VenueNormaliser;
import io.strikebook.feeder.venue.VenueRequests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of damage: counted by its kind, named by file and line, told as a gap, and a snapshot is asked for. */
class DamagedMessageTest {
    private static final String CALL = "BTC-24SEP21-40000-C";

    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final FeedErrors errors = new FeedErrors(log::add);
    private final VenueRequests requests = new VenueRequests() {
        @Override
        public void snapshot(final String symbol) {
            asked.add(symbol);
        }

        @Override
        public void answer(final String text) {
            asked.add(text);
        }
    };
    private Path file;

    @Test
    void aMissingChangeOfDeribit() {
        final List<String> events = play(
                DeribitNormaliser::new,
                deribit(1, "snapshot", "", 10, "[\"new\",0.01,5]"),
                deribit(2, "change", "10", 11, "[\"new\",0.011,5]"),
                deribit(3, "change", "12", 13, "[\"delete\",0.011,0]"),
                deribit(4, "change", "13", 14, "[\"new\",0.012,1]"),
                deribit(5, "snapshot", "", 20, "[\"new\",0.01,5]"));
        assertThat(events.subList(2, 5))
                .containsExactly(
                        "3000000000 gap 1 11 12 book broken BUY0@1100000",
                        "4000000000 book broken BUY100000000@1200000",
                        "5000000000 snapshot BUY500000000@1000000");
        assertOne(FeedErrorKind.GAP, 3, "updates missed: expected 11, received 12");
        assertThat(asked).containsExactly(CALL);
    }

    @Test
    void aRepeatedAndALateChange() {
        final List<String> events = play(
                DeribitNormaliser::new,
                deribit(1, "snapshot", "", 10, "[\"new\",0.01,5]"),
                deribit(2, "change", "10", 11, "[\"new\",0.011,5]"),
                deribit(3, "change", "10", 11, "[\"new\",0.011,5]"),
                deribit(4, "change", "9", 10, "[\"new\",0.011,5]"));
        assertThat(events.subList(2, 4)).containsExactly("3000000000 gap 1 3 0", "4000000000 gap 1 4 0");
        assertThat(errors.count(FeedErrorKind.REPEATED)).isEqualTo(1);
        assertThat(errors.count(FeedErrorKind.OUT_OF_ORDER)).isEqualTo(1);
        assertThat(log)
                .containsExactly(
                        file + ":3: line refused: book change is a repetition or out of order",
                        file + ":4: line refused: book change is a repetition or out of order");
        assertThat(asked).as("once for both").containsExactly(CALL);
    }

    @Test
    void aTruncatedMessage() {
        final String whole = deribit(2, "change", "10", 11, "[\"new\",0.011,5]");
        final List<String> events = play(
                DeribitNormaliser::new,
                deribit(1, "snapshot", "", 10, "[\"new\",0.01,5]"),
                whole.substring(0, whole.length() - 9),
                whole);
        assertThat(events.subList(1, 3))
                .containsExactly("2000000000 gap 1 2 0", "2000000000 book broken BUY500000000@1100000");
        assertThat(log).hasSize(1);
        assertThat(errors.count(FeedErrorKind.TRUNCATED)).isEqualTo(1);
        assertThat(log.get(0)).startsWith(file + ":2: line refused: malformed JSON: ");
    }

    @Test
    void somethingElseThanALevel() {
        play(
                DeribitNormaliser::new,
                deribit(1, "snapshot", "", 10, "[\"new\",0.01,5]"),
                deribit(2, "change", "10", 11, "[\"delete\",0.01,5]"));
        assertOne(
                FeedErrorKind.MALFORMED,
                2,
                "line refused: a level without action or positive price, or with the wrong amount");
        assertThat(asked).containsExactly(CALL);
    }

    @Test
    void aBookWhoseChecksumIsAnother() {
        final List<String> events = play(
                KrakenNormaliser::new,
                "1.0: [1,{\"as\":[[\"0.05005\",\"0.00000500\",\"1.1\"]],\"bs\":[[\"0.05000\",\"0.00000500\",\"1.1\"]]},"
                        + "\"book-10\",\"XBT/USD\"]",
                "2.0: [1,{\"a\":[[\"0.05006\",\"0.00000500\",\"2.1\"]],\"c\":\"974947235\"},\"book-10\",\"XBT/USD\"]",
                "3.0: [1,{\"a\":[[\"0.05007\",\"0.00000500\",\"3.1\"]],\"c\":\"974947235\"},\"book-10\",\"XBT/USD\"]");
        assertThat(events).hasSize(3);
        assertThat(events.get(0)).contains("snapshot SELL").contains("constituent 1.1 5002500");
        assertThat(events.get(1))
                .contains("gap 1 974947235 ")
                .contains(" constituent 1.1 0 book broken SELL500@5006000");
        assertThat(events.get(2)).isEqualTo("3000000000 book broken SELL500@5007000");
        assertOne(FeedErrorKind.CHECKSUM, 2, "checksum is not the book's");
        assertThat(asked).containsExactly("XBT/USD");
    }

    private static String okx(final String instrument, final String ask, final long sequence) {
        final boolean snapshot = sequence == 0;
        return ": {\"arg\":{\"channel\":\"books\",\"instId\":\"" + instrument + "\"},\"action\":\""
                + (snapshot ? "snapshot" : "update") + "\",\"data\":[{\"asks\":[[\"" + ask
                + "\",\"1\",\"0\",\"1\"]],\"bids\":[[\"1\",\"1\",\"0\",\"1\"]],\"ts\":\"1000\",\"seqId\":" + sequence
                + ",\"prevSeqId\":" + (sequence - 1) + "}]}";
    }

    @Test
    void aMiddleThatStaysIsGivenAgainAndTakenBackOnceNothingIsHeardForLong() {
        final List<String> events = play(
                OkxNormaliser::new,
                "1.0" + okx("BTC-USDT", "3", 0),
                "20.0" + okx("BTC-USDT", "4", 1),
                "31.0" + okx("BTC-USDT", "5", 2),
                "60.0" + okx("BTC-USDT", "6", 3),
                "300.0" + okx("ETH-USDT", "3", 0));
        assertThat(events).noneMatch(event -> event.contains(" gap "));
        assertThat(events.stream()
                        .map(event -> event.replaceAll(".* constituent ", ""))
                        .toList())
                .satisfiesExactly(
                        event -> assertThat(event).isEqualTo("1.1 200000000"),
                        event -> assertThat(event).contains(" book "),
                        event -> assertThat(event).isEqualTo("1.1 200000000"),
                        event -> assertThat(event).contains(" book "),
                        event -> assertThat(event).isEqualTo("2.1 200000000"),
                        event -> assertThat(event).isEqualTo("1.1 0"));
    }

    @Test
    void aMissingUpdateOfOkxBySequence() {
        final String rest = ",\"ts\":\"1000\",\"seqId\":%s,\"prevSeqId\":%s}]}";
        final String begin = ": {\"arg\":{\"channel\":\"books\",\"instId\":\"BTC-USDT\"},\"action\":\"";
        final List<String> events = play(
                OkxNormaliser::new,
                "1.0" + begin + "snapshot\",\"data\":[{\"asks\":[[\"2\",\"1\",\"0\",\"1\"]],\"bids\":[]"
                        + String.format(rest, "100", "-1"),
                "2.0" + begin + "update\",\"data\":[{\"asks\":[],\"bids\":[[\"1\",\"1\",\"0\",\"1\"]]"
                        + String.format(rest, "101", "100"),
                "3.0" + begin + "update\",\"data\":[{\"asks\":[],\"bids\":[[\"1\",\"0\",\"0\",\"1\"]]"
                        + String.format(rest, "105", "103"));
        assertThat(events.get(1)).isEqualTo("2000000000 book BUY100000000@100000000 constituent 1.1 150000000");
        assertThat(events.get(2)).isEqualTo("3000000000 gap 1 101 103 constituent 1.1 0 book broken BUY0@100000000");
        assertOne(FeedErrorKind.GAP, 3, "updates missed: expected 101, received 103");
    }

    @Test
    void aLevelThatWasNeverThere() {
        final List<String> events = play(
                BitmexNormaliser::new,
                "1.0: {\"table\":\"orderBookL2\",\"action\":\"partial\",\"data\":["
                        + "{\"symbol\":\"XBTUSD\",\"id\":7,\"side\":\"Buy\",\"size\":3,\"price\":32000}]}",
                "2.0: {\"table\":\"orderBookL2\",\"action\":\"update\",\"data\":["
                        + "{\"symbol\":\"XBTUSD\",\"id\":8,\"side\":\"Buy\",\"size\":3}]}",
                "3.0: {\"table\":\"orderBookL2\",\"action\":\"delete\",\"data\":["
                        + "{\"symbol\":\"XBTUSD\",\"id\":7,\"side\":\"Buy\"}]}");
        assertThat(events)
                .containsExactly(
                        "1000000000 instrument 1 XBTUSD snapshot BUY300000000@3200000000000", "2000000000 gap 1 8 0");
        assertOne(FeedErrorKind.GAP, 2, "updates missed: expected 8, received 0");
        assertThat(asked).containsExactly("XBTUSD");
    }

    @Test
    void anInstrumentThatTheVenueHasNot() {
        final List<String> events = play(
                DeribitNormaliser::new,
                "https://www.deribit.com/api/v2/public/get_instruments?currency=BTC -> 0.5: {\"result\":"
                        + "[{\"instrument_name\":\"" + CALL + "\",\"tick_size\":0.0005,\"min_trade_amount\":0.1}]}",
                deribit(1, "snapshot", "", 10, "[\"new\",0.01,5]"),
                deribit(2, "snapshot", "", 10, "[\"new\",0.01,5]").replace("40000", "40001"),
                deribit(3, "change", "10", 11, "[\"new\",0.011,5]"));
        assertThat(events).hasSize(2);
        assertThat(events.get(1)).isEqualTo("3000000000 book BUY500000000@1100000");
        assertOne(FeedErrorKind.UNKNOWN_INSTRUMENT, 3, "line refused: unknown instrument: BTC-24SEP21-40001-C");
        assertThat(asked).isEmpty();
    }

    @Test
    void aBookThatNothingIsHeardOf() {
        final List<String> events = play(
                DeribitNormaliser::new,
                deribit(1, "snapshot", "", 10, "[\"new\",0.01,5]"),
                deribit(2, "snapshot", "", 10, "[\"new\",0.01,5]").replace("40000", "50000"),
                deribit(181, "change", "10", 11, "[\"new\",0.011,5]").replace("40000", "50000"),
                deribit(182, "change", "11", 12, "[\"new\",0.012,5]").replace("40000", "50000"),
                deribit(190, "change", "10", 11, "[\"new\",0.013,5]"));
        assertThat(events.subList(2, 6))
                .containsExactly(
                        "181000000000 book BUY500000000@1100000",
                        "182000000000 book BUY500000000@1200000",
                        "182000000000 book stale",
                        "190000000000 book book BUY500000000@1300000");
        assertOne(FeedErrorKind.STALE, 4, "nothing was heard for long of " + CALL);
    }

    @Test
    void aCrossedBook() {
        final List<String> events = play(
                DeribitNormaliser::new,
                deribit(1, "snapshot", "", 10, "[\"new\",0.01,5]")
                        .replace("\"asks\":[]", "\"asks\":[[\"new\",0.012,5]]"),
                deribit(2, "change", "10", 11, "[\"new\",0.012,5]"),
                deribit(3, "change", "11", 12, "[\"delete\",0.012,0]"));
        assertThat(events.subList(1, 3))
                .containsExactly("2000000000 book crossed BUY500000000@1200000", "3000000000 book BUY0@1200000");
        assertOne(FeedErrorKind.CROSSED, 2, "book is crossed: best bid at or above best ask");
    }

    @Test
    void anInterruption() {
        final List<String> events = play(
                DeribitNormaliser::new,
                "wss://venue <-> 0.5",
                deribit(1, "snapshot", "", 10, "[\"new\",0.01,5]"),
                "wss://venue <-> 2.5",
                deribit(3, "change", "17", 18, "[\"new\",0.011,5]"),
                deribit(4, "snapshot", "", 20, "[\"new\",0.01,5]"));
        assertThat(events.subList(1, 4))
                .containsExactly(
                        "2500000000 gap 1 0 0",
                        "3000000000 book broken BUY500000000@1100000",
                        "4000000000 snapshot BUY500000000@1000000");
        assertOne(FeedErrorKind.INTERRUPTED, 3, "connection interrupted");
    }

    @Test
    void whatIsNotKnownIsPassedOver() {
        final List<String> events = play(
                DeribitNormaliser::new,
                deribit(1, "snapshot", "", 10, "[\"new\",0.01,5]").replace("book.", "weather."),
                "2.0: {\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}");
        assertThat(events).isEmpty();
        assertOne(FeedErrorKind.UNKNOWN_EVENT, 1, "message of an unknown channel passed over");
        assertThat(asked).containsExactly("{\"jsonrpc\":\"2.0\",\"method\":\"public/test\",\"params\":{}}");
    }

    @Test
    void aLineWithoutATime() {
        final List<String> events = play(
                DeribitNormaliser::new,
                deribit(1, "snapshot", "", 10, "[\"new\",0.01,5]"),
                "soon: {}",
                "2.0 {}",
                "wss://venue <~ 3.0: {}");
        assertThat(events.subList(1, 4))
                .containsExactly("1000000000 gap 1 2 0", "1000000000 gap 1 3 0", "1000000000 gap 1 4 0");
        assertThat(errors.count(FeedErrorKind.MALFORMED)).isEqualTo(3);
        assertThat(log.get(0)).isEqualTo(file + ":2: line refused: neither a time nor an address at the beginning");
    }

    @Test
    void aLineThatIsLongerThanAnyMessage() {
        final List<String> events = play(
                DeribitNormaliser::new,
                deribit(1, "snapshot", "", 10, "[\"new\",0.01,5]"),
                "2.0: {\"x\":\"" + "y".repeat(1 << 24) + "\"}",
                deribit(3, "change", "10", 11, "[\"new\",0.011,5]"));
        assertThat(events).hasSize(3);
        assertThat(events.get(1)).isEqualTo("1000000000 gap 1 2 0");
        assertOne(FeedErrorKind.TOO_LONG, 2, "line refused: longer than 16777216 characters");
    }

    private void assertOne(final FeedErrorKind kind, final int line, final String text) {
        assertThat(log).containsExactly(file + ":" + line + ": " + text);
        assertThat(errors.count(kind)).isEqualTo(1);
    }

    private List<String> play(
            final BiFunction<FeedContext, VenueRequests, VenueNormaliser> rules, final String... lines) {
        file = Captures.gzip(folder.resolve("capture.gz"), lines);
        final FeedContext context = new FeedContext(VenueParameters.defaults().underlyings(), errors);
        return ListRecorder.run(CryptofeedCapture.open(List.of(file), rules.apply(context, requests), errors));
    }

    private static String deribit(
            final int second, final String type, final String previous, final int change, final String bid) {
        return second + ".0: {\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"book." + CALL
                + ".raw\",\"data\":{\"type\":\"" + type + "\",\"timestamp\":" + second + "000,"
                + (previous.isEmpty() ? "" : "\"prev_change_id\":" + previous + ",") + "\"instrument_name\":\"" + CALL
                + "\",\"change_id\":" + change + ",\"bids\":[" + bid + "],\"asks\":[]}}}";
    }
}
