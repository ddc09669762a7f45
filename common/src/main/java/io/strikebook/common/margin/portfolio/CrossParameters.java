package io.strikebook.common.margin.portfolio;

/**
 * What cross margin adds per coin.
 *
 * @param impact     which moves of its price count for the coins themselves
 * @param correlated whether it is taken to move together with the others of which this is said; published as false
 * @param haircutE8  what of the coins is no collateral for initial margin, 1e-8
 */
public record CrossParameters(EquityImpact impact, boolean correlated, long haircutE8) {
    private static final long E8 = 100_000_000L;

    /** Refuses what is no ratio. */
    public CrossParameters {
        if (haircutE8 < 0 || haircutE8 > E8) {
            throw new IllegalArgumentException("haircut must be 0 to " + E8 + ", is " + haircutE8);
        }
    }

    /** As Deribit published them of bitcoin and ether. */
    public static CrossParameters published() {
        return new CrossParameters(EquityImpact.BOTH, false, 0);
    }
}
