package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.schemas.RejectCode;

/**
 * The checks of replaces: those of {@link Ladder} from {@code UNKNOWN_INSTRUMENT} on, but for what only new orders have. One that asks for
 * no more than the order's newest version at its price passes where only what reduces does, keeps its price, and is not asked for order
 * limits, position, Greeks and margin; of others, position and Greeks count what they ask for beyond what is open. An order that waits is
 * checked by {@link TriggerLadder}.
 */
public final class ReplaceLadder {
    private final Ladder ladder;
    private final TradingState state;
    private final Mirror mirror;
    private final RiskControls controls;

    /** Checks with, and against the same state as, a ladder. */
    public ReplaceLadder(final Ladder ladder, final TradingState state, final Mirror mirror) {
        this.ladder = ladder;
        this.state = state;
        this.mirror = mirror;
        this.controls = mirror.controls();
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
        ladder.priceE8 = limitE8;
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
        if (order.untriggered) {
            return checkWaiting(order, instrument, account, limitE8, totalLots);
        }
        final boolean shrinks = order.shrinksOnly(limitE8, totalLots);
        final RejectCode gate = ladder.checkGates(instrument, account, shrinks || order.reduceOnly, commandsLag);
        if (gate != RejectCode.ACCEPTED) {
            return gate;
        }
        try {
            final RejectCode terms = shrinks
                    ? ladder.checkAgreed(instrument, account, limitE8, totalLots)
                    : ladder.checkTerms(instrument, account, order.current.buy, totalLots, false);
            if (terms != RejectCode.ACCEPTED) {
                return terms;
            }
            return controls.allows(account, SpotLadder.requestKind(instrument), 1, ladder.nowNs())
                    ? checkOpen(order, totalLots, shrinks)
                    : RejectCode.TOO_MANY_REQUESTS;
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    /** From the position on: what depends on how much of it would be open. */
    private RejectCode checkOpen(final LiveOrder order, final long totalLots, final boolean shrinks) {
        final boolean buy = order.current.buy;
        final long lots = totalLots - order.filledLots;
        if (lots <= 0) {
            return mirror.hasRoom() ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
        }
        final RejectCode room = checkGrowing(order, buy, lots);
        if (room != RejectCode.ACCEPTED) {
            return room;
        }
        if (order.mmp) {
            final RejectCode protection = ladder.flagged().check(order.exposure, buy, lots, ladder.priceE8, order);
            if (protection != RejectCode.ACCEPTED) {
                return protection;
            }
        }
        if (order.reduceOnly && Ladder.wouldIncrease(order.exposure, buy, lots)) {
            return RejectCode.REDUCE_ONLY_WOULD_INCREASE;
        }
        if (order.displayLots != 0 && Ladder.hidesTooMuch(order.displayLots, totalLots)) {
            return RejectCode.BAD_DISPLAY;
        }
        if (shrinks) {
            return mirror.hasRoom() ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
        }
        return ladder.checkMargin(order, buy, lots);
    }

    private RejectCode checkWaiting(
            final LiveOrder order,
            final Instrument instrument,
            final Account account,
            final long limitE8,
            final long totalLots) {
        final RejectCode open = ladder.checkOpen(instrument, account, order.reduceOnly);
        if (open != RejectCode.ACCEPTED) {
            return open;
        }
        final RejectCode terms = TriggerLadder.checkWaiting(instrument, account, order.market, limitE8, totalLots);
        return terms == RejectCode.ACCEPTED
                        && !controls.allows(account, SpotLadder.requestKind(instrument), 1, ladder.nowNs())
                ? RejectCode.TOO_MANY_REQUESTS
                : terms;
    }

    /** Position and Greeks of what a replace asks for beyond what is open of its order. */
    private RejectCode checkGrowing(final LiveOrder order, final boolean buy, final long lots) {
        final long moreLots = lots - Ladder.openLots(order);
        if (moreLots <= 0) {
            return RejectCode.ACCEPTED;
        }
        return order.exposure.instrument.isCombo()
                ? ladder.combos().checkExposure(order.exposure.view.account, order.exposure.instrument, buy, moreLots)
                : controls.exposure(order.exposure, buy, moreLots, order.reduceOnly);
    }
}
