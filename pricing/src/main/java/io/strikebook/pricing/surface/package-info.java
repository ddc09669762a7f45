/**
 * Volatility surfaces: slices of total implied variance by log-moneyness, their calibration to quotes, checks for static arbitrage,
 * forwards, and the tick of a whole chain. Objects belong to one thread and allocate nothing once constructed.
 *
 * <p>Total variance is {@code w = volatility² x years}; log-moneyness is {@code k = ln(strike / forward)}, each expiry with its own
 * forward.
 */
package io.strikebook.pricing.surface;
