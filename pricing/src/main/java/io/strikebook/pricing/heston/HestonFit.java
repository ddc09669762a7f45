package io.strikebook.pricing.heston;

/**
 * What a calibration found.
 *
 * @param parameters  the best seen
 * @param error       root of the weighted mean square error, in volatility: 0.01 is one point
 * @param evaluations of the whole chain
 * @param converged   whether the optimiser stopped by itself; else it reached its bound on evaluations
 */
public record HestonFit(HestonParameters parameters, double error, int evaluations, boolean converged) {}
