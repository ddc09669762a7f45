package io.strikebook.pricing.numeric;

import static io.strikebook.pricing.numeric.RoughMillsRatio.B;
import static io.strikebook.pricing.numeric.RoughMillsRatio.Q;
import static io.strikebook.pricing.numeric.VectorElementary.of;

import jdk.incubator.vector.DoubleVector;

/** {@link RoughMillsRatio} of as many arguments as a vector has lanes, with the same bits. */
public final class VectorRoughMillsRatio {
    private VectorRoughMillsRatio() {}

    /** The denominator of one argument. */
    public static DoubleVector denominator(final DoubleVector z) {
        DoubleVector v = of(Q[6]);
        v = v.fma(z, of(Q[5]));
        v = v.fma(z, of(Q[4]));
        v = v.fma(z, of(Q[3]));
        v = v.fma(z, of(Q[2]));
        v = v.fma(z, of(Q[1]));
        v = v.fma(z, of(Q[0]));
        return v;
    }

    /** The divided difference, of two arguments' sum and product. */
    public static DoubleVector difference(final DoubleVector sum, final DoubleVector product) {
        final DoubleVector row0 = of(B[5]).fma(sum, of(B[4]))
                .fma(sum, of(B[3]))
                .fma(sum, of(B[2]))
                .fma(sum, of(B[1]))
                .fma(sum, of(B[0]));
        final DoubleVector row1 = of(B[10])
                .fma(sum, of(B[9]))
                .fma(sum, of(B[8]))
                .fma(sum, of(B[7]))
                .fma(sum, of(B[6]));
        final DoubleVector row2 =
                of(B[14]).fma(sum, of(B[13])).fma(sum, of(B[12])).fma(sum, of(B[11]));
        final DoubleVector row3 = of(B[17]).fma(sum, of(B[16])).fma(sum, of(B[15]));
        final DoubleVector row4 = of(B[19]).fma(sum, of(B[18]));
        return of(B[20])
                .fma(product, row4)
                .fma(product, row3)
                .fma(product, row2)
                .fma(product, row1)
                .fma(product, row0);
    }
}
