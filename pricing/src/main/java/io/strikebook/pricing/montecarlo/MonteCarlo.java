package io.strikebook.pricing.montecarlo;

import io.strikebook.pricing.random.Philox;
import io.strikebook.pricing.random.SobolSequence;
import io.strikebook.pricing.random.UniformSource;
import java.util.Objects;

/**
 * How a simulation is run. Immutable; each setting returns a changed copy. Starts with pseudo-random paths (Philox), no antithetic ones,
 * one thread.
 */
public final class MonteCarlo {
    private static final long MAX_PATHS = 1L << 30;
    private static final int MAX_THREADS = 1_024;
    /** What a thread takes at a time, some blocks: sums are kept for each, and joined in their order. */
    private static final int JOB_SAMPLES = 16 * PathBlock.SIZE;

    private final long seed;
    private final long paths;
    private final int scramblings;
    private final boolean antithetic;
    private final int threads;

    private MonteCarlo(
            final long seed, final long paths, final int scramblings, final boolean antithetic, final int threads) {
        this.seed = seed;
        this.paths = paths;
        this.scramblings = scramblings;
        this.antithetic = antithetic;
        this.threads = threads;
    }

    /**
     * Pseudo-random paths.
     *
     * @param paths 4 to 2^30; antithetic ones count
     */
    public static MonteCarlo random(final long seed, final long paths) {
        requireWithin("paths", paths, 4, MAX_PATHS);
        return new MonteCarlo(seed, paths, 0, false, 1);
    }

    /**
     * Paths from Sobol's sequence, scrambled anew a number of times; the spread of the scramblings' means gives the standard error. A
     * power of two of paths per scrambling serves the sequence best. For a pay-off that jumps and that one dimension decides, such as a
     * digital on the last price of a bridged model, the means take so few values that the standard error can come out too small.
     *
     * @param paths       of all scramblings together
     * @param scramblings 2 to 1,024; 16 give the standard error to about 18 %
     */
    public static MonteCarlo sobol(final long seed, final long paths, final int scramblings) {
        requireWithin("paths", paths, 4, MAX_PATHS);
        requireWithin("scramblings", scramblings, 2, Math.min(1_024, paths / 2));
        return new MonteCarlo(seed, paths, scramblings, false, 1);
    }

    /** With each path also its mirror image: normal numbers negated, uniform ones taken from 1. */
    public MonteCarlo antithetic() {
        return new MonteCarlo(seed, paths, scramblings, true, threads);
    }

    /** The result does not depend on it. */
    public MonteCarlo threads(final int newThreads) {
        requireWithin("threads", newThreads, 1, MAX_THREADS);
        return new MonteCarlo(seed, paths, scramblings, antithetic, newThreads);
    }

    private static void requireWithin(final String name, final long value, final long low, final long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " must be from " + low + " to " + high + ": " + value);
        }
    }

    /**
     * Simulates.
     *
     * @param controls their coefficients are fitted to the same paths
     * @throws ArithmeticException      where a path's value is no finite number, or the fit of the controls overflows
     * @throws IllegalArgumentException where there are no more samples (paths, or pairs of them) than a fit of the controls uses up
     */
    public Estimate run(final PathModel model, final Payoff payoff, final Control... controls) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(payoff, "payoff");
        for (final Control control : controls) {
            Objects.requireNonNull(control, "control");
        }
        final int sequences = Math.max(scramblings, 1);
        final long samples = Math.max(paths / (antithetic ? 2 : 1) / sequences, 1);
        if (samples * sequences < controls.length + 2L) {
            throw new IllegalArgumentException(
                    samples * sequences + " samples are too few for " + controls.length + " controls");
        }
        final int jobs = (int) ((samples + JOB_SAMPLES - 1) / JOB_SAMPLES);
        final Moments[] results = new Moments[jobs * sequences];
        Workers.run(threads, results.length, () -> {
            final BlockSimulation simulation = new BlockSimulation(model, payoff, controls, antithetic);
            return job -> {
                final long first = (long) (job % jobs) * JOB_SAMPLES;
                final int count = (int) Math.min(JOB_SAMPLES, samples - first);
                results[job] = simulation.run(source(job / jobs), first, count);
            };
        });
        return estimate(results, jobs, controls);
    }

    private UniformSource source(final int sequence) {
        return scramblings == 0 ? new Philox(seed, 0) : SobolSequence.scrambled(seed, sequence);
    }

    private Estimate estimate(final Moments[] results, final int jobs, final Control[] controls) {
        final Moments[] bySequence = new Moments[results.length / jobs];
        final Moments all = new Moments(controls.length + 1);
        for (int i = 0; i < results.length; i++) {
            if (i % jobs == 0) {
                bySequence[i / jobs] = new Moments(controls.length + 1);
            }
            bySequence[i / jobs].add(results[i]);
        }
        final double[] known = new double[controls.length];
        for (int i = 0; i < known.length; i++) {
            known[i] = controls[i].mean();
        }
        for (final Moments sequence : bySequence) {
            all.add(sequence);
        }
        if (!(Math.abs(all.mean(0)) < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException("mean of the paths: " + all.mean(0));
        }
        final ControlFit fit = new ControlFit(all, known);
        final double value = fit.value(all);
        if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException("mean with controls: " + value);
        }
        final long simulated = all.count() * (antithetic ? 2 : 1);
        if (scramblings == 0) {
            return new Estimate(value, fit.standardError(all), simulated);
        }
        double spread = 0;
        for (final Moments sequence : bySequence) {
            final double off = fit.value(sequence) - value;
            spread += off * off;
        }
        return new Estimate(value, Math.sqrt(spread / (scramblings - 1.0) / scramblings), simulated);
    }
}
