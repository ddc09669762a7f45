/** Tests of historical volatilities on simulated prices. */
package io.strikebook.pricing.history;
