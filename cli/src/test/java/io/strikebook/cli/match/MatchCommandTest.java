package io.strikebook.cli.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.JsonLine;
import io.strikebook.recordings.CmeMboReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recording by hand, its figures, and everything that is no recording. */
class MatchCommandTest {
    /** Two trades: the first fills the younger of two orders, against price-time priority; the second the rest. */
    private static final List<String> RECORDS = List.of(
            "40,A,A,4800250000000,2,101",
            "40,A,A,4800250000000,2,102",
            "40,A,B,4800000000000,5,103",
            "0,T,B,4800250000000,2,900",
            "0,F,A,4800250000000,2,102",
            "130,C,A,4800250000000,2,102",
            "130,A,A,4800250000000,1,104",
            "0,T,B,4800250000000,3,901",
            "0,F,A,4800250000000,2,101",
            "0,F,A,4800250000000,1,104",
            "0,C,A,4800250000000,2,101",
            "130,C,A,4800250000000,1,104");

    @TempDir
    private Path folder;

    @Test
    void tableShowsBothLoopsAndTheFirstMismatches() throws IOException {
        final Path file = mbo(RECORDS);
        final Cli result = Cli.withoutHome("match", file.toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCodes.DONE);
        assertThat(result.lines())
                .containsSubsequence(
                        file + ", cme-mbo",
                        "",
                        "                                      CLOSED LOOP  OPEN LOOP",
                        "lines                                          12         12",
                        "events                                          6          6",
                        "trades                                          2          2",
                        "  filled exactly as the exchange did            1          0",
                        "  filled exactly                           50.0 %      0.0 %",
                        "  expected by strict price-time                 1          1",
                        "  expected                                 50.0 %     50.0 %",
                        "  ours unlike strict price-time                 0          0",
                        "",
                        "closed loop: what differs, by cause; fills and lots of resting orders that only one of the two made",
                        "CAUSE           CASES    SHARE  EXCHANGE  LOTS  OURS  LOTS  LINES, THE FIRST",
                        "hidden              0    0.0 %         0     0     0     0",
                        "priority            1  100.0 %         1     2     1     2  5",
                        "unknown             0    0.0 %         0     0     0     0",
                        "",
                        "open loop: what differs, by cause; fills and lots of resting orders that only one of the two made",
                        "priority            1  50.0 %         1     2     1     2  5",
                        "carried over        1  50.0 %         1     2     1     2  9",
                        "",
                        "closed loop: the first 1 of 1 trades that differ, with the first fill that does",
                        "LINE  INCOMING  LOTS    PRICE  FILL  EXCHANGE: ORDER  LOTS  OURS: ORDER  LOTS  CAUSE",
                        "   5  buy          2  4800.25     1              102     2          101     2  priority",
                        "",
                        "open loop: the first 2 of 2 trades that differ, with the first fill that does",
                        "LINE  INCOMING  LOTS    PRICE  FILL  EXCHANGE: ORDER  LOTS  OURS: ORDER  LOTS  CAUSE",
                        "   5  buy          2  4800.25     1              102     2          101     2  priority",
                        "   9  buy          3  4800.25     1              101     2          102     2  carried over");
    }

    @Test
    void oneLoopAloneAndNoMismatches() throws IOException {
        final String file = mbo(RECORDS).toString();
        final Cli open = Cli.withoutHome("match", file, "--open-loop", "--mismatches", "0");
        final Cli closed = Cli.withoutHome("match", "--closed-loop", file, "--format", "cme-mbo");

        assertThat(open.out())
                .contains("OPEN LOOP")
                .doesNotContain("CLOSED LOOP")
                .doesNotContain("trades that differ");
        assertThat(closed.out())
                .contains("CLOSED LOOP", "closed loop: the first 1 of 1")
                .doesNotContain("OPEN LOOP");
    }

