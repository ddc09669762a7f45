/**
 * Simulation of path-dependent options: models build blocks of paths, pay-offs value them, {@code MonteCarlo} spreads blocks over
 * threads and returns estimates with their standard errors. Every number is a function of seed, path and dimension, and sums are taken
 * in the order of blocks, so the bits of a result do not depend on the number of threads.
 */
package io.strikebook.pricing.montecarlo;
