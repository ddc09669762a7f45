/**
 * Outside market data into the {@code market-data} queue: one group per source event, numbered from 1 without gaps, in time that never
 * decreases. Sources are deterministic, so a restarted feeder runs its source again from the start, compares with what is recorded, and
 * goes on with the next event. Recorded files are parsed on a reader thread; the agent thread only copies frames, paces and publishes.
 */
package io.strikebook.feeder;