    @Test
    void jsonIsOneObjectPerFigureAndPerMismatch() throws IOException {
        final Cli result = Cli.withoutHome("match", mbo(RECORDS).toString(), "--json");
        final List<Map<String, Object>> lines =
                result.lines().stream().map(JsonLine::parse).toList();

        assertThat(lines)
                .contains(
                        Map.of("case", "closed loop", "metric", "trades", "value", "2", "unit", ""),
                        Map.of("case", "closed loop", "metric", "filled exactly", "value", "50.00", "unit", "%"),
                        Map.of(
                                "case",
                                "open loop",
                                "metric",
                                "filled exactly as the exchange did",
                                "value",
                                "0",
                                "unit",
                                ""))
                .allSatisfy(line -> assertThat(line).containsKeys("case", "metric", "value", "unit"));
        assertThat(lines.get(lines.size() - 1))
                .containsEntry("metric", "differs")
                .containsEntry("value", "9")
                .containsEntry("unit", "line")
                .containsEntry("price", "4800.25")
                .containsEntry("cause", "carried over")
                .containsEntry("exchange", List.of(fill(101, 2), fill(104, 1)))
                .containsEntry("ours", List.of(fill(102, 2), fill(104, 1)));
    }

    @Test
    void causesAreObjectsToo() throws IOException {
        final Cli result = Cli.withoutHome("match", mbo(RECORDS).toString(), "--json", "--closed-loop");
        final List<Map<String, Object>> causes = result.lines().stream()
                .map(JsonLine::parse)
                .filter(line -> line.get("metric").toString().startsWith("cause "))
                .toList();

        assertThat(causes).hasSize(12);
        assertThat(causes)
                .filteredOn(line -> line.get("metric").equals("cause priority"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("value", "1")
                        .containsEntry("exchangeFills", "1")
                        .containsEntry("exchangeLots", "2")
                        .containsEntry("ourFills", "1")
                        .containsEntry("ourLots", "2")
                        .containsEntry("lines", List.of("5")));
    }

    @Test
    void everyLineWithoutACauseIsNamed() throws IOException {
        final List<String> records = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            records.add("40,A,A," + (4800 + i) + "000000000,1," + i);
        }
        for (int i = 5; i >= 2; i--) {
            final String price = (4800 + i) + "000000000";
            records.add("0,T,B," + price + ",1,90" + i);
            records.add("0,F,A," + price + ",1," + i);
            records.add("130,C,A," + price + ",1," + i);
        }
        final Cli result = Cli.withoutHome("match", mbo(records).toString(), "--closed-loop");

        assertThat(result.code()).isEqualTo(ExitCodes.DONE);
        assertThat(result.lines())
                .containsSubsequence(
                        "unknown             4  100.0 %         4     4     4     4  7, 10, 13",
                        "unknown, all lines: 7, 10, 13, 16");
    }

    @Test
    void recordingWithoutTradesHasNoShares() throws IOException {
        final Cli result = Cli.withoutHome("match", mbo(RECORDS.subList(0, 3)).toString());

        assertThat(result.code()).isEqualTo(ExitCodes.DONE);
        assertThat(result.lines()).contains("  filled exactly                                -          -");
    }

    @Test
    void lobsterMessageFileNeedsNoOrderBookFile() throws IOException {
        final Path file = write(
                "GOOG_message_1.csv.gz",
                gzip(
                        "34200.1,1,1,10,2000000,-1\n34200.2,1,2,5,2000000,-1\n34200.3,4,1,7,2000000,-1\n34200.4,4,9,3,1990000,1\n"));
        final Cli result = Cli.withoutHome("match", file.toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.lines())
                .contains(
                        file + ", lobster",
                        "lines                                           4          4",
                        "trades                                          2          2",
                        "  filled exactly as the exchange did            2          2",
                        "trades of orders seen                           1          1",
                        "unseen orders entered                           1          1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "130,C,A,4800250000000,2|14|has 8 fields, expected 9",
                "130,Z,A,4800250000000,2,102|14|unknown action Z",
                "130,A,A,-4800250000000,2,109|14|price_1e9 is negative: -4800250000000",
                "130,A,A,4800250000000,3000000000,109|14|size is 3000000000, more than 2147483648",
                "130,A,B,4800000000000,5,103|14|order 103 is added though it rests already",
            })
    void damagedLineIsNamed(final String record, final int line, final String problem) throws IOException {
        final Path file = mbo(RECORDS);
        Files.writeString(file, Files.readString(file) + "1,2,3," + record + "\n");

        refused(file + ":" + line + ": " + problem, file.toString());
    }

