package io.strikebook.cli.fairness;

import java.util.ArrayList;
import java.util.List;

/**
 * The figures of one recording, in the order in which they are shown. The help of {@link FairnessCommand} says what each is.
 *
 * @param home    its path
 * @param modes   which market modes were on
 * @param figures what was measured
 */
record Fairness(String home, String modes, List<Figure> figures) {
    /** A number with its name and unit; shown with so many decimals. */
    record Figure(String metric, String unit, double value, int decimals) {}

    /** Collects figures. */
    static final class Builder {
        private final List<Figure> figures = new ArrayList<>();

        Builder add(final String metric, final String unit, final double value, final int decimals) {
            figures.add(new Figure(metric, unit, value, decimals));
            return this;
        }

        Fairness of(final String home, final String modes) {
            return new Fairness(home, modes, List.copyOf(figures));
        }
    }
}
