package io.strikebook.pricer.volatility;

/** Takes what is measured of volatility, and what is asked for since. */
public interface VolatilityListener {
    /** A sample was taken; the object is valid during the call only. */
    void onVolatility(VolatilityWatch measured);

    /** Parameters of margin are to be multiplied by another level, for what was just measured. */
    void onMarginLevel(long sourceSequence, VolatilityWatch measured, long levelE8);
}
