package io.strikebook.pricing.numeric;

/**
 * The error function and its complements. The rational approximations are those of W. J. Cody, "Rational Chebyshev approximations for
 * the error function", Math. Comp. 23 (1969).
 */
public final class ErrorFunction {
    private static final double INVERSE_SQRT_PI = 0.5641895835477563;
    /** Up to here the error function is computed, from here on its complement. */
    static final double CENTRAL = 0.46875;

    private static final double TAIL = 4;
    /** Beyond it erfc is below the smallest double. */
    private static final double NEGLIGIBLE = 28;

    private ErrorFunction() {}

    /** 2 / sqrt(pi) times the integral of exp(-t²) from 0 to x. */
    public static double erf(final double x) {
        final double y = Math.abs(x);
        if (y <= CENTRAL) {
            return centralErf(x);
        }
        final double rest = 1 - erfc(y);
        return x < 0 ? -rest : rest;
    }

    /** 1 - erf(x), with its relative accuracy far into the tail. */
    public static double erfc(final double x) {
        final double y = Math.abs(x);
        if (y <= CENTRAL) {
            return 1 - centralErf(x);
        }
        final double upper = y < NEGLIGIBLE ? scaledErfc(y) * gaussian(y) : y != y ? y : 0;
        return x < 0 ? 2 - upper : upper;
    }

    /** exp(x²) erfc(x): falls like 1 / (x sqrt(pi)); infinity far below 0. */
    public static double erfcx(final double x) {
        final double y = Math.abs(x);
        if (y <= CENTRAL) {
            return (1 - centralErf(x)) / gaussian(x);
        }
        final double scaled = scaledErfc(y);
        return x < 0 ? 2 / gaussian(x) - scaled : scaled;
    }

    /** exp(-x²), of x² with its rounding error. */
    private static double gaussian(final double x) {
        final double square = x * x;
        final double main = Elementary.exp(-square);
        return main == 0 ? 0 : Math.fma(main, -Math.fma(x, x, -square), main);
    }

    /** erf(y) for y from -0.46875 to 0.46875. */
    static double centralErf(final double y) {
        final double z = y * y;
        double top = 1.85777706184603153e-1;
        top = Math.fma(top, z, 3.16112374387056560e00);
        top = Math.fma(top, z, 1.13864154151050156e02);
        top = Math.fma(top, z, 3.77485237685302021e02);
        top = Math.fma(top, z, 3.20937758913846947e03);
        double bottom = z + 2.36012909523441209e01;
        bottom = Math.fma(bottom, z, 2.44024637934444173e02);
        bottom = Math.fma(bottom, z, 1.28261652607737228e03);
        bottom = Math.fma(bottom, z, 2.84423683343917062e03);
        return y * (top / bottom);
    }

    /** exp(y²) erfc(y) for y above 0.46875. */
    static double scaledErfc(final double y) {
        if (y > TAIL) {
            return tailScaledErfc(y);
        }
        double top = 2.15311535474403846e-8;
        top = Math.fma(top, y, 5.64188496988670089e-1);
        top = Math.fma(top, y, 8.88314979438837594e0);
        top = Math.fma(top, y, 6.61191906371416295e01);
        top = Math.fma(top, y, 2.98635138197400131e02);
        top = Math.fma(top, y, 8.81952221241769090e02);
        top = Math.fma(top, y, 1.71204761263407058e03);
        top = Math.fma(top, y, 2.05107837782607147e03);
        top = Math.fma(top, y, 1.23033935479799725e03);
        double bottom = y + 1.57449261107098347e01;
        bottom = Math.fma(bottom, y, 1.17693950891312499e02);
        bottom = Math.fma(bottom, y, 5.37181101862009858e02);
        bottom = Math.fma(bottom, y, 1.62138957456669019e03);
        bottom = Math.fma(bottom, y, 3.29079923573345963e03);
        bottom = Math.fma(bottom, y, 4.36261909014324716e03);
        bottom = Math.fma(bottom, y, 3.43936767414372164e03);
        bottom = Math.fma(bottom, y, 1.23033935480374942e03);
        return top / bottom;
    }

    private static double tailScaledErfc(final double y) {
        final double z = 1 / (y * y);
        double top = 1.63153871373020978e-2;
        top = Math.fma(top, z, 3.05326634961232344e-1);
        top = Math.fma(top, z, 3.60344899949804439e-1);
        top = Math.fma(top, z, 1.25781726111229246e-1);
        top = Math.fma(top, z, 1.60837851487422766e-2);
        top = Math.fma(top, z, 6.58749161529837803e-4);
        double bottom = z + 2.56852019228982242e00;
        bottom = Math.fma(bottom, z, 1.87295284992346725e00);
        bottom = Math.fma(bottom, z, 5.27905102951428412e-1);
        bottom = Math.fma(bottom, z, 6.05183413124413191e-2);
        bottom = Math.fma(bottom, z, 2.33520497626869185e-3);
        return (INVERSE_SQRT_PI - z * top / bottom) / y;
    }
}
