/**
 * The rules of matching: what a decided command does to books and orders, as typed calls in and {@link
 * io.strikebook.matching.rules.ExecutionListener} calls out. Price-time priority; the maker's price; every rule in the
 * Javadoc of {@link io.strikebook.matching.rules.MatchingRules}. Runs on the engine's one thread, knows no message,
 * queue, clock or file, and allocates nothing after warm-up.
 */
package io.strikebook.matching.rules;
