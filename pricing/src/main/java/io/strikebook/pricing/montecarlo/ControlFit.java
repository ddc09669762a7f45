package io.strikebook.pricing.montecarlo;

/**
 * Least-squares coefficients of the controls (variables 1 and up) for the pay-off (variable 0). They come from the same paths as the mean,
 * whose bias of order 1/n is far below its standard error.
 */
final class ControlFit {
    private final double[] known;
    private final double[] coefficient;
    private double residual;

    /** @param known exact means of the controls */
    ControlFit(final Moments moments, final double[] known) {
        this.known = known;
        coefficient = new double[known.length];
        residual = moments.product(0, 0);
        solve(moments);
    }

    /** Gaussian elimination with the normal equations; a control that adds nothing to those before it is left out. */
    private void solve(final Moments moments) {
        final int n = known.length;
        final double[][] row = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                row[i][j] = moments.product(i + 1, j + 1);
            }
            row[i][n] = moments.product(i + 1, 0);
        }
        final boolean[] used = new boolean[n];
        for (int i = 0; i < n; i++) {
            used[i] = row[i][i] > 1e-12 * moments.product(i + 1, i + 1);
            if (used[i]) {
                residual -= row[i][n] * row[i][n] / row[i][i];
                for (int k = i + 1; k < n; k++) {
                    final double factor = row[k][i] / row[i][i];
                    for (int j = i; j <= n; j++) {
                        row[k][j] -= factor * row[i][j];
                    }
                }
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            if (used[i]) {
                double rest = row[i][n];
                for (int j = i + 1; j < n; j++) {
                    rest -= row[i][j] * coefficient[j];
                }
                coefficient[i] = rest / row[i][i];
            }
        }
    }

    /** The pay-off's mean, corrected by what the controls' means are off. */
    double value(final Moments moments) {
        double value = moments.mean(0);
        for (int i = 0; i < known.length; i++) {
            value -= coefficient[i] * (moments.mean(i + 1) - known[i]);
        }
        return value;
    }

    /** Standard error of {@link #value} for independent samples. */
    double standardError(final Moments moments) {
        final double degrees = moments.count() - 1.0 - known.length;
        return Math.sqrt(Math.max(residual, 0) / degrees / moments.count());
    }
}
