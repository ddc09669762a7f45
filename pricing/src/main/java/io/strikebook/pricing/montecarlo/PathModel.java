package io.strikebook.pricing.montecarlo;

/** Turns independent normal numbers into paths. Immutable: threads share it. */
public interface PathModel {
    int assets();

    /** Times after now at which prices are known. */
    int steps();

    /** Normal numbers that one path takes. */
    int normals();

    /**
     * Fills the block's prices, from the logarithms of today's on.
     *
     * @param normals independent standard normal numbers by dimension and path, to read
     * @param scratch as many rows as normals, to use freely
     * @param block   to fill
     */
    void build(double[][] normals, double[][] scratch, PathBlock block);

    /**
     * Variance of an asset's logarithm over the step that ends at the time, where it is the same on all paths: what bridges between two
     * times need.
     *
     * @throws UnsupportedOperationException where paths have variances of their own
     */
    double stepVariance(int asset, int time);
}
