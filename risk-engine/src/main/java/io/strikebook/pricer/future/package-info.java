/**
 * Marks of perpetuals and dated futures: the fair price of a book, the averaged premium to the index, funding, and the average of an
 * expiry's last half hour. Pure: no queue, codec, clock, random number or thread. All that is kept is fixed point; floating point is only
 * in the decay of {@code PremiumAverage}, by our own exponential, and rounded at once.
 */
package io.strikebook.pricer.future;
