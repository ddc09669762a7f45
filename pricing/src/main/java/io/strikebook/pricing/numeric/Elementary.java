package io.strikebook.pricing.numeric;

/** Exponential, logarithms and power with reproducible bits. Error: below 1 ulp for exp and log in normal range. */
public final class Elementary {
    static final double ROUND_TO_INTEGER = 0x1.8p52;
    static final double INVERSE_LN2 = 1.4426950408889634;
    /** ln 2 to 33 bits: its product with any exponent of a double is exact. */
    static final double LN2_HIGH = 0x1.62e42feep-1;
    /** ln 2 minus {@link #LN2_HIGH}. */
    static final double LN2_LOW = 1.9082149292705877e-10;

    static final double OVERFLOW = 709.782712893384;
    static final double UNDERFLOW = -745.1332191019412;
    static final int EXPONENT_BIAS = 1023;
    static final int MANTISSA_BITS = 52;
    static final long MANTISSA_MASK = (1L << MANTISSA_BITS) - 1;
    static final long SQRT_2_MANTISSA = 0x6A09E667F3BCDL;
    static final double TWO_TO_54 = 0x1p54;

    /** From here to twice as much a ratio's logarithm has no part for an exponent. */
    static final double LEAST_NEAR_ONE = 0x1.6A09E667F3BCDp-1;

    static final long LEAST_NEAR_ONE_BITS = Double.doubleToRawLongBits(LEAST_NEAR_ONE);
    static final double LN2 = 0.6931471805599453;
    /** log(1 + f) / f, from the constant on. */
    static final double[] ROUGH_LOG = {
        0.999999880494,
        -0.49999972859,
        0.333350099349,
        -0.250032860578,
        0.199388303718,
        -0.165329409483,
        0.150677103421,
        -0.145769402258,
        0.0869242314784
    };

    static final double NEAR_ONE_END = 0x1.6A09E667F3BCDp0;

    private Elementary() {}

