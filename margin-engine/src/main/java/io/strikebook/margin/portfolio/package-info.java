/**
 * Accounts under portfolio margin: what their books need of marks, and the books themselves, one for each underlying that a wallet has
 * positions on. The formulas are {@link io.strikebook.common.margin.portfolio}. Pure: no queue, codec, clock or thread.
 */
package io.strikebook.margin.portfolio;
