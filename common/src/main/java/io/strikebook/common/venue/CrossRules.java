package io.strikebook.common.venue;

import io.strikebook.schemas.Currency;

/**
 * What accounts with one margin over all their currencies are counted with: what of each currency is no collateral, and how far gains in one
 * coin, or in contracts of one settlement currency, offset losses in another. Ratios are 1e-8.
 *
 * @param btcHaircutE8    what of bitcoin held is no collateral
 * @param ethHaircutE8    the same of ether
 * @param usdcHaircutE8   the same of USDC; dollars count in full
 * @param correlated      whether coins are taken to move together, so that gains in one offset losses in others
 * @param contingencyE8   part of what that saves that is charged again
 * @param pnlOffsetE8     how much of a gain counts against losses of the coin's other settlement currency, and of other coins; or
 *                        {@link #PUBLISHED}
 * @param mostOffsetUsdE8 dollars, 1e-8: no more of a gain counts, 0 without a limit; or {@link #PUBLISHED}
 */
public record CrossRules(
        long btcHaircutE8,
        long ethHaircutE8,
        long usdcHaircutE8,
        boolean correlated,
        long contingencyE8,
        long pnlOffsetE8,
        long mostOffsetUsdE8) {
    /** Offsets as published for each underlying and settlement currency. */
    public static final long PUBLISHED = -1;

    /** Largest haircut. With more, what an order gains at once could be less collateral than what it adds to the worst loss. */
    public static final long MOST_HAIRCUT_E8 = 50_000_000L;

    /** As Deribit publishes them of bitcoin and ether: no haircuts, no coins correlated. */
    public static CrossRules defaults() {
        return new CrossRules(0, 0, 0, false, 0, PUBLISHED, PUBLISHED);
    }

    /** What of a currency is no collateral. */
    public long haircutE8(final Currency currency) {
        return switch (currency) {
            case BTC -> btcHaircutE8;
            case ETH -> ethHaircutE8;
            case USDC -> usdcHaircutE8;
            default -> 0;
        };
    }
}
