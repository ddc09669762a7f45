/**
 * The pricer: market data and listed instruments in, index prices, marks, Greeks and risk arrays out, in epochs of market-data time.
 * Runs on one agent thread; the engine ({@link io.strikebook.pricer.Pricer}) knows no transport and no clock.
 */
package io.strikebook.pricer;
