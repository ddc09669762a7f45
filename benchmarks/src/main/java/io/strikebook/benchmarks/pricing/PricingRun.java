package io.strikebook.benchmarks.pricing;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.benchmarks.Machine;
import io.strikebook.benchmarks.MicroTables;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

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

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    /** A table of another kind: what counts there is the error with the time. */
    private static final String ASIAN = "Asian";

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
        boolean any = new MicroTables(SUBJECTS, VECTORS).add(report, iterations, only, quick);
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
}
