/**
 * What is done with accounts below maintenance margin: which step is next, what it trades, who takes over or is deleveraged, and who pays
 * what is owed. Decides and asks only; what comes of it is applied when the command comes back. Pure: no queue, codec, clock or thread; runs
 * on the engine's thread.
 */
package io.strikebook.margin.liquidation;
