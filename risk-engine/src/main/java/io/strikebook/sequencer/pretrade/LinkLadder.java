package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.order.OrderIds;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.Side;

/**
 * The checks of linked orders; the first that fails names the reject of all.
 *
 * <ol>
 *   <li>{@code BAD_LINK}: an unknown kind or fill condition, or not as many parts as the kind has
 *   <li>{@code LINK_PART_NOT_ALLOWED}: a part flagged for market-maker protection, or a market-to-limit order that another part triggers
 *   <li>part by part, those of a new order: {@link Ladder}'s of one that is live at once, {@link TriggerLadder}'s of one that waits for its
 *       trigger, or, without one but with all that does not depend on prices, for another part; {@code NOT_ON_COMBINATIONS}, {@code NOT_ON_SPOT},
 *       {@code LINK_OUTSIDE_UNDERLYING} where
 *       it passes all of them, and is for another underlying than the request names
 *   <li>{@code TOO_MANY_REQUESTS}, a part being one, {@code TOO_MANY_OPEN_ORDERS}, {@code DUPLICATE_CLIENT_ORDER_ID}, {@code CAPACITY_EXCEEDED} of all parts together
 *   <li>{@code POSITION_LIMIT} to {@code GROUP_VEGA_LIMIT} and {@code INSUFFICIENT_MARGIN} of two that are live at once and may both trade: where one cancels the other at the first hit, the
 *       larger is all that can be required, which was checked; under other conditions both count, together
 * </ol>
 *
 * Nothing here changes state.
 */
public final class LinkLadder {
    /** Most parts. */
    public static final int MAX_PARTS = 3;

    private final Ladder ladder;
    private final TriggerLadder triggers;
    private final TradingState state;
    private final Mirror mirror;
    private final OrderRequest[] parts = new OrderRequest[MAX_PARTS];
    private final long[] pricesE8 = new long[MAX_PARTS];
    private final long[] expiresNs = new long[MAX_PARTS];
    private final LegOrders orders;
    private final Exposure[] empty = {new Exposure(null, null), new Exposure(null, null)};

    /** Checks with, and against the same state as, other ladders. */
    public LinkLadder(
            final Ladder ladder, final TriggerLadder triggers, final TradingState state, final Mirror mirror) {
        this.ladder = ladder;
        this.triggers = triggers;
        this.state = state;
        this.mirror = mirror;
        this.orders = new LegOrders(ladder, mirror.requirement());
        for (int i = 0; i < MAX_PARTS; i++) {
            parts[i] = new OrderRequest();
        }
    }

    /** A part, to be filled in before the check. */
    public OrderRequest part(final int number) {
        return parts[number];
    }

    /** Price that a part goes by, as its own check found it. */
    public long priceE8(final int number) {
        return pricesE8[number];
    }

    /** When a part ends. */
    public long expireNs(final int number) {
        return expiresNs[number];
    }

    /** Whether a part is not live before another has filled. */
    public static boolean isHeld(final LinkKind kind, final int number) {
        return kind != LinkKind.ONE_CANCELS_OTHER && number > 0;
    }

    /** Number of the version of a part in the mirror. */
    public static long versionOf(final long sequence, final long orderId) {
        return orderId == OrderIds.of(sequence, 0) ? sequence : LegNumbers.ofPart(orderId);
    }

    /** Whether of two parts, the second and the one before it, at most one trades. */
    public static boolean isPair(final LinkKind kind, final FillCondition condition, final int second) {
        return condition == FillCondition.FIRST_HIT
                && (kind == LinkKind.ONE_CANCELS_OTHER && second == 1
                        || kind == LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER && second == 2);
    }

    /** Whether there is a kind with so many parts, and such a condition for it. */
    public static boolean isLink(final LinkKind kind, final FillCondition condition, final int count) {
        final int needed = switch (kind) {
            case ONE_CANCELS_OTHER, ONE_TRIGGERS_OTHER -> 2;
            case ONE_TRIGGERS_ONE_CANCELS_OTHER -> MAX_PARTS;
            default -> -1;
        };
        final boolean known = condition == FillCondition.FIRST_HIT
                || condition == FillCondition.COMPLETE_FILL
                || condition == FillCondition.INCREMENTAL;
        return known && count == needed;
    }

