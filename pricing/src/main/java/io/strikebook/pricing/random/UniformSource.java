package io.strikebook.pricing.random;

/** Points of the unit cube by index. Implementations are immutable. */
public interface UniformSource {
    /**
     * Fills coordinates of consecutive points, each strictly between 0 and 1.
     *
     * @param firstPoint index of the first point, 0 or more
     * @param count      points
     * @param target     by dimension, then by point; as many dimensions as it has
     * @throws IllegalArgumentException for points that are negative, or beyond what the source has
     */
    void fill(long firstPoint, int count, double[][] target);
}
