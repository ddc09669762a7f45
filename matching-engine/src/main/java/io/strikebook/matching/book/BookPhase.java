package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.matching.time.Deadline;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.TriggerReference;
import java.util.Arrays;

/**
 * The phase of one instrument with what belongs to it: until when, what comes then, the volatility band, the price of an auction that is
 * being carried out, and what was indicated last. Keeps its hash; what a phase does is decided in {@code rules}. Prices are 1e-8,
 * quantities in lots, times nanoseconds. Single-threaded.
 */
public final class BookPhase {
    private static final long HASH_KIND = 3;
    private static final long SCHEDULE_KIND = 25;
    private static final long BAND_KIND = 26;
    private static final long INDICATION_KIND = 27;
    private static final int INITIAL_IDS = 16;

    private final OrderBook book;
    private final int instrumentId;
    private final StateHash stateHash;
    private InstrumentPhase phase = InstrumentPhase.OPEN;
    private boolean expired;
    private boolean uncrossing;
    private long untilNs;
    private long openNs;
    private long uncrossE8;
    private long widthE8;
    private long interruptionNs;
    private TriggerReference bandReference = TriggerReference.MARK;
    private long indicatedE8;
    private long indicatedLots;
    private long surplusLots;
    private long hash;

    /** Set while the phase ends by itself; not part of the state. */
    private Deadline end;

    /** Market and immediate-or-cancel orders that were collected, ascending; some may be gone. */
    private long[] marketOrders = new long[0];

    private int marketOrderCount;

    /** A book that is open, without a band. */
    BookPhase(final OrderBook book, final StateHash stateHash) {
        this.book = book;
        this.instrumentId = book.instrumentId();
        this.stateHash = stateHash;
        changed();
    }

    /** The phase. */
    public InstrumentPhase phase() {
        return phase;
    }

    /** Whether it is an auction, so that its price is indicated. */
    public boolean isAuction() {
        return PhaseRules.isAuction(phase);
    }

    /** When the phase ends by itself; 0: not before somebody says so. */
    public long untilNs() {
        return untilNs;
    }

    /** Pre-open: when the auction that follows ends; else 0. */
    public long openNs() {
        return openNs;
    }

    /**
     * Enters a phase, or the same one again; no auction is under way then, and nothing indicated.
     *
     * @param newUntilNs when it ends by itself, 0 for never
     * @param newOpenNs  when the one after it ends, 0 for never
     */
    public void enter(final InstrumentPhase newPhase, final long newUntilNs, final long newOpenNs) {
        phase = newPhase;
        untilNs = newUntilNs;
        openNs = newOpenNs;
        uncrossing = false;
        uncrossE8 = 0;
        if (!isAuction()) {
            indicate(0, 0, 0);
        }
        changed();
    }

    /** The time of expiry has come; for good. */
    public void expire() {
        expired = true;
        rehash();
    }

    /** Whether the time of expiry has come. */
    public boolean isExpired() {
        return expired;
    }

    /** The deadline of the end of the phase, or null. */
    public Deadline end() {
        return end;
    }

    /** Sets the deadline that fires at its end; null for none. */
    public void end(final Deadline deadline) {
        end = deadline;
    }

    /** An auction did not come to its end in one command: it goes on at this price. */
    public void uncrossing(final long priceE8) {
        uncrossing = true;
        uncrossE8 = priceE8;
        rehash();
    }

    /** What crossed at the price of the auction has traded. */
    public void uncrossed() {
        if (uncrossing) {
            uncrossing = false;
            uncrossE8 = 0;
            rehash();
        }
    }

    /** Whether an auction is being carried out. */
    public boolean isUncrossing() {
        return uncrossing;
    }

    /** Its price. */
    public long uncrossE8() {
        return uncrossE8;
    }

    /**
     * Sets how far trades may be from the reference price.
     *
     * @param newWidthE8        to both sides, 0 for no band
     * @param newInterruptionNs how long an interruption lasts
     */
    public void band(final long newWidthE8, final TriggerReference reference, final long newInterruptionNs) {
        widthE8 = newWidthE8;
        bandReference = reference;
        interruptionNs = newInterruptionNs;
        changed();
    }

    /** How far trades may be from the reference price; 0: anywhere. */
    public long widthE8() {
        return widthE8;
    }

    /** Which price that is. */
    public TriggerReference bandReference() {
        return bandReference;
    }

    /** How long an interruption lasts. */
    public long interruptionNs() {
        return interruptionNs;
    }

    /**
     * Notes what the auction would trade now.
     *
     * @param lots 0 for nothing
     * @return whether that is news
     */
    public boolean indicate(final long priceE8, final long lots, final long newSurplusLots) {
        if (priceE8 == indicatedE8 && lots == indicatedLots && newSurplusLots == surplusLots) {
            return false;
        }
        indicatedE8 = priceE8;
        indicatedLots = lots;
        surplusLots = newSurplusLots;
        rehash();
        return true;
    }

    /** Price that was indicated last; only where {@link #indicatedLots} are not 0. */
    public long indicatedE8() {
        return indicatedE8;
    }

    /** Volume that was indicated last. */
    public long indicatedLots() {
        return indicatedLots;
    }

    /** Surplus that was indicated last. */
    public long surplusLots() {
        return surplusLots;
    }

    /** An order that may not wait rests, and is to be taken off once the auction is over. */
    public void collect(final long orderId) {
        int place = marketOrderCount;
        while (place > 0 && marketOrders[place - 1] >= orderId) {
            place--;
        }
        if (place < marketOrderCount && marketOrders[place] == orderId) {
            return;
        }
        if (marketOrderCount == marketOrders.length) {
            marketOrders = Arrays.copyOf(marketOrders, Math.max(INITIAL_IDS, marketOrderCount * 2));
        }
        System.arraycopy(marketOrders, place, marketOrders, place + 1, marketOrderCount - place);
        marketOrders[place] = orderId;
        marketOrderCount++;
    }

    /** How many market orders were collected. */
    public int marketOrderCount() {
        return marketOrderCount;
    }

    /** Id of a market order that was collected, in the order of ids; it may be gone. */
    public long marketOrder(final int place) {
        return marketOrders[place];
    }

    /** Forgets the market orders that were collected. */
    public void forgetMarketOrders() {
        marketOrderCount = 0;
    }

    /** The phase, the band or the market mode is another. */
    void changed() {
        book.plain(phase == InstrumentPhase.OPEN && widthE8 == 0 && book.isContinuous());
        rehash();
    }

    private void rehash() {
        stateHash.remove(hash);
        hash = StateHash.of(HASH_KIND, instrumentId, phase.value(), 0, 0);
        if (untilNs != 0 || openNs != 0 || uncrossing || expired) {
            final long flags = (uncrossing ? 1 : 0) | (expired ? 2 : 0);
            hash += StateHash.and(StateHash.of(SCHEDULE_KIND, instrumentId, untilNs, openNs, flags), uncrossE8);
        }
        if (widthE8 != 0) {
            hash += StateHash.of(BAND_KIND, instrumentId, widthE8, interruptionNs, bandReference.value());
        }
        if (indicatedLots != 0) {
            hash += StateHash.of(INDICATION_KIND, instrumentId, indicatedE8, indicatedLots, surplusLots);
        }
        stateHash.add(hash);
    }
}
