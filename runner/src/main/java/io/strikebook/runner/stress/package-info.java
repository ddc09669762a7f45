/**
 * What shocks would do to the accounts of a recorded moment, and to the venue. Sums are in dollars and floating point: they are for people, and
 * nothing is decided by them. Equity and margins are margin's own.
 */
package io.strikebook.runner.stress;
