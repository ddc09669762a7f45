package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.tardis.TardisRecording;
import io.strikebook.feeder.venue.FeedContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the columns of Tardis, real and damaged. */
class TardisTest {
    private static final String BOOK_HEADER = "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount";
    private static final String TRADE_HEADER = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount";
    private static final String ROW = "deribit,BTC-PERPETUAL,%d,%d,%s,%s,%s,%s";

    private final List<String> log = new ArrayList<>();
    private final FeedErrors errors = new FeedErrors(log::add);

    @TempDir
    private Path folder;

    private FeedContext context() {
        return new FeedContext(VenueParameters.defaults().underlyings(), errors);
    }

    private List<String> books(final String... rows) {
        final String[] lines = new String[rows.length + 1];
        lines[0] = BOOK_HEADER;
        System.arraycopy(rows, 0, lines, 1, rows.length);
        final Path file = Captures.gzip(folder.resolve("book.csv.gz"), lines);
        return ListRecorder.run(TardisRecording.open(List.of(file), List.of(), List.of(), context()));
    }

    private Path real(final String name) throws IOException {
        final Path plain = TestData.find("deribit/api-fixtures/" + name);
        return Captures.gzip(
                folder.resolve(name + ".gz"), Files.readAllLines(plain).toArray(String[]::new));
    }

    @Test
    void rowsReceivedTogetherAreOneSnapshot() throws IOException {
        final Path file = real("tardis_deribit_incremental_book_L2_BTC-PERPETUAL.csv");
        final List<String> events =
                ListRecorder.run(TardisRecording.open(List.of(file), List.of(), List.of(), context()));

        assertThat(log).isEmpty();
        assertThat(events).hasSize(1);
        assertThat(events.get(0))
                .startsWith("1585699200355684000 instrument 1 BTC-PERPETUAL snapshot SELL1864000000000@642150000000");
        assertThat(events.get(0).split("@")).hasSize((int)
                Files.lines(TestData.find("deribit/api-fixtures/tardis_deribit_incremental_book_L2_BTC-PERPETUAL.csv"))
                        .count());
    }

    @Test
    void optionsBecomeTickersWithAbsentValues() throws IOException {
        final Path file = real("tardis_options_chain.csv");
        final List<String> events =
                ListRecorder.run(TardisRecording.open(List.of(), List.of(), List.of(file), context()));

        assertThat(log).isEmpty();
        assertThat(events.get(0))
                .isEqualTo("1591574400196008000 instrument 1 BTC-9JUN20-9875-P ticker 1 bid 2050000 ask 2350000"
                        + " mark 2210436 iv 62890000");
        assertThat(events.get(3)).contains("instrument 3 BTC-10JUN20-10000-C").contains("bid - ask - mark 3160000");
    }

    @Test
    void snapshotsUpdatesAndTradesInTheOrderReceived() {
        final Path book = Captures.gzip(
                folder.resolve("b.csv.gz"),
                BOOK_HEADER,
                ROW.formatted(1, 10, "true", "bid", "100.5", "10"),
                ROW.formatted(1, 10, "true", "ask", "101", "20"),
                ROW.formatted(2, 30, "false", "bid", "100.5", "0"),
                ROW.formatted(2, 40, "false", "bid", "100", "5"));
        final Path trades =
                Captures.gzip(folder.resolve("t.csv.gz"), TRADE_HEADER, "deribit,BTC-PERPETUAL,3,20,77,sell,100.5,10");
        assertThat(ListRecorder.run(TardisRecording.open(List.of(book), List.of(trades), List.of(), context())))
                .containsExactly(
                        "10000 instrument 1 BTC-PERPETUAL snapshot BUY1000000000@10050000000 SELL2000000000@10100000000",
                        "20000 trade 77 SELL 1000000000 at 10050000000",
                        "30000 book BUY0@10050000000",
                        "40000 book BUY500000000@10000000000");
        assertThat(log).isEmpty();
    }

    @Test
    void damagedRowsAreNamed() {
        final List<String> events = books(
                ROW.formatted(1, 10, "true", "bid", "100.5", "10"),
                ROW.formatted(1, 10, "true", "bid", "100.5", "10"),
                ROW.formatted(1, 10, "true", "bid", "100.5", "-10"),
                ROW.formatted(1, 10, "maybe", "bid", "100.5", "10"),
                ROW.formatted(1, 10, "true", "buy", "100.5", "10"),
                ROW.formatted(1, 10, "true", "bid", "x", "10"),
                ROW.formatted(1, 9, "true", "bid", "100", "10"),
                "deribit,DOGE-1,1,11,true,bid,100,10",
                "deribit,BTC-PERPETUAL,1,11,true,bid,100",
                ROW.formatted(1, 12, "false", "bid", "99", "10"));

        assertThat(log.stream().map(text -> text.substring(text.indexOf(".gz:") + 4)))
                .containsExactly(
                        "3: line refused: repeats the line before",
                        "4: line refused: amount is missing or negative",
                        "5: line refused: is_snapshot is neither true nor false: maybe",
                        "6: line refused: side is neither bid nor ask: buy",
                        "7: line refused: price is no number",
                        "8: line refused: is earlier than the row before",
                        "9: line refused: not an expiry: 1 in DOGE-1",
                        "10: line refused: 7 fields where 8 are expected");
        assertThat(errors.badLines()).isEqualTo(8);
        assertThat(errors.count(FeedErrorKind.OUT_OF_ORDER)).isEqualTo(1);
        assertThat(events).hasSize(10);
        assertThat(events.get(1)).contains("gap 1 3 0");
        assertThat(events.get(9)).contains("book BUY1000000000@9900000000");
    }

    @Test
    void anotherHeaderIsRefusedByName() {
        final Path file = Captures.gzip(folder.resolve("x.csv.gz"), TRADE_HEADER + ",liquidation");
        assertThatThrownBy(() -> TardisRecording.open(List.of(), List.of(file), List.of(), context()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x.csv.gz")
                .hasMessageContaining("liquidation");
    }
}
