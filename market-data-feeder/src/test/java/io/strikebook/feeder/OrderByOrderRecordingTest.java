package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.bitstamp.BitstampRecording;
import io.strikebook.feeder.databento.DatabentoRecording;
import io.strikebook.feeder.l3.OrderEventSource;
import io.strikebook.feeder.l3.RecordedInstrument;
import io.strikebook.feeder.lobster.LobsterRecording;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.recordings.View;
import io.strikebook.schemas.BookUpdateDecoder;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.ExternalOrdersDecoder;
import io.strikebook.schemas.InstrumentDescribedDecoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.SourceGapDecoder;
import io.strikebook.schemas.TradePrintDecoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order-by-order recordings, whole and damaged, as market data. */
class OrderByOrderRecordingTest {
    private static final long E8 = 100_000_000L;
    private static final String LOBSTER = "34200.%03d,%d,%d,%d,%d,%d";

    private final List<String> log = new ArrayList<>();
    private FeedErrors errors = new FeedErrors(log::add);

    @TempDir
    private Path folder;

    private FeedContext context() {
        errors = new FeedErrors(log::add);
        return new FeedContext(VenueParameters.defaults().underlyings(), errors);
    }

    private static InstrumentTerms terms(final String symbol, final InstrumentKind kind, final long tickE8) {
        return new InstrumentTerms(
                symbol,
                symbol.substring(0, Math.min(8, symbol.length())),
                kind,
                OptionType.NONE,
                ContractStyle.LINEAR,
                Currency.USD,
                0,
                kind == InstrumentKind.SPOT
                        ? 0
                        : Instant.parse("2024-03-15T13:30:00Z").getEpochSecond() * 1_000_000_000L,
                tickE8,
                E8,
                1_000_000);
    }

    private MarketDataSource databento(final Path file) {
        return DatabentoRecording.open(
                file,
                new RecordedInstrument("CME", terms("ESH4", InstrumentKind.FUTURE, E8 / 4), 0, E8, View.FULL),
                context());
    }

    private RecordedInstrument stock(final String symbol) {
        final long midnightNs = Instant.parse("2012-06-21T04:00:00Z").getEpochSecond() * 1_000_000_000L;
        return new RecordedInstrument(
                "NASDAQ", terms(symbol, InstrumentKind.SPOT, E8 / 100), midnightNs, E8, View.PARTIAL);
    }

    private RecordedInstrument bitcoin() {
        return new RecordedInstrument("BITSTAMP", terms("BTCUSD", InstrumentKind.SPOT, E8 / 100), 0, 1, View.PARTIAL);
    }

    @Test
    void aWholeFutureFromItsOpeningSnapshotThroughTheAuction() {
        final GroupRecorder recorder =
                twice(() -> databento(TestData.find("l3/cme_ESH4_20231225_mbo_to2320Z.dbn.zst")));

        assertThat(log).isEmpty();
        assertThat(recorder.frames[InstrumentDescribedDecoder.TEMPLATE_ID]).isEqualTo(1);
        assertThat(recorder.frames[TradePrintDecoder.TEMPLATE_ID]).isEqualTo(1_167);
        assertThat(recorder.frames[SourceGapDecoder.TEMPLATE_ID]).isZero();
        final OrderFrameFollower follower = new OrderFrameFollower(recorder.bytes());
        follower.follow();
        assertThat(follower.groupsWithOrders()).isEqualTo(recorder.frames[BookUpdateDecoder.TEMPLATE_ID]);
        assertThat(recorder.frames[ExternalOrdersDecoder.TEMPLATE_ID]).isEqualTo(follower.groupsWithOrders() + 4);
        final long auctionNs = Instant.parse("2023-12-25T23:00:00Z").getEpochSecond() * 1_000_000_000L;
        assertThat(follower.lastCrossedNs()).isPositive().isLessThan(auctionNs + 200_000_000L);
    }

    @Test
    void textAndBinaryOfTheSameRecordsAreTheSameFrames() {
        final byte[] binary = run(databento(TestData.find("l3/cme_ESH4_20231225_mbo_to2320Z.dbn.zst")))
                .bytes();
        final byte[] text = run(databento(TestData.find("l3/cme_ESH4_20231225_mbo_to2320Z_decoded.csv.gz")))
                .bytes();

        assertThat(text.length).isEqualTo(binary.length);
        // trades are numbered by line or record; the header is a line
        assertThat(new OrderFrameFollower(text).follow()).isEqualTo(new OrderFrameFollower(binary).follow());
    }

    @Test
    void tenLevelsOfAStockAreThoseRecorded() {
        final GroupRecorder recorder = twice(() -> LobsterRecording.open(
                TestData.find("l3/lobster_AAPL_2012-06-21_first999_message_10.csv.gz"),
                TestData.find("l3/lobster_AAPL_2012-06-21_first999_orderbook_10.csv.gz"),
                stock("AAPL"),
                context()));

        assertThat(log).isEmpty();
        final OrderFrameFollower follower = new OrderFrameFollower(recorder.bytes());
        assertThat(follower.followLobster(
                        TestData.find("l3/lobster_AAPL_2012-06-21_first999_orderbook_10.csv.gz"),
                        TestData.find("l3/lobster_AAPL_2012-06-21_first999_message_10.csv.gz")))
                .isEqualTo(999);
    }

