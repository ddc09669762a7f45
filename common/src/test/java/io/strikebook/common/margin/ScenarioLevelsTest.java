package io.strikebook.common.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What is in force at a level of what operators said. */
class ScenarioLevelsTest {
    private final ScenarioLevels levels =
            new ScenarioLevels(new ScenarioSets(1, VenueParameters.defaults().underlyings()));

    private long[] raised(final long[] operatorsE8, final long levelE8) {
        final long[] inForceE8 = new long[ScenarioParameter.COUNT];
        levels.raise(operatorsE8, levelE8, inForceE8);
        return inForceE8;
    }

    @Test
    void rangesAndRatesAreMultipliedAndTheRestStays() {
        final long[] expectedE8 = ScenarioSets.published("BTC");
        expectedE8[ScenarioParameter.PRICE_RANGE.ordinal()] = 24_000_000;
        expectedE8[ScenarioParameter.VOLATILITY_UP.ordinal()] = 75_000_000;
        expectedE8[ScenarioParameter.STANDARD_MARGIN.ordinal()] = 150_000_000;
        assertThat(raised(ScenarioSets.published("BTC"), 150_000_000)).containsExactly(expectedE8);
        assertThat(raised(ScenarioSets.published("ETH"), 100_000_000)).containsExactly(ScenarioSets.published("ETH"));
    }

    @Test
    void whatIsNoWholeUnitIsRoundedUpAndARangeEndsWhereItEnds() {
        final long[] operatorsE8 = ScenarioSets.published("BTC");
        operatorsE8[ScenarioParameter.PRICE_RANGE.ordinal()] = 33_333_333;
        assertThat(raised(operatorsE8, 110_000_000)[0]).isEqualTo(36_666_667);
        assertThat(raised(operatorsE8, 1_000_000_000)[0]).isEqualTo(50_000_000);
    }

    @Property(tries = 1_000)
    void nothingIsBelowWhatOperatorsSaidOrBeyondItsRange(
            @ForAll final long seed, @ForAll @LongRange(min = 100_000_000, max = 1_000_000_000) final long levelE8) {
        final Random random = new Random(seed);
        final long[] operatorsE8 = new long[ScenarioParameter.COUNT];
        for (final ScenarioParameter parameter : ScenarioParameter.values()) {
            operatorsE8[parameter.ordinal()] =
                    parameter.leastE8() + (long) (random.nextDouble() * (parameter.mostE8() - parameter.leastE8()));
        }
        final long[] inForceE8 = raised(operatorsE8, levelE8);
        for (final ScenarioParameter parameter : ScenarioParameter.values()) {
            assertThat(inForceE8[parameter.ordinal()])
                    .as(parameter.label())
                    .isBetween(operatorsE8[parameter.ordinal()], parameter.mostE8());
        }
    }
}
