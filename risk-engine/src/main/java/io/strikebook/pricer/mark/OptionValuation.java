package io.strikebook.pricer.mark;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.pricing.black.Black76;
import io.strikebook.schemas.ContractStyle;

/** Turns forward, volatility and time into an option's published mark. One per thread; allocates nothing. */
final class OptionValuation {
    static final double E6 = 1e6;
    static final double E8 = 1e8;
    static final double E9 = 1e9;
    static final double E12 = 1e12;

    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final double POINTS = 100;

    private final Black76 black76 = new Black76();

    /** Years of 365 days, not below 0. */
    static double years(final long expiryNs, final long timeNs) {
        return Math.max(expiryNs - timeNs, 0) / NS_PER_YEAR;
    }

    /** Nearest integer, halves upwards; what leaves the range of long is held at its edge. */
    static long fixed(final double value, final double scale) {
        return (long) Math.floor(value * scale + 0.5);
    }

    /** Fills the mark of an option; inverse options are quoted in coin: the price divided by the forward. */
    void value(
            final InstrumentTerms terms,
            final boolean call,
            final long forwardE8,
            final long ivE8,
            final long timeNs,
            final PublishedMark mark) {
        final double forward = forwardE8 / E8;
        black76.evaluate(call, forward, terms.strikeE8() / E8, years(terms.expiryNs(), timeNs), ivE8 / E8);
        final double price = terms.style() == ContractStyle.INVERSE ? black76.price() / forward : black76.price();
        mark.priceE8 = fixed(price, E8);
        mark.forwardE8 = forwardE8;
        mark.vegaE8 = fixed(black76.vega() / POINTS, E8);
        mark.thetaE8 = fixed(black76.thetaPerDay(), E8);
        mark.gammaE12 = fixed(black76.gamma(), E12);
        mark.ivE6 = (int) fixed(ivE8 / E8, E6);
        mark.deltaE9 = (int) fixed(black76.delta(), E9);
    }
}
