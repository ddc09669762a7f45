package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;

/**
 * The checks that a block trade passes, in this order; the first that fails names the reject:
 *
 * <ol>
 *   <li>{@code MALFORMED}: no legs or more than {@link BlockRequest#MAX_LEGS}, an unknown side, a negative time
 *   <li>{@code UNKNOWN_UNDERLYING}, {@code UNKNOWN_ACCOUNT} of either side
 *   <li>{@code BLOCK_WITHIN_GROUP}: both sides are one account; matching knows groups, and refuses accounts of one with the same code
 *   <li>{@code TIMED_OUT}: the command's time has come to {@code validUntilNs}
 *   <li>of each leg in turn {@code UNKNOWN_INSTRUMENT}, {@code BAD_LEGS}, {@code NOT_ON_COMBINATIONS}, then as for an order that increases
 *       risk, for either account,
 *       {@code ACCOUNT_BLOCKED} to {@code NO_MARK}, and {@code NOT_IN_AUCTION} where it is not open; matching asks for phases again
 *   <li>of each leg in turn, for either account {@code BAD_TICK} to {@code ORDER_TOO_LARGE}
 *   <li>{@code BLOCK_TOO_SMALL}: no leg is worth the venue's {@code blocks.leastUsdE8}
 *   <li>of the account, then of the other, {@code POSITION_LIMIT} of each leg in turn, and
 *       {@code DELTA_LIMIT} to {@code GROUP_VEGA_LIMIT} of all of them together
 *   <li>{@code ARITHMETIC_OVERFLOW}: as for orders; {@code INSUFFICIENT_MARGIN} of the account, {@code COUNTERPARTY_MARGIN} of the other:
 *       each leg counts as an order that is sure to trade counts, all of them together, and nothing is credited for premium received
 *   <li>{@code CAPACITY_EXCEEDED} of the venue
 *   <li>{@code TOO_MANY_REQUESTS} of the account, where a client sent it
 * </ol>
 *
 * Nothing here changes state.
 */
public final class BlockLadder {
    private final Ladder ladder;
    private final MarkHistory marks;
    private final TradingState state;
    private final Mirror mirror;
    private final LegOrders orders;
    private final long leastUsdE8;

    /** Checks with, and against the same state as, a ladder. */
    public BlockLadder(
            final VenueParameters parameters,
            final Ladder ladder,
            final MarkHistory marks,
            final TradingState state,
            final Mirror mirror) {
        this.ladder = ladder;
        this.marks = marks;
        this.state = state;
        this.mirror = mirror;
        this.orders = new LegOrders(ladder, mirror.requirement());
        this.leastUsdE8 = parameters.blocks().leastUsdE8();
    }

    /**
     * Checks a block trade as a whole.
     *
     * @param commandsLag how many commands margin is behind
     */
    public RejectCode check(final BlockRequest block, final long commandsLag) {
        if (isMalformed(block)) {
            return RejectCode.MALFORMED;
        }
        if (!mirror.reserves().isUnderlying(block.underlyingId)) {
            return RejectCode.UNKNOWN_UNDERLYING;
        }
        final Account account = mirror.account(block.accountId);
        final Account counterparty = mirror.account(block.counterpartyId);
        if (account == null || counterparty == null) {
            return RejectCode.UNKNOWN_ACCOUNT;
        }
        if (account == counterparty) {
            return RejectCode.BLOCK_WITHIN_GROUP;
        }
        if (block.validUntilNs != 0 && ladder.nowNs() >= block.validUntilNs) {
            return RejectCode.TIMED_OUT;
        }
        for (int leg = 0; leg < block.legs; leg++) {
            final RejectCode gate = checkGates(block, leg, account, counterparty, commandsLag);
            if (gate != RejectCode.ACCEPTED) {
                return gate;
            }
        }
        try {
            return checkSizes(block, account, counterparty);
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    private static boolean isMalformed(final BlockRequest block) {
        if (block.legs < 1 || block.legs > BlockRequest.MAX_LEGS || block.validUntilNs < 0) {
            return true;
        }
        for (int leg = 0; leg < block.legs; leg++) {
            if (block.sides[leg] != Side.BUY && block.sides[leg] != Side.SELL) {
                return true;
            }
        }
        return false;
    }

    private RejectCode checkGates(
            final BlockRequest block,
            final int leg,
            final Account account,
            final Account counterparty,
            final long commandsLag) {
        final Instrument instrument = state.instrument(block.instrumentIds[leg]);
        if (instrument == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (instrument.underlyingId() != block.underlyingId || block.isRepeated(leg)) {
            return RejectCode.BAD_LEGS;
        }
        if (!instrument.holdsPositions()) {
            return SpotLadder.refusal(instrument);
        }
        final RejectCode gate = ladder.checkGates(instrument, account, false, commandsLag);
        if (gate != RejectCode.ACCEPTED) {
            return gate;
        }
        final RejectCode other = ladder.checkGates(instrument, counterparty, false, commandsLag);
        if (other != RejectCode.ACCEPTED) {
            return other;
        }
        return state.phase(instrument) == InstrumentPhase.OPEN ? RejectCode.ACCEPTED : RejectCode.NOT_IN_AUCTION;
    }

    private RejectCode checkSizes(final BlockRequest block, final Account account, final Account counterparty) {
        boolean large = false;
        for (int leg = 0; leg < block.legs; leg++) {
            final Instrument instrument = state.instrument(block.instrumentIds[leg]);
            final RejectCode terms = ladder.checkAgreed(instrument, account, block.pricesE8[leg], block.lots[leg]);
            if (terms != RejectCode.ACCEPTED) {
                return terms;
            }
            if (Ladder.isTooLarge(instrument, counterparty, block.lots[leg])) {
                return RejectCode.ORDER_TOO_LARGE;
            }
            large |= usdE8(instrument, block.lots[leg]) >= leastUsdE8;
        }
        if (!large) {
            return RejectCode.BLOCK_TOO_SMALL;
        }
        final RejectCode limits = checkExposure(block, account, false);
        if (limits != RejectCode.ACCEPTED) {
            return limits;
        }
        final RejectCode others = checkExposure(block, counterparty, true);
        if (others != RejectCode.ACCEPTED) {
            return others;
        }
        final RejectCode own = checkMargin(block, account, false);
        if (own != RejectCode.ACCEPTED) {
            return own;
        }
        final RejectCode other = checkMargin(block, counterparty, true);
        if (other != RejectCode.ACCEPTED) {
            return other == RejectCode.INSUFFICIENT_MARGIN ? RejectCode.COUNTERPARTY_MARGIN : other;
        }
        return mirror.hasRoomFor(2 * block.legs) ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
    }

    private long usdE8(final Instrument instrument, final long lots) {
        return instrument.isInverseFuture()
                ? multiply(lots, instrument.terms().lotSizeE8())
                : multiplyDivideFloor(instrument.coinsE8(lots, E8), marks.indexE8(instrument), E8);
    }

    private RejectCode checkExposure(final BlockRequest block, final Account account, final boolean counterparty) {
        fill(block, counterparty);
        return orders.checkExposure(account);
    }

    private RejectCode checkMargin(final BlockRequest block, final Account account, final boolean counterparty) {
        fill(block, counterparty);
        return orders.check(account, 1);
    }

    private void fill(final BlockRequest block, final boolean counterparty) {
        orders.clear(false);
        for (int leg = 0; leg < block.legs; leg++) {
            orders.leg(
                    state.instrument(block.instrumentIds[leg]),
                    block.buys(leg, counterparty),
                    block.lots[leg],
                    block.pricesE8[leg]);
        }
    }
}
