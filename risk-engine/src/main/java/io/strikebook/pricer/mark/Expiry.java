package io.strikebook.pricer.mark;

import io.strikebook.common.settlement.SettlementAverage;
import io.strikebook.pricer.index.UnderlyingIndex;

/** Instruments of one underlying that expire together share one forward. */
final class Expiry {
    final UnderlyingIndex underlying;
    final long expiryNs;
    /** The dated future of this expiry, or null. */
    Market future;
    /** Newest forward that an option's ticker carried, or NONE, and when. */
    long tickerForwardE8 = Market.NONE;

    long tickerForwardNs = Market.NONE;
    /** Forward that calls and puts of a chain agree on, or NONE. */
    private long parityE8 = Market.NONE;
    /** When quotes last said it. */
    private long parityNs = Market.NONE;
    /** Whose calls and puts: those of the first chain that had an opinion. */
    private Chain parityOf;
    /** Forward of the newest epoch, or NONE. */
    long forwardE8 = Market.NONE;

    /** What the forward turns into over the last half hour. */
    final SettlementAverage settlement;

    /** Roll shock last published, or NONE, and when. */
    long riskFactorE12 = Market.NONE;

    long riskTimeNs;
    /** In the epoch to come an instrument of it was marked, or looked at and its mark kept. */
    boolean valued;

    boolean moved;
    boolean stale;
    /** Reasons not to trust its options, as the newest epoch told them. */
    int quality;
    /** Listed options whose marks are far outside their quotes. */
    int outside;
    /** How many of these began to be so for the epoch to come. */
    int newlyOutside;

    private int doubts;
    private final long maximumAgeNs;

    Expiry(final UnderlyingIndex underlying, final long expiryNs, final long maximumAgeNs) {
        this.underlying = underlying;
        this.expiryNs = expiryNs;
        this.maximumAgeNs = maximumAgeNs;
        this.settlement = new SettlementAverage(expiryNs);
    }

    /** What the quotes of a chain say now; NONE where they say nothing. */
    void onParity(final Chain chain, final long newParityE8, final long timeNs) {
        if (parityOf == null && newParityE8 != Market.NONE) {
            parityOf = chain;
        }
        if (parityOf == chain) {
            parityE8 = newParityE8;
            parityNs = timeNs;
        }
    }

    /** Takes the forward that an option's ticker carries; returns whether it is another than before. */
    boolean onTickerForward(final long forwardE8, final long timeNs) {
        final boolean changed = tickerForwardE8 != forwardE8;
        tickerForwardE8 = forwardE8;
        tickerForwardNs = timeNs;
        return changed;
    }

    /** Whether the quotes of a chain's options of this expiry contradict its smile. */
    void doubt(final Chain chain, final boolean on) {
        final int bit = chain.inverse ? 1 : 2;
        doubts = on ? doubts | bit : doubts & ~bit;
    }

    boolean isDoubted() {
        return doubts != 0;
    }

    /** What calls and puts agree on, where quotes said so not too long ago; else NONE. */
    long freshParityE8(final long timeNs) {
        return parityE8 != Market.NONE && timeNs - parityNs <= maximumAgeNs ? parityE8 : Market.NONE;
    }

    long parityNs() {
        return parityNs;
    }

    long parityE8() {
        return parityE8;
    }

    /** Takes back what {@link #parityE8()} and {@link #parityNs()} gave, and from which chain. */
    void restoreParity(final Chain chain, final long restoredE8, final long restoredNs) {
        parityOf = chain;
        parityE8 = restoredE8;
        parityNs = restoredNs;
    }

    Chain parityOf() {
        return parityOf;
    }

    /**
     * Forward now: the price that the future has by a book or a venue, where it can be trusted; else what calls and puts agree on; else what
     * tickers say, the future's old price where they fell silent too; else the index. In the last half hour blended with the average of the
     * index.
     */
    void refresh(final long timeNs) {
        final long futureE8 = future == null || future.modelImplied ? Market.NONE : future.modelE8;
        final boolean wasStale = stale;
        final long before = forwardE8;
        stale = false;
        if (futureE8 != Market.NONE && !future.modelStale) {
            forwardE8 = futureE8;
        } else if (parityE8 != Market.NONE) {
            forwardE8 = parityE8;
        } else if (futureE8 != Market.NONE && !isTickerForwardFresh(timeNs)) {
            forwardE8 = futureE8;
            stale = true;
        } else if (tickerForwardE8 != Market.NONE) {
            forwardE8 = tickerForwardE8;
        } else {
            forwardE8 = underlying.publishedE8();
            stale = underlying.publishedStale();
        }
        if (forwardE8 != Market.NONE) {
            forwardE8 = settlement.blendE8(forwardE8, timeNs);
        }
        moved = forwardE8 != before || stale != wasStale;
    }

    private boolean isTickerForwardFresh(final long timeNs) {
        return tickerForwardE8 != Market.NONE && timeNs - tickerForwardNs <= maximumAgeNs;
    }
}
