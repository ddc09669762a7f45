/**
 * The index of an underlying: sources, their clamped average around the median, its confidence, and when it has to stand. Pure
 * fixed-point arithmetic: no queue, codec, clock, random number, thread or floating point.
 */
package io.strikebook.pricer.index;
