package io.strikebook.pricing.montecarlo;

/**
 * Means and sums of products of deviations of some variables, joined pairwise after T. Chan, G. Golub, R. LeVeque, "Updating formulae and
 * a pairwise algorithm for computing sample variances" (1979).
 */
final class Moments {
    private final int variables;
    private final double[] mean;
    private final double[] product;
    private final double[] shift;
    private long count;

    Moments(final int variables) {
        this.variables = variables;
        mean = new double[variables];
        product = new double[variables * variables];
        shift = new double[variables];
    }

    /** Takes the values of one block, by variable and sample. */
    static Moments of(final double[][] values, final int samples) {
        final Moments moments = new Moments(values.length);
        moments.count = samples;
        for (int v = 0; v < values.length; v++) {
            double sum = 0;
            for (int i = 0; i < samples; i++) {
                sum += values[v][i];
            }
            moments.mean[v] = sum / samples;
        }
        for (int v = 0; v < values.length; v++) {
            for (int w = 0; w <= v; w++) {
                double sum = 0;
                for (int i = 0; i < samples; i++) {
                    sum += (values[v][i] - moments.mean[v]) * (values[w][i] - moments.mean[w]);
                }
                moments.product[v * values.length + w] = sum;
                moments.product[w * values.length + v] = sum;
            }
        }
        return moments;
    }

    void add(final Moments other) {
        final double total = count + other.count;
        final double weight = count * (other.count / total);
        for (int v = 0; v < variables; v++) {
            shift[v] = other.mean[v] - mean[v];
        }
        for (int v = 0; v < variables; v++) {
            for (int w = 0; w < variables; w++) {
                product[v * variables + w] += other.product[v * variables + w] + weight * shift[v] * shift[w];
            }
            mean[v] += shift[v] * (other.count / total);
        }
        count += other.count;
    }

    long count() {
        return count;
    }

    double mean(final int variable) {
        return mean[variable];
    }

    double product(final int v, final int w) {
        return product[v * variables + w];
    }
}
