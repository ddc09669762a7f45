package io.strikebook.pricing.numeric;

import static io.strikebook.pricing.numeric.MillsTable.B;
import static io.strikebook.pricing.numeric.MillsTable.P;
import static io.strikebook.pricing.numeric.MillsTable.Q;
import static io.strikebook.pricing.numeric.VectorElementary.of;

import jdk.incubator.vector.DoubleVector;

/** {@link MillsRatio} of as many arguments as a vector has lanes, with the same bits. */
public final class VectorMillsRatio {
    private VectorMillsRatio() {}

    /** P(z). */
    public static DoubleVector numerator(final DoubleVector z) {
        DoubleVector v = of(P[11]);
        v = v.fma(z, of(P[10]));
        v = v.fma(z, of(P[9]));
        v = v.fma(z, of(P[8]));
        v = v.fma(z, of(P[7]));
        v = v.fma(z, of(P[6]));
        v = v.fma(z, of(P[5]));
        v = v.fma(z, of(P[4]));
        v = v.fma(z, of(P[3]));
        v = v.fma(z, of(P[2]));
        v = v.fma(z, of(P[1]));
        v = v.fma(z, of(P[0]));
        return v;
    }

    /** Q(z). */
    public static DoubleVector denominator(final DoubleVector z) {
        DoubleVector v = of(Q[12]);
        v = v.fma(z, of(Q[11]));
        v = v.fma(z, of(Q[10]));
        v = v.fma(z, of(Q[9]));
        v = v.fma(z, of(Q[8]));
        v = v.fma(z, of(Q[7]));
        v = v.fma(z, of(Q[6]));
        v = v.fma(z, of(Q[5]));
        v = v.fma(z, of(Q[4]));
        v = v.fma(z, of(Q[3]));
        v = v.fma(z, of(Q[2]));
        v = v.fma(z, of(Q[1]));
        v = v.fma(z, of(Q[0]));
        return v;
    }

    /** The powers of the product from the sixth on, of {@link MillsRatio#difference}. */
    public static DoubleVector highPowers(final DoubleVector sum, final DoubleVector product) {
        DoubleVector v = of(B[77]).fma(product, of(B[76]).fma(sum, of(B[75])));
        v = v.fma(product, row9(sum));
        v = v.fma(product, row8(sum));
        v = v.fma(product, row7(sum));
        v = v.fma(product, row6(sum));
        return v;
    }

    /** Those from the third to the fifth, to which the higher ones are given. */
    public static DoubleVector middlePowers(
            final DoubleVector sum, final DoubleVector product, final DoubleVector high) {
        return high.fma(product, row5(sum)).fma(product, row4(sum)).fma(product, row3(sum));
    }

    /** Those of the first and the second. */
    public static DoubleVector lowPowers(
            final DoubleVector sum, final DoubleVector product, final DoubleVector middle) {
        return middle.fma(product, row2(sum)).fma(product, row1(sum));
    }

    /** That of the product to the power of 0: with it the whole difference. */
    public static DoubleVector lastPower(final DoubleVector sum, final DoubleVector product, final DoubleVector low) {
        return low.fma(product, row0(sum));
    }

    private static DoubleVector row0(final DoubleVector z) {
        DoubleVector v = of(B[11]);
        v = v.fma(z, of(B[10]));
        v = v.fma(z, of(B[9]));
        v = v.fma(z, of(B[8]));
        v = v.fma(z, of(B[7]));
        v = v.fma(z, of(B[6]));
        v = v.fma(z, of(B[5]));
        v = v.fma(z, of(B[4]));
        v = v.fma(z, of(B[3]));
        v = v.fma(z, of(B[2]));
        v = v.fma(z, of(B[1]));
        v = v.fma(z, of(B[0]));
        return v;
    }

    private static DoubleVector row1(final DoubleVector z) {
        DoubleVector v = of(B[22]);
        v = v.fma(z, of(B[21]));
        v = v.fma(z, of(B[20]));
        v = v.fma(z, of(B[19]));
        v = v.fma(z, of(B[18]));
        v = v.fma(z, of(B[17]));
        v = v.fma(z, of(B[16]));
        v = v.fma(z, of(B[15]));
        v = v.fma(z, of(B[14]));
        v = v.fma(z, of(B[13]));
        v = v.fma(z, of(B[12]));
        return v;
    }

    private static DoubleVector row2(final DoubleVector z) {
        DoubleVector v = of(B[32]);
        v = v.fma(z, of(B[31]));
        v = v.fma(z, of(B[30]));
        v = v.fma(z, of(B[29]));
        v = v.fma(z, of(B[28]));
        v = v.fma(z, of(B[27]));
        v = v.fma(z, of(B[26]));
        v = v.fma(z, of(B[25]));
        v = v.fma(z, of(B[24]));
        v = v.fma(z, of(B[23]));
        return v;
    }

    private static DoubleVector row3(final DoubleVector z) {
        DoubleVector v = of(B[41]);
        v = v.fma(z, of(B[40]));
        v = v.fma(z, of(B[39]));
        v = v.fma(z, of(B[38]));
        v = v.fma(z, of(B[37]));
        v = v.fma(z, of(B[36]));
        v = v.fma(z, of(B[35]));
        v = v.fma(z, of(B[34]));
        v = v.fma(z, of(B[33]));
        return v;
    }

    private static DoubleVector row4(final DoubleVector z) {
        DoubleVector v = of(B[49]);
        v = v.fma(z, of(B[48]));
        v = v.fma(z, of(B[47]));
        v = v.fma(z, of(B[46]));
        v = v.fma(z, of(B[45]));
        v = v.fma(z, of(B[44]));
        v = v.fma(z, of(B[43]));
        v = v.fma(z, of(B[42]));
        return v;
    }

    private static DoubleVector row5(final DoubleVector z) {
        DoubleVector v = of(B[56]);
        v = v.fma(z, of(B[55]));
        v = v.fma(z, of(B[54]));
        v = v.fma(z, of(B[53]));
        v = v.fma(z, of(B[52]));
        v = v.fma(z, of(B[51]));
        v = v.fma(z, of(B[50]));
        return v;
    }

    private static DoubleVector row6(final DoubleVector z) {
        DoubleVector v = of(B[62]);
        v = v.fma(z, of(B[61]));
        v = v.fma(z, of(B[60]));
        v = v.fma(z, of(B[59]));
        v = v.fma(z, of(B[58]));
        v = v.fma(z, of(B[57]));
        return v;
    }

    private static DoubleVector row7(final DoubleVector z) {
        DoubleVector v = of(B[67]);
        v = v.fma(z, of(B[66]));
        v = v.fma(z, of(B[65]));
        v = v.fma(z, of(B[64]));
        v = v.fma(z, of(B[63]));
        return v;
    }

    private static DoubleVector row8(final DoubleVector z) {
        DoubleVector v = of(B[71]);
        v = v.fma(z, of(B[70]));
        v = v.fma(z, of(B[69]));
        v = v.fma(z, of(B[68]));
        return v;
    }

    private static DoubleVector row9(final DoubleVector z) {
        DoubleVector v = of(B[74]);
        v = v.fma(z, of(B[73]));
        v = v.fma(z, of(B[72]));
        return v;
    }
}
