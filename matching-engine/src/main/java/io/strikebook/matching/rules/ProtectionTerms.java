package io.strikebook.matching.rules;

/**
 * Limits of a group as a command says them; filled anew for each by whoever decodes it. Times in nanoseconds, quantities in coins and vega
 * in USD, 1e-8, the reserve in the settlement currency, 1e-12.
 */
public final class ProtectionTerms {
    private static final long HOUR_NS = 3_600_000_000_000L;

    /** Owner. */
    public int accountId;

    /** Underlying of the group. */
    public int underlyingId;

    /** Number of the group; 0 for flagged orders. */
    public int group;

    /** Length of a window; 0 removes the limits. */
    public long intervalNs;

    /** How long a breach freezes; 0 until it is reset. */
    public long frozenNs;

    /** Coins traded; 0: the maximum quote quantity. */
    public long quantityLimitE8;

    /** Net transaction delta; 0: none. */
    public long deltaLimitE8;

    /** Net vega; 0: none. */
    public long vegaLimitE8;

    /** Coins open per side and instrument. */
    public long maxQuoteQuantityE8;

    /** Initial margin that is held. */
    public long reserveE12;

    void check(final CurrentCommand command) {
        command.require(intervalNs >= 0 && intervalNs <= HOUR_NS, "interval", intervalNs);
        command.require(frozenNs >= 0 && frozenNs <= HOUR_NS, "freeze", frozenNs);
        command.require(deltaLimitE8 >= 0, "delta limit", deltaLimitE8);
        command.require(vegaLimitE8 >= 0, "vega limit", vegaLimitE8);
        command.require(
                quantityLimitE8 >= 0 && quantityLimitE8 <= maxQuoteQuantityE8, "quantity limit", quantityLimitE8);
        command.require(
                intervalNs == 0 ? maxQuoteQuantityE8 >= 0 : maxQuoteQuantityE8 > 0,
                "maximum quote quantity",
                maxQuoteQuantityE8);
    }
}
