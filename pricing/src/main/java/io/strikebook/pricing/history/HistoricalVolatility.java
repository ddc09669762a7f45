package io.strikebook.pricing.history;

import io.strikebook.pricing.numeric.Elementary;
import java.util.Objects;

/**
 * Estimators of the variance per period of a series of bars; {@link #annualised} makes volatilities of them. All are unbiased for a
 * continuously watched geometric Brownian motion within what each says; of equal data the later ones have a smaller variance.
 *
 * <p>Bars are arrays from index {@code first} (inclusive) to {@code end}. Prices must be positive and finite, highs nowhere below and lows
 * nowhere above the rest of their bar: otherwise the result is NaN, as it is for fewer bars than an estimator needs. A range of bars that
 * an array doesn't have is an {@link IndexOutOfBoundsException}.
 */
public final class HistoricalVolatility {
    private static final double LN2 = 0.6931471805599453;
    private static final double YANG_ZHANG_ALPHA = 1.34;

    private HistoricalVolatility() {}

    /** Volatility per year of a variance per period; NaN for a negative variance, and for periods that aren't positive. */
    public static double annualised(final double variancePerPeriod, final double periodsPerYear) {
        return periodsPerYear > 0 ? Math.sqrt(variancePerPeriod * periodsPerYear) : Double.NaN;
    }

    /** Sample variance of the logarithmic returns from close to close, about their mean; needs three closes. */
    public static double closeToClose(final double[] close, final int first, final int end) {
        Objects.checkFromToIndex(first, end, close.length);
        if (end - first < 3) {
            return Double.NaN;
        }
        final int returns = end - first - 1;
        final double mean = ratio(close[end - 1], close[first]) / returns;
        double sum = 0;
        for (int i = first + 1; i < end; i++) {
            final double deviation = ratio(close[i], close[i - 1]) - mean;
            sum += deviation * deviation;
        }
        return sum / (returns - 1);
    }

    /** From highs and lows: unbiased without drift and without gaps between bars (M. Parkinson, Journal of Business 53, 1980). */
    public static double parkinson(final double[] high, final double[] low, final int first, final int end) {
        Objects.checkFromToIndex(first, end, Math.min(high.length, low.length));
        double sum = 0;
        for (int i = first; i < end; i++) {
            final double range = low[i] <= high[i] ? ratio(high[i], low[i]) : Double.NaN;
            sum += range * range;
        }
        return sum / (4 * LN2 * (end - first));
    }

    /**
     * From all four prices: unbiased without drift, of the price's way within bars only (M. Garman, M. Klass, Journal of Business 53, 1980,
     * the practical estimator, equation 20).
     */
    public static double garmanKlass(
            final double[] open,
            final double[] high,
            final double[] low,
            final double[] close,
            final int first,
            final int end) {
        Objects.checkFromToIndex(first, end, shortest(open, high, low, close));
        double sum = 0;
        for (int i = first; i < end; i++) {
            final double range = bar(open[i], high[i], low[i], close[i]) ? ratio(high[i], low[i]) : Double.NaN;
            final double change = ratio(close[i], open[i]);
            sum += 0.5 * range * range - (2 * LN2 - 1) * change * change;
        }
        return sum / (end - first);
    }

    /** From all four prices, whatever the drift (L. Rogers, S. Satchell, Annals of Applied Probability 1, 1991); within bars only. */
    public static double rogersSatchell(
            final double[] open,
            final double[] high,
            final double[] low,
            final double[] close,
            final int first,
            final int end) {
        Objects.checkFromToIndex(first, end, shortest(open, high, low, close));
        double sum = 0;
        for (int i = first; i < end; i++) {
            final double fromOpen = bar(open[i], high[i], low[i], close[i]) ? ratio(high[i], open[i]) : Double.NaN;
            sum += ratio(high[i], close[i]) * fromOpen + ratio(low[i], close[i]) * ratio(low[i], open[i]);
        }
        return sum / (end - first);
    }

    /**
     * From all four prices, whatever the drift, gaps between bars included (D. Yang, Q. Zhang, Journal of Business 73, 2000, equations 8 to
     * 10 with alpha = 1.34); the bar before {@code first + 1} gives its close only, so it needs three bars.
     */
    public static double yangZhang(
            final double[] open,
            final double[] high,
            final double[] low,
            final double[] close,
            final int first,
            final int end) {
        Objects.checkFromToIndex(first, end, shortest(open, high, low, close));
        final int bars = end - first - 1;
        if (bars < 2) {
            return Double.NaN;
        }
        double gaps = 0;
        double changes = 0;
        for (int i = first + 1; i < end; i++) {
            gaps += ratio(open[i], close[i - 1]);
            changes += ratio(close[i], open[i]);
        }
        double gapSquares = 0;
        double changeSquares = 0;
        for (int i = first + 1; i < end; i++) {
            final double gap = ratio(open[i], close[i - 1]) - gaps / bars;
            final double change = ratio(close[i], open[i]) - changes / bars;
            gapSquares += gap * gap;
            changeSquares += change * change;
        }
        final double share = (YANG_ZHANG_ALPHA - 1) / (YANG_ZHANG_ALPHA + (bars + 1.0) / (bars - 1.0));
        return gapSquares / (bars - 1)
                + share * (changeSquares / (bars - 1))
                + (1 - share) * rogersSatchell(open, high, low, close, first + 1, end);
    }

    /**
     * Exponentially weighted mean of squared returns, newest first (RiskMetrics technical document, 1996, with its decay of 0.94 for days).
     *
     * @param decay    weight of a return over that of the one after it, above 0 and below 1
     * @param variance before the first return, 0 or more
     * @return the variance after the last return; the one given where there is none
     * @throws IllegalArgumentException for a decay or variance out of range
     */
    public static double exponentiallyWeighted(
            final double[] close, final int first, final int end, final double decay, final double variance) {
        if (!(decay > 0 && decay < 1)) {
            throw new IllegalArgumentException("decay of " + decay);
        }
        if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("variance of " + variance);
        }
        Objects.checkFromToIndex(first, end, close.length);
        double now = variance;
        for (int i = first + 1; i < end; i++) {
            final double change = ratio(close[i], close[i - 1]);
            now = decay * now + (1 - decay) * change * change;
        }
        return now;
    }

    private static int shortest(final double[] open, final double[] high, final double[] low, final double[] close) {
        return Math.min(Math.min(open.length, high.length), Math.min(low.length, close.length));
    }

    private static boolean bar(final double open, final double high, final double low, final double close) {
        return low <= open && low <= close && high >= open && high >= close;
    }

    /** Logarithm of a ratio of prices; NaN for what is no price. */
    private static double ratio(final double top, final double bottom) {
        final boolean prices =
                top > 0 && bottom > 0 && top < Double.POSITIVE_INFINITY && bottom < Double.POSITIVE_INFINITY;
        final double quotient = prices ? top / bottom : Double.NaN;
        final boolean extreme = quotient < Double.MIN_NORMAL || quotient == Double.POSITIVE_INFINITY;
        return extreme ? Elementary.log(top) - Elementary.log(bottom) : Elementary.log(quotient);
    }
}
