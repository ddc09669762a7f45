/**
 * Market-maker protection as numbers: the newest marks, what trades of a group came to within its window, its limits and its freeze. Knows
 * no book, order or message; integers only, and what cannot be counted counts as too much. Runs on the engine's one thread.
 */
package io.strikebook.matching.protection;
