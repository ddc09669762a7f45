package io.strikebook.common.margin;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;

import io.strikebook.common.hash.StateHash;
import java.util.Arrays;

/**
 * What operators said of each underlying's margin, and the level that its volatility has raised it to: the parameters in force are those of
 * operators, of which ranges and rates are multiplied by the level, within the range that each parameter has. They are never below what
 * operators said. While an operator holds the rule the level is 1.
 */
public final class ScenarioLevels {
    private static final long KIND = 0x4C45564C;

    private final ScenarioParameter[] parameters = ScenarioParameter.values();
    private final ScenarioSets operators;
    private final long[] levelsE8;
    private final boolean[] held;

    /** Beside the sets that are announced, which nobody has changed yet. */
    public ScenarioLevels(final ScenarioSets operators) {
        this.operators = operators;
        this.levelsE8 = new long[operators.underlyings()];
        Arrays.fill(levelsE8, E8);
        this.held = new boolean[operators.underlyings()];
    }

    /** What operators said last; its version means nothing. */
    public ScenarioSets operators() {
        return operators;
    }

    /** Whether there is such an underlying. */
    public boolean isUnderlying(final int underlyingId) {
        return underlyingId >= 1 && underlyingId <= levelsE8.length;
    }

    /** The level of an underlying, 1e-8. */
    public long levelE8(final int underlyingId) {
        return levelsE8[underlyingId - 1];
    }

    /** Whether an operator holds the underlying's rule. */
    public boolean isHeld(final int underlyingId) {
        return held[underlyingId - 1];
    }

    /** Takes what a command said. */
    public void set(final int underlyingId, final long[] operatorsE8, final long levelE8, final boolean isHeld) {
        operators.set(operators.version(), underlyingId, operatorsE8);
        levelsE8[underlyingId - 1] = levelE8;
        held[underlyingId - 1] = isHeld;
    }

    /**
     * The parameters in force of what operators said, at a level.
     *
     * @param levelE8 1 or more
     * @param inForceE8 filled; may be the same array
     */
    public void raise(final long[] operatorsE8, final long levelE8, final long[] inForceE8) {
        for (final ScenarioParameter parameter : parameters) {
            final int at = parameter.ordinal();
            inForceE8[at] = parameter.followsVolatility()
                    ? Math.min(multiplyDivideCeil(operatorsE8[at], levelE8, E8), parameter.mostE8())
                    : operatorsE8[at];
        }
    }

    /** Hash of all of it. */
    public long hash() {
        long hash = StateHash.of(KIND, operators.hash(), levelsE8.length, 0, 0);
        for (int at = 0; at < levelsE8.length; at++) {
            hash = StateHash.and(StateHash.and(hash, levelsE8[at]), held[at] ? 1 : 0);
        }
        return hash;
    }
}
