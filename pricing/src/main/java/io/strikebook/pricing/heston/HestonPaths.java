package io.strikebook.pricing.heston;

import io.strikebook.pricing.exotic.RisingTimes;
import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.montecarlo.PathBlock;
import io.strikebook.pricing.montecarlo.PathModel;
import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Normal;

/**
 * Paths under Heston's model by the quadratic-exponential scheme with martingale correction: L. Andersen, "Simple and efficient simulation of
 * the Heston stochastic volatility model", J. Comput. Finance 11 (2008), sections 3.2 and 4.3. The forward is met exactly whatever the
 * step; other prices have a bias that falls fast with it. Immutable.
 */
public final class HestonPaths implements PathModel {
    private static final double SWITCH = 1.5;
    private static final int MOST_STEPS = 100_000;

    private final double logSpot;
    private final double initialVariance;
    private final double[] years;
    private final int substeps;
    private final Step[] step;

    /**
     * @param years    times at which prices are asked for, rising from above 0
     * @param substeps steps of the scheme up to each, 100,000 for all together at most
     * @throws IllegalArgumentException for times that do not rise, no substep or too many, a carry that isn't within 100, and a volatility
     *     of variance below 1e-4
     */
    public HestonPaths(
            final HestonParameters parameters,
            final double spot,
            final double carry,
            final double[] years,
            final int substeps) {
        RisingTimes.require(years);
        if (substeps < 1
                || substeps > MOST_STEPS / years.length
                || parameters.volatilityOfVariance() < 1e-4
                || !(Math.abs(carry) < 100)) {
            throw new IllegalArgumentException("substeps " + substeps + ", carry " + carry + ", volatility of variance "
                    + parameters.volatilityOfVariance());
        }
        logSpot = Elementary.log(Underlying.requirePositive("spot", spot));
        initialVariance = parameters.initialVariance();
        this.years = years.clone();
        this.substeps = substeps;
        step = new Step[years.length];
        double previous = 0;
        for (int i = 0; i < years.length; i++) {
            step[i] = new Step(parameters, carry, (years[i] - previous) / substeps);
            previous = years[i];
        }
    }

    @Override
    public int assets() {
        return 1;
    }

    @Override
    public int steps() {
        return years.length;
    }

    /** Two a step of the scheme: of the variance, and of what the price does beside it. */
    @Override
    public int normals() {
        return 2 * years.length * substeps;
    }

    @Override
    public double stepVariance(final int asset, final int time) {
        throw new UnsupportedOperationException("each path has a variance of its own");
    }

    @Override
    public void build(final double[][] normals, final double[][] scratch, final PathBlock block) {
        final int count = block.count();
        final double[] variance = scratch[0];
        final double[] first = block.logPrice(0, 0);
        for (int n = 0; n < count; n++) {
            variance[n] = initialVariance;
            first[n] = logSpot;
        }
        int row = 0;
        for (int i = 0; i < years.length; i++) {
            final double[] from = block.logPrice(0, i);
            final double[] to = block.logPrice(0, i + 1);
            System.arraycopy(from, 0, to, 0, count);
            for (int k = 0; k < substeps; k++) {
                final double[] ofVariance = normals[row++];
                final double[] ofPrice = normals[row++];
                for (int n = 0; n < count; n++) {
                    final double before = variance[n];
                    final double after = step[i].nextVariance(before, ofVariance[n]);
                    to[n] += step[i].logReturn(before, after, ofPrice[n]);
                    variance[n] = after;
                }
            }
        }
    }

    /** One step of the scheme; names as in the paper. */
    private static final class Step {
        private final double drift;
        private final double decay;
        private final double theta;
        private final double varianceOfVariance;
        private final double constantVariance;
        private final double k1;
        private final double k2;
        private final double k3;
        private final double tilt;
        private final double uncorrected;

        Step(final HestonParameters parameters, final double carry, final double years) {
            final double kappa = parameters.meanReversion();
            final double sigma = parameters.volatilityOfVariance();
            final double rho = parameters.correlation();
            theta = parameters.longRunVariance();
            decay = Elementary.exp(-kappa * years);
            final double passed = kappa * years < 1e-8 ? years : (1 - decay) / kappa;
            varianceOfVariance = sigma * sigma * decay * passed;
            constantVariance = 0.5 * theta * sigma * sigma * (1 - decay) * passed;
            final double half = 0.5 * years * (kappa * rho / sigma - 0.5);
            k1 = half - rho / sigma;
            k2 = half + rho / sigma;
            k3 = 0.5 * years * (1 - rho * rho);
            tilt = k2 + 0.5 * k3;
            drift = carry * years;
            uncorrected = -rho * kappa * theta * years / sigma;
        }

        private double mean(final double variance) {
            return theta + (variance - theta) * decay;
        }

        /** Squared coefficient of variation. */
        private double psi(final double variance, final double mean) {
            return (variance * varianceOfVariance + constantVariance) / (mean * mean);
        }

        double nextVariance(final double variance, final double normal) {
            final double mean = mean(variance);
            if (!(mean > Double.MIN_NORMAL)) {
                return 0;
            }
            final double psi = psi(variance, mean);
            if (psi <= SWITCH) {
                final double square = square(psi);
                final double root = Math.sqrt(square) + normal;
                return mean / (1 + square) * root * root;
            }
            final double p = (psi - 1) / (psi + 1);
            final double above = Normal.cdf(-normal);
            return above >= 1 - p ? 0 : Elementary.log((1 - p) / above) * mean / (1 - p);
        }

        /** b² of the quadratic branch. */
        private static double square(final double psi) {
            final double twice = 2 / psi;
            return twice - 1 + Math.sqrt(twice) * Math.sqrt(twice - 1);
        }

        double logReturn(final double before, final double after, final double normal) {
            return drift + correction(before) + k1 * before + k2 * after + Math.sqrt(k3 * (before + after)) * normal;
        }

        /** What makes the forward a martingale; where the moment for it does not exist, the plain drift. */
        private double correction(final double variance) {
            final double mean = mean(variance);
            final double present = (k1 + 0.5 * k3) * variance;
            if (!(mean > Double.MIN_NORMAL)) {
                return -present;
            }
            final double psi = psi(variance, mean);
            if (psi <= SWITCH) {
                final double square = square(psi);
                final double a = mean / (1 + square);
                final double rest = 1 - 2 * tilt * a;
                return rest > 0 ? -tilt * square * a / rest + 0.5 * Elementary.log(rest) - present : uncorrected;
            }
            final double p = (psi - 1) / (psi + 1);
            final double beta = (1 - p) / mean;
            return tilt < beta ? -Elementary.log(p + beta * (1 - p) / (beta - tilt)) - present : uncorrected;
        }
    }
}