    /** e to the power x; 0 below the smallest double, infinity above the largest. */
    public static double exp(final double x) {
        if (x != x) {
            return x;
        }
        if (x > OVERFLOW) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < UNDERFLOW) {
            return 0;
        }
        final double k = x * INVERSE_LN2 + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
        final double high = x - k * LN2_HIGH;
        final double low = k * LN2_LOW;
        final double r = high - low;
        final double rest = high - r - low;
        return scale(1 + (r + (rest + expTail(r))), (int) k);
    }

    /** e^r - 1 - r for |r| up to ln 2 / 2: Taylor up to r^14, even and odd powers apart for the sake of latency. */
    static double expTail(final double r) {
        final double q = r * r;
        double even = 1.0 / 87178291200.0;
        even = Math.fma(even, q, 1.0 / 479001600.0);
        even = Math.fma(even, q, 1.0 / 3628800.0);
        even = Math.fma(even, q, 1.0 / 40320.0);
        even = Math.fma(even, q, 1.0 / 720.0);
        even = Math.fma(even, q, 1.0 / 24.0);
        even = Math.fma(even, q, 0.5);
        double odd = 1.0 / 6227020800.0;
        odd = Math.fma(odd, q, 1.0 / 39916800.0);
        odd = Math.fma(odd, q, 1.0 / 362880.0);
        odd = Math.fma(odd, q, 1.0 / 5040.0);
        odd = Math.fma(odd, q, 1.0 / 120.0);
        odd = Math.fma(odd, q, 1.0 / 6.0);
        return q * Math.fma(odd, r, even);
    }

    /**
     * {@code value x 2^k} for a value of ordinary size and k from -1076 to 1025; two steps where one power of two would leave the range of
     * doubles.
     */
    static double scale(final double value, final int k) {
        if (k > EXPONENT_BIAS) {
            return value * 2 * powerOfTwo(k - 1);
        }
        if (k <= -EXPONENT_BIAS) {
            return value * powerOfTwo(k + 54) / TWO_TO_54;
        }
        return value * powerOfTwo(k);
    }

    private static double powerOfTwo(final int k) {
        return Double.longBitsToDouble((long) (k + EXPONENT_BIAS) << MANTISSA_BITS);
    }

    /** Natural logarithm; minus infinity for 0, NaN for negative arguments. */
    public static double log(final double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        final boolean subnormal = x < Double.MIN_NORMAL;
        final long bits = Double.doubleToRawLongBits(subnormal ? x * TWO_TO_54 : x);
        final long mantissa = bits & MANTISSA_MASK;
        int exponent = (int) (bits >>> MANTISSA_BITS) - EXPONENT_BIAS - (subnormal ? 54 : 0);
        final boolean upper = mantissa >= SQRT_2_MANTISSA;
        exponent += upper ? 1 : 0;
        final long mantissaExponent = upper ? EXPONENT_BIAS - 1L : EXPONENT_BIAS;
        final double f = Double.longBitsToDouble(mantissaExponent << MANTISSA_BITS | mantissa) - 1;
        return log(f, exponent);
    }

    /** log((1 + f) 2^k) for 1 + f from sqrt(1/2) to sqrt(2). */
    private static double log(final double f, final double k) {
        final double s = f / (2 + f);
        final double half = 0.5 * f * f;
        return k * LN2_HIGH - (half - (s * (half + logTail(s)) + k * LN2_LOW) - f);
    }

    /**
     * log(a / b) for two positive numbers. Where they are close, the relative error is still below 2 ulp: their difference is exact,
     * while their quotient would have lost it.
     */
    public static double logOfRatio(final double a, final double b) {
        final double ratio = a / b;
        return ratio >= LEAST_NEAR_ONE && ratio < NEAR_ONE_END ? log((a - b) / b, 0) : log(ratio);
    }

    /**
     * Natural logarithm of a positive normal number to eight digits: an absolute error of 5e-9, near 1 a relative one of 1.2e-7. For first
     * approximations, in half of the time: a minimax polynomial, no division.
     */
    public static double roughLog(final double x) {
        final long bits = Double.doubleToRawLongBits(x);
        final long exponent = (bits - LEAST_NEAR_ONE_BITS) >> MANTISSA_BITS;
        final double f = Double.longBitsToDouble(bits - (exponent << MANTISSA_BITS)) - 1;
        final double[] c = ROUGH_LOG;
        final double square = f * f;
        final double fourth = square * square;
        final double low = Math.fma(Math.fma(c[3], f, c[2]), square, Math.fma(c[1], f, c[0]));
        final double high = Math.fma(Math.fma(c[7], f, c[6]), square, Math.fma(c[5], f, c[4]));
        return Math.fma(Math.fma(Math.fma(c[8], fourth, high), fourth, low), f, exponent * LN2);
    }

    /** log(1 + x), also of tiny x; NaN below -1. Error: below 2 ulp. */
    public static double log1p(final double x) {
        final double sum = 1 + x;
        if (sum >= LEAST_NEAR_ONE && sum < NEAR_ONE_END) {
            return log(x, 0);
        }
        final double main = log(sum);
        return sum > 0 && sum < Double.POSITIVE_INFINITY ? main + (x - (sum - 1)) / sum : main;
    }

    /** e^x - 1, also of tiny x. Error: below 2 ulp. */
    public static double expm1(final double x) {
        if (!(x > -40 && x < 700)) {
            return exp(x) - 1;
        }
        final double k = x * INVERSE_LN2 + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
        final double high = x - k * LN2_HIGH;
        final double low = k * LN2_LOW;
        final double r = high - low;
        final double part = r + (high - r - low + expTail(r));
        final double power = powerOfTwo((int) k);
        return Math.fma(power, part, power - 1);
    }

    /** 2 atanh(s) / s - 2 for |s| up to 3 - 2 sqrt 2: Taylor up to s^22. */
    static double logTail(final double s) {
        final double z = s * s;
        final double w = z * z;
        double even = 2.0 / 21;
        even = Math.fma(even, w, 2.0 / 17);
        even = Math.fma(even, w, 2.0 / 13);
        even = Math.fma(even, w, 2.0 / 9);
        even = Math.fma(even, w, 2.0 / 5);
        double odd = 2.0 / 23;
        odd = Math.fma(odd, w, 2.0 / 19);
        odd = Math.fma(odd, w, 2.0 / 15);
        odd = Math.fma(odd, w, 2.0 / 11);
        odd = Math.fma(odd, w, 2.0 / 7);
        odd = Math.fma(odd, w, 2.0 / 3);
        return Math.fma(even, w, odd * z);
    }

    /** x to the power y for positive x. The relative error grows with |y log x|: about |y log x| + 1 ulp. */
    public static double pow(final double x, final double y) {
        return exp(y * log(x));
    }
}
