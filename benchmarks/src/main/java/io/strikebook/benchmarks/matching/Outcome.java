package io.strikebook.benchmarks.matching;

/**
 * What commands came to: the same for every engine that understood them.
 *
 * @param fills  number of trades
 * @param traded lots traded
 * @param orders resting afterwards
 */
record Outcome(long fills, long traded, long orders) {}
