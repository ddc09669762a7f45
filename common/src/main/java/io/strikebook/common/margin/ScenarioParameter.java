package io.strikebook.common.margin;

/**
 * What margin of an underlying is made of: its scenarios, and what its rates of standard margin are multiplied by. Fixed point of 1e-8, each
 * within a range of its own; in the order of the schema.
 */
public enum ScenarioParameter {
    /** Largest price move of the standard scenarios. */
    PRICE_RANGE("price-range", 1, 50_000_000),
    /** Relative rise of volatility at 30 days. */
    VOLATILITY_UP("volatility-up", 0, 500_000_000),
    /** Relative fall of volatility at 30 days. */
    VOLATILITY_DOWN("volatility-down", 0, 100_000_000),
    /** Power of 30 / days below 30 days. */
    SHORT_POWER("short-power", 0, 100_000_000),
    /** Power of 30 / days from 30 days on. */
    LONG_POWER("long-power", 0, 100_000_000),
    /** Least volatility after a rise. */
    LEAST_SHOCKED_UP("least-shocked-up", 0, 500_000_000),
    /** Weight of the extended moves. */
    EXTENDED_FACTOR("extended-factor", 0, 200_000_000),
    /** Least annualised move of the roll shock. */
    LEAST_ROLL_MOVE("least-roll-move", 0, 100_000_000),
    /** Annualised move risk of the roll shock. */
    ROLL_MOVE_RISK("roll-move-risk", 0, 100_000_000),
    /** What the venue's rates of standard margin are multiplied by. */
    STANDARD_MARGIN("standard-margin", 10_000_000, 1_000_000_000);

    /** How many there are. */
    public static final int COUNT = values().length;

    private final String label;
    private final long leastE8;
    private final long mostE8;

    ScenarioParameter(final String label, final long leastE8, final long mostE8) {
        this.label = label;
        this.leastE8 = leastE8;
        this.mostE8 = mostE8;
    }

    /** How operators write it. */
    public String label() {
        return label;
    }

    /** Least value allowed. */
    public long leastE8() {
        return leastE8;
    }

    /** Largest value allowed. */
    public long mostE8() {
        return mostE8;
    }

    /** Whether it is larger while volatility is high: ranges of the scenarios, and rates. */
    public boolean followsVolatility() {
        return this == PRICE_RANGE || this == VOLATILITY_UP || this == STANDARD_MARGIN;
    }

    /** Whether a value is allowed. */
    public boolean allows(final long valueE8) {
        return valueE8 >= leastE8 && valueE8 <= mostE8;
    }
}
