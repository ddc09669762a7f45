package io.strikebook.pricing.numeric;

import static io.strikebook.pricing.numeric.MillsTable.B;
import static io.strikebook.pricing.numeric.MillsTable.P;
import static io.strikebook.pricing.numeric.MillsTable.Q;

/**
 * Mills' ratio R(z) = N(-z) / n(z) of the standard normal distribution N with density n, as one rational function P / Q for all z from
 * -0.5 on, and the difference of two such ratios without cancellation.
 *
 * <p>Black's price out of the money is n(d1) (R(-d1) - R(-d2)) forwards. For far or short options the two ratios agree in most of their
 * digits. But (R(a) - R(b)) / (b - a) is a polynomial in a and b over Q(a) Q(b), and all its coefficients, written in a + b and ab, are
 * positive: nothing is lost. P, Q and that polynomial have relative errors of 1e-16 with exact arithmetic, and a few ulp with doubles.
 */
public final class MillsRatio {
    /** The least argument. */
    public static final double LEAST = -0.5;

    private MillsRatio() {}

    /** R(z) for z from {@link #LEAST} to 1e20. */
    public static double at(final double z) {
        return numerator(z) / denominator(z);
    }

    /** (R(a) - R(b)) / (b - a) for a from {@link #LEAST} to 40 and b from |a| to 1e20; minus the derivative where a = b. */
    public static double slope(final double a, final double b) {
        return difference(a + b, a * b) / (denominator(a) * denominator(b));
    }

    /** P(z). */
    public static double numerator(final double z) {
        double v = P[11];
        v = Math.fma(v, z, P[10]);
        v = Math.fma(v, z, P[9]);
        v = Math.fma(v, z, P[8]);
        v = Math.fma(v, z, P[7]);
        v = Math.fma(v, z, P[6]);
        v = Math.fma(v, z, P[5]);
        v = Math.fma(v, z, P[4]);
        v = Math.fma(v, z, P[3]);
        v = Math.fma(v, z, P[2]);
        v = Math.fma(v, z, P[1]);
        v = Math.fma(v, z, P[0]);
        return v;
    }

    /** Q(z). */
    public static double denominator(final double z) {
        double v = Q[12];
        v = Math.fma(v, z, Q[11]);
        v = Math.fma(v, z, Q[10]);
        v = Math.fma(v, z, Q[9]);
        v = Math.fma(v, z, Q[8]);
        v = Math.fma(v, z, Q[7]);
        v = Math.fma(v, z, Q[6]);
        v = Math.fma(v, z, Q[5]);
        v = Math.fma(v, z, Q[4]);
        v = Math.fma(v, z, Q[3]);
        v = Math.fma(v, z, Q[2]);
        v = Math.fma(v, z, Q[1]);
        v = Math.fma(v, z, Q[0]);
        return v;
    }

    /** (P(a) Q(b) - P(b) Q(a)) / (b - a) for a + b and ab. */
    public static double difference(final double sum, final double product) {
        double v = Math.fma(B[77], product, Math.fma(B[76], sum, B[75]));
        v = Math.fma(v, product, row9(sum));
        v = Math.fma(v, product, row8(sum));
        v = Math.fma(v, product, row7(sum));
        v = Math.fma(v, product, row6(sum));
        v = Math.fma(v, product, row5(sum));
        v = Math.fma(v, product, row4(sum));
        v = Math.fma(v, product, row3(sum));
        v = Math.fma(v, product, row2(sum));
        v = Math.fma(v, product, row1(sum));
        v = Math.fma(v, product, row0(sum));
        return v;
    }

    private static double row0(final double z) {
        double v = B[11];
        v = Math.fma(v, z, B[10]);
        v = Math.fma(v, z, B[9]);
        v = Math.fma(v, z, B[8]);
        v = Math.fma(v, z, B[7]);
        v = Math.fma(v, z, B[6]);
        v = Math.fma(v, z, B[5]);
        v = Math.fma(v, z, B[4]);
        v = Math.fma(v, z, B[3]);
        v = Math.fma(v, z, B[2]);
        v = Math.fma(v, z, B[1]);
        v = Math.fma(v, z, B[0]);
        return v;
    }

    private static double row1(final double z) {
        double v = B[22];
        v = Math.fma(v, z, B[21]);
        v = Math.fma(v, z, B[20]);
        v = Math.fma(v, z, B[19]);
        v = Math.fma(v, z, B[18]);
        v = Math.fma(v, z, B[17]);
        v = Math.fma(v, z, B[16]);
        v = Math.fma(v, z, B[15]);
        v = Math.fma(v, z, B[14]);
        v = Math.fma(v, z, B[13]);
        v = Math.fma(v, z, B[12]);
        return v;
    }

    private static double row2(final double z) {
        double v = B[32];
        v = Math.fma(v, z, B[31]);
        v = Math.fma(v, z, B[30]);
        v = Math.fma(v, z, B[29]);
        v = Math.fma(v, z, B[28]);
        v = Math.fma(v, z, B[27]);
        v = Math.fma(v, z, B[26]);
        v = Math.fma(v, z, B[25]);
        v = Math.fma(v, z, B[24]);
        v = Math.fma(v, z, B[23]);
        return v;
    }

    private static double row3(final double z) {
        double v = B[41];
        v = Math.fma(v, z, B[40]);
        v = Math.fma(v, z, B[39]);
        v = Math.fma(v, z, B[38]);
        v = Math.fma(v, z, B[37]);
        v = Math.fma(v, z, B[36]);
        v = Math.fma(v, z, B[35]);
        v = Math.fma(v, z, B[34]);
        v = Math.fma(v, z, B[33]);
        return v;
    }

    private static double row4(final double z) {
        double v = B[49];
        v = Math.fma(v, z, B[48]);
        v = Math.fma(v, z, B[47]);
        v = Math.fma(v, z, B[46]);
        v = Math.fma(v, z, B[45]);
        v = Math.fma(v, z, B[44]);
        v = Math.fma(v, z, B[43]);
        v = Math.fma(v, z, B[42]);
        return v;
    }

    private static double row5(final double z) {
        double v = B[56];
        v = Math.fma(v, z, B[55]);
        v = Math.fma(v, z, B[54]);
        v = Math.fma(v, z, B[53]);
        v = Math.fma(v, z, B[52]);
        v = Math.fma(v, z, B[51]);
        v = Math.fma(v, z, B[50]);
        return v;
    }

    private static double row6(final double z) {
        double v = B[62];
        v = Math.fma(v, z, B[61]);
        v = Math.fma(v, z, B[60]);
        v = Math.fma(v, z, B[59]);
        v = Math.fma(v, z, B[58]);
        v = Math.fma(v, z, B[57]);
        return v;
    }

    private static double row7(final double z) {
        double v = B[67];
        v = Math.fma(v, z, B[66]);
        v = Math.fma(v, z, B[65]);
        v = Math.fma(v, z, B[64]);
        v = Math.fma(v, z, B[63]);
        return v;
    }

    private static double row8(final double z) {
        double v = B[71];
        v = Math.fma(v, z, B[70]);
        v = Math.fma(v, z, B[69]);
        v = Math.fma(v, z, B[68]);
        return v;
    }

    private static double row9(final double z) {
        double v = B[74];
        v = Math.fma(v, z, B[73]);
        v = Math.fma(v, z, B[72]);
        return v;
    }
}
