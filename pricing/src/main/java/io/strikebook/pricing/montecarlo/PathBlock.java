package io.strikebook.pricing.montecarlo;

/**
 * Some paths side by side: logarithms of prices by asset, time and path. Time 0 is now, time {@link #steps()} the last. One thread's.
 */
public final class PathBlock {
    /** Paths of a block: a year of daily prices of one asset stays in a core's cache. */
    static final int SIZE = 64;

    private final PathModel model;
    private final double[][] logPrice;
    private final double[][] uniform;
    private int count;

    PathBlock(final PathModel model, final int uniforms) {
        this.model = model;
        logPrice = new double[model.assets() * (model.steps() + 1)][SIZE];
        uniform = new double[uniforms][];
    }

    void begin(final int paths) {
        count = paths;
    }

    double[][] uniforms() {
        return uniform;
    }

    /** Paths in this block. */
    public int count() {
        return count;
    }

    public int steps() {
        return model.steps();
    }

    public int assets() {
        return model.assets();
    }

    /** Logarithms of an asset's prices, by path, to read (and for models to fill). */
    public double[] logPrice(final int asset, final int time) {
        return logPrice[asset * (model.steps() + 1) + time];
    }

    /** Numbers strictly between 0 and 1 that no path used, by path; as many dimensions as the pay-off asked for. */
    public double[] uniform(final int dimension) {
        return uniform[dimension];
    }

    /** Variance of an asset's logarithm over the step that ends at the time. */
    public double stepVariance(final int asset, final int time) {
        return model.stepVariance(asset, time);
    }
}