    /**
     * Checks the parts that were filled in.
     *
     * @param commandsLag how many commands margin is behind
     */
    public RejectCode check(
            final LinkKind kind,
            final FillCondition condition,
            final int underlyingId,
            final int count,
            final long commandsLag) {
        for (int i = 0; i < count; i++) {
            final boolean held = isHeld(kind, i);
            if ((parts[i].flags & OrderForm.MMP) != 0 || held && parts[i].type == OrderType.MARKET_TO_LIMIT) {
                return RejectCode.LINK_PART_NOT_ALLOWED;
            }
        }
        for (int i = 0; i < count; i++) {
            final RejectCode code =
                    waits(kind, i) ? triggers.checkNewTrigger(parts[i]) : ladder.checkNew(parts[i], commandsLag);
            pricesE8[i] = ladder.priceE8;
            expiresNs[i] = ladder.expireNs;
            if (code != RejectCode.ACCEPTED) {
                return code;
            }
            if (!state.instrument(parts[i].instrumentId).holdsPositions()) {
                return SpotLadder.refusal(state.instrument(parts[i].instrumentId));
            }
            if (state.instrument(parts[i].instrumentId).underlyingId() != underlyingId) {
                return RejectCode.LINK_OUTSIDE_UNDERLYING;
            }
        }
        final RejectCode together = checkTogether(count);
        final boolean bothTrade = kind == LinkKind.ONE_CANCELS_OTHER
                && condition != FillCondition.FIRST_HIT
                && !waits(kind, 0)
                && !waits(kind, 1);
        return together == RejectCode.ACCEPTED && bothTrade ? checkBoth() : together;
    }

    private boolean waits(final LinkKind kind, final int number) {
        return isHeld(kind, number) || parts[number].triggerKind != null;
    }

    private RejectCode checkTogether(final int count) {
        final Account account = mirror.account(parts[0].accountId);
        if (!ladder.controls().allows(account, RequestKind.TRADING, count, ladder.nowNs())) {
            return RejectCode.TOO_MANY_REQUESTS;
        }
        if (account.openOrders + count > account.maxOpenOrders) {
            return RejectCode.TOO_MANY_OPEN_ORDERS;
        }
        for (int i = 1; i < count; i++) {
            for (int other = 0; other < i; other++) {
                if (parts[i].clientOrderId != 0 && parts[i].clientOrderId == parts[other].clientOrderId) {
                    return RejectCode.DUPLICATE_CLIENT_ORDER_ID;
                }
            }
        }
        return mirror.hasRoomFor(count) ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
    }

    /** Both parts of a pair that do not exclude each other; where they need different currencies each was checked. */
    private RejectCode checkBoth() {
        final Exposure first = exposure(0, null);
        final Exposure second = exposure(1, first);
        final RejectCode limits = checkLimits();
        if (limits != RejectCode.ACCEPTED) {
            return limits;
        }
        if (first.view != second.view && !first.view.account.isCross()) {
            return RejectCode.ACCEPTED;
        }
        try {
            if (first.view != second.view) {
                orders.clear(false);
                for (int i = 0; i < 2; i++) {
                    orders.leg(
                            state.instrument(parts[i].instrumentId),
                            parts[i].side == Side.BUY,
                            parts[i].lots,
                            pricesE8[i]);
                }
                return orders.check(first.view.account, 1);
            }
            if (first == second && parts[0].side == parts[1].side && !areInRange(first)) {
                return RejectCode.ARITHMETIC_OVERFLOW;
            }
            final PairedRequirement paired = mirror.pairedRequirement().begin(first.view, null);
            for (int i = 0; i < 2; i++) {
                paired.with(i == 0 ? first : second, parts[i].side == Side.BUY, parts[i].lots, pricesE8[i]);
            }
            return mirror.requirement().freeE12(first.view, paired.requiredE12()) >= 0
                    ? RejectCode.ACCEPTED
                    : RejectCode.INSUFFICIENT_MARGIN;
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    private RejectCode checkLimits() {
        final boolean oneSide = parts[0].instrumentId == parts[1].instrumentId && parts[0].side == parts[1].side;
        orders.clear(false);
        for (int i = 0; i < 2; i++) {
            final long lots = oneSide ? add(parts[0].lots, parts[1].lots) : parts[i].lots;
            if (i == 0 || !oneSide) {
                orders.leg(state.instrument(parts[i].instrumentId), parts[i].side == Side.BUY, lots, 0);
            }
        }
        try {
            return orders.checkExposure(mirror.account(parts[0].accountId));
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    private boolean areInRange(final Exposure exposure) {
        for (int i = 0; i < 2; i++) {
            final long lots = add(parts[0].lots, parts[1].lots);
            if (!ladder.isInRange(exposure, parts[i].side == Side.BUY, lots, pricesE8[i])) {
                return false;
            }
        }
        return true;
    }

    private Exposure exposure(final int number, final Exposure other) {
        final Account account = mirror.account(parts[number].accountId);
        final Instrument instrument = state.instrument(parts[number].instrumentId);
        final Exposure found = account.exposure(instrument.instrumentId());
        if (found != null) {
            return found;
        }
        return other != null && other.instrument == instrument
                ? other
                : empty[number].asEmpty(
                        account.view(instrument.terms().settlementCurrency().value()), instrument);
    }
}
