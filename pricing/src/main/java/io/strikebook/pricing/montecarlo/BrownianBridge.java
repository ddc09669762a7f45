package io.strikebook.pricing.montecarlo;

/**
 * Builds a Brownian path from its end inwards: the first normal number sets the last point, the next ones midpoints of ever smaller
 * gaps, so that the first dimensions of a Sobol sequence, its best, decide the most (P. Glasserman, "Monte Carlo Methods in Financial
 * Engineering" (2004), 3.1). Immutable.
 */
final class BrownianBridge {
    private final int[] point;
    private final int[] left;
    private final int[] right;
    private final double[] leftWeight;
    private final double[] rightWeight;
    private final double[] deviation;

    /** @param years times after now, rising */
    BrownianBridge(final double[] years) {
        final int steps = years.length;
        point = new int[steps];
        left = new int[steps];
        right = new int[steps];
        leftWeight = new double[steps];
        rightWeight = new double[steps];
        deviation = new double[steps];
        point[0] = steps;
        deviation[0] = Math.sqrt(years[steps - 1]);
        final boolean[] set = new boolean[steps + 1];
        set[0] = true;
        set[steps] = true;
        int from = 0;
        for (int i = 1; i < steps; i++) {
            // The next gap from where the last one ended, and around again.
            while (set[from + 1]) {
                from = from + 1 == steps ? 0 : from + 1;
            }
            int to = from + 1;
            while (!set[to]) {
                to++;
            }
            place(i, from, to, years);
            set[point[i]] = true;
            from = to == steps ? 0 : to;
        }
    }

    private void place(final int i, final int from, final int to, final double[] years) {
        final int middle = from + (to - from >> 1);
        final double start = from == 0 ? 0 : years[from - 1];
        final double at = years[middle - 1];
        final double end = years[to - 1];
        point[i] = middle;
        left[i] = from;
        right[i] = to;
        leftWeight[i] = (end - at) / (end - start);
        rightWeight[i] = (at - start) / (end - start);
        deviation[i] = Math.sqrt((at - start) * (end - at) / (end - start));
    }

    /**
     * Fills the path at each time, by path of the block.
     *
     * @param normals the row of step i is {@code normals[offset + i * stride]}
     * @param path    the point of time i + 1 is {@code path[offset + i * stride]}
     */
    void build(final double[][] normals, final double[][] path, final int offset, final int stride, final int count) {
        for (int i = 0; i < point.length; i++) {
            final double[] z = normals[offset + i * stride];
            final double[] target = path[offset + (point[i] - 1) * stride];
            final double size = deviation[i];
            if (i == 0) {
                for (int n = 0; n < count; n++) {
                    target[n] = size * z[n];
                }
                continue;
            }
            final double[] end = path[offset + (right[i] - 1) * stride];
            final double b = rightWeight[i];
            if (left[i] == 0) {
                for (int n = 0; n < count; n++) {
                    target[n] = b * end[n] + size * z[n];
                }
                continue;
            }
            final double[] start = path[offset + (left[i] - 1) * stride];
            final double a = leftWeight[i];
            for (int n = 0; n < count; n++) {
                target[n] = a * start[n] + b * end[n] + size * z[n];
            }
        }
    }
}
