package io.strikebook.benchmarks.append;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs all micro-benchmarks, each in a JVM of its own with this one's flags. */
public final class MicroRun {
    /** Messages of an iteration, which all fit into one block. */
    static final int BATCH = 100_000;

    private static final int ITERATIONS = 30;

    /** What a queue's file grows by in an iteration, and more. */
    static final long FILE_BYTES = 15L << 20;

    static final long NEEDED_BYTES = 1L << 30;

    private static final List<Class<?>> BENCHMARKS =
            List.of(AppendBenchmark.class, ChronicleAppendBenchmark.class, ReadBenchmark.class);
    private static final String FOLDER = "strikebook.bench.folder";
    private static final int LOW = 10;
    private static final int MEDIAN = 50;
    private static final int HIGH = 90;

    private MicroRun() {}

    /** Where a benchmark keeps its queues. */
    static Path parent() {
        return Path.of(System.getProperty(FOLDER));
    }

    /**
     * Runs them.
     *
     * @param iterations of each, after as many to warm up; 0 for the number that gives steady figures
     * @param only       a part of the names of those to run, for example {@code Read}; empty for all
     * @throws IllegalStateException if no name has that part
     */
    public static BenchReport run(final Path parent, final int iterations, final String only) throws RunnerException {
        final List<RunResult> results = new ArrayList<>();
        for (final Class<?> benchmark : BENCHMARKS) {
            final String included = "\\." + benchmark.getSimpleName() + "\\.";
            final boolean whole = benchmark.getSimpleName().contains(only);
            if (whole || hasMethod(benchmark, only)) {
                System.err.println(benchmark.getSimpleName() + " ...");
                results.addAll(new Runner(options(included + (whole ? "" : ".*" + only), parent, iterations)).run());
            }
        }
        if (results.isEmpty()) {
            throw new IllegalStateException("no benchmark has '" + only + "' in its name");
        }
        final BenchReport report = new BenchReport("one message of 64 bytes within one process, files in " + parent
                + " (" + Machine.fileSystem(parent) + ")");
        final BenchReport.Table table = report.table("ns per message, of iterations of " + BATCH + " messages");
        for (final RunResult result : results) {
            final Statistics statistics = result.getPrimaryResult().getStatistics();
            table.add(name(result), "median", statistics.getPercentile(MEDIAN) / BATCH, "ns");
            table.add(name(result), "p10", statistics.getPercentile(LOW) / BATCH, "ns");
            table.add(name(result), "p90", statistics.getPercentile(HIGH) / BATCH, "ns");
        }
        report.note(Machine.describe());
        report.note(
                "JMH, one JVM for each row; each iteration has a new queue, whose pages are in the page cache before");
        report.note(
                "encode: a frame into a buffer, and its hash; append and appendBatched: that and the queue, a document"
                        + " for each message or for 64; poll: checked and handed out");
        report.note("ChronicleAppend: as many bytes through Chronicle's appender, which encodes and hashes nothing");
        return report;
    }

    private static boolean hasMethod(final Class<?> benchmark, final String part) {
        return Arrays.stream(benchmark.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(Benchmark.class)
                        && method.getName().contains(part));
    }

    private static Options options(final String included, final Path parent, final int iterations) {
        final int each = iterations > 0 ? iterations : ITERATIONS;
        return new OptionsBuilder()
                .include(included)
                .mode(Mode.SingleShotTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .warmupIterations(each)
                .warmupBatchSize(BATCH)
                .measurementIterations(each)
                .measurementBatchSize(BATCH)
                .forks(1)
                .jvmArgsAppend("-D" + FOLDER + "=" + parent)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
    }

    private static String name(final RunResult result) {
        final String benchmark = result.getParams().getBenchmark();
        final StringBuilder name = new StringBuilder(benchmark
                .substring(MicroRun.class.getPackageName().length() + 1)
                .replace("Benchmark.", " "));
        result.getParams()
                .getParamsKeys()
                .forEach(key -> name.append(", ")
                        .append(key)
                        .append(' ')
                        .append(result.getParams().getParam(key)));
        return name.toString();
    }
}
