package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.Currencies;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * The checks that an order passes before it becomes a command, in this order; the first that fails names the reject:
 *
 * <ol>
 *   <li>{@code MALFORMED}: unknown side, type, time in force or flag; post-only that cannot rest; a market order with a price
 *   <li>{@code UNKNOWN_INSTRUMENT}, {@code UNKNOWN_ACCOUNT}, and for cancels and replaces {@code UNKNOWN_ORDER}
 *   <li>{@code KILL_SWITCH_ON} of the venue or the account, {@code INSTRUMENT_HALTED}, {@code DISK_LOW}
 *   <li>{@code MARGIN_LAGGING}: margin is too many commands behind; not for orders that only reduce
 *   <li>{@code NO_MARK} of the instrument or index price of its underlying
 *   <li>{@code BAD_TICK}: limit price not a positive multiple of the tick
 *   <li>{@code BAD_QUANTITY}: not positive
 *   <li>{@code PRICE_OUTSIDE_BAND}: see {@link PriceBand}
 *   <li>{@code ORDER_TOO_LARGE} for the instrument or the account
 *   <li>{@code TOO_MANY_OPEN_ORDERS}, {@code DUPLICATE_CLIENT_ORDER_ID}: new orders only
 *   <li>{@code REDUCE_ONLY_WOULD_INCREASE} the position that executions have reported
 *   <li>{@code INSUFFICIENT_MARGIN}: margin balance - margin of positions - requirement of all orders with this one is negative. Orders
 *       that can only reduce pass: reduce-only ones whose side's open orders together do not exceed the position, and replaces that
 *       shrink the newest version at its price
 *   <li>{@code ARITHMETIC_OVERFLOW} in any of the above, {@code CAPACITY_EXCEEDED} of the venue
 * </ol>
 *
 * A cancel whose order is known always passes. Nothing here changes state.
 */
public final class Ladder {
    private static final int POST_ONLY = 1;
    private static final int REDUCE_ONLY = 2;

    private final MarkTable marks;
    private final TradingState state;
    private final Mirror mirror;
    private final PriceBand band;
    private final int maxMarginLag;
    private long priceE8;

    /** Checks against the given state. */
    public Ladder(
            final VenueParameters parameters, final MarkTable marks, final TradingState state, final Mirror mirror) {
        this.marks = marks;
        this.state = state;
        this.mirror = mirror;
        this.band = new PriceBand(parameters.preTrade(), marks);
        this.maxMarginLag = parameters.sequencing().maxMarginLag();
    }

    /** Price that the order last checked goes by: its limit, or for a market order the edge of the band, 0 where unknown. */
    public long priceE8() {
        return priceE8;
    }

    /** Whether the flags of an order, as encoded, say reduce-only. */
    public static boolean isReduceOnly(final int flags) {
        return (flags & REDUCE_ONLY) != 0;
    }

