package io.strikebook.pricing.heston;

import io.strikebook.pricing.numeric.Complex;

/**
 * Logarithm of E[exp(p X)], X = log(F(T)/F(0)), for complex p, in the form of H. Albrecher, P. Mayer, W. Schoutens, J. Tistaert,
 * "The little Heston trap" (2007), whose logarithm stays on its principal branch. Divisions by σ² are carried out analytically, so
 * that small σ loses no digits and σ = 0 is Black's model with a time-dependent variance. Mutable, of one thread.
 *
 * <pre>
 * ξ = κ - σρp    q = p - p²    d = √(ξ² + σ²q)    e = exp(-dT)
 * D = -q (1 - e) / ((ξ + d) (1 - g e))            g = (ξ - d)/(ξ + d) = -σ²q/(ξ + d)²
 * C = κθ (-qT/(ξ + d) - (2/σ²) log(1 + z))        z = g (1 - e)/(1 - g)
 * log E = C + D v
 * </pre>
 */
final class CharacteristicFunction {
    private final Complex p = new Complex();
    private final Complex q = new Complex();
    private final Complex d = new Complex();
    private final Complex sum = new Complex();
    private final Complex decay = new Complex();
    private final Complex inverse = new Complex();
    private final Complex ratio = new Complex();
    private final Complex bottom = new Complex();
    private final Complex excess = new Complex();
    private final Complex logRatio = new Complex();
    private final Complex drift = new Complex();
    private final Complex loading = new Complex();

    private HestonParameters parameters;
    private double years;

    CharacteristicFunction use(final HestonParameters newParameters, final double newYears) {
        parameters = newParameters;
        years = newYears;
        return this;
    }

    /** Sets the result to log E[exp(p X)] for p = (real, imaginary); real parts from 0 to 1 are always valid. */
    void logMoment(final double real, final double imaginary, final Complex result) {
        final double kappa = parameters.meanReversion();
        final double sigma = parameters.volatilityOfVariance();
        final double square = sigma * sigma;
        p.set(real, imaginary);
        q.set(real * (1 - real) + imaginary * imaginary, imaginary * (1 - 2 * real));
        sum.set(p).multiply(-sigma * parameters.correlation()).add(kappa, 0);
        d.set(sum).multiply(sum);
        ratio.set(q).multiply(square);
        d.add(ratio).squareRoot();
        sum.add(d);
        if (sum.real() == 0 && sum.imaginary() == 0) {
            result.set(q).multiply(-0.5 * parameters.initialVariance() * years);
            return;
        }
        decay.set(d).multiply(-years).exp();
        excess.set(1 - decay.real(), -decay.imaginary());
        inverse.set(1, 0).divide(sum);
        loading.set(q).multiply(-1).multiply(inverse);
        drift.set(loading).multiply(years);
        // What is left of g where σ² is taken out of it.
        ratio.set(loading).multiply(inverse);
        bottom.set(ratio).multiply(decay).multiply(-square).add(1, 0);
        loading.multiply(excess).divide(bottom);
        bottom.set(ratio).multiply(-square).add(1, 0);
        ratio.multiply(excess).divide(bottom);
        logOverVariance(square);
        logRatio.multiply(2);
        drift.subtract(logRatio).multiply(kappa * parameters.longRunVariance());
        result.set(loading).multiply(parameters.initialVariance()).add(drift);
    }

    /** log(1 + σ² y)/σ² for the y in {@link #ratio}. */
    private void logOverVariance(final double square) {
        logRatio.set(ratio).multiply(square);
        final double size = Math.max(Math.abs(logRatio.real()), Math.abs(logRatio.imaginary()));
        if (size < 1e-17) {
            logRatio.set(ratio);
        } else {
            logRatio.logOfOnePlus().multiply(1 / square);
        }
    }
}
