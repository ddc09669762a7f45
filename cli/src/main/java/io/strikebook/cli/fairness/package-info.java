/**
 * Comparing market modes: a simulated race for stale quotes to record, and the figures that say how fair a recording was. Reads recordings
 * only; figures are for people, so they are floating point. One thread, allocates.
 */
package io.strikebook.cli.fairness;
