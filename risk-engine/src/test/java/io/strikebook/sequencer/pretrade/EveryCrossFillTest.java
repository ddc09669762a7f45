package io.strikebook.sequencer.pretrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What pre-trade promises for accounts with one margin over all their currencies, tried out on contracts settled in coins and in dollars: whichever
 * of the accepted orders fill, and however much of each, collateral afterwards covers the initial margin of the positions afterwards, at the
 * same marks, haircuts and offsets.
 */
class EveryCrossFillTest {
    @Property(tries = 300)
    void collateralCoversEveryFillUnderPortfolioMargin(@ForAll final long seed) {
        final Random random = new Random(seed);
        CrossFills.of(random, true).tryAll(random);
    }

    @Property(tries = 300)
    void collateralCoversEveryFillUnderStandardMargin(@ForAll final long seed) {
        final Random random = new Random(seed);
        CrossFills.of(random, false).tryAll(random);
    }

    @Example
    void collateralIsTightEnoughForOrdersToBeRefused() {
        int refusals = 0;
        int acceptances = 0;
        for (int seed = 0; seed < 120; seed++) {
            final Random random = new Random(seed);
            final CrossFills example = CrossFills.of(random, seed % 2 == 0);
            example.tryAll(random);
            refusals += example.refused;
            acceptances += example.accepted.size();
        }
        assertThat(refusals).isGreaterThan(100);
        assertThat(acceptances).isGreaterThan(150);
    }
}
