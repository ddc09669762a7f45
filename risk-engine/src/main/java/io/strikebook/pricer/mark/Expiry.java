package io.strikebook.pricer.mark;

import io.strikebook.common.settlement.SettlementAverage;
import io.strikebook.pricer.index.UnderlyingIndex;

/** Instruments of one underlying that expire together share one forward. */
final class Expiry {
    final UnderlyingIndex underlying;
    final long expiryNs;
    /** The dated future of this expiry, or null. */
    Market future;
    /** Newest forward that an option's ticker carried, or NONE. */
    long tickerForwardE8 = Market.NONE;
    /** Forward that calls and puts of a chain agree on, or NONE. */
    private long parityE8 = Market.NONE;
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

    Expiry(final UnderlyingIndex underlying, final long expiryNs) {
        this.underlying = underlying;
        this.expiryNs = expiryNs;
        this.settlement = new SettlementAverage(expiryNs);
    }

    /** What the quotes of a chain say now; NONE where they say nothing. */
    void onParity(final Chain chain, final long newParityE8) {
        if (parityOf == null && newParityE8 != Market.NONE) {
            parityOf = chain;
        }
        if (parityOf == chain) {
            parityE8 = newParityE8;
        }
    }

    long parityE8() {
        return parityE8;
    }

    /** Takes back what {@link #parityE8()} gave, and from which chain. */
    void restoreParity(final Chain chain, final long restoredE8) {
        parityOf = chain;
        parityE8 = restoredE8;
    }

    Chain parityOf() {
        return parityOf;
    }

    /**
     * Forward now: the future's price, else what calls and puts agree on, else what tickers say, else the index; in the last half hour
     * blended with the average of the index.
     */
    void refresh(final long timeNs) {
        final long futureE8 = future == null ? Market.NONE : future.modelE8;
        final boolean wasStale = stale;
        final long before = forwardE8;
        stale = false;
        if (futureE8 != Market.NONE && !future.modelStale) {
            forwardE8 = futureE8;
        } else if (parityE8 != Market.NONE) {
            forwardE8 = parityE8;
        } else if (futureE8 != Market.NONE) {
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
}
