package io.strikebook.runner.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.RejectCode;
import org.junit.jupiter.api.Test;

/** Sequences that broke the {@link Promise} once: what the last letter asks for has to be refused. */
class FoundSequencesTest {
    @Test
    void anAccountThatTradedAtNewMarksIsToldOfBeforeTheirEpochCounts() {
        requireRefused(
                setup(7_714_612, false, Opening.COVERED_CALLS),
                Letter.BUY_PERPETUAL,
                Letter.DOWN,
                Letter.OTHER_SELLS_PERPETUAL,
                Letter.BUY_PERPETUAL);
        requireRefused(
                setup(6_560_005, true, Opening.HEDGED_CALLS),
                Letter.BUY_CALL,
                Letter.UP,
                Letter.OTHER_SELLS_CALL,
                Letter.BUY_PERPETUAL);
    }

    @Test
    void anOptionThatHedgesIsNotSoldByWhoIsShort() {
        requireRefused(
                setup(4_441_245, true, Opening.HEDGED_CALLS), Letter.WITHDRAW, Letter.WITHDRAW, Letter.REDUCE_CALL);
    }

    @Test
    void whatHasTradedCountsWhereAPositionIsClosed() {
        requireRefused(
                setup(4_923_479, true, Opening.COVERED_CALLS), Letter.BUY_PERPETUAL, Letter.QUOTE, Letter.REDUCE_CALL);
    }

    private static Setup setup(final long deposit, final boolean portfolio, final Opening opening) {
        return new Setup(new long[] {deposit, Paths.RICH}, portfolio, true, opening, 32, 1);
    }

    private static void requireRefused(final Setup setup, final Letter... path) {
        final Paths paths = new Paths(true);
        paths.play(setup, path, path.length, 0);
        final Journal journal = paths.venue().journal();
        assertThat(journal.step(journal.lastSequence()).decision).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }
}
