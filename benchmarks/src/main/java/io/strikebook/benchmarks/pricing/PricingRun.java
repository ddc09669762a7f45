package io.strikebook.benchmarks.pricing;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.Machine;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
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
 * Runs the benchmarks of option mathematics, each in a JVM of its own with this one's flags and the vector module. A new subject is a
 * class in the list below; each of its benchmarks says with {@code OperationsPerInvocation} how many items it does.
 */
public final class PricingRun {
    private static final List<Class<?>> SUBJECTS = List.of(
            BlackBenchmark.class,
            ImpliedVolatilityBenchmark.class,
            ScenarioBenchmark.class,
            SurfaceBenchmark.class,
            HestonBenchmark.class,
            AmericanBenchmark.class);

    /** Each JVM says that the vector module is an incubator's, which is no part of the figures. */
    private static final OutputFormat ON_STDERR =
            OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);

    /** A table of another kind: what counts there is the error with the time. */
    private static final String ASIAN = "Asian";

    private static final int ITERATION_MS = 1_000;
    private static final int QUICK_MS = 20;
    private static final int MEDIAN = 50;
    private static final double NS_PER_S = 1e9;

    private PricingRun() {}

    /**
     * Runs them.
     *
     * @param iterations of a second each, after as many to warm up
     * @param only       a part of the names of those to run, for example {@code Black}; empty for all
     * @param quick      for a moment each, to see that they run
     * @throws IllegalStateException if no name has that part
     */
    public static BenchReport run(final int iterations, final String only, final boolean quick) throws RunnerException {
        final BenchReport report = new BenchReport("option mathematics on one thread");
        boolean any = false;
        for (final Class<?> subject : SUBJECTS) {
            final String pattern = pattern(subject, only);
            if (pattern != null) {
                any = true;
                System.err.println(subject.getSimpleName() + " ...");
                add(report, subject, new Runner(options(pattern, iterations, quick), ON_STDERR).run());
            }
        }
        if (ASIAN.contains(only)) {
            any = true;
            AsianTable.add(report, iterations, quick);
        }
        if (!any) {
            throw new IllegalStateException("no benchmark has '" + only + "' in its name");
        }
        report.note(Machine.describe());
        report.note("JMH, one JVM for each row; medians of the iterations' averages");
        report.note("chains are made: strikes around a forward of 100,000, 1 day to 1 year, 30 % to 90 %");
        return report;
    }

    private static void add(final BenchReport report, final Class<?> subject, final Iterable<RunResult> results) {
        final BenchReport.Table table = report.table(subject.getSimpleName().replace("Benchmark", ""));
        for (final RunResult result : results) {
            final Statistics statistics = result.getPrimaryResult().getStatistics();
            final double ns = statistics.getPercentile(MEDIAN);
            final String name = result.getParams().getBenchmark();
            final String row = name.substring(name.lastIndexOf('.') + 1);
            table.add(row, "median", ns, "ns");
            table.add(row, "least", statistics.getMin(), "ns");
            table.add(row, "rate", NS_PER_S / ns, "/s");
        }
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

    private static Options options(final String included, final int iterations, final boolean quick) {
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
                .jvmArgsAppend("--add-modules=jdk.incubator.vector")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
    }
}
