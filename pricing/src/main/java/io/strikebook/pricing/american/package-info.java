/**
 * American options by the method of L. Andersen, M. Lake and D. Offengenden, "High-performance American option pricing", J. Comput. Finance
 * 20 (2016). Pricers are mutable and of one thread; they allocate nothing per call.
 */
package io.strikebook.pricing.american;
