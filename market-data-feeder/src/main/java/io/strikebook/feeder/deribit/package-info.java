/** Recorded polls of Deribit's option chains, with the marks of its perpetuals and dated futures, as events in time order. */
package io.strikebook.feeder.deribit;
