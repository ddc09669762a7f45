package io.strikebook.common.margin.portfolio;

import static io.strikebook.common.math.FixedPoint.E12;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;

/**
 * What it costs to close a net delta beyond a threshold, in coins, rounded up: the more coins beyond it, the larger a part of them all. Net is
 * what futures and short options come to, which long options may reduce to nothing, but not turn. Orders count at their worst.
 */
final class DeltaShock {
    private static final long E8_TO_E12 = 10_000L;

    private final long incrementE12;
    private final long mostE12;
    private final long thresholdE8;
    private long thresholdCoinsE12;

    DeltaShock(final PortfolioParameters parameters) {
        incrementE12 = parameters.deltaIncrementE12();
        mostE12 = parameters.mostDeltaShockE8() * E8_TO_E12;
        thresholdE8 = parameters.deltaThresholdE8();
    }

    void index(final long indexE8) {
        thresholdCoinsE12 = PortfolioMargin.dollarsInCoinsE12(thresholdE8, indexE8);
    }

    /**
     * The shock.
     *
     * @param longOptionsE12 delta of long options
     * @param othersE12      delta of futures and short options
     * @param boughtE12      sum of what orders could add, not negative
     * @param soldE12        sum of what orders could take away, not positive
     */
    long coinsE12(final long longOptionsE12, final long othersE12, final long boughtE12, final long soldE12) {
        final long netE12 = Math.max(
                reducedE12(-(othersE12 + soldE12), longOptionsE12 + soldE12),
                reducedE12(othersE12 + boughtE12, -(longOptionsE12 + boughtE12)));
        if (netE12 <= thresholdCoinsE12) {
            return 0;
        }
        final long ratioE12 = Math.min(multiplyDivideCeil(netE12 - thresholdCoinsE12, incrementE12, E12), mostE12);
        return multiplyDivideCeil(netE12, ratioE12, E12);
    }

    /** What is left of a delta after what works against it, if that is above zero. */
    private static long reducedE12(final long deltaE12, final long againstE12) {
        return Math.max(deltaE12 - Math.max(againstE12, 0), 0);
    }
}
