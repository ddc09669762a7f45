package io.strikebook.common.venue;

import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TimeInForce;

/**
 * What may be done with an instrument in which phase: the one place that says so, for whoever decides requests and for whoever carries
 * them out.
 *
 * <table>
 *   <caption>Phases</caption>
 *   <tr><th>phase</th><th>new orders, replaces, quotes</th><th>trades</th><th>triggers</th><th>price indicated</th></tr>
 *   <tr><td>{@code OPEN}</td><td>yes</td><td>as orders arrive</td><td>fire</td><td>no</td></tr>
 *   <tr><td>{@code PRE_OPEN}</td><td>those that can wait</td><td>none</td><td>wait</td><td>no</td></tr>
 *   <tr><td>{@code OPENING_AUCTION}, {@code INTERRUPTION}</td><td>those that can wait</td><td>at one price, at its end</td><td>wait</td>
 *       <td>yes</td></tr>
 *   <tr><td>{@code HALTED}</td><td>{@code INSTRUMENT_HALTED}</td><td>none</td><td>wait</td><td>no</td></tr>
 *   <tr><td>{@code SETTLEMENT}</td><td>{@code INSTRUMENT_IN_SETTLEMENT}</td><td>none</td><td>wait</td><td>no</td></tr>
 *   <tr><td>{@code CLOSED}</td><td>{@code INSTRUMENT_IS_CLOSED}</td><td>none</td><td>there are none</td><td>no</td></tr>
 * </table>
 *
 * <p>Orders that cannot wait are immediate-or-cancel, fill-or-kill and market-to-limit ones: {@code NOT_IN_AUCTION}. A new order that
 * waits for a trigger may be any. Cancels of every kind are always taken.
 */
public final class PhaseRules {
    private PhaseRules() {}

    /** Whether it is a phase, not a code that nobody knows. */
    public static boolean isPhase(final InstrumentPhase phase) {
        return phase != InstrumentPhase.NULL_VAL && phase != InstrumentPhase.SBE_UNKNOWN;
    }

    /** Whether an operator may put an instrument into it; an interruption begins by itself. */
    public static boolean isForOperators(final InstrumentPhase phase) {
        return isPhase(phase) && phase != InstrumentPhase.INTERRUPTION;
    }

    /** Whether a combination may be in it: combinations have no auctions. */
    public static boolean isForCombinations(final InstrumentPhase phase) {
        return isPhase(phase) && !collects(phase);
    }

    /** Why nothing can trade at once, or {@code ACCEPTED} where orders trade as they arrive. */
    public static RejectCode trading(final InstrumentPhase phase) {
        return collects(phase) ? RejectCode.NOT_IN_AUCTION : entry(phase);
    }

    /** Why no new order, replace or quote is taken, or {@code ACCEPTED}. */
    public static RejectCode entry(final InstrumentPhase phase) {
        return switch (phase) {
            case OPEN, PRE_OPEN, OPENING_AUCTION, INTERRUPTION -> RejectCode.ACCEPTED;
            case SETTLEMENT -> RejectCode.INSTRUMENT_IN_SETTLEMENT;
            case CLOSED -> RejectCode.INSTRUMENT_IS_CLOSED;
            default -> RejectCode.INSTRUMENT_HALTED;
        };
    }

    /** Whether orders are put into the book without a trade. */
    public static boolean collects(final InstrumentPhase phase) {
        return phase == InstrumentPhase.PRE_OPEN || isAuction(phase);
    }

    /** Whether the orders that it collects trade at its end, and the price is indicated. */
    public static boolean isAuction(final InstrumentPhase phase) {
        return phase == InstrumentPhase.OPENING_AUCTION || phase == InstrumentPhase.INTERRUPTION;
    }

    /** Whether an order is one that a batch auction takes while the instrument is open: it may also end with its batch. */
    public static boolean canBatch(final OrderType orderType, final TimeInForce timeInForce) {
        return orderType != OrderType.MARKET_TO_LIMIT && timeInForce != TimeInForce.FILL_OR_KILL;
    }

    /** Whether an order is one that can wait for the price of an auction. */
    public static boolean canWait(final OrderType orderType, final TimeInForce timeInForce) {
        return orderType != OrderType.MARKET_TO_LIMIT
                && timeInForce != TimeInForce.IMMEDIATE_OR_CANCEL
                && timeInForce != TimeInForce.FILL_OR_KILL;
    }
}
