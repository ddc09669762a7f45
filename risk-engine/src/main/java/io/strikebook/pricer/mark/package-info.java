/**
 * What outside venues say, and the marks made of it. Pure: no queue, codec, clock, random number or thread. Floating point appears
 * only in {@code Chain}, {@code KeptSurface}, {@code ScenarioSet}, {@code RiskArrays} and
 * {@code ExpiryRisks}, where it is reproducible to the bit; everything that
 * is kept or leaves is fixed-point.
 */
package io.strikebook.pricer.mark;
