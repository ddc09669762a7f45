/**
 * Volatility of underlyings as the rules of margin go by it. Pure: no queue, codec, clock, random number or thread. Floating point is only in
 * {@code RealisedVolatility}, with our own functions and reproducible to the bit; what leaves it is fixed point.
 */
package io.strikebook.pricer.volatility;