    /**
     * Checks a new order.
     *
     * @param flags       as encoded
     * @param limitE8     limit price; 0 for market orders
     * @param commandsLag how many commands margin is behind
     */
    public RejectCode checkNew(
            final int accountId,
            final int instrumentId,
            final long clientOrderId,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final int flags,
            final long limitE8,
            final long lots,
            final long commandsLag) {
        priceE8 = limitE8;
        if (isMalformed(side, type, timeInForce, flags, limitE8)) {
            return RejectCode.MALFORMED;
        }
        final Instrument instrument = state.instrument(instrumentId);
        final Account account = mirror.account(accountId);
        final boolean buy = side == Side.BUY;
        final boolean reduceOnly = isReduceOnly(flags);
        final RejectCode gate = checkGates(instrument, account, reduceOnly || commandsLag <= maxMarginLag);
        if (gate != RejectCode.ACCEPTED) {
            return gate;
        }
        try {
            if (type == OrderType.MARKET) {
                priceE8 = buy ? band.upperE8(instrument) : band.lowerE8(instrument);
            }
            final RejectCode terms = checkTerms(instrument, account, priceE8, lots);
            if (terms != RejectCode.ACCEPTED) {
                return terms;
            }
            if (account.openOrders >= account.maxOpenOrders) {
                return RejectCode.TOO_MANY_OPEN_ORDERS;
            }
            if (mirror.order(account, clientOrderId) != null) {
                return RejectCode.DUPLICATE_CLIENT_ORDER_ID;
            }
            final Exposure exposure = mirror.exposure(account, instrument);
            if (reduceOnly && wouldIncrease(exposure, buy, lots)) {
                return RejectCode.REDUCE_ONLY_WOULD_INCREASE;
            }
            return checkMargin(exposure, buy, lots, reduceOnly && onlyReduces(exposure, buy, lots));
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    /**
     * Checks a replace.
     *
     * @param order     the account's live order that it names, or null
     * @param limitE8   new limit price
     * @param totalLots new quantity, what was filled included
     */
    public RejectCode checkReplace(
            final int accountId,
            final int instrumentId,
            final LiveOrder order,
            final long limitE8,
            final long totalLots,
            final long commandsLag) {
        priceE8 = limitE8;
        final Instrument instrument = state.instrument(instrumentId);
        final Account account = mirror.account(accountId);
        if (instrument == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (account == null) {
            return RejectCode.UNKNOWN_ACCOUNT;
        }
        if (order == null || order.exposure.instrument != instrument) {
            return RejectCode.UNKNOWN_ORDER;
        }
        final boolean shrinks = Mirror.shrinksOnly(order, limitE8, totalLots);
        final RejectCode gate =
                checkGates(instrument, account, shrinks || order.reduceOnly || commandsLag <= maxMarginLag);
        if (gate != RejectCode.ACCEPTED) {
            return gate;
        }
        try {
            final RejectCode terms = checkTerms(instrument, account, limitE8, totalLots);
            if (terms != RejectCode.ACCEPTED) {
                return terms;
            }
            final long lots = totalLots - order.filledLots;
            if (lots <= 0) {
                return mirror.hasRoom() ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
            }
            final boolean buy = order.current.buy;
            if (order.reduceOnly && wouldIncrease(order.exposure, buy, lots)) {
                return RejectCode.REDUCE_ONLY_WOULD_INCREASE;
            }
            final boolean passes = shrinks || order.reduceOnly && onlyReduces(order.exposure, buy, lots);
            return checkMargin(order.exposure, buy, lots, passes);
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    /** Checks a withdrawal of a known account, in the ledger's units. */
    public RejectCode checkWithdrawal(
            final Account account, final Currency currency, final long amount, final long commandsLag) {
        if (state.isDiskLow()) {
            return RejectCode.DISK_LOW;
        }
        if (commandsLag > maxMarginLag) {
            return RejectCode.MARGIN_LAGGING;
        }
        try {
            final CurrencyView view = account.view(currency.value());
            final long amountE12 = multiply(amount, Currencies.unitE12(currency));
            final long freeE12 = freeE12(view, mirror.requirement().ofView(view));
            return subtract(freeE12, amountE12) >= 0 ? RejectCode.ACCEPTED : RejectCode.INSUFFICIENT_FUNDS;
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    private static boolean isMalformed(
            final Side side, final OrderType type, final TimeInForce timeInForce, final int flags, final long limitE8) {
        if (side != Side.BUY && side != Side.SELL || (flags & ~(POST_ONLY | REDUCE_ONLY)) != 0) {
            return true;
        }
        final boolean rests = timeInForce == TimeInForce.GOOD_TIL_CANCELLED;
        if (!rests && timeInForce != TimeInForce.IMMEDIATE_OR_CANCEL && timeInForce != TimeInForce.FILL_OR_KILL) {
            return true;
        }
        final boolean postOnly = (flags & POST_ONLY) != 0;
        if (type == OrderType.MARKET) {
            return postOnly || limitE8 != 0;
        }
        return type != OrderType.LIMIT || postOnly && !rests;
    }

    private RejectCode checkGates(final Instrument instrument, final Account account, final boolean marginIsNear) {
        if (instrument == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (account == null) {
            return RejectCode.UNKNOWN_ACCOUNT;
        }
        if (state.isKilled() || account.killed) {
            return RejectCode.KILL_SWITCH_ON;
        }
        if (state.isHalted(instrument)) {
            return RejectCode.INSTRUMENT_HALTED;
        }
        if (state.isDiskLow()) {
            return RejectCode.DISK_LOW;
        }
        if (!marginIsNear) {
            return RejectCode.MARGIN_LAGGING;
        }
        return marks.canPrice(instrument) ? RejectCode.ACCEPTED : RejectCode.NO_MARK;
    }

    private RejectCode checkTerms(
            final Instrument instrument, final Account account, final long limitE8, final long lots) {
        if (limitE8 <= 0 || limitE8 % instrument.tickSizeE8() != 0) {
            return RejectCode.BAD_TICK;
        }
        if (lots <= 0) {
            return RejectCode.BAD_QUANTITY;
        }
        if (!band.holds(instrument, limitE8)) {
            return RejectCode.PRICE_OUTSIDE_BAND;
        }
        if (lots > instrument.terms().maxOrderLots() || account.maxOrderLots > 0 && lots > account.maxOrderLots) {
            return RejectCode.ORDER_TOO_LARGE;
        }
        return RejectCode.ACCEPTED;
    }

    private static boolean wouldIncrease(final Exposure exposure, final boolean buy, final long lots) {
        return lots > (buy ? -exposure.position : exposure.position);
    }

    /** Whether this order and every open one of its side together cannot exceed the position. */
    private static boolean onlyReduces(final Exposure exposure, final boolean buy, final long lots) {
        return buy
                ? exposure.buyOpenLots + lots <= -exposure.position
                : exposure.sellOpenLots + lots <= exposure.position;
    }

    private RejectCode checkMargin(final Exposure exposure, final boolean buy, final long lots, final boolean passes) {
        final long requirementE12 = mirror.requirement().withOrder(exposure, buy, lots, priceE8);
        if (!passes && freeE12(exposure.view, requirementE12) < 0) {
            return RejectCode.INSUFFICIENT_MARGIN;
        }
        return mirror.hasRoom() ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
    }

    private static long freeE12(final CurrencyView view, final long requirementE12) {
        final long balanceE12 = subtract(view.marginBalanceE12, view.withdrawalsE12);
        return subtract(balanceE12, add(view.initialMarginE12, requirementE12));
    }
}
