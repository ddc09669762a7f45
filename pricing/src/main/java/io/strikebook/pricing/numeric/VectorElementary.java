package io.strikebook.pricing.numeric;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Elementary} and {@link Normal#gaussian} of as many arguments as a vector has lanes, with the same bits: the same operations in
 * the same order, where the scalar code chooses both ways and a choice. Nothing of the module {@code jdk.incubator.vector} but + - x /,
 * sqrt, fma, comparisons and work on bits is used: its own exponential and its like round as they please. This class cannot be loaded
 * without that module.
 */
public final class VectorElementary {
    /** System property: bits of a vector, 64 to 512, where it shall not be the machine's own width. */
    public static final String BITS = "strikebook.vector.bits";

    /** Of every vector here. */
    public static final VectorSpecies<Double> DOUBLES = species();

    /** Doubles in a vector. */
    public static final int LANES = DOUBLES.length();

    // vectors made once: made where they are needed, so many would be more than the compiler inlines
    private static final DoubleVector ONE = of(1);
    private static final DoubleVector ROUND = of(Elementary.ROUND_TO_INTEGER);
    private static final DoubleVector INVERSE_LN2 = of(Elementary.INVERSE_LN2);
    private static final DoubleVector LN2_HIGH = of(Elementary.LN2_HIGH);
    private static final DoubleVector LN2_LOW = of(Elementary.LN2_LOW);
    private static final LongVector ONE_BITS = ONE.reinterpretAsLongs();
    private static final LongVector ROUND_BITS = ROUND.reinterpretAsLongs();
    private static final LongVector LEAST_NEAR_ONE_BITS =
            of(Elementary.LEAST_NEAR_ONE).reinterpretAsLongs();

    private static final DoubleVector EXP_87178291200 = of(1.0 / 87178291200.0);
    private static final DoubleVector EXP_479001600 = of(1.0 / 479001600.0);
    private static final DoubleVector EXP_3628800 = of(1.0 / 3628800.0);
    private static final DoubleVector EXP_40320 = of(1.0 / 40320.0);
    private static final DoubleVector EXP_720 = of(1.0 / 720.0);
    private static final DoubleVector EXP_24 = of(1.0 / 24.0);
    private static final DoubleVector EXP_6227020800 = of(1.0 / 6227020800.0);
    private static final DoubleVector EXP_39916800 = of(1.0 / 39916800.0);
    private static final DoubleVector EXP_362880 = of(1.0 / 362880.0);
    private static final DoubleVector EXP_5040 = of(1.0 / 5040.0);
    private static final DoubleVector EXP_120 = of(1.0 / 120.0);
    private static final DoubleVector EXP_6 = of(1.0 / 6.0);
    private static final DoubleVector LOG_21 = of(2.0 / 21);
    private static final DoubleVector LOG_17 = of(2.0 / 17);
    private static final DoubleVector LOG_13 = of(2.0 / 13);
    private static final DoubleVector LOG_9 = of(2.0 / 9);
    private static final DoubleVector LOG_5 = of(2.0 / 5);
    private static final DoubleVector LOG_23 = of(2.0 / 23);
    private static final DoubleVector LOG_19 = of(2.0 / 19);
    private static final DoubleVector LOG_15 = of(2.0 / 15);
    private static final DoubleVector LOG_11 = of(2.0 / 11);
    private static final DoubleVector LOG_7 = of(2.0 / 7);
    private static final DoubleVector LOG_3 = of(2.0 / 3);
    private static final DoubleVector HALF = of(0.5);

    private VectorElementary() {}

    private static VectorSpecies<Double> species() {
        return switch (Integer.getInteger(BITS, 0)) {
            case 0 -> DoubleVector.SPECIES_PREFERRED;
            case 64 -> DoubleVector.SPECIES_64;
            case 128 -> DoubleVector.SPECIES_128;
            case 256 -> DoubleVector.SPECIES_256;
            case 512 -> DoubleVector.SPECIES_512;
            default ->
                throw new IllegalArgumentException(
                        BITS + " must be 64, 128, 256 or 512, is " + System.getProperty(BITS));
        };
    }

    /** The same number in every lane. */
    public static DoubleVector of(final double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }

    /** The numbers from an index on. */
    public static DoubleVector load(final double[] values, final int at) {
        return DoubleVector.fromArray(DOUBLES, values, at);
    }

    /** The lesser one, for numbers that are none but NaN or 0 of both signs. */
    public static DoubleVector atMost(final DoubleVector value, final double most) {
        return value.blend(most, value.compare(VectorOperators.GT, most));
    }

    /** The larger one, likewise. */
    public static DoubleVector atLeast(final DoubleVector value, final double least) {
        return value.blend(least, value.compare(VectorOperators.LT, least));
    }

    /** {@link Elementary#exp} from -1400 to 709. */
    public static DoubleVector exp(final DoubleVector x) {
        final DoubleVector shifted = x.mul(INVERSE_LN2).add(ROUND);
        final DoubleVector k = shifted.sub(ROUND);
        final DoubleVector high = x.sub(k.mul(LN2_HIGH));
        final DoubleVector low = k.mul(LN2_LOW);
        final DoubleVector r = high.sub(low);
        final DoubleVector value = r.add(high.sub(r).sub(low).add(expTail(r))).add(ONE);
        // half of the power of two by the exponent's bits, the other half as a factor: rounds once where the result is
        // subnormal
        final LongVector power = shifted.reinterpretAsLongs().sub(ROUND_BITS);
        final LongVector half = power.lanewise(VectorOperators.ASHR, 1);
        final LongVector first = half.lanewise(VectorOperators.LSHL, Elementary.MANTISSA_BITS);
        final LongVector second = power.sub(half).lanewise(VectorOperators.LSHL, Elementary.MANTISSA_BITS);
        return value.reinterpretAsLongs()
                .add(first)
                .reinterpretAsDoubles()
                .mul(second.add(ONE_BITS).reinterpretAsDoubles());
    }

    private static DoubleVector expTail(final DoubleVector r) {
        final DoubleVector q = r.mul(r);
        DoubleVector even = EXP_87178291200;
        even = even.fma(q, EXP_479001600);
        even = even.fma(q, EXP_3628800);
        even = even.fma(q, EXP_40320);
        even = even.fma(q, EXP_720);
        even = even.fma(q, EXP_24);
        even = even.fma(q, HALF);
        DoubleVector odd = EXP_6227020800;
        odd = odd.fma(q, EXP_39916800);
        odd = odd.fma(q, EXP_362880);
        odd = odd.fma(q, EXP_5040);
        odd = odd.fma(q, EXP_120);
        odd = odd.fma(q, EXP_6);
        return q.mul(odd.fma(r, even));
    }

    /** {@link Normal#gaussian}. */
    public static DoubleVector gaussian(final DoubleVector x) {
        final DoubleVector square = x.mul(x);
        final DoubleVector error = x.fma(x, square.neg());
        final DoubleVector main = exp(square.mul(-0.5));
        final DoubleVector corrected = main.fma(error.mul(-0.5), main);
        return corrected.blend(0, square.compare(VectorOperators.GT, Normal.NEGLIGIBLE * Normal.NEGLIGIBLE));
    }

    /** {@link Elementary#log} of positive normal numbers. */
    public static DoubleVector log(final DoubleVector x) {
        final LongVector bits = x.reinterpretAsLongs();
        final LongVector exponent =
                bits.sub(LEAST_NEAR_ONE_BITS).lanewise(VectorOperators.ASHR, Elementary.MANTISSA_BITS);
        final DoubleVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, Elementary.MANTISSA_BITS))
                .reinterpretAsDoubles()
                .sub(ONE);
        return log(f, exponent.add(ROUND_BITS).reinterpretAsDoubles().sub(ROUND));
    }

    /** {@link Elementary#roughLog}. */
    public static DoubleVector roughLog(final DoubleVector x) {
        final LongVector bits = x.reinterpretAsLongs();
        final LongVector exponent =
                bits.sub(LEAST_NEAR_ONE_BITS).lanewise(VectorOperators.ASHR, Elementary.MANTISSA_BITS);
        final DoubleVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, Elementary.MANTISSA_BITS))
                .reinterpretAsDoubles()
                .sub(ONE);
        final DoubleVector k = exponent.add(ROUND_BITS).reinterpretAsDoubles().sub(ROUND);
        final double[] c = Elementary.ROUGH_LOG;
        final DoubleVector square = f.mul(f);
        final DoubleVector fourth = square.mul(square);
        final DoubleVector low = of(c[3]).fma(f, of(c[2])).fma(square, of(c[1]).fma(f, of(c[0])));
        final DoubleVector high = of(c[7]).fma(f, of(c[6])).fma(square, of(c[5]).fma(f, of(c[4])));
        return of(c[8]).fma(fourth, high).fma(fourth, low).fma(f, k.mul(Elementary.LN2));
    }

    private static DoubleVector log(final DoubleVector f, final DoubleVector k) {
        final DoubleVector s = f.div(f.add(2));
        final DoubleVector half = f.mul(0.5).mul(f);
        final DoubleVector small = s.mul(half.add(logTail(s))).add(k.mul(LN2_LOW));
        return k.mul(LN2_HIGH).sub(half.sub(small).sub(f));
    }

    private static DoubleVector logTail(final DoubleVector s) {
        final DoubleVector z = s.mul(s);
        final DoubleVector w = z.mul(z);
        DoubleVector even = LOG_21;
        even = even.fma(w, LOG_17);
        even = even.fma(w, LOG_13);
        even = even.fma(w, LOG_9);
        even = even.fma(w, LOG_5);
        DoubleVector odd = LOG_23;
        odd = odd.fma(w, LOG_19);
        odd = odd.fma(w, LOG_15);
        odd = odd.fma(w, LOG_11);
        odd = odd.fma(w, LOG_7);
        odd = odd.fma(w, LOG_3);
        return even.fma(w, odd.mul(z));
    }

    /**
     * {@link Elementary#logOfRatio} of an upper number over a lower one, which may be 0.
     *
     * @param ratio    upper / lower
     * @param distance (upper - lower) / lower
     */
    public static DoubleVector logOfRatio(final DoubleVector ratio, final DoubleVector distance) {
        final LongVector bits = ratio.reinterpretAsLongs();
        final LongVector exponent =
                bits.sub(LEAST_NEAR_ONE_BITS).lanewise(VectorOperators.ASHR, Elementary.MANTISSA_BITS);
        final DoubleVector far = bits.sub(exponent.lanewise(VectorOperators.LSHL, Elementary.MANTISSA_BITS))
                .reinterpretAsDoubles()
                .sub(ONE);
        final DoubleVector f = far.blend(distance, ratio.compare(VectorOperators.LT, Elementary.NEAR_ONE_END));
        final DoubleVector k = exponent.add(ROUND_BITS).reinterpretAsDoubles().sub(ROUND);
        return log(f, k).blend(ratio, ratio.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
    }
}