    @Test
    void cutRecordingsAreRefused() throws IOException {
        final String text = text(RECORDS);
        final Path cutLine = write("line.csv", bytes(text.substring(0, text.length() - 4)));
        refused(cutLine + ":13: the last line is cut short: 1,2,3,130,C,A,4800250000000,1,", cutLine.toString());

        final byte[] zipped = gzip(text);
        final Path cutGzip = write("cut.csv.gz", Arrays.copyOf(zipped, zipped.length - 12));
        refused("the compressed file is cut short or damaged here", cutGzip.toString());

        final Path lobster = write("message.csv", bytes("34200.1,1,1,10,2000000,-1\n34200.2,1,2,5,2000"));
        refused(lobster + ":2: has 5 fields, expected 6", lobster.toString());
    }

    @Test
    void whatIsNoRecordingIsRefused() throws IOException {
        refused(":1: the file is empty", write("empty.csv", new byte[0]).toString());
        refused(" holds no record", mbo(List.of()).toString());
        refused(
                ":1: not a gzip file",
                write("plain.csv.gz", bytes(text(RECORDS))).toString());
        refused(
                ":1: no known recording: the first line is neither ts_event_ns,",
                write("other.csv", bytes("time,price,size\n1,2,3\n")).toString());
        refused(
                ":1: this looks like a LOBSTER order book file; name the message file that belongs to it",
                write("orderbook.csv", bytes("5859400,200,5853300,18\n")).toString());
        refused(
                ":1: has no line end within 65536 bytes",
                write("binary", new byte[100_000]).toString());
        refused(":1: has 9 fields, expected 6", mbo(RECORDS).toString(), "--format", "lobster");
        refused(
                ":1: header is 34200.1,1,1,10,2000000,-1, expected ts_event_ns,",
                write("message.csv", bytes("34200.1,1,1,10,2000000,-1\n")).toString(),
                "--format",
                "cme-mbo");
    }

    @Test
    void wrongUsageIsExplained() throws IOException {
        final String file = mbo(RECORDS).toString();

        wrong(folder + "/absent.csv: there is no such file", folder + "/absent.csv");
        wrong(folder + " is not a file", folder.toString());
        wrong("must be cme-mbo, databento or lobster, is 'itch'", file, "--format", "itch");
        wrong("--mismatches must be 0 to 1000, is -1", file, "--mismatches", "-1");
        wrong("RECORDING");
    }

    private static void refused(final String problem, final String... args) {
        final Cli result = match(args);
        assertThat(result.err())
                .startsWith("strikebook match: ")
                .contains(problem)
                .hasLineCount(1);
        assertThat(result.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(result.out()).isEmpty();
    }

    private static void wrong(final String problem, final String... args) {
        final Cli result = match(args);
        assertThat(result.err()).contains(problem).doesNotContain("\tat ");
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.out()).isEmpty();
    }

    private static Cli match(final String... args) {
        final String[] all = new String[args.length + 1];
        all[0] = "match";
        System.arraycopy(args, 0, all, 1, args.length);
        return Cli.withoutHome(all);
    }

    private static Map<String, Object> fill(final int order, final int lots) {
        return Map.of("order", Integer.toString(order), "lots", Integer.toString(lots));
    }

    private Path mbo(final List<String> records) throws IOException {
        return write("mbo.csv", bytes(text(records)));
    }

    private Path write(final String name, final byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static String text(final List<String> records) {
        final StringBuilder text = new StringBuilder(CmeMboReader.HEADER).append('\n');
        records.forEach(record -> text.append("1,2,3,").append(record).append('\n'));
        return text.toString();
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gzip(final String text) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(bytes(text));
        }
        return bytes.toByteArray();
    }
}
