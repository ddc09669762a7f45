package io.strikebook.cli.marks;

import java.util.Arrays;

/** Differences of one kind of option, kept for their percentiles. */
final class ErrorCell {
    private double[] differences = new double[64];
    private int count;
    private boolean sorted;

    void add(final double difference) {
        if (count == differences.length) {
            differences = Arrays.copyOf(differences, count * 2);
        }
        differences[count++] = Math.abs(difference);
        sorted = false;
    }

    int count() {
        return count;
    }

    /** The difference that so much of all are at most, 0 to 1; NaN where there are none. */
    double quantile(final double share) {
        if (count == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(differences, 0, count);
            sorted = true;
        }
        return differences[Math.min(count - 1, (int) (share * count))];
    }
}
