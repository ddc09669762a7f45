/**
 * The built-in market: a random walk per underlying, index constituents around it, a perpetual, dated futures and chains of options with a
 * smile that moves. The same seed, start and settings give the same bytes on every machine and under every compiler: the walk is integer
 * arithmetic, and option values use only + - * / and {@code StrictMath}, whose results the platform fixes bit by bit.
 */
package io.strikebook.feeder.simulator;
