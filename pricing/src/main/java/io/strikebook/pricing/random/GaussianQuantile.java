package io.strikebook.pricing.random;

import io.strikebook.pricing.numeric.Elementary;
import java.util.Objects;

/**
 * Normal numbers from uniform ones by inversion: M. J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution",
 * Applied Statistics 37 (1988), routine PPND16. Relative error about 1e-15. A quotient of polynomials for many draws, where
 * {@code Normal.quantile} iterates to the last digits. Inversion is monotone, which keeps the order that Sobol's points have.
 */
public final class GaussianQuantile {
    private static final double CENTRAL = 0.425;
    private static final double CENTRAL_SQUARE = 0.180625;
    private static final double TAIL = 5;

    private GaussianQuantile() {}

    /** Replaces uniform numbers, strictly between 0 and 1, by normal ones. */
    public static void transform(final double[] numbers, final int count) {
        Objects.checkFromIndexSize(0, count, numbers.length);
        for (int i = 0; i < count; i++) {
            numbers[i] = of(numbers[i]);
        }
    }

    /** The x below which the probability lies; infinite for 0 and 1, NaN outside. */
    public static double of(final double probability) {
        final double q = probability - 0.5;
        if (Math.abs(q) <= CENTRAL) {
            return central(q);
        }
        final double smaller = q < 0 ? probability : 1 - probability;
        if (!(smaller > 0)) {
            return smaller == 0 ? q * Double.POSITIVE_INFINITY : Double.NaN;
        }
        final double r = Math.sqrt(-Elementary.log(smaller));
        final double x = r <= TAIL ? outer(r - 1.6) : tail(r - TAIL);
        return q < 0 ? -x : x;
    }

    private static double central(final double q) {
        final double r = CENTRAL_SQUARE - q * q;
        double top = 2.5090809287301226727e+3;
        top = Math.fma(top, r, 3.3430575583588128105e+4);
        top = Math.fma(top, r, 6.7265770927008700853e+4);
        top = Math.fma(top, r, 4.5921953931549871457e+4);
        top = Math.fma(top, r, 1.3731693765509461125e+4);
        top = Math.fma(top, r, 1.9715909503065514427e+3);
        top = Math.fma(top, r, 1.3314166789178437745e+2);
        top = Math.fma(top, r, 3.3871328727963666080e0);
        double bottom = 5.2264952788528545610e+3;
        bottom = Math.fma(bottom, r, 2.8729085735721942674e+4);
        bottom = Math.fma(bottom, r, 3.9307895800092710610e+4);
        bottom = Math.fma(bottom, r, 2.1213794301586595867e+4);
        bottom = Math.fma(bottom, r, 5.3941960214247511077e+3);
        bottom = Math.fma(bottom, r, 6.8718700749205790830e+2);
        bottom = Math.fma(bottom, r, 4.2313330701600911252e+1);
        return q * top / Math.fma(bottom, r, 1);
    }

    private static double outer(final double r) {
        double top = 7.74545014278341407640e-4;
        top = Math.fma(top, r, 2.27238449892691845833e-2);
        top = Math.fma(top, r, 2.41780725177450611770e-1);
        top = Math.fma(top, r, 1.27045825245236838258e0);
        top = Math.fma(top, r, 3.64784832476320460504e0);
        top = Math.fma(top, r, 5.76949722146069140550e0);
        top = Math.fma(top, r, 4.63033784615654529590e0);
        top = Math.fma(top, r, 1.42343711074968357734e0);
        double bottom = 1.05075007164441684324e-9;
        bottom = Math.fma(bottom, r, 5.47593808499534494600e-4);
        bottom = Math.fma(bottom, r, 1.51986665636164571966e-2);
        bottom = Math.fma(bottom, r, 1.48103976427480074590e-1);
        bottom = Math.fma(bottom, r, 6.89767334985100004550e-1);
        bottom = Math.fma(bottom, r, 1.67638483018380384940e0);
        bottom = Math.fma(bottom, r, 2.05319162663775882187e0);
        return top / Math.fma(bottom, r, 1);
    }

    private static double tail(final double r) {
        double top = 2.01033439929228813265e-7;
        top = Math.fma(top, r, 2.71155556874348757815e-5);
        top = Math.fma(top, r, 1.24266094738807843860e-3);
        top = Math.fma(top, r, 2.65321895265761230930e-2);
        top = Math.fma(top, r, 2.96560571828504891230e-1);
        top = Math.fma(top, r, 1.78482653991729133580e0);
        top = Math.fma(top, r, 5.46378491116411436990e0);
        top = Math.fma(top, r, 6.65790464350110377720e0);
        double bottom = 2.04426310338993978564e-15;
        bottom = Math.fma(bottom, r, 1.42151175831644588870e-7);
        bottom = Math.fma(bottom, r, 1.84631831751005468180e-5);
        bottom = Math.fma(bottom, r, 7.86869131145613259100e-4);
        bottom = Math.fma(bottom, r, 1.48753612908506148525e-2);
        bottom = Math.fma(bottom, r, 1.36929880922735805310e-1);
        bottom = Math.fma(bottom, r, 5.99832206555887937690e-1);
        return top / Math.fma(bottom, r, 1);
    }
}
