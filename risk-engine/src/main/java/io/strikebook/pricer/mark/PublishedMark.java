package io.strikebook.pricer.mark;

/** The fields of a mark as they are published; units as in the schema's {@code Mark}. Mutable and reused. */
public final class PublishedMark {
    static final int FIELDS = 8;

    long priceE8 = Market.NONE;
    long forwardE8;
    long vegaE8;
    long thetaE8;
    long gammaE12;
    int ivE6;
    int deltaE9;
    boolean stale;
    boolean frozen;
    boolean outside;

    /** In the instrument's own quotation. */
    public long priceE8() {
        return priceE8;
    }

    /** Forward that the mark was made with. */
    public long forwardE8() {
        return forwardE8;
    }

    /** USD per vol point and coin. */
    public long vegaE8() {
        return vegaE8;
    }

    /** USD per day and coin. */
    public long thetaE8() {
        return thetaE8;
    }

    /** Change of delta per USD. */
    public long gammaE12() {
        return gammaE12;
    }

    /** Annualised volatility; 0 for futures. */
    public int ivE6() {
        return ivE6;
    }

    /** Black delta. */
    public int deltaE9() {
        return deltaE9;
    }

    /** Whether the source behind the mark is not to be trusted now. */
    public boolean stale() {
        return stale;
    }

    /** Whether the premium that it was made with is held because its book is not to be trusted. */
    public boolean frozen() {
        return frozen;
    }

    /** Whether it is an option's, far outside what is bid and offered for that; stale, too. */
    public boolean outside() {
        return outside;
    }

    boolean isPresent() {
        return priceE8 != Market.NONE;
    }

    /** A mark of a future or perpetual. */
    void setFuture(final long newPriceE8, final boolean newStale, final boolean newFrozen) {
        priceE8 = newPriceE8;
        forwardE8 = newPriceE8;
        vegaE8 = 0;
        thetaE8 = 0;
        gammaE12 = 0;
        ivE6 = 0;
        deltaE9 = 1_000_000_000;
        stale = newStale;
        frozen = newFrozen;
        outside = false;
    }

    /** Whether all fields are the same. */
    boolean sameAs(final PublishedMark other) {
        return priceE8 == other.priceE8
                && forwardE8 == other.forwardE8
                && vegaE8 == other.vegaE8
                && thetaE8 == other.thetaE8
                && gammaE12 == other.gammaE12
                && ivE6 == other.ivE6
                && deltaE9 == other.deltaE9
                && stale == other.stale
                && frozen == other.frozen
                && outside == other.outside;
    }

    /** Whether another mark is so far from this one that it cannot wait: another flag, or a price or volatility that far away. */
    boolean isFarFrom(final PublishedMark other, final long priceDistanceE8, final int ivDistanceE6) {
        return stale != other.stale
                || outside != other.outside
                || Math.abs(priceE8 - other.priceE8) >= priceDistanceE8
                || Math.abs(ivE6 - other.ivE6) >= ivDistanceE6;
    }

    /** Copies the other mark; returns whether any field differed. */
    boolean take(final PublishedMark other) {
        final boolean same = sameAs(other);
        priceE8 = other.priceE8;
        forwardE8 = other.forwardE8;
        vegaE8 = other.vegaE8;
        thetaE8 = other.thetaE8;
        gammaE12 = other.gammaE12;
        ivE6 = other.ivE6;
        deltaE9 = other.deltaE9;
        stale = other.stale;
        frozen = other.frozen;
        outside = other.outside;
        return !same;
    }

    void write(final long[] target, final int at) {
        target[at] = priceE8;
        target[at + 1] = forwardE8;
        target[at + 2] = vegaE8;
        target[at + 3] = thetaE8;
        target[at + 4] = gammaE12;
        target[at + 5] = ivE6;
        target[at + 6] = deltaE9;
        target[at + 7] = (stale ? 1 : 0) | (frozen ? 2 : 0) | (outside ? 4 : 0);
    }

    void read(final long[] source, final int at) {
        priceE8 = source[at];
        forwardE8 = source[at + 1];
        vegaE8 = source[at + 2];
        thetaE8 = source[at + 3];
        gammaE12 = source[at + 4];
        ivE6 = (int) source[at + 5];
        deltaE9 = (int) source[at + 6];
        stale = (source[at + 7] & 1) != 0;
        frozen = (source[at + 7] & 2) != 0;
        outside = (source[at + 7] & 4) != 0;
    }
}
