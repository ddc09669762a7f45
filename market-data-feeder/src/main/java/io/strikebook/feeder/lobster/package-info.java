/** Recordings of LOBSTER: message files, and the order book files that belong to them. Runs on the thread that reads. */
package io.strikebook.feeder.lobster;
