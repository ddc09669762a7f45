package io.strikebook.pricing.numeric;

/**
 * Nodes and weights of Gauss-Legendre quadrature on [-1, 1], computed by Newton's method on the Legendre polynomial from the
 * asymptotic nodes cos(π (i - 1/4) / (n + 1/2)) (Abramowitz and Stegun 22.16.6, 25.4.29). Immutable.
 */
public final class GaussLegendre {
    private static final int MAX_NODES = 1_024;
    private static final int NEWTON_STEPS = 6;

    private final double[] node;
    private final double[] weight;

    /** @param nodes from 1 to 1,024 */
    public GaussLegendre(final int nodes) {
        if (nodes < 1 || nodes > MAX_NODES) {
            throw new IllegalArgumentException("nodes must be from 1 to " + MAX_NODES + ": " + nodes);
        }
        node = new double[nodes];
        weight = new double[nodes];
        final Trigonometry trigonometry = new Trigonometry();
        for (int i = 0; 2 * i < nodes; i++) {
            final double guess = trigonometry
                    .evaluate(3.141592653589793 * (i + 0.75) / (nodes + 0.5))
                    .cosine();
            fill(i, 2 * i + 1 == nodes ? 0 : guess);
        }
    }

    private void fill(final int index, final double guess) {
        final int nodes = node.length;
        double x = guess;
        double slope = 0;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double previous = 0;
            double value = 1;
            for (int n = 1; n <= nodes; n++) {
                final double next = ((2 * n - 1) * x * value - (n - 1) * previous) / n;
                previous = value;
                value = next;
            }
            slope = nodes * (previous - x * value) / (1 - x * x);
            x -= value / slope;
        }
        final double w = 2 / ((1 - x * x) * slope * slope);
        node[index] = -x;
        node[nodes - 1 - index] = x;
        weight[index] = w;
        weight[nodes - 1 - index] = w;
    }

    public int size() {
        return node.length;
    }

    /** The i-th node, rising with i. */
    public double node(final int i) {
        return node[i];
    }

    public double weight(final int i) {
        return weight[i];
    }
}
