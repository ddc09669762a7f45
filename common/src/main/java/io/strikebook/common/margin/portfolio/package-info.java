/**
 * Portfolio margin as Deribit publishes it, of one underlying in one settlement currency (segregated), and of a whole account
 * (cross).
 *
 * <p>Positions are a book of some fifty numbers, see {@link io.strikebook.common.margin.model}. Open orders are a second one, which the
 * sequencer keeps for what rests and what is in flight: {@code joinOrder} and {@code leaveOrder} with the same arguments cancel exactly.
 * The check of an order is {@code initialWithOrderE12}, which changes nothing: accept if equity, less what is held for market-maker
 * protection and spot orders, is not below it. With a book of orders that was made at one epoch the same holds as of positions: at another
 * epoch both are made anew.
 *
 * <p>Margin is held against equity: cash, profit of futures, and options at their marks, since scenarios are changes from those. What a check
 * needs to know of an account is its equity, its two books and what is held besides; with sixteen expiries the books are 984 bytes.
 *
 * <p>What an engine tells a model: {@code index} with each epoch, {@code expiryFactor} from {@code ExpiryRisk} (slot 0: the least annualised
 * move of the scenario set); a new {@code PortfolioMargin} where the set's range or weight changed. {@code explain} has every component,
 * by the names that the venue's simulation has.
 *
 * <p>{@code CrossPortfolioMargin} asks the same models for the same books and adds them up in dollars.
 *
 * <p>Who gains: every rounding goes against the account but the two to the ninth decimal, which are the venue's own.
 */
package io.strikebook.common.margin.portfolio;
