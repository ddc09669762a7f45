package io.strikebook.pricing.black;

import static io.strikebook.pricing.numeric.VectorElementary.LANES;
import static io.strikebook.pricing.numeric.VectorElementary.load;

import io.strikebook.pricing.numeric.VectorMillsRatio;
import jdk.incubator.vector.DoubleVector;

/** {@code MillsRatio.difference} over a block, in four passes. */
final class VectorMillsDifference {
    private final double[] a;
    private final double[] b;
    private final double[] sum;
    private final double[] product;
    private final double[] value;
    private int count;

    /** Of the arguments that those arrays will have. */
    VectorMillsDifference(final double[] a, final double[] b) {
        this.a = a;
        this.b = b;
        sum = new double[a.length];
        product = new double[a.length];
        value = new double[a.length];
    }

    void setCount(final int arguments) {
        count = arguments;
    }

    /** The results after the fourth pass. */
    double[] value() {
        return value;
    }

    void high() {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector x = load(a, i);
            final DoubleVector y = load(b, i);
            final DoubleVector plus = x.add(y);
            final DoubleVector times = x.mul(y);
            plus.intoArray(sum, i);
            times.intoArray(product, i);
            VectorMillsRatio.highPowers(plus, times).intoArray(value, i);
        }
    }

    void middle() {
        for (int i = 0; i < count; i += LANES) {
            VectorMillsRatio.middlePowers(load(sum, i), load(product, i), load(value, i))
                    .intoArray(value, i);
        }
    }

    void low() {
        for (int i = 0; i < count; i += LANES) {
            VectorMillsRatio.lowPowers(load(sum, i), load(product, i), load(value, i))
                    .intoArray(value, i);
        }
    }

    void last() {
        for (int i = 0; i < count; i += LANES) {
            VectorMillsRatio.lastPower(load(sum, i), load(product, i), load(value, i))
                    .intoArray(value, i);
        }
    }
}
