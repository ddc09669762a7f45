package io.strikebook.runner.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strikebook.runner.promise.PlainLadder.Mistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ladders with a mistake in place of the sequencer's: sequences are found that break the promise, and none with the right one. */
class WrongLadderTest {
    private static final int LENGTH = 3;
    private static final Letter[] LETTERS = {
        Letter.BUY_PERPETUAL,
        Letter.SELL_PERPETUAL,
        Letter.BUY_CALL,
        Letter.SELL_CALL,
        Letter.OTHER_SELLS_PERPETUAL,
        Letter.OTHER_BUYS_CALL,
        Letter.DOWN,
        Letter.DELIVER_ALL
    };

    @Test
    void theRightOneKeepsThePromise() {
        final PlainLadder ladder = new PlainLadder(Mistake.NONE);
        exploreAll(ladder);
        assertThat(ladder.refusals()).isGreaterThan(500);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void oneWithAMistakeIsFound(final Mistake mistake) {
        assertThatExceptionOfType(Paths.Broken.class).isThrownBy(() -> exploreAll(new PlainLadder(mistake)));
    }

    private static void exploreAll(final PlainLadder ladder) {
        for (final Opening opening : Opening.values()) {
            final Setup setup = new Setup(new long[] {Paths.RICH, Paths.RICH}, false, false, opening, 1, 16);
            new Explorer(setup, new Paths(false, ladder), LETTERS).to(LENGTH);
        }
    }
}
