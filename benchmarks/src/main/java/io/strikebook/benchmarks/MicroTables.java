package io.strikebook.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs micro-benchmarks, each in a JVM of its own with this one's flags, and makes a table of each subject: a class, which says with
 * {@code OperationsPerInvocation} how many items each of its benchmarks does.
 */
public final class MicroTables {
    /** What the JVMs say themselves is no part of the figures. */
    private static final OutputFormat ON_STDERR =
            OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);

    private static final int ITERATION_MS = 1_000;
    private static final int QUICK_MS = 20;
    private static final int MEDIAN = 50;
    private static final double NS_PER_S = 1e9;

    private final List<Class<?>> subjects;
    private final String[] flags;

    /** Of these subjects, in JVMs with these flags more. */
    public MicroTables(final List<Class<?>> subjects, final String... flags) {
        this.subjects = List.copyOf(subjects);
        this.flags = flags.clone();
    }

    /**
     * Runs them.
     *
     * @param iterations of a second each, after as many to warm up
     * @param only       a part of the names of those to run; empty for all
     * @param quick      for a moment each, to see that they run
     * @return whether any has that part in its name
     */
    public boolean add(final BenchReport report, final int iterations, final String only, final boolean quick)
            throws RunnerException {
        boolean any = false;
        for (final Class<?> subject : subjects) {
            final String pattern = pattern(subject, only);
            if (pattern != null) {
                any = true;
                System.err.println(subject.getSimpleName() + " ...");
                add(report, subject, new Runner(options(pattern, iterations, quick), ON_STDERR).run());
            }
        }
        return any;
    }

    private static void add(final BenchReport report, final Class<?> subject, final Iterable<RunResult> results) {
        final BenchReport.Table table = report.table(subject.getSimpleName().replace("Benchmark", ""));
        for (final RunResult result : results) {
            final Statistics statistics = result.getPrimaryResult().getStatistics();
            final double ns = statistics.getPercentile(MEDIAN);
            final String row = row(result.getParams());
            table.add(row, "median", ns, "ns");
            table.add(row, "least", statistics.getMin(), "ns");
            table.add(row, "rate", NS_PER_S / ns, "/s");
        }
    }

    private static String row(final BenchmarkParams benchmark) {
        final String name = benchmark.getBenchmark();
        final StringBuilder row = new StringBuilder(name.substring(name.lastIndexOf('.') + 1));
        for (final String key : benchmark.getParamsKeys()) {
            row.append(", ").append(benchmark.getParam(key));
        }
        return row.toString();
    }

    /** Of the names to run, null if there is none. */
    private static String pattern(final Class<?> subject, final String only) {
        final String all = "\\." + subject.getSimpleName() + "\\.";
        if (subject.getSimpleName().contains(only)) {
            return all;
        }
        final boolean any = Arrays.stream(subject.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(Benchmark.class)
                        && method.getName().contains(only));
        return any ? all + ".*" + only : null;
    }

    private Options options(final String included, final int iterations, final boolean quick) {
        final int each = quick ? 1 : iterations;
        final TimeValue time = TimeValue.milliseconds(quick ? QUICK_MS : ITERATION_MS);
        return new OptionsBuilder()
                .include(included)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .warmupIterations(each)
                .warmupTime(time)
                .measurementIterations(each)
                .measurementTime(time)
                .forks(1)
                .jvmArgsAppend(flags)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
    }
}
