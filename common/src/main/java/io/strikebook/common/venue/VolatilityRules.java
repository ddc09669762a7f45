package io.strikebook.common.venue;

import java.util.List;

/**
 * How parameters of margin follow volatility: those of operators are multiplied by a level that rises at once with what is measured, and
 * falls step by step. Underlyings without a rule stay at what operators say. Times are market-data time.
 *
 * @param rules        of underlyings, each once
 * @param sampleNs     time between looks at volatility
 * @param averageNs    time constant of the average that realised volatility is
 * @param stepE8       levels are 1 and so many steps, or the cap, 1e-8
 * @param hysteresisE8 a level falls where volatility larger by this ratio would still ask for a lower one, 1e-8
 * @param intervalNs   least time from one change to a rise
 * @param lowerAfterNs least time without a break that a lower level would have done, since the last change too, before a step down
 */
public record VolatilityRules(
        List<Rule> rules,
        long sampleNs,
        long averageNs,
        long stepE8,
        long hysteresisE8,
        long intervalNs,
        long lowerAfterNs) {

    /** Highest level that a rule may have: ten times the operators' parameters. */
    public static final long MOST_LEVEL_E8 = 1_000_000_000L;

    /** Which volatility a rule goes by. */
    public enum Measure {
        /** Of the index, from its returns. */
        REALISED,
        /** At the money for 30 days, from the quotes of options. */
        IMPLIED,
        /** The higher of both; where only one is there, that. */
        HIGHER
    }

    /**
     * The level of an underlying: 1 up to the calm volatility, and beyond it 1 + strength x (volatility / calm - 1), no more than the cap.
     *
     * @param underlying its code
     * @param calmE8     a volatility a year, positive, 1e-8
     * @param strengthE8 positive, 1e-8
     * @param capE8      1 or more, 1e-8
     */
    public record Rule(String underlying, Measure measure, long calmE8, long strengthE8, long capE8) {}

    /** Nothing follows; a minute between samples, an average of an hour, steps of a tenth, a rise a minute, a step down a quarter of an hour. */
    public static VolatilityRules none() {
        return new VolatilityRules(
                List.of(),
                60_000_000_000L,
                3_600_000_000_000L,
                10_000_000L,
                10_000_000L,
                60_000_000_000L,
                900_000_000_000L);
    }

    /** The rule of an underlying, or null. */
    public Rule of(final String underlying) {
        for (final Rule rule : rules) {
            if (rule.underlying.equals(underlying)) {
                return rule;
            }
        }
        return null;
    }
}
