package io.strikebook.pricing.heston;

import io.strikebook.pricing.numeric.Complex;
import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.GaussLegendre;
import io.strikebook.pricing.numeric.Trigonometry;

/**
 * European prices under Heston's model by A. Lewis's single integral ("A Simple Option Formula for General Jump-Diffusion and Other
 * Exponential Lévy Processes", 2001, equation 3.11): call = F - √(FK)/π ∫ Re[exp(iux) E[exp((1/2 + iu)X)]] / (u² + 1/4) du from 0, with
 * x = -log(K/F). The check of {@link CosineSeries}: another contour, another transform, another rule. Panels of Gauss-Legendre are
 * doubled until two sums agree. Slower, one strike at a time; mutable, of one thread.
 */
public final class FourierQuadrature {
    private static final int NODES = 32;
    private static final int MAX_PANELS = 8_192;
    private static final double NEGLIGIBLE_LOG = -42;
    private static final double TOLERANCE = 2e-14;
    private static final double PI = 3.141592653589793;

    private final GaussLegendre rule = new GaussLegendre(NODES);
    private final CharacteristicFunction function = new CharacteristicFunction();
    private final Trigonometry trigonometry = new Trigonometry();
    private final Complex value = new Complex();

    /**
     * Undiscounted price of a call or put. Where it doesn't settle at once it may take some tenths of a second.
     *
     * @param years time to expiry; 0 or less: intrinsic value
     * @throws IllegalArgumentException for a forward or strike that is not positive and finite, and a time above 100 years or NaN
     * @throws ArithmeticException      where the integral has not settled within the bound on panels, as with next to no variance
     */
    public double price(
            final HestonParameters parameters,
            final double forward,
            final double years,
            final boolean call,
            final double strike) {
        CosineSeries.requirePositive("forward", forward);
        CosineSeries.requirePositive("strike", strike);
        if (!(years <= 100)) {
            throw new IllegalArgumentException("years must be at most 100: " + years);
        }
        final double intrinsic = Math.max(call ? forward - strike : strike - forward, 0);
        if (years <= 0) {
            return intrinsic;
        }
        function.use(parameters, years);
        final double x = Elementary.log(forward / strike);
        final double end = end();
        double previous = Double.NaN;
        for (int panels = 4; panels <= MAX_PANELS; panels *= 2) {
            final double integral = integral(x, end, panels);
            if (Math.abs(integral - previous) < TOLERANCE) {
                final double price = forward - Math.sqrt(forward * strike) / PI * integral;
                return call ? price : price - (forward - strike);
            }
            previous = integral;
        }
        throw new ArithmeticException("not settled: " + parameters + ", years " + years + ", strike " + strike);
    }

    /** Where the transform has died away; the bound is reached only with next to no variance. */
    private double end() {
        double u = 1;
        for (int doublings = 0; doublings < 40; doublings++) {
            function.logMoment(0.5, u, value);
            if (value.real() - 2 * Elementary.log(u) < NEGLIGIBLE_LOG) {
                return u;
            }
            u *= 1.5;
        }
        return u;
    }

    /** With u = end s², so that panels are dense where the integrand bends. */
    private double integral(final double x, final double end, final int panels) {
        final double half = 0.5 / panels;
        double sum = 0;
        for (int panel = 0; panel < panels; panel++) {
            double part = 0;
            for (int i = 0; i < NODES; i++) {
                final double s = half * (2 * panel + 1 + rule.node(i));
                part += rule.weight(i) * s * integrand(x, end * s * s);
            }
            sum += part;
        }
        return sum * 2 * half * end;
    }

    private double integrand(final double x, final double u) {
        function.logMoment(0.5, u, value);
        trigonometry.evaluate(value.imaginary() + u * x);
        return Elementary.exp(value.real()) * trigonometry.cosine() / (u * u + 0.25);
    }
}
