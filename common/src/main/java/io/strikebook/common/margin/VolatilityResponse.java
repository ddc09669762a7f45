package io.strikebook.common.margin;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.venue.VolatilityRules;

/**
 * By how much the parameters of an underlying's margin are to be multiplied, going by its volatility: a level of 1 and whole steps, up to
 * the cap. It rises at once to what volatility asks for, and falls by one step at a time, once volatility has asked for less, with some
 * room, for a while without a break. So whoever swings within that room changes nothing, and what was raised in a crisis does not fall
 * with the first calm minute.
 *
 * <p>It asks; the level is what the answer says. Nothing is asked while an answer is awaited, or while an operator holds the rule.
 * Integers only; allocates nothing.
 */
public final class VolatilityResponse {
    /** Nothing to ask for. */
    public static final long NONE = Long.MIN_VALUE;

    /** The highest volatility that counts, 10,000 %; higher ones count as that. */
    public static final long MOST_VOLATILITY_E8 = 100 * E8;

    private final VolatilityRules rules;
    private final VolatilityRules.Rule rule;
    private long levelE8 = E8;
    private long askedE8 = NONE;
    private long changedNs = NONE;
    private long lowerSinceNs = NONE;
    private boolean held;

    /** At level 1. */
    public VolatilityResponse(final VolatilityRules rules, final VolatilityRules.Rule rule) {
        this.rules = rules;
        this.rule = rule;
    }

    /** The level that a volatility asks for, 1e-8: rounded up to a whole step, no more than the cap. */
    public long wantedE8(final long volatilityE8) {
        final long countedE8 = Math.min(volatilityE8, MOST_VOLATILITY_E8);
        if (countedE8 <= rule.calmE8()) {
            return E8;
        }
        final long beyondE8 = multiplyDivideCeil(countedE8 - rule.calmE8(), rule.strengthE8(), rule.calmE8());
        if (beyondE8 >= rule.capE8() - E8) {
            return rule.capE8();
        }
        return Math.min(E8 + Math.ceilDiv(beyondE8, rules.stepE8()) * rules.stepE8(), rule.capE8());
    }

    /**
     * Takes a measured volatility.
     *
     * @param volatilityE8 a year, not negative, 1e-8
     * @param timeNs       never decreasing
     * @return the level to ask for, or {@link #NONE}
     */
    public long next(final long volatilityE8, final long timeNs) {
        if (held || askedE8 != NONE) {
            return NONE;
        }
        final long wantedE8 = wantedE8(volatilityE8);
        if (wantedE8 > levelE8) {
            lowerSinceNs = NONE;
            return isOver(changedNs, rules.intervalNs(), timeNs) ? ask(wantedE8, timeNs) : NONE;
        }
        final long countedE8 = Math.min(volatilityE8, MOST_VOLATILITY_E8);
        final long withRoomE8 = add(countedE8, multiplyDivideCeil(countedE8, rules.hysteresisE8(), E8));
        if (wantedE8(withRoomE8) >= levelE8) {
            lowerSinceNs = NONE;
            return NONE;
        }
        lowerSinceNs = lowerSinceNs == NONE ? timeNs : lowerSinceNs;
        final boolean longEnough =
                isOver(lowerSinceNs, rules.lowerAfterNs(), timeNs) && isOver(changedNs, rules.lowerAfterNs(), timeNs);
        return longEnough ? ask(E8 + (levelE8 - E8 - 1) / rules.stepE8() * rules.stepE8(), timeNs) : NONE;
    }

    private static boolean isOver(final long sinceNs, final long intervalNs, final long timeNs) {
        return sinceNs == NONE || timeNs - sinceNs >= intervalNs;
    }

    private long ask(final long newE8, final long timeNs) {
        askedE8 = newE8;
        changedNs = timeNs;
        return newE8;
    }

    /** Nothing could be measured: the level stays, and what was calm before does not count. */
    public void missing() {
        lowerSinceNs = NONE;
    }

    /** What was asked for was decided. */
    public void answered() {
        askedE8 = NONE;
    }

    /**
     * A command said what the level is.
     *
     * @param isHeld whether an operator holds the rule
     */
    public void set(final long newLevelE8, final boolean isHeld) {
        levelE8 = newLevelE8;
        held = isHeld;
        lowerSinceNs = NONE;
    }

    /** The level that commands told of last, 1e-8. */
    public long levelE8() {
        return levelE8;
    }

    /** Whether another level was asked for and is not decided yet. */
    public boolean isAsking() {
        return askedE8 != NONE;
    }

    /** Whether an operator holds the rule. */
    public boolean isHeld() {
        return held;
    }

    /** How many numbers the state is. */
    public static int fields() {
        return 5;
    }

    /** Writes the state. */
    public void write(final long[] target) {
        target[0] = levelE8;
        target[1] = askedE8;
        target[2] = changedNs;
        target[3] = lowerSinceNs;
        target[4] = held ? 1 : 0;
    }

    /** Reads what {@link #write} wrote. */
    public void read(final long[] source) {
        levelE8 = source[0];
        askedE8 = source[1];
        changedNs = source[2];
        lowerSinceNs = source[3];
        held = source[4] != 0;
    }

    /** Hash of the state. */
    public long hash() {
        return StateHash.of(levelE8, askedE8, changedNs, lowerSinceNs, held ? 1 : 0);
    }
}
