/**
 * Heston's stochastic volatility model: characteristic function, European prices by two independent methods, calibration, paths.
 * Prices are undiscounted, of options on a forward. Pricers are mutable and of one thread; they allocate nothing per call.
 */
package io.strikebook.pricing.heston;