    @Test
    void theBestLevelOfAStockIsThatRecordedAllDay() {
        final GroupRecorder recorder = twice(() -> LobsterRecording.open(
                TestData.find("l3/lobster_AMZN_2012-06-21_34200000_57600000_message_1.csv.gz"),
                TestData.find("l3/lobster_AMZN_2012-06-21_34200000_57600000_orderbook_1.csv.gz"),
                stock("AMZN"),
                context()));

        assertThat(log).isEmpty();
        assertThat(recorder.frames[TradePrintDecoder.TEMPLATE_ID]).isEqualTo(8_974 + 2_445);
        final OrderFrameFollower follower = new OrderFrameFollower(recorder.bytes());
        assertThat(follower.followLobster(
                        TestData.find("l3/lobster_AMZN_2012-06-21_34200000_57600000_orderbook_1.csv.gz"),
                        TestData.find("l3/lobster_AMZN_2012-06-21_34200000_57600000_message_1.csv.gz")))
                .isEqualTo(57_515);
    }

    @Test
    void ordersOfBitcoinAsReceivedAndAsTheirTable() {
        final GroupRecorder received = twice(() -> BitstampRecording.log(
                TestData.find("l3/bitstamp_BTCUSD_2015-05-01_raw_l3.log.gz"), bitcoin(), context()));
        // one line is there twice: the deletion of an order
        assertThat(log)
                .hasSize(2)
                .allMatch(text -> text.endsWith("raw_l3.log.gz:5406: line refused: repeats the line before"));
        log.clear();
        assertThat(received.frames[TradePrintDecoder.TEMPLATE_ID]).isEqualTo(575);
        final OrderFrameFollower ofLog = new OrderFrameFollower(received.bytes());
        ofLog.follow();

        final GroupRecorder table = twice(() -> BitstampRecording.table(
                TestData.find("l3/bitstamp_BTCUSD_2015-05-01_orders.csv.gz"), bitcoin(), context()));
        assertThat(log).hasSize(2).allMatch(text -> text.endsWith("line refused: repeats the line before"));
        assertThat(table.frames[TradePrintDecoder.TEMPLATE_ID]).isZero();
        final OrderFrameFollower ofTable = new OrderFrameFollower(table.bytes());
        ofTable.follow();
        assertSameButForRounding(ofTable.bids(), ofLog.bids());
        assertSameButForRounding(ofTable.asks(), ofLog.asks());
    }

    /** The table's volumes went through floating point: some lack 1e-8. */
    private static void assertSameButForRounding(final Map<Long, Long> table, final Map<Long, Long> received) {
        assertThat(table).hasSizeGreaterThan(50);
        assertThat(table.keySet()).isEqualTo(received.keySet());
        table.forEach(
                (price, quantity) -> assertThat(received.get(price) - quantity).isBetween(0L, 3L));
    }

    @Test
    void anUnknownOrderIsRefusedInARecordingOfAll() throws IOException {
        final Path file = mbo("130,A,B,100,5,7", "130,C,B,100,5,8", "130,C,B,100,2,7");
        final List<String> events = ListRecorder.run(databento(file));

        assertThat(log).containsExactly(file + ":3: line refused: an order that is not in the book, id 8");
        assertThat(errors.badLines()).isEqualTo(1);
        assertThat(events.get(1)).contains("gap 1 3 0");
        assertThat(events.get(2)).contains("book BUY300000000@10000000000");
    }

    @Test
    void moreThanAnOrderHasAnOrderTwiceAndAPriceOffTheGrid() throws IOException {
        final Path file = mbo("130,A,B,100,5,7", "130,C,B,100,6,7", "130,A,S,101,5,7", "130,A,A,100.1,5,9");
        ListRecorder.run(databento(file));

        assertThat(log)
                .containsExactly(
                        file + ":3: line refused: more than the order had left, id 7",
                        file + ":4: line refused: unknown side S",
                        file + ":5: line refused: a price that is no multiple of the tick, id 9");
        log.clear();
        final Path twice = mbo("130,A,B,100,5,7", "130,A,A,101,5,7");
        ListRecorder.run(databento(twice));
        assertThat(log).containsExactly(twice + ":3: line refused: a new order whose id is in the book already, id 7");
        assertThat(errors.count(FeedErrorKind.REPEATED)).isEqualTo(1);
    }

