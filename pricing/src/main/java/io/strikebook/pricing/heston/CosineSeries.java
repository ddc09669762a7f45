package io.strikebook.pricing.heston;

import io.strikebook.pricing.numeric.Complex;
import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.pricing.numeric.Trigonometry;

/**
 * European prices under Heston's model by the cosine series of F. Fang and C. W. Oosterlee, "A novel pricing method for European options
 * based on Fourier-cosine series expansions", SIAM J. Sci. Comput. 31 (2008), for all strikes of one expiry together: the characteristic
 * function is evaluated once per term and serves every strike. The pay-off's coefficients are taken on the density's own interval up to
 * the strike, so the interval, from {@link MomentBound}, does not grow with the range of strikes. Terms are added until the
 * characteristic function has died away.
 *
 * <p>Absolute error about 1e-13 of the larger of forward and strike (tested against the quadrature). Puts are computed, calls follow
 * by parity. Mutable, of one thread, no allocation per call.
 */
public final class CosineSeries {
    /** Where a variance that hardly moves away from 0 would need more terms, the price is refused. */
    private static final int MAX_TERMS = 32_768;

    private static final double NEGLIGIBLE = 1e-16;
    private static final double PI = 3.141592653589793;

    private final CharacteristicFunction function = new CharacteristicFunction();
    private final MomentBound bound = new MomentBound();
    private final Trigonometry trigonometry = new Trigonometry();
    private final Complex value = new Complex();
    private final double[] coefficient = new double[MAX_TERMS];
    private final double[] frequencyInverse = new double[MAX_TERMS];
    private final double[] turnReal;
    private final double[] turnImaginary;
    private final double[] sumReal;
    private final double[] sumImaginary;

    private int terms;
    private double coefficientSum;

    /** @param maxStrikes strikes that one call may price */
    public CosineSeries(final int maxStrikes) {
        if (maxStrikes < 1) {
            throw new IllegalArgumentException("strikes must be 1 or more: " + maxStrikes);
        }
        turnReal = new double[maxStrikes];
        turnImaginary = new double[maxStrikes];
        sumReal = new double[maxStrikes];
        sumImaginary = new double[maxStrikes];
    }

    /**
     * Undiscounted prices of calls or puts.
     *
     * @param parameters of the model
     * @param forward    positive
     * @param years      time to expiry; 0 or less: intrinsic values
     * @param calls      calls or puts
     * @param strikes    positive, in any order
     * @param count      how many of them
     * @param prices     filled, never below the intrinsic value
     * @throws IllegalArgumentException for a forward or strike that is not positive and finite, a time above 100 years or NaN, and more
     *     strikes than there are or have room
     * @throws ArithmeticException      where the series would need too many terms (next to no variance and much volatility of it)
     */
    public void price(
            final HestonParameters parameters,
            final double forward,
            final double years,
            final boolean calls,
            final double[] strikes,
            final int count,
            final double[] prices) {
        if (count < 0 || count > sumReal.length || count > Math.min(strikes.length, prices.length)) {
            throw new IllegalArgumentException(count + " of " + strikes.length + " strikes into " + prices.length
                    + " prices; room for " + sumReal.length);
        }
        requirePositive("forward", forward);
        if (!(years <= 100)) {
            throw new IllegalArgumentException("years must be at most 100: " + years);
        }
        for (int i = 0; i < count; i++) {
            requirePositive("strike", strikes[i]);
        }
        if (years <= 0 || MomentBound.expectedVariance(parameters, years) < 1e-16) {
            for (int i = 0; i < count; i++) {
                prices[i] = intrinsic(calls, forward, strikes[i]);
            }
            return;
        }
        bound.evaluate(parameters, years);
        expand(parameters, years);
        turn(forward, strikes, count);
        sum(count);
        collect(forward, calls, strikes, count, prices);
    }

    /** The density's coefficients, each over 1 + its squared frequency; the first one halved. */
    private void expand(final HestonParameters parameters, final double years) {
        final double low = bound.low();
        final double step = PI / (bound.high() - low);
        function.use(parameters, years);
        coefficient[0] = 0.5;
        coefficientSum = 0.5;
        terms = 1;
        while (terms < MAX_TERMS) {
            final double frequency = terms * step;
            function.logMoment(0, frequency, value);
            final double weight = 1 / (1 + frequency * frequency);
            final double size = Elementary.exp(value.real()) * weight;
            trigonometry.evaluate(value.imaginary() - frequency * low);
            coefficient[terms] = size * trigonometry.cosine();
            frequencyInverse[terms] = 1 / frequency;
            coefficientSum += coefficient[terms];
            terms++;
            if (size < NEGLIGIBLE) {
                return;
            }
        }
        throw new ArithmeticException("more than " + MAX_TERMS + " terms: " + parameters + ", years " + years);
    }

    /** exp(iπ (log(K/F) - low) / (high - low)) of each strike. */
    private void turn(final double forward, final double[] strikes, final int count) {
        final double step = PI / (bound.high() - bound.low());
        for (int i = 0; i < count; i++) {
            final double x = Elementary.log(strikes[i] / forward);
            trigonometry.evaluate((Math.min(Math.max(x, bound.low()), bound.high()) - bound.low()) * step);
            turnReal[i] = trigonometry.cosine();
            turnImaginary[i] = trigonometry.sine();
            sumReal[i] = 0;
            sumImaginary[i] = 0;
        }
    }

    /** Horner's scheme of Σ w (-1 - i/ω) turn^k down to k = 1, strikes side by side. */
    private void sum(final int count) {
        for (int k = terms - 1; k > 0; k--) {
            final double real = -coefficient[k];
            final double imaginary = real * frequencyInverse[k];
            for (int i = 0; i < count; i++) {
                final double a = sumReal[i] + real;
                final double b = sumImaginary[i] + imaginary;
                sumReal[i] = a * turnReal[i] - b * turnImaginary[i];
                sumImaginary[i] = a * turnImaginary[i] + b * turnReal[i];
            }
        }
    }

    private void collect(
            final double forward, final boolean calls, final double[] strikes, final int count, final double[] prices) {
        final double low = bound.low();
        final double width = bound.high() - low;
        final double lowest = forward * Elementary.exp(low) * coefficientSum;
        for (int i = 0; i < count; i++) {
            final double strike = strikes[i];
            final double x = Elementary.log(strike / forward);
            final double put;
            if (x <= low) {
                put = 0;
            } else if (x >= bound.high()) {
                put = strike - forward;
            } else {
                final double first = coefficient[0] * (x - low - 1);
                put = 2 / width * (strike * (first + sumReal[i]) + lowest);
            }
            final double price = calls ? put + (forward - strike) : put;
            prices[i] = Math.max(price, intrinsic(calls, forward, strike));
        }
    }

    private static double intrinsic(final boolean call, final double forward, final double strike) {
        return Math.max(call ? forward - strike : strike - forward, 0);
    }

    static void requirePositive(final String name, final double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }

    /** Terms that the last call used. */
    public int terms() {
        return terms;
    }
}
