package io.strikebook.pricing.batch;

/** Price and sensitivities of many options, a column for each; meanings and units as in {@code Black76}. */
public final class ValueColumns {
    public final double[] price;
    public final double[] delta;
    public final double[] gamma;
    public final double[] vega;
    public final double[] thetaPerYear;
    public final double[] rho;

    /** Columns for as many options. */
    public ValueColumns(final int capacity) {
        price = new double[capacity];
        delta = new double[capacity];
        gamma = new double[capacity];
        vega = new double[capacity];
        thetaPerYear = new double[capacity];
        rho = new double[capacity];
    }
}
