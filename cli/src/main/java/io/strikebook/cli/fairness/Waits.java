package io.strikebook.cli.fairness;

import org.HdrHistogram.Histogram;

/** How long immediate orders waited for their first fill, and how the mark moved against them until each fill. */
final class Waits {
    private static final double MICROSECONDS = 1e3;
    private static final int DIGITS = 3;

    private final Histogram microseconds = new Histogram(DIGITS);
    private double movedUsd;
    private double filledUsd;

    void add(final double milliseconds) {
        microseconds.recordValue(Math.round(milliseconds * MICROSECONDS));
    }

    void moved(final double usd, final double valueUsd) {
        movedUsd += usd;
        filledUsd += valueUsd;
    }

    double mean() {
        return microseconds.getTotalCount() == 0 ? 0 : microseconds.getMean() / MICROSECONDS;
    }

    double percentile(final int percent) {
        return microseconds.getTotalCount() == 0 ? 0 : microseconds.getValueAtPercentile(percent) / MICROSECONDS;
    }

    double movedRatio() {
        return filledUsd == 0 ? 0 : movedUsd / filledUsd;
    }
}
