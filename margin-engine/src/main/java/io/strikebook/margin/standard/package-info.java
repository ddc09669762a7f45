/**
 * Accounts under standard margin: cash, positions and marks become margin balance, initial and maintenance margin, and decide when an
 * account's state is reported. {@link io.strikebook.margin.standard.MarginCore} is the entrance. Pure: no queue, codec, clock or
 * thread; time is what commands carry.
 */
package io.strikebook.margin.standard;
