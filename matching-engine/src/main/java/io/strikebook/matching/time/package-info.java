/**
 * What happens at a time: deadlines, each with a kind and an id, of an underlying. Commands carry the time; nothing here reads a clock, and
 * what a deadline does is known to {@code rules} alone. Runs on the engine's one thread, allocates nothing after warm-up.
 */
package io.strikebook.matching.time;
