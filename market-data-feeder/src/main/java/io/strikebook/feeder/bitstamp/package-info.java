/** Recordings of Bitstamp's order-by-order feed. Runs on the thread that reads. */
package io.strikebook.feeder.bitstamp;