    @Test
    void aFileOfAnotherKindIsRefusedByName() throws IOException {
        final Path file = Files.write(folder.resolve("x.dbn"), new byte[200]);
        assertThatThrownBy(() -> databento(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x.dbn:0: does not begin with DBN");
    }

    @Test
    void negativeQuantitiesUnknownTypesAndSwappedLinesOfAStockAreRefused() {
        final Path file = Captures.gzip(
                folder.resolve("x.csv.gz"),
                LOBSTER.formatted(1, 1, 11, 100, 1_000_000, 1),
                LOBSTER.formatted(2, 1, 12, -5, 1_000_000, 1),
                LOBSTER.formatted(3, 9, 13, 5, 1_000_000, 1),
                LOBSTER.formatted(5, 3, 14, 5, 1_000_000, 1),
                LOBSTER.formatted(4, 1, 14, 5, 1_000_000, 1),
                LOBSTER.formatted(6, 4, 11, 40, 1_000_000, 1));
        final List<String> events = ListRecorder.run(LobsterRecording.open(file, null, stock("AMZN"), context()));

        assertThat(log)
                .containsExactly(
                        file + ":2: line refused: size is negative: -5",
                        file + ":3: line refused: unknown type 9",
                        file + ":5: line refused: is earlier than the record before");
        assertThat(errors.count(FeedErrorKind.OUT_OF_ORDER)).isEqualTo(1);
        assertThat(errors.badLines()).isEqualTo(3);
        assertThat(events.get(events.size() - 1))
                .contains("trade 6 SELL 4000000000")
                .contains("book BUY6000000000@10000000000");
    }

    @Test
    void aCutRecordingOfBitcoinIsNamedWithItsLine() throws IOException {
        final byte[] whole = Files.readAllBytes(TestData.find("l3/bitstamp_BTCUSD_2015-05-01_raw_l3.log.gz"));
        final Path cut = Files.write(folder.resolve("cut.log.gz"), Arrays.copyOf(whole, whole.length / 3));
        final GroupRecorder recorder = run(BitstampRecording.log(cut, bitcoin(), context()));

        assertThat(log).hasSize(2);
        assertThat(log.get(1)).contains("cut.log.gz:18399: line refused: the compressed data ends or is damaged here");
        assertThat(recorder.frames[SourceGapDecoder.TEMPLATE_ID]).isEqualTo(2);
    }

    @Test
    void damagedLinesOfBitcoinAreNamed() {
        final Function<String, String> order = rest -> "1430438404518 order_created {\"price\": \"236.47\", " + rest;
        final Path file = Captures.gzip(
                folder.resolve("x.log.gz"),
                order.apply("\"amount\": \"2.0\", \"id\": 1, \"order_type\": 0}"),
                order.apply("\"amount\": \"-2.0\", \"id\": 2, \"order_type\": 0}"),
                order.apply("\"amount\": \"2.0\", \"id\": 3, \"order_type\": 2}"),
                order.apply("\"amount\": \"2.0\", \"id\": 4"),
                "1430438404518 order_moved {}",
                "order_created {}",
                "1430438404517 order_deleted {\"price\": \"236.47\", \"amount\": \"2.0\", \"id\": 1, \"order_type\": 0}");
        ListRecorder.run(BitstampRecording.log(file, bitcoin(), context()));

        assertThat(log).hasSize(6);
        assertThat(log.get(0)).isEqualTo(file + ":2: line refused: a negative quantity");
        assertThat(log.get(1)).isEqualTo(file + ":3: line refused: an order that neither buys nor sells");
        assertThat(log.get(2)).startsWith(file + ":4: line refused: malformed JSON");
        assertThat(log.get(3)).isEqualTo(file + ":5: line refused: event of unknown type: order_moved");
        assertThat(log.get(4)).isEqualTo(file + ":6: line refused: does not begin with a time");
        assertThat(log.get(5)).isEqualTo(file + ":7: line refused: is earlier than the record before");
    }

    private Path mbo(final String... records) throws IOException {
        final StringBuilder text =
                new StringBuilder("ts_event_ns,ts_recv_ns,sequence,flags,action,side,price_1e9,size,order_id\n");
        for (final String line : records) {
            final String[] f = line.split(",");
            final long priceE9 = new BigDecimal(f[3]).movePointRight(9).longValueExact();
            text.append("1,2,3,%s,%s,%s,%d,%s,%s%n".formatted(f[0], f[1], f[2], priceE9, f[4], f[5]));
        }
        return Files.writeString(folder.resolve("mbo" + records.length + ".csv"), text);
    }

    /** Runs a source twice, which has to give the same bytes, and its book after each event to be in order. */
    private static GroupRecorder twice(final Supplier<MarketDataSource> source) {
        final GroupRecorder first = run(source.get());
        assertThat(run(source.get()).bytes()).isEqualTo(first.bytes());
        return first;
    }

    private static GroupRecorder run(final MarketDataSource source) {
        final GroupRecorder recorder = new GroupRecorder(true);
        long events = 0;
        try (GroupBuffer buffer = new GroupBuffer(recorder)) {
            final MarketDataPublisher publisher = new MarketDataPublisher(buffer);
            while (source.nextTimeNs() != MarketDataSource.END) {
                source.emitNext(publisher);
                if (++events % 64 == 0 && source instanceof OrderEventSource) {
                    ((OrderEventSource) source).book().checkInvariants();
                }
            }
            buffer.flush();
        }
        source.close();
        assertThat(recorder.gapInSequence).isFalse();
        return recorder;
    }
}
