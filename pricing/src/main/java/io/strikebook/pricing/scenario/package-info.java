/** A chain revalued under moves of price and volatility, into risk arrays. One thread, no allocation after construction. */
package io.strikebook.pricing.scenario;
