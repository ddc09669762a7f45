/**
 * Matching alone, on one thread: the same commands through our engine and through exchange-core's direct order book, each in a process of
 * its own, and compared in what they traded and left.
 */
package io.strikebook.benchmarks.matching;
