/**
 * Pre-trade risk as a pure core: a mirror of live orders and positions, what open orders require of an account, and the ladder of
 * checks that accepts or refuses. No clock, thread, codec or floating point; nothing here allocates after warm-up.
 */
package io.strikebook.sequencer.pretrade;
