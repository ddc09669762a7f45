/**
 * Portfolio margin as Deribit publishes it, of one underlying in one settlement currency (segregated).
 *
 * <p>Positions are a book of some fifty numbers, see {@link io.strikebook.common.margin.model}. Open orders are a second one, which the
 * sequencer keeps for what rests and what is in flight: {@code joinOrder} and {@code leaveOrder} with the same arguments cancel exactly.
 * The check of an order is {@code initialWithOrderE12}, which changes nothing: accept if equity, less what is held for market-maker
 * protection and spot orders, is not below it. With a book of orders that was made at one epoch the same holds as of positions: at another
 * epoch both are made anew.
 *
 * <p>Who gains: every rounding goes against the account but the two to the ninth decimal, which are the venue's own.
 */
package io.strikebook.common.margin.portfolio;
