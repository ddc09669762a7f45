package io.strikebook.benchmarks.pricing;

import io.strikebook.benchmarks.BenchReport;
import io.strikebook.pricing.exotic.GeometricAsian;
import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.montecarlo.AsianPayoff;
import io.strikebook.pricing.montecarlo.BlackScholesPaths;
import io.strikebook.pricing.montecarlo.Control;
import io.strikebook.pricing.montecarlo.Estimate;
import io.strikebook.pricing.montecarlo.MonteCarlo;
import java.util.Arrays;
import java.util.function.Supplier;
import net.finmath.exception.CalculationException;
import net.finmath.montecarlo.assetderivativevaluation.MonteCarloBlackScholesModel;
import net.finmath.montecarlo.assetderivativevaluation.products.AsianOption;
import net.finmath.stochastic.RandomVariable;
import net.finmath.time.TimeDiscretization;
import net.finmath.time.TimeDiscretizationFromArray;

/**
 * An arithmetic Asian call with 252 fixings, by 100,000 paths on up to two threads, with each reduction of variance: time, standard error,
 * and the gain, which is how many times longer plain paths would take for the same error. Every row's value must agree with the best
 * one's within four standard errors.
 */
final class AsianTable {
    private static final int FIXINGS = 252;
    private static final int PATHS = 100_000;
    private static final int SCRAMBLINGS = 16;
    private static final int SOBOL_PATHS = SCRAMBLINGS * 8_192;
    private static final int QUICK_PATHS = 2_000;
    private static final double STRIKE = 100;
    private static final double NS_PER_MS = 1e6;
    private static final double PARTS_PER_MILLION = 1e6;

    private final BenchReport report;
    private final BenchReport.Table table;
    private final int rounds;
    private final int paths;
    private final int sobolPaths;
    private final int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
    private Estimate best;
    private double plainWork;

    private AsianTable(final BenchReport report, final int rounds, final boolean quick) {
        this.report = report;
        this.rounds = rounds;
        table = report.table("Asian, 252 fixings");
        paths = quick ? QUICK_PATHS : PATHS;
        sobolPaths = quick ? QUICK_PATHS : SOBOL_PATHS;
    }

    /** Adds the table: medians of the rounds, after one to warm up. */
    static void add(final BenchReport report, final int rounds, final boolean quick) {
        System.err.println("Asian ...");
        new AsianTable(report, Math.max(rounds, 1), quick).measure();
    }

    private void measure() {
        final Underlying coin = new Underlying(100, 0.05, 0, 0.5);
        final double[] times = BlackScholesPaths.evenTimes(FIXINGS, 1);
        final double discount = coin.discount(1);
        final BlackScholesPaths walk = BlackScholesPaths.of(coin, times);
        final BlackScholesPaths bridge = walk.bridged();
        final AsianPayoff asian = AsianPayoff.arithmetic(true, STRIKE, discount);
        final Control control = new Control(
                AsianPayoff.geometric(true, STRIKE, discount), GeometricAsian.discrete(true, coin, STRIKE, times));
        final MonteCarlo random = MonteCarlo.random(1, paths).threads(threads);
        final MonteCarlo sobol = MonteCarlo.sobol(1, sobolPaths, SCRAMBLINGS).threads(threads);
        best = sobol.run(bridge, asian, control);
        row("plain", () -> random.run(walk, asian));
        row("antithetic", () -> random.antithetic().run(walk, asian));
        row("geometric control", () -> random.run(walk, asian, control));
        row("both", () -> random.antithetic().run(walk, asian, control));
        row("Sobol, bridged", () -> sobol.run(bridge, asian));
        row("Sobol, bridged, control", () -> sobol.run(bridge, asian, control));
        row("finmath, plain", () -> finmath(coin));
        report.note(
                "Asian: " + threads + " threads (finmath decides itself), " + paths + " paths, Sobol " + sobolPaths
                        + "; standard error in millionths of the strike; gain is variance times time of plain paths over the row's");
    }

    private void row(final String name, final Supplier<Estimate> simulation) {
        final double[] ms = new double[rounds];
        Estimate estimate = simulation.get();
        for (int i = 0; i < rounds; i++) {
            final long startNs = System.nanoTime();
            estimate = simulation.get();
            ms[i] = (System.nanoTime() - startNs) / NS_PER_MS;
        }
        Arrays.sort(ms);
        final double median = ms[rounds / 2];
        final double error = estimate.standardError();
        final double work = error * error * median;
        if (name.equals("plain")) {
            plainWork = work;
        }
        table.add(name, "median", median, "ms");
        table.add(name, "value", estimate.value(), "");
        table.add(name, "standard error", error / STRIKE * PARTS_PER_MILLION, "ppm");
        table.add(name, "gain", plainWork / work, "");
        if (Math.abs(estimate.value() - best.value()) > 4 * Math.hypot(error, best.standardError())) {
            report.fail();
            report.note("WRONG: " + name + " has " + estimate + ", the best " + best);
        }
    }

    private Estimate finmath(final Underlying coin) {
        final double step = 1.0 / FIXINGS;
        final TimeDiscretization all = new TimeDiscretizationFromArray(0.0, FIXINGS, step);
        final TimeDiscretization fixings = new TimeDiscretizationFromArray(step, FIXINGS - 1, step);
        try {
            final RandomVariable value = new AsianOption(1.0, STRIKE, fixings)
                    .getValue(
                            0.0,
                            new MonteCarloBlackScholesModel(all, paths, coin.spot(), coin.rate(), coin.volatility()));
            return new Estimate(value.getAverage(), value.getStandardError(), paths);
        } catch (final CalculationException e) {
            throw new IllegalStateException(e);
        }
    }
}
