package io.strikebook.sequencer.pretrade;

import io.strikebook.schemas.Currency;

/** Limits of a group as asked for, and the reserve that they need; filled anew for each request by whoever decodes it. */
public final class LimitsRequest {
    /** Owner. */
    public int accountId;

    /** Underlying of the group. */
    public int underlyingId;

    /** Code of the underlying; null where the venue has none of the id. */
    public String underlyingCode;

    /** Number of the group. */
    public int number;

    /** Currency of the reserve, and of what the group may quote. */
    public Currency currency;

    /** Length of a window; 0 removes the limits. */
    public long intervalNs;

    /** How long a breach freezes. */
    public long frozenNs;

    /** Coins traded, 1e-8. */
    public long quantityLimitE8;

    /** Net transaction delta, coins, 1e-8. */
    public long deltaLimitE8;

    /** Net vega, USD, 1e-8. */
    public long vegaLimitE8;

    /** Coins open per side and instrument, 1e-8. */
    public long maxQuoteQuantityE8;

    /** Initial margin to be held; known once the request passed. */
    public long reserveE12;

    boolean isInCoin() {
        return currency == Currency.BTC || currency == Currency.ETH;
    }
}
