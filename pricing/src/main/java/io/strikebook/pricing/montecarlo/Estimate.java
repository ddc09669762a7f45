package io.strikebook.pricing.montecarlo;

/**
 * What a simulation found.
 *
 * @param value         the mean
 * @param standardError its standard deviation, estimated: from the spread of the paths (of pairs, if antithetic), or of the independent
 *                      scramblings; infinite where squares of the values overflow
 * @param paths         paths simulated
 */
public record Estimate(double value, double standardError, long paths) {}
