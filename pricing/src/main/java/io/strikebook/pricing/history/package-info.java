/** Volatility of the past, from prices as they were. Static, without state. */
package io.strikebook.pricing.history;
