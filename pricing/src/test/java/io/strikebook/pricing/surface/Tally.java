package io.strikebook.pricing.surface;

import java.util.Arrays;
import java.util.Locale;

/** Errors of a group of quotes: how large, and how many within the quoted spread. */
final class Tally {
    private double[] errors = new double[64];
    private double[] spreads = new double[64];
    private int count;
    private int inside;

    /**
     * Adds one.
     *
     * @param error  of a fit from the middle of a quote, in volatility
     * @param spread between bid and offer, in volatility
     */
    void add(final double error, final double spread) {
        if (count == errors.length) {
            errors = Arrays.copyOf(errors, 2 * count);
            spreads = Arrays.copyOf(spreads, 2 * count);
        }
        errors[count] = Math.abs(error);
        spreads[count++] = spread;
        inside += Math.abs(error) <= 0.5 * spread + 1e-12 ? 1 : 0;
    }

    int count() {
        return count;
    }

    double shareInside() {
        return (double) inside / count;
    }

    double rootMeanSquare() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += errors[i] * errors[i];
        }
        return Math.sqrt(sum / count);
    }

    /** An error that so large a share doesn't exceed. */
    double quantile(final double share) {
        return quantile(errors, share);
    }

    private double quantile(final double[] of, final double share) {
        final double[] sorted = Arrays.copyOf(of, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(share * count, count - 1)];
    }

    /** A row of a table, in points of volatility. */
    String row(final String name) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f %% | %.2f | %.2f | %.2f |",
                name,
                count,
                100 * shareInside(),
                100 * quantile(spreads, 0.5),
                100 * quantile(0.5),
                100 * rootMeanSquare());
    }
}
