/**
 * Functions of numbers: exponential, logarithm, the normal distribution, each from arithmetic alone in one written order, so that the
 * bits are the same on any path. Static, without state.
 */
package io.strikebook.pricing.numeric;
