package io.strikebook.pricer.mark;

/** Instruments of one underlying that expire together share one forward. */
final class Expiry {
    final UnderlyingIndex underlying;
    final long expiryNs;
    /** The dated future of this expiry, or null. */
    Market future;
    /** Newest forward that an option's ticker carried, or NONE. */
    long tickerForwardE8 = Market.NONE;
    /** Forward of the newest epoch, or NONE. */
    long forwardE8 = Market.NONE;

    boolean moved;
    boolean stale;

    Expiry(final UnderlyingIndex underlying, final long expiryNs) {
        this.underlying = underlying;
        this.expiryNs = expiryNs;
    }

    /** Forward now: the future's own price, else what tickers say, else the index. */
    void refresh() {
        final long futureE8 = future == null ? Market.NONE : future.ownPriceE8();
        final boolean wasStale = stale;
        final long before = forwardE8;
        if (futureE8 != Market.NONE) {
            forwardE8 = futureE8;
            stale = future.isOwnPriceStale();
        } else if (tickerForwardE8 != Market.NONE) {
            forwardE8 = tickerForwardE8;
            stale = false;
        } else {
            forwardE8 = underlying.publishedE8();
            stale = underlying.publishedStale();
        }
        moved = forwardE8 != before || stale != wasStale;
    }
}
