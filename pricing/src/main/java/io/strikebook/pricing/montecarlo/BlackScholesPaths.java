package io.strikebook.pricing.montecarlo;

import io.strikebook.pricing.exotic.RisingTimes;
import io.strikebook.pricing.exotic.Underlying;
import io.strikebook.pricing.numeric.Elementary;

/** Correlated lognormal prices, exact at every time. Immutable. */
public final class BlackScholesPaths implements PathModel {
    private final Underlying[] underlying;
    private final double[] years;
    private final double[][] root;
    private final BrownianBridge bridge;
    private final double[] logSpot;

    private BlackScholesPaths(
            final Underlying[] underlying, final double[][] correlation, final double[] years, final boolean bridged) {
        this.underlying = underlying.clone();
        this.years = RisingTimes.require(years).clone();
        root = choleskyRoot(correlation, underlying.length);
        bridge = bridged ? new BrownianBridge(years) : null;
        logSpot = new double[underlying.length];
        for (int i = 0; i < logSpot.length; i++) {
            logSpot[i] = Elementary.log(underlying[i].spot());
        }
    }

    /** One asset, one normal number per step in the order of time. */
    public static BlackScholesPaths of(final Underlying underlying, final double[] years) {
        return new BlackScholesPaths(new Underlying[] {underlying}, new double[][] {{1}}, years, false);
    }

    /**
     * Several assets.
     *
     * @param correlation symmetric, 1 on the diagonal, positive definite
     * @throws IllegalArgumentException where it is not, there is no asset, or times do not rise from above 0
     */
    public static BlackScholesPaths of(
            final Underlying[] underlyings, final double[][] correlation, final double[] years) {
        return new BlackScholesPaths(underlyings, correlation, years, false);
    }

    /** The same prices, built from their end inwards: for Sobol's sequence. */
    public BlackScholesPaths bridged() {
        final double[][] correlation = new double[root.length][root.length];
        for (int i = 0; i < root.length; i++) {
            for (int j = 0; j < root.length; j++) {
                for (int k = 0; k <= Math.min(i, j); k++) {
                    correlation[i][j] += root[i][k] * root[j][k];
                }
            }
            correlation[i][i] = 1;
        }
        return new BlackScholesPaths(underlying, correlation, years, true);
    }

    /**
     * Times i x years / steps for i from 1.
     *
     * @throws IllegalArgumentException for steps or years from which no rising times follow
     */
    public static double[] evenTimes(final int steps, final double years) {
        final double[] times = new double[Math.max(steps, 0)];
        for (int i = 0; i < steps; i++) {
            times[i] = years * (i + 1) / steps;
        }
        return RisingTimes.require(times);
    }

    private static double[][] choleskyRoot(final double[][] correlation, final int size) {
        if (size < 1 || correlation.length != size) {
            throw new IllegalArgumentException(correlation.length + " rows of correlation for " + size + " assets");
        }
        final double[][] l = new double[size][size];
        for (int i = 0; i < size; i++) {
            if (correlation[i].length != size) {
                throw new IllegalArgumentException("row " + i + " of correlation has " + correlation[i].length);
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = correlation[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                if (correlation[i][j] != correlation[j][i] || i == j && !(rest > 0 && correlation[i][i] == 1)) {
                    throw new IllegalArgumentException(
                            "not a positive definite correlation in row " + i + ", column " + j);
                }
                l[i][j] = i == j ? Math.sqrt(rest) : rest / l[j][j];
            }
        }
        return l;
    }

    @Override
    public int assets() {
        return underlying.length;
    }

    @Override
    public int steps() {
        return years.length;
    }

    @Override
    public int normals() {
        return years.length * underlying.length;
    }

    @Override
    public double stepVariance(final int asset, final int time) {
        final double volatility = underlying[asset].volatility();
        return volatility * volatility * (years[time - 1] - (time == 1 ? 0 : years[time - 2]));
    }

    @Override
    public void build(final double[][] normals, final double[][] scratch, final PathBlock block) {
        final int count = block.count();
        final int assets = underlying.length;
        for (int asset = 0; asset < assets; asset++) {
            if (bridge == null) {
                walk(normals, scratch, asset, count);
            } else {
                bridge.build(normals, scratch, asset, assets, count);
            }
        }
        for (int asset = 0; asset < assets; asset++) {
            final double[] first = block.logPrice(asset, 0);
            for (int n = 0; n < count; n++) {
                first[n] = logSpot[asset];
            }
            for (int time = 1; time <= years.length; time++) {
                fill(scratch, asset, time, block.logPrice(asset, time), count);
            }
        }
    }

    /** A Brownian path in the order of time. */
    private void walk(final double[][] normals, final double[][] path, final int asset, final int count) {
        final int assets = underlying.length;
        double previousYears = 0;
        for (int i = 0; i < years.length; i++) {
            final double size = Math.sqrt(years[i] - previousYears);
            previousYears = years[i];
            final double[] z = normals[asset + i * assets];
            final double[] target = path[asset + i * assets];
            if (i == 0) {
                for (int n = 0; n < count; n++) {
                    target[n] = size * z[n];
                }
            } else {
                final double[] before = path[asset + (i - 1) * assets];
                for (int n = 0; n < count; n++) {
                    target[n] = before[n] + size * z[n];
                }
            }
        }
    }

    private void fill(final double[][] path, final int asset, final int time, final double[] target, final int count) {
        final Underlying of = underlying[asset];
        final double drift = of.carry() - 0.5 * of.volatility() * of.volatility();
        final double mean = logSpot[asset] + drift * years[time - 1];
        for (int n = 0; n < count; n++) {
            target[n] = mean;
        }
        for (int k = 0; k <= asset; k++) {
            final double loading = of.volatility() * root[asset][k];
            final double[] source = path[k + (time - 1) * underlying.length];
            for (int n = 0; n < count; n++) {
                target[n] += loading * source[n];
            }
        }
    }
}
