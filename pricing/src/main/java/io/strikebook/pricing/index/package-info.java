/** Indices of volatility from the prices of a chain, without a model. Objects belong to one thread and allocate nothing once constructed. */
package io.strikebook.pricing.index;
