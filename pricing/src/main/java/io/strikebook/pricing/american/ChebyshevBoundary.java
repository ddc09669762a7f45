package io.strikebook.pricing.american;

import io.strikebook.pricing.numeric.GaussLegendre;
import io.strikebook.pricing.numeric.Trigonometry;

/**
 * The square of the boundary's logarithm as a polynomial in √τ, interpolated on Chebyshev nodes, and the places where integrals from a
 * node down to expiry ask for it. With the time since then written s = τ sin²θ, both √s and the argument √(τ - s) = √τ cos θ are smooth
 * in θ, so Gauss-Legendre converges fast at both ends. The places are shares of the whole time: they and the polynomials' values
 * there are computed once.
 */
final class ChebyshevBoundary {
    private static final double PI = 3.141592653589793;

    private final int intervals;
    private final double[] share;
    private final double[] cosines;
    private final double[] value;
    private final double[] coefficient;
    private final double[] sine;
    private final double[] cosine;
    private final double[] weight;
    private final double[][] polynomials;

    /** @param nodes of each integral */
    ChebyshevBoundary(final int intervals, final int nodes) {
        this.intervals = intervals;
        final Trigonometry trigonometry = new Trigonometry();
        cosines = new double[2 * intervals];
        for (int i = 0; i < 2 * intervals; i++) {
            cosines[i] = trigonometry.evaluate(PI * i / intervals).cosine();
        }
        share = new double[intervals + 1];
        for (int i = 0; i <= intervals; i++) {
            share[i] = 0.5 * (1 + cosines[i]);
        }
        value = new double[intervals + 1];
        coefficient = new double[intervals + 1];
        final GaussLegendre rule = new GaussLegendre(nodes);
        sine = new double[nodes];
        cosine = new double[nodes];
        weight = new double[nodes];
        for (int j = 0; j < nodes; j++) {
            trigonometry.evaluate(0.25 * PI * (1 + rule.node(j)));
            sine[j] = trigonometry.sine();
            cosine[j] = trigonometry.cosine();
            weight[j] = 0.25 * PI * rule.weight(j);
        }
        polynomials = new double[intervals * nodes][];
        for (int i = 0; i < intervals; i++) {
            for (int j = 0; j < nodes; j++) {
                polynomials[i * nodes + j] = polynomialsAt(2 * share[i] * cosine[j] - 1);
            }
        }
    }

    /** T_0 to T_n, the first and the last halved, as the interpolating sum has them. */
    private double[] polynomialsAt(final double z) {
        final double[] t = new double[intervals + 1];
        t[0] = 1;
        t[1] = z;
        for (int k = 2; k <= intervals; k++) {
            t[k] = 2 * z * t[k - 1] - t[k - 2];
        }
        t[0] *= 0.5;
        t[intervals] *= 0.5;
        return t;
    }

    int nodes() {
        return sine.length;
    }

    /** Square root of node i's time, as a share of the whole time's root: 1 for node 0, 0 for the last node. */
    double share(final int i) {
        return share[i];
    }

    /** Sine of θ at the j-th place of an integral. */
    double sine(final int j) {
        return sine[j];
    }

    double cosine(final int j) {
        return cosine[j];
    }

    /** Weight of the j-th place in an integral over θ. */
    double weight(final int j) {
        return weight[j];
    }

    void set(final int node, final double squaredLog) {
        value[node] = squaredLog;
    }

    /** Computes the polynomial through what was set. */
    void fit() {
        for (int k = 0; k <= intervals; k++) {
            double sum = 0.5 * (value[0] + ((k & 1) == 0 ? value[intervals] : -value[intervals]));
            for (int j = 1; j < intervals; j++) {
                sum += value[j] * cosines[j * k % (2 * intervals)];
            }
            coefficient[k] = sum * 2 / intervals;
        }
    }

    /** Logarithm of the boundary over its value at expiry, 0 or less, at the j-th place of the integral from node i. */
    double logAt(final int i, final int j) {
        final double[] t = polynomials[i * sine.length + j];
        double sum = 0;
        for (int k = 0; k <= intervals; k++) {
            sum += coefficient[k] * t[k];
        }
        return -Math.sqrt(Math.max(sum, 0));
    }

    /** The same boundary seen from the integral of another rule. */
    void copyTo(final ChebyshevBoundary other) {
        System.arraycopy(coefficient, 0, other.coefficient, 0, intervals + 1);
    }
}
