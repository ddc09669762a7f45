package io.strikebook.orderflow.load;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.ipc.snapshot.InstrumentSnapshot;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.Side;

/** One instrument as the generator sees it: terms, mark, its makers' quotes, takers in flight and positions. */
final class TradedInstrument {
    private static final long STEPS_PER_MARK = 20_000L;
    private static final int HALF_DELTA_E9 = 500_000_000;

    private final Instrument listed;
    private final long tickSizeE8;
    private final long expiryNs;
    private final long maxOrderLots;
    private final int kindRank;
    private final Quote[] bids;
    private final Quote[] asks;
    private final long[] positionLots;
    private long markE8;
    private long stepE8;
    private int deltaE9;
    private long buysInFlightLots;
    private long sellsInFlightLots;
    private boolean halted;
    private boolean chosen;
    private boolean rising;

    /** Nothing changed since every quote was found to be as it should. */
    private boolean inOrder;

    TradedInstrument(final Instrument listed, final int makers, final int accounts) {
        final InstrumentTerms terms = listed.terms();
        this.listed = listed;
        this.tickSizeE8 = terms.tickSizeE8();
        this.expiryNs = terms.expiryNs();
        this.maxOrderLots = terms.maxOrderLots();
        this.kindRank = terms.kind() == InstrumentKind.PERPETUAL ? 0 : terms.kind() == InstrumentKind.FUTURE ? 1 : 2;
        this.bids = new Quote[makers];
        this.asks = new Quote[makers];
        for (int i = 0; i < makers; i++) {
            bids[i] = new Quote(Side.BUY, i, this::changed);
            asks[i] = new Quote(Side.SELL, i, this::changed);
        }
        this.positionLots = new long[accounts];
    }

    int instrumentId() {
        return listed.instrumentId();
    }

    /** What is listed. */
    Instrument listed() {
        return listed;
    }

    /** What a restart cannot learn from later frames. */
    void save(final SnapshotOutput out) {
        out.putInt(listed.instrumentId()).putInt(listed.underlyingId());
        InstrumentSnapshot.save(listed, out);
        out.putLong(markE8).putInt(deltaE9).putBoolean(halted);
        for (final long lots : positionLots) {
            out.putLong(lots);
        }
    }

    void loadPositions(final SnapshotInput in) {
        for (int i = 0; i < positionLots.length; i++) {
            positionLots[i] = in.getLong();
        }
    }

    long maxOrderLots() {
        return maxOrderLots;
    }

    /** Mark, 1e-8; 0 before the first one. */
    long markE8() {
        return markE8;
    }

    /** Unit of every distance: half a basis point of the mark, rounded up to ticks. */
    long stepE8() {
        return stepE8;
    }

    void mark(final long newMarkE8, final int newDeltaE9) {
        changed();
        rising = newMarkE8 > markE8;
        markE8 = newMarkE8;
        deltaE9 = newDeltaE9;
        stepE8 = (newMarkE8 / STEPS_PER_MARK / tickSizeE8 + 1) * tickSizeE8;
    }

    /** Whether orders make sense at this venue time. */
    boolean isTradable(final long timestampNs) {
        return !halted && markE8 > 0 && (expiryNs == 0 || expiryNs > timestampNs);
    }

    void halted(final boolean isHalted) {
        halted = isHalted;
    }

    private void changed() {
        inOrder = false;
    }

    /** Whether makers have nothing to do before a quote, the mark, a position or what takers sent changes. */
    boolean isInOrder() {
        return inOrder;
    }

    /** Every quote was looked at and is as it should be. */
    void foundInOrder() {
        inOrder = true;
    }

    boolean isChosen() {
        return chosen;
    }

    void choose() {
        chosen = true;
    }

    /** Busiest first: perpetuals, futures, options by how near their delta is to one half; then by id. */
    boolean isBusierThan(final TradedInstrument other) {
        if (kindRank != other.kindRank) {
            return kindRank < other.kindRank;
        }
        final int distance = Math.abs(Math.abs(deltaE9) - HALF_DELTA_E9);
        final int otherDistance = Math.abs(Math.abs(other.deltaE9) - HALF_DELTA_E9);
        return kindRank == 2 && distance != otherDistance
                ? distance < otherDistance
                : instrumentId() < other.instrumentId();
    }

    Quote quote(final Side side, final int maker) {
        return side == Side.BUY ? bids[maker] : asks[maker];
    }

    int quotes() {
        return bids.length * 2;
    }

    /** The quotes in the order to move them: the side that the mark runs away from last, so that makers do not cross each other. */
    Quote quoteToMove(final int index) {
        final boolean firstSide = index < bids.length;
        return (firstSide == rising ? asks : bids)[firstSide ? index : index - bids.length];
    }

    /** Open quantity that an incoming order of this side finds, less what is on its way to it. */
    long takeableLots(final Side takerSide) {
        long lots = -inFlightLots(takerSide);
        for (final Quote quote : takerSide == Side.BUY ? asks : bids) {
            lots += quote.openLots();
        }
        return lots;
    }

    /** Takers' quantity of this side that is not answered yet. */
    long inFlightLots(final Side takerSide) {
        return takerSide == Side.BUY ? buysInFlightLots : sellsInFlightLots;
    }

    void takerSent(final Side takerSide, final long lots) {
        changed();
        if (takerSide == Side.BUY) {
            buysInFlightLots += lots;
        } else {
            sellsInFlightLots += lots;
        }
    }

    /** Whether takers on their way may fill this quote entirely, so that a request about it could come too late. */
    boolean isThreatened(final Quote quote) {
        return inFlightLots(quote.side() == Side.BUY ? Side.SELL : Side.BUY) >= quote.openLots();
    }

    /** Position of an account by its index, negative if short. */
    long positionLots(final int account) {
        return positionLots[account];
    }

    void traded(final int account, final Side side, final long lots) {
        changed();
        positionLots[account] += side == Side.BUY ? lots : -lots;
    }

    /** A price this many steps from the mark, on the tick at or outside the mark; may be below one tick. */
    long priceE8(final Side side, final long stepsOutside) {
        final long below = markE8 / tickSizeE8 * tickSizeE8;
        return side == Side.BUY
                ? below - stepsOutside * stepE8
                : below + (below == markE8 ? 0 : tickSizeE8) + stepsOutside * stepE8;
    }

    long tickSizeE8() {
        return tickSizeE8;
    }
}
