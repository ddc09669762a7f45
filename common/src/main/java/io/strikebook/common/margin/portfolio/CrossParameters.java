package io.strikebook.common.margin.portfolio;

/**
 * What cross margin adds per coin.
 *
 * @param impact     which moves of its price count for the coins themselves
 * @param correlated whether it is taken to move together with the others of which this is said; published as false
 * @param haircutE8  what of the coins is no collateral, 1e-8
 * @param pnlOffsetE8 how much of a gain in one leg offsets what others lose, 1e-8; negative: what each leg's own parameters say
 * @param mostOffsetE8 dollars, 1e-8: no more of a gain counts, 0 without a limit; negative: what each leg's own parameters say
 */
public record CrossParameters(
        EquityImpact impact, boolean correlated, long haircutE8, long pnlOffsetE8, long mostOffsetE8) {
    private static final long E8 = 100_000_000L;

    /** Refuses what is no ratio. */
    public CrossParameters {
        if (haircutE8 < 0 || haircutE8 > E8 || pnlOffsetE8 > E8) {
            throw new IllegalArgumentException(
                    "haircut and offset must be up to " + E8 + ", are " + haircutE8 + " and " + pnlOffsetE8);
        }
    }

    /** With the offsets of each leg's own parameters. */
    public CrossParameters(final EquityImpact impact, final boolean correlated, final long haircutE8) {
        this(impact, correlated, haircutE8, -1, -1);
    }

    /** As Deribit published them of bitcoin and ether. */
    public static CrossParameters published() {
        return new CrossParameters(EquityImpact.BOTH, false, 0);
    }
}
