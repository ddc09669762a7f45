/**
 * Formats of order-by-order recordings (CME market-by-order as Databento's DBN or as text, LOBSTER), read record by record: for the feeder,
 * which plays them as market data, and for {@code order-flow}, which sends them to an engine. Single-threaded; may allocate; no clock.
 */
package io.strikebook.recordings;
