package io.strikebook.pricing.heston;

import io.strikebook.pricing.black.Black76;
import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Normal;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.Pair;

/**
 * Fits Heston's parameters to the implied volatilities of a chain by Levenberg and Marquardt's method. A residual is the difference of
 * prices over Black's vega, which is to first order the difference of volatilities; vegas below a twentieth of the one at the money count
 * as that, so that far wings do not rule. Parameters are kept within bounds by a logistic map; slopes are central differences of prices that
 * are exact to 13 digits. Off the path of a tick: allocates. Of one thread.
 */
public final class HestonCalibration {
    private static final int PARAMETERS = 5;
    private static final double[] LOW = {1e-4, 1e-4, 0.05, 0.02, -0.99};
    private static final double[] HIGH = {16, 16, 40, 15, 0.99};
    private static final double STEP = 1e-5;
    private static final double LEAST_VEGA_SHARE = 0.05;
    private static final double REFUSED = 1e3;
    private static final double RELATIVE_CHANGE = 1e-10;

    private final int maxEvaluations;
    private final List<Expiry> expiries = new ArrayList<>();
    private CosineSeries series;
    private int quotes;
    private int evaluations;
    private double bestCost;
    private double totalWeight;
    private HestonParameters best;

    private record Expiry(double years, double forward, double[] strikes, double[] puts, double[] scales) {}

    /** @param maxEvaluations of the chain with its slopes, after which the best so far is taken; 50 is usually plenty */
    public HestonCalibration(final int maxEvaluations) {
        if (maxEvaluations < 1) {
            throw new IllegalArgumentException("evaluations must be 1 or more: " + maxEvaluations);
        }
        this.maxEvaluations = maxEvaluations;
    }

