package io.strikebook.pricing.numeric;

/**
 * Sine, cosine and the angle of a point, with reproducible bits. Error: below 1 ulp for sine and cosine of arguments up to
 * {@link #LARGEST_ARGUMENT}, below 2 ulp for the angle.
 *
 * <p>Sine and cosine of one argument come together, as this mutable result: {@link #evaluate} fills it. The argument is reduced by
 * π/2 in three parts (Cody and Waite, "Software Manual for the Elementary Functions", 1980), of which the first two have so few bits
 * that their products with the quotient are exact.
 */
public final class Trigonometry {
    /** Beyond it, either sign, sine and cosine are NaN: nothing here needs them, and the reduction would lose bits. */
    public static final double LARGEST_ARGUMENT = 0x1p20;

    private static final double ROUND_TO_INTEGER = 0x1.8p52;
    private static final double TWO_OVER_PI = 0.6366197723675814;
    private static final double HALF_PI_HIGH = 0x1.921fb544p0;
    private static final double HALF_PI_MIDDLE = 0x1.0b4611a6p-34;
    private static final double HALF_PI_LOW = 0x1.3198a2e037073p-69;

    private static final double PI = 3.141592653589793;
    private static final double PI_REST = 1.2246467991473532e-16;
    private static final double HALF_PI = 1.5707963267948966;
    private static final double HALF_PI_REST = 6.123233995736766e-17;

    /** Angles of the tangents 0, 1/8, ..., 1. */
    private static final double[] ANGLE = {
        0,
        0.12435499454676144,
        0.24497866312686414,
        0.35877067027057225,
        0.4636476090008061,
        0.5585993153435624,
        0.6435011087932844,
        0.7188299996216245,
        0.7853981633974483
    };

    private double sine;
    private double cosine;

    /** Computes sine and cosine of x; NaN beyond {@link #LARGEST_ARGUMENT}. */
    public Trigonometry evaluate(final double x) {
        if (!(Math.abs(x) <= LARGEST_ARGUMENT)) {
            sine = Double.NaN;
            cosine = Double.NaN;
            return this;
        }
        final double k = x * TWO_OVER_PI + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
        final double first = x - k * HALF_PI_HIGH;
        final double subtrahend = k * HALF_PI_MIDDLE;
        final double second = first - subtrahend;
        final double back = second - first;
        final double error = (first - (second - back)) - (subtrahend + back);
        final double low = error - k * HALF_PI_LOW;
        final double r = second + low;
        final double rest = (second - r) + low;
        final double s = sineOf(r, rest);
        final double c = cosineOf(r, rest);
        final int quadrant = (int) k & 3;
        final double swappedSine = (quadrant & 1) == 0 ? s : c;
        final double swappedCosine = (quadrant & 1) == 0 ? c : s;
        sine = quadrant >= 2 ? -swappedSine : swappedSine;
        cosine = quadrant == 1 || quadrant == 2 ? -swappedCosine : swappedCosine;
        return this;
    }

    /** Taylor up to r^17 for |r| up to π/4; the truncation is below 1e-19 of the result. */
    private static double sineOf(final double r, final double rest) {
        final double z = r * r;
        double p = 1.0 / 355687428096000.0;
        p = Math.fma(p, z, -1.0 / 1307674368000.0);
        p = Math.fma(p, z, 1.0 / 6227020800.0);
        p = Math.fma(p, z, -1.0 / 39916800.0);
        p = Math.fma(p, z, 1.0 / 362880.0);
        p = Math.fma(p, z, -1.0 / 5040.0);
        p = Math.fma(p, z, 1.0 / 120.0);
        p = Math.fma(p, z, -1.0 / 6.0);
        return r + Math.fma(r * z, p, Math.fma(-0.5 * z, rest, rest));
    }

    /** Taylor up to r^18 for |r| up to π/4. */
    private static double cosineOf(final double r, final double rest) {
        final double z = r * r;
        double p = -1.0 / 6402373705728000.0;
        p = Math.fma(p, z, 1.0 / 20922789888000.0);
        p = Math.fma(p, z, -1.0 / 87178291200.0);
        p = Math.fma(p, z, 1.0 / 479001600.0);
        p = Math.fma(p, z, -1.0 / 3628800.0);
        p = Math.fma(p, z, 1.0 / 40320.0);
        p = Math.fma(p, z, -1.0 / 720.0);
        p = Math.fma(p, z, 1.0 / 24.0);
        final double half = 0.5 * z;
        final double main = 1 - half;
        return main + ((1 - main - half) + Math.fma(z * z, p, -r * rest));
    }

    /** Sine of the last argument. */
    public double sine() {
        return sine;
    }

    /** Cosine of the last argument. */
    public double cosine() {
        return cosine;
    }

    /**
     * The angle from the positive x axis to the point, between -π and π; 0 for the origin, NaN where a coordinate is NaN or both are
     * infinite.
     */
    public static double angle(final double y, final double x) {
        final double across = Math.abs(x);
        final double up = Math.abs(y);
        if (!(across + up > 0)) {
            return x == 0 && y == 0 ? 0 : Double.NaN;
        }
        final boolean steep = up > across;
        final double tangent = steep ? across / up : up / across;
        final double base = arcTangent(tangent);
        final double acute = steep ? HALF_PI - (base - HALF_PI_REST) : base;
        final double unsigned = x < 0 ? PI - (acute - PI_REST) : acute;
        return y < 0 ? -unsigned : unsigned;
    }

    /** For t from 0 to 1: the nearest eighth's angle, and Taylor up to the 15th power for what is left, at most 1/16. */
    private static double arcTangent(final double t) {
        final double eighths = t * 8 + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
        if (!(eighths >= 0 && eighths <= 8)) {
            return Double.NaN;
        }
        final double c = eighths * 0.125;
        final double s = (t - c) / Math.fma(t, c, 1);
        final double z = s * s;
        double p = -1.0 / 15;
        p = Math.fma(p, z, 1.0 / 13);
        p = Math.fma(p, z, -1.0 / 11);
        p = Math.fma(p, z, 1.0 / 9);
        p = Math.fma(p, z, -1.0 / 7);
        p = Math.fma(p, z, 1.0 / 5);
        p = Math.fma(p, z, -1.0 / 3);
        return ANGLE[(int) eighths] + Math.fma(s * z, p, s);
    }
}
