package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TriggerKind;

/**
 * The checks of orders that wait for a trigger; the first that fails names the reject.
 *
 * <p>An order that is to wait for a trigger passes what does not depend on prices: form, instrument, account, times, standing, kill switch, halt, disk,
 * tick, quantity, size; then {@code BAD_TRIGGER}: the trigger price, or a trailing order's offset, is not positive or above
 * {@link NumberRange#MAX_PRICE_E8}, or the other of the two is given; then rate, open orders, duplicate id and capacity. A replace while it waits
 * passes the same, and where it names a trigger first {@code NOT_UNTRIGGERED}: the order waits for none. Once its trigger has fired the
 * order passes all checks from the account's standing on but rate, open orders and duplicate id, as of then, and capacity, which it has. So does each
 * growth of a linked order: by itself where nothing of the order is live; else terms and reduce-only go by what is open with it, and
 * margin, and capacity, by the lots that it adds.
 *
 * <p>Nothing here changes state; price and end of the order last checked are {@link Ladder}'s.
 */
public final class TriggerLadder {
    private final Ladder ladder;
    private final TradingState state;
    private final Mirror mirror;

    /** Checks with, and against the same state as, a ladder. */
    public TriggerLadder(final Ladder ladder, final TradingState state, final Mirror mirror) {
        this.ladder = ladder;
        this.state = state;
        this.mirror = mirror;
    }

    /** Checks a new order that is to wait for a trigger. */
    public RejectCode checkNewTrigger(final OrderRequest order) {
        ladder.priceE8 = order.limitE8;
        ladder.expireNs = order.expireNs;
        if (OrderForm.isMalformed(order)) {
            return RejectCode.MALFORMED;
        }
        final Instrument instrument = state.instrument(order.instrumentId);
        final Account account = mirror.account(order.accountId);
        if (instrument == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (account == null) {
            return RejectCode.UNKNOWN_ACCOUNT;
        }
        final RejectCode allowed = SpotLadder.checkTrigger(instrument, order);
        if (allowed != RejectCode.ACCEPTED) {
            return allowed;
        }
        final RejectCode times = ladder.checkTimes(order);
        if (times != RejectCode.ACCEPTED) {
            return times;
        }
        final RejectCode open = ladder.checkOpen(instrument, account, Ladder.isReduceOnly(order.flags));
        if (open != RejectCode.ACCEPTED) {
            return open;
        }
        final RejectCode terms =
                checkWaiting(instrument, account, order.type == OrderType.MARKET, order.limitE8, order.lots);
        if (terms != RejectCode.ACCEPTED) {
            return terms;
        }
        final boolean trailing = order.triggerKind == TriggerKind.TRAILING;
        if (order.triggerKind != null && !isTrigger(trailing, order.triggerPriceE8, order.triggerOffsetE8)) {
            return RejectCode.BAD_TRIGGER;
        }
        final RejectCode another = ladder.checkAnother(account, instrument);
        if (another != RejectCode.ACCEPTED) {
            return another;
        }
        if (mirror.order(account, order.clientOrderId) != null) {
            return RejectCode.DUPLICATE_CLIENT_ORDER_ID;
        }
        return mirror.hasRoom() ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
    }

    /** Checks another trigger of an order. */
    public RejectCode checkTrigger(final LiveOrder order, final long triggerPriceE8, final long offsetE8) {
        if (!order.untriggered || order.triggerless) {
            return RejectCode.NOT_UNTRIGGERED;
        }
        return isTrigger(order.trailing, triggerPriceE8, offsetE8) ? RejectCode.ACCEPTED : RejectCode.BAD_TRIGGER;
    }

    /**
     * Checks so many lots more of a linked order, as if they were an order that comes now.
     *
     * @param commandsLag how many commands margin is behind
     */
    public RejectCode checkGrowth(final LiveOrder order, final long lots, final long commandsLag) {
        if (order.untriggered) {
            return checkTriggered(order, lots, commandsLag);
        }
        final boolean buy = order.current.buy;
        try {
            final long wholeLots = add(GrowingOrders.openLots(order), lots);
            final RejectCode again = checkAgain(order, order.newest.priceE8, wholeLots, lots, commandsLag);
            if (again != RejectCode.ACCEPTED) {
                return again;
            }
            final boolean reduces = order.reduceOnly && Ladder.onlyReduces(order.exposure, buy, lots, null);
            return ladder.checkMargin(order.exposure, buy, lots, reduces, null);
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    /**
     * Checks an order whose trigger fired, as if it came now.
     *
     * @param lots        of it
     * @param commandsLag how many commands margin is behind
     */
    public RejectCode checkTriggered(final LiveOrder order, final long lots, final long commandsLag) {
        try {
            final RejectCode again = checkAgain(order, order.current.priceE8, lots, lots, commandsLag);
            if (again != RejectCode.ACCEPTED) {
                return again;
            }
            final RejectCode covered = ladder.checkMargin(order, order.current.buy, lots);
            return covered == RejectCode.CAPACITY_EXCEEDED ? RejectCode.ACCEPTED : covered;
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    /** What is checked of an order that was taken before, as of now and with so many lots open: all from the kill switch on, but margin. */
    private RejectCode checkAgain(
            final LiveOrder order,
            final long limitE8,
            final long openLots,
            final long newLots,
            final long commandsLag) {
        final Exposure exposure = order.exposure;
        final Instrument instrument = exposure.instrument;
        final Account account = exposure.view.account;
        final boolean buy = order.current.buy;
        ladder.priceE8 = limitE8;
        final RejectCode gate = ladder.checkGates(instrument, account, order.reduceOnly, commandsLag);
        if (gate != RejectCode.ACCEPTED) {
            return gate;
        }
        if (order.market) {
            ladder.priceE8 = ladder.edgeE8(instrument, buy);
        }
        final RejectCode terms = ladder.checkTerms(instrument, account, buy, openLots, order.market);
        if (terms != RejectCode.ACCEPTED) {
            return terms;
        }
        final RejectCode room = ladder.controls().exposure(exposure, buy, newLots, order.reduceOnly);
        if (room != RejectCode.ACCEPTED) {
            return room;
        }
        return order.reduceOnly && Ladder.wouldIncrease(exposure, buy, openLots)
                ? RejectCode.REDUCE_ONLY_WOULD_INCREASE
                : RejectCode.ACCEPTED;
    }

    private static boolean isTrigger(final boolean trailing, final long triggerPriceE8, final long offsetE8) {
        final long givenE8 = trailing ? offsetE8 : triggerPriceE8;
        final long otherE8 = trailing ? triggerPriceE8 : offsetE8;
        return givenE8 > 0 && givenE8 <= NumberRange.MAX_PRICE_E8 && otherE8 == 0;
    }

    /** What does not depend on prices of the terms of an order that waits. */
    static RejectCode checkWaiting(
            final Instrument instrument,
            final Account account,
            final boolean market,
            final long limitE8,
            final long lots) {
        if (market ? limitE8 != 0 : limitE8 <= 0 || limitE8 % instrument.tickSizeE8() != 0) {
            return RejectCode.BAD_TICK;
        }
        if (lots <= 0) {
            return RejectCode.BAD_QUANTITY;
        }
        return Ladder.isTooLarge(instrument, account, lots) ? RejectCode.ORDER_TOO_LARGE : RejectCode.ACCEPTED;
    }
}