    /**
     * Adds the options of one expiry.
     *
     * @param years        at most 100
     * @param volatilities implied, by strike; positive
     * @param weights      by strike, 0 or more: of squared errors
     * @throws IllegalArgumentException for anything that is no number or out of range; nothing is added then
     */
    public HestonCalibration add(
            final double years,
            final double forward,
            final double[] strikes,
            final double[] volatilities,
            final double[] weights) {
        CosineSeries.requirePositive("years", years);
        CosineSeries.requirePositive("forward", forward);
        if (!(years <= 100) || volatilities.length != strikes.length || weights.length != strikes.length) {
            throw new IllegalArgumentException("years " + years + ", " + strikes.length + " strikes, "
                    + volatilities.length + " volatilities, " + weights.length + " weights");
        }
        double weight = 0;
        final double[] puts = new double[strikes.length];
        final double[] scales = new double[strikes.length];
        for (int i = 0; i < strikes.length; i++) {
            CosineSeries.requirePositive("strike", strikes[i]);
            CosineSeries.requirePositive("volatility", volatilities[i]);
            if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("weight must be 0 or more: " + weights[i]);
            }
            final double deviation = volatilities[i] * Math.sqrt(years);
            final double d1 = Elementary.log(forward / strikes[i]) / deviation + 0.5 * deviation;
            final double atTheMoney = forward * Math.sqrt(years) * Normal.pdf(0);
            final double vega = forward * Math.sqrt(years) * Normal.pdf(d1);
            puts[i] = Black76.price(false, forward, strikes[i], years, volatilities[i]);
            scales[i] = Math.sqrt(weights[i]) / Math.max(vega, LEAST_VEGA_SHARE * atTheMoney);
            weight += weights[i];
        }
        expiries.add(new Expiry(years, forward, strikes.clone(), puts, scales));
        quotes += strikes.length;
        totalWeight += weight;
        return this;
    }

    /**
     * Fits.
     *
     * @param start moved inside the bounds where it is outside
     * @throws IllegalStateException with fewer weighted quotes than parameters
     * @throws ArithmeticException   where no parameters have a finite error, as with prices near the ends of the range of doubles
     */
    public HestonFit fit(final HestonParameters start) {
        if (quotes < PARAMETERS || !(totalWeight > 0)) {
            throw new IllegalStateException("too few quotes: " + quotes + ", total weight " + totalWeight);
        }
        int most = 1;
        for (final Expiry expiry : expiries) {
            most = Math.max(most, expiry.strikes.length);
        }
        series = new CosineSeries(most);
        evaluations = 0;
        bestCost = Double.POSITIVE_INFINITY;
        best = start;
        final MultivariateJacobianFunction model = this::valueAndSlopes;
        boolean converged = true;
        try {
            new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(RELATIVE_CHANGE)
                    .withParameterRelativeTolerance(RELATIVE_CHANGE)
                    .optimize(new LeastSquaresBuilder()
                            .start(unbounded(start))
                            .model(model)
                            .target(new double[quotes])
                            .maxEvaluations(maxEvaluations)
                            .maxIterations(maxEvaluations)
                            .build());
        } catch (final MathRuntimeException e) {
            // The bound on evaluations, or tolerances finer than rounding: what was best stands.
            converged = false;
        }
        if (!(bestCost < Double.POSITIVE_INFINITY && totalWeight < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException("squared error " + bestCost + ", total weight " + totalWeight);
        }
        return new HestonFit(best, Math.sqrt(bestCost / totalWeight), evaluations, converged);
    }

    private Pair<RealVector, RealMatrix> valueAndSlopes(final RealVector point) {
        final double[] x = point.toArray();
        final double[] residuals = new double[quotes];
        final HestonParameters parameters = bounded(x);
        residuals(parameters, residuals);
        double cost = 0;
        for (final double residual : residuals) {
            cost += residual * residual;
        }
        if (cost < bestCost) {
            bestCost = cost;
            best = parameters;
        }
        final double[][] slopes = new double[quotes][PARAMETERS];
        final double[] up = new double[quotes];
        final double[] down = new double[quotes];
        for (int k = 0; k < PARAMETERS; k++) {
            final double[] moved = x.clone();
            moved[k] = x[k] + STEP;
            residuals(bounded(moved), up);
            moved[k] = x[k] - STEP;
            residuals(bounded(moved), down);
            for (int i = 0; i < quotes; i++) {
                slopes[i][k] = (up[i] - down[i]) / (2 * STEP);
            }
        }
        return new Pair<>(new ArrayRealVector(residuals, false), new Array2DRowRealMatrix(slopes, false));
    }

    private void residuals(final HestonParameters parameters, final double[] residuals) {
        evaluations++;
        int index = 0;
        final double[] prices = new double[quotes];
        for (final Expiry expiry : expiries) {
            final int count = expiry.strikes.length;
            try {
                series.price(parameters, expiry.forward, expiry.years, false, expiry.strikes, count, prices);
                for (int i = 0; i < count; i++) {
                    residuals[index + i] = (prices[i] - expiry.puts[i]) * expiry.scales[i];
                }
            } catch (final ArithmeticException e) {
                // Parameters that the series refuses are far from any market: so bad that the step is taken back.
                for (int i = 0; i < count; i++) {
                    residuals[index + i] = REFUSED;
                }
            }
            index += count;
        }
    }

    private static double[] unbounded(final HestonParameters parameters) {
        final double[] values = {
            parameters.initialVariance(),
            parameters.longRunVariance(),
            parameters.meanReversion(),
            parameters.volatilityOfVariance(),
            parameters.correlation()
        };
        for (int k = 0; k < PARAMETERS; k++) {
            final double share = (values[k] - LOW[k]) / (HIGH[k] - LOW[k]);
            final double inside = Math.min(Math.max(share, 1e-4), 1 - 1e-4);
            values[k] = Elementary.log(inside / (1 - inside));
        }
        return values;
    }

    private static HestonParameters bounded(final double[] x) {
        final double[] value = new double[PARAMETERS];
        for (int k = 0; k < PARAMETERS; k++) {
            value[k] = LOW[k] + (HIGH[k] - LOW[k]) / (1 + Elementary.exp(-x[k]));
        }
        return new HestonParameters(value[0], value[1], value[2], value[3], value[4]);
    }
}
