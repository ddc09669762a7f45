/**
 * Closed forms of European exotics in Black and Scholes's model: digital, single and double barrier, lookback, geometric Asian. Static,
 * without state; what simulations are controlled by and tested against. Prices are present values per unit of the underlying.
 */
package io.strikebook.pricing.exotic;
