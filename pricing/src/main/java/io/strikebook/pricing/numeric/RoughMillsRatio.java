package io.strikebook.pricing.numeric;

/**
 * {@link MillsRatio#slope} with a relative error of 2e-7 and a third of the work, for first approximations: the same way to a rational
 * function of degree 6.
 */
public final class RoughMillsRatio {
    /** The least argument. */
    public static final double LEAST = -0.75;

    /** Denominator of the ratio, from the constant on. */
    static final double[] Q = {
        1.0, 1.80646988786, 1.43343190498, 0.644056050669, 0.17446256398, 0.027377722113, 0.00198451849352
    };
    /** The divided difference, as in {@link MillsTable}. */
    static final double[] B = {
        1.00000000174, 1.1798126814, 0.634727959569, 0.191278659094, 0.032328367544,
        0.00248722507216, 0.0631362152102, 0.120003575966, 0.0740914709286, 0.0210736000426,
        0.00250857870021, 0.0112256061062, 0.0137684618298, 0.00651419363628, 0.00122390768818,
        0.000926559460541, 0.000996059654128, 0.000342282982977, 6.10329331999e-05, 5.43316268952e-05,
        3.93831360164e-06
    };

    private RoughMillsRatio() {}

    /** About (R(a) - R(b)) / (b - a) for a from {@link #LEAST} and b from |a| on, to 1e20. */
    public static double slope(final double a, final double b) {
        return difference(a + b, a * b) / (denominator(a) * denominator(b));
    }

    private static double denominator(final double z) {
        double v = Q[6];
        v = Math.fma(v, z, Q[5]);
        v = Math.fma(v, z, Q[4]);
        v = Math.fma(v, z, Q[3]);
        v = Math.fma(v, z, Q[2]);
        v = Math.fma(v, z, Q[1]);
        v = Math.fma(v, z, Q[0]);
        return v;
    }

    private static double difference(final double sum, final double product) {
        final double row0 = Math.fma(
                Math.fma(Math.fma(Math.fma(Math.fma(B[5], sum, B[4]), sum, B[3]), sum, B[2]), sum, B[1]), sum, B[0]);
        final double row1 = Math.fma(Math.fma(Math.fma(Math.fma(B[10], sum, B[9]), sum, B[8]), sum, B[7]), sum, B[6]);
        final double row2 = Math.fma(Math.fma(Math.fma(B[14], sum, B[13]), sum, B[12]), sum, B[11]);
        final double row3 = Math.fma(Math.fma(B[17], sum, B[16]), sum, B[15]);
        final double row4 = Math.fma(B[19], sum, B[18]);
        double v = Math.fma(B[20], product, row4);
        v = Math.fma(v, product, row3);
        v = Math.fma(v, product, row2);
        v = Math.fma(v, product, row1);
        v = Math.fma(v, product, row0);
        return v;
    }
}
