/** Recordings that Databento sells: market by order in its DBN. Runs on the thread that reads. */
package io.strikebook.feeder.databento;
