package io.strikebook.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each benchmark runs for a second and prints its lines; no figure is asserted. */
@Timeout(300)
class BenchMainTest {
    private static final String LINE =
            "\\{\"case\":\"[^\"]+\",\"metric\":\"[^\"]+\",\"value\":-?[0-9.]+,\"unit\":\"[^\"]*\"}";

    @TempDir
    private Path folder;

    @Test
    void aloneItIsRefusedWithTheListOfBenchmarks() {
        final StringWriter err = new StringWriter();
        assertThat(BenchMain.commandLine().setErr(new PrintWriter(err)).execute())
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("which benchmark?")
                .contains("handoff", "append", "matching", "feed", "marks", "pricing", "pipeline", "durability");
        assertThat(run("--help")).contains("handoff");
    }

    @Test
    void handoffPrintsOneLinePerFigure() {
        final Path files = folder.resolve("files");
        final Path hgrm = folder.resolve("hgrm");
        final List<String> lines = run(
                        "handoff", "--json", "--quick", "--dir", files.toString(), "--hgrm", hgrm.toString())
                .lines()
                .toList();
        assertThat(lines).isNotEmpty().allMatch(line -> line.matches(LINE));
        assertThat(lines).anyMatch(line -> line.contains("ping-pong: Strikebook ipc, 64 bytes\",\"metric\":\"p99.9\""));
        assertThat(files).isEmptyDirectory();
        assertThat(hgrm.resolve("open-loop-strikebook.hgrm")).content().contains("Percentile", "#[Max");
        assertThat(hgrm.resolve("open-loop.svg")).content().contains("<polyline", "Strikebook ipc, 64 bytes");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedBeforeAnythingRuns() throws IOException {
        final Path file = Files.createFile(folder.resolve("file"));
        final String files = folder.resolve("files").toString();
        assertThat(BenchMain.commandLine()
                        .execute(
                                "handoff",
                                "--dir",
                                files,
                                "--hgrm",
                                file.resolve("hgrm").toString()))
                .isEqualTo(1);
        assertThat(folder.resolve("files")).doesNotExist();
    }

    @Test
    void matchingComparesOnlyWhatCameToTheSame() {
        final List<String> lines = run(
                        "matching",
                        "--json",
                        "--resting",
                        "100,300",
                        "--commands",
                        "20000",
                        "--rounds",
                        "2",
                        "--dir",
                        folder.toString())
                .lines()
                .toList();
        assertThat(lines).hasSize(2 * 5 * 3 + 5 + 2 * 2 + 3 + 3 * 3).allMatch(line -> line.matches(LINE));
        assertThat(lines)
                .anyMatch(line -> line.contains(
                        "mass quotes, option chain: Strikebook, decoded and encoded\",\"metric\":\"sides\""))
                .anyMatch(line -> line.contains("moves by a tick: in eight combinations\",\"metric\":\"each\""))
                .anyMatch(line -> line.contains(
                        "resting ones at ten prices: Strikebook, from queue to queue\",\"metric\":\"fill\""))
                .anyMatch(line -> line.contains(
                        "300 resting orders: Strikebook, decoded and encoded\",\"metric\":\"x exchange-core\""))
                .anyMatch(line ->
                        line.contains("books from recorded executions: 300 resting orders\",\"metric\":\"messages\""));
        assertThat(folder).isEmptyDirectory();
        assertThat(BenchMain.commandLine().execute("matching", "--resting", "1"))
                .isEqualTo(2);
        assertThat(BenchMain.commandLine().execute("matching", "--rounds", "0")).isEqualTo(2);
        assertThat(BenchMain.commandLine().execute("matching", "--resting", "many"))
                .isEqualTo(2);
    }

    @Test
    void iterationsAreAskedForInsteadOfSeconds() {
        assertThat(BenchMain.commandLine().execute("append", "--seconds", "5")).isEqualTo(2);
        assertThat(BenchMain.commandLine().execute("append", "--iterations", "-1"))
                .isEqualTo(2);
        assertThat(BenchMain.commandLine().execute("append", "--only", "nothing"))
                .isEqualTo(1);
    }

    @Test
    void appendPrintsOneLinePerFigure() {
        final List<String> lines = run(
                        "append", "--json", "--iterations", "1", "--only", "append", "--dir", folder.toString())
                .lines()
                .toList();
        assertThat(lines).isNotEmpty().allMatch(line -> line.matches(LINE));
        assertThat(lines).anyMatch(line -> line.contains("Append append\",\"metric\":\"median\""));
        assertThat(lines).noneMatch(line -> line.contains("encode"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void feedPrintsOneLinePerFigure() {
        final List<String> lines =
                run("feed", "--json", "--quick", "--only", "strikebook").lines().toList();
        assertThat(lines).isNotEmpty().allMatch(line -> line.matches(LINE));
        assertThat(lines).anyMatch(line -> line.contains("Json: strikebook, whole\",\"metric\":\"median\""));
        assertThat(lines).noneMatch(line -> line.contains("jackson"));
        for (final String passage : List.of("Binance depth", "Deribit ticker", "single orders")) {
            assertThat(run("feed", "--json", "--quick", "--only", passage, "--dir", folder.toString())
                            .lines()
                            .toList())
                    .allMatch(line -> line.matches(LINE))
                    .anyMatch(line -> line.contains("into the queue: " + passage + "\",\"metric\":\"message\""));
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(BenchMain.commandLine().execute("feed", "--iterations", "1001"))
                .isEqualTo(2);
    }

    @Test
    void marksPrintOneLinePerFigure() {
        final List<String> lines = run("marks", "--json", "--seconds", "1", "--dir", folder.toString())
                .lines()
                .toList();
        assertThat(lines).hasSize(2 * (6 + 4)).allMatch(line -> line.matches(LINE));
        assertThat(lines).anyMatch(line -> line.contains("scalar\",\"metric\":\"p99\""));
        assertThat(folder).isEmptyDirectory();
        assertThat(BenchMain.commandLine().execute("marks", "--seconds", "0")).isEqualTo(2);
    }

    @Test
    void marginPrintsOneLinePerFigure() {
        final List<String> lines = run("margin", "--json", "--accounts", "128", "--rounds", "1")
                .lines()
                .toList();
        assertThat(lines).hasSize(5 + 9 + 3).allMatch(line -> line.matches(LINE));
        assertThat(lines)
                .anyMatch(line -> line.contains("pre-trade check: account under portfolio margin\",\"metric\":\"p99\""))
                .anyMatch(line -> line.contains("margin: new marks, all accounts valued\",\"metric\":\"CPU\""))
                .anyMatch(line -> line.contains("memory: a position\",\"metric\":\"bytes\""));
        assertThat(BenchMain.commandLine().execute("margin", "--accounts", "2")).isEqualTo(2);
    }

    @Test
    void pricingPrintsOneLinePerFigure() {
        final List<String> lines =
                run("pricing", "--json", "--quick", "--only", "price").lines().toList();
        assertThat(lines).isNotEmpty().allMatch(line -> line.matches(LINE));
        assertThat(lines).anyMatch(line -> line.contains("Black: priceVectors\",\"metric\":\"median\""));
        assertThat(lines).anyMatch(line -> line.contains("Black: priceAndFiveStrata\",\"metric\":\"rate\""));
        assertThat(lines).noneMatch(line -> line.contains("Volatility"));
        assertThat(BenchMain.commandLine().execute("pricing", "--iterations", "0"))
                .isEqualTo(2);
        assertThat(BenchMain.commandLine().execute("pricing", "--only", "nothing"))
                .isEqualTo(1);
    }

    @Test
    void simulationsOfAnAsianOptionAgreeAndPrintTheirGains() {
        final List<String> lines =
                run("pricing", "--json", "--quick", "--only", "Asian").lines().toList();
        assertThat(lines).hasSize(28).allMatch(line -> line.matches(LINE));
        assertThat(lines).anyMatch(line -> line.contains("geometric control\",\"metric\":\"gain\""));
    }

    @Test
    void durabilityPrintsOneLinePerFigure() {
        final List<String> lines = run("durability", "--json", "--seconds", "1", "--dir", folder.toString())
                .lines()
                .toList();
        assertThat(lines).isNotEmpty().allMatch(line -> line.matches(LINE));
        assertThat(lines).anyMatch(line -> line.contains("sync every 10 ms\",\"metric\":\"durable after p50\""));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void pipelineVerifiesWhatItRecordedAndPrintsOneLinePerFigure() {
        final List<String> lines = run("pipeline", "--quick", "--json", "--seconds", "1", "--dir", folder.toString())
                .lines()
                .toList();
        assertThat(lines).isNotEmpty().allMatch(line -> line.matches(LINE));
        assertThat(lines)
                .anyMatch(line -> line.contains("throughput: two threads of one JVM, busy\",\"metric\":\"accepted\""));
        assertThat(lines)
                .as("latencies, or on a machine that is too busy for them what was achieved, never both")
                .anyMatch(line -> line.contains("10 k/s, two threads of one JVM, busy: "))
                .satisfies(all -> assertThat(all.stream()
                                .filter(line -> line.contains("due -> margin\",\"metric\":\"p99.9\"")
                                        || line.contains("not sustained\",\"metric\":\"achieved\"")
                                                && !line.contains("exchange-core"))
                                .count())
                        .isEqualTo(1));
        assertThat(lines).anyMatch(line -> line.contains("exchange-core 0.5.3, full speed: order books alone"));
        assertThat(folder).isEmptyDirectory();
    }

    private static String run(final String... arguments) {
        final PrintStream before = System.out;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            assertThat(BenchMain.commandLine().execute(arguments)).isZero();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
