package io.strikebook.pricing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * Drives a function with values that no market has: one argument at a time, then two, while the others stay usual. What comes back is a
 * list of complaints: results that the test's law refuses, numbers made of NaN, and exceptions that are of no kind meant for the caller or
 * say nothing.
 */
final class HostileValues {
    private static final double[] VALUES = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.0,
        -0.0,
        -1,
        -1e18,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1e-300,
        1e-18,
        1e-3,
        30,
        -30,
        1e3,
        1e18,
        1e300,
        Double.MAX_VALUE
    };
    private static final int MOST_COMPLAINTS = 20;

    private final UnaryOperator<double[]> function;
    private final BiPredicate<double[], double[]> law;
    private final boolean[] isNanAllowed;
    private final List<String> complaints = new ArrayList<>();

    private HostileValues(
            final UnaryOperator<double[]> function,
            final BiPredicate<double[], double[]> law,
            final boolean[] isNanAllowed) {
        this.function = function;
        this.law = law;
        this.isNanAllowed = isNanAllowed;
    }

    /**
     * Complaints about a function.
     *
     * @param law whether results are right, or right in being none, for arguments
     */
    static List<String> complaints(
            final double[] usual, final UnaryOperator<double[]> function, final BiPredicate<double[], double[]> law) {
        return complaints(usual, function, law, new boolean[usual.length]);
    }

    /** The same where some arguments may be NaN without the result being so, as a quote that is missing. */
    static List<String> complaints(
            final double[] usual,
            final UnaryOperator<double[]> function,
            final BiPredicate<double[], double[]> law,
            final boolean[] isNanAllowed) {
        final HostileValues values = new HostileValues(function, law, isNanAllowed);
        values.ask(usual);
        for (int i = 0; i < usual.length; i++) {
            for (final double one : VALUES) {
                final double[] single = usual.clone();
                single[i] = one;
                values.ask(single);
                for (int j = i + 1; j < usual.length; j++) {
                    for (final double other : VALUES) {
                        final double[] pair = single.clone();
                        pair[j] = other;
                        values.ask(pair);
                    }
                }
            }
        }
        return values.complaints;
    }

    private void ask(final double[] arguments) {
        if (complaints.size() >= MOST_COMPLAINTS) {
            return;
        }
        try {
            final double[] results = function.apply(arguments.clone());
            if (!law.test(arguments, results) || isMadeOfNan(arguments, results)) {
                complaints.add(Arrays.toString(arguments) + " gave " + Arrays.toString(results));
            }
        } catch (final IllegalArgumentException | ArithmeticException | IllegalStateException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                complaints.add(Arrays.toString(arguments) + " threw without a word: " + e);
            }
        }
    }

    private boolean isMadeOfNan(final double[] arguments, final double[] results) {
        boolean nan = false;
        for (int i = 0; i < arguments.length; i++) {
            nan |= Double.isNaN(arguments[i]) && !isNanAllowed[i];
        }
        for (final double result : results) {
            nan &= !Double.isNaN(result);
        }
        return nan;
    }

    /** NaN, or a number from low to high, but for what rounding makes of a scale. */
    static boolean isWithin(final double value, final double low, final double high, final double scale) {
        return Double.isNaN(value) || isNumberWithin(value, low, high, scale);
    }

    /** The same without NaN. */
    static boolean isNumberWithin(final double value, final double low, final double high, final double scale) {
        final double rounding = 1e-9 * Math.abs(scale);
        return value >= low - rounding && value <= high + rounding;
    }
}
