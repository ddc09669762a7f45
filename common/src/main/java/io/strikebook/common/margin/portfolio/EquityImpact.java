package io.strikebook.common.margin.portfolio;

/** Which moves of a coin's price count for the coins that an account has of it, when margin is cross. */
public enum EquityImpact {
    /** None: as for dollars. */
    NONE,
    /** Rises alone, as of currencies that are no collateral and only offset what is lost when they rise. */
    RISES,
    /** All. */
    BOTH;

    boolean counts(final long moveE8) {
        return this == BOTH || this == RISES && moveE8 > 0;
    }
}
