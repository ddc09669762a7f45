package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.schemas.RejectCode;

/**
 * Checks steps of liquidations, which reduce positions and so need no margin; neither the account's standing nor its own kill switch keeps
 * it from them. In this order:
 *
 * <ol>
 *   <li>{@code KILL_SWITCH_ON} of the venue
 *   <li>{@code INSTRUMENT_HALTED} where it has expired; what its phase says; {@code NOT_IN_AUCTION}
 *   <li>{@code DISK_LOW}
 *   <li>{@code NO_MARK}
 *   <li>{@code CAPACITY_EXCEEDED} of the venue
 * </ol>
 *
 * A limit beyond the price band counts as its edge. Changes no state.
 */
public final class LiquidationLadder {
    private final Ladder ladder;
    private final TradingState state;
    private final MarkHistory marks;
    private final Mirror mirror;
    private long priceE8;

    /** A ladder beside that of orders. */
    public LiquidationLadder(
            final Ladder ladder, final TradingState state, final MarkHistory marks, final Mirror mirror) {
        this.ladder = ladder;
        this.state = state;
        this.marks = marks;
        this.mirror = mirror;
    }

    /** Checks a step at the time of its command. */
    public RejectCode check(final Instrument instrument, final boolean buy, final long limitE8, final long commandNs) {
        priceE8 = limitE8;
        ladder.at(commandNs);
        if (state.isKilled()) {
            return RejectCode.KILL_SWITCH_ON;
        }
        if (ladder.isExpired(instrument)) {
            return RejectCode.INSTRUMENT_HALTED;
        }
        final RejectCode phase = PhaseRules.entry(state.phase(instrument));
        if (phase != RejectCode.ACCEPTED) {
            return phase;
        }
        if (PhaseRules.collects(state.phase(instrument))) {
            return RejectCode.NOT_IN_AUCTION;
        }
        if (state.isDiskLow()) {
            return RejectCode.DISK_LOW;
        }
        final RejectCode mark = marks.check(instrument, true);
        if (mark != RejectCode.ACCEPTED) {
            return mark;
        }
        final long edgeE8 = ladder.edgeE8(instrument, buy);
        priceE8 = buy ? Math.min(limitE8, edgeE8) : Math.max(limitE8, edgeE8);
        return mirror.hasRoom() ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
    }

    /** Price that the step last checked goes by. */
    public long priceE8() {
        return priceE8;
    }
}
