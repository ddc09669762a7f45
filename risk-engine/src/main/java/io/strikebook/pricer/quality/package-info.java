/**
 * What the pricer thinks of its own input: reasons not to trust prices, which begin and end, and whether an underlying is degraded for
 * them. Pure: no queue, codec, clock, random number, thread or floating point.
 */
package io.strikebook.pricer.quality;
