package io.strikebook.runner.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The {@link Promise} holds after every sequence of letters up to a length, of two accounts on standard margin and where one is under portfolio
 * margin, from three openings: with the sequencer told of everything at once, and told only when a letter says so.
 */
@Timeout(3_600)
class EverySequenceTest {
    /** How many letters sequences have. */
    private static final int AT_ONCE = Integer.getInteger("strikebook.promise.atOnce", 3);

    private static final int LATE = Integer.getInteger("strikebook.promise.late", 2);

    /** Sequences that are longer are made of what matters most. */
    private static final int CORE = Integer.getInteger("strikebook.promise.core", 4);

    private static final Letter[] CORE_LETTERS = {
        Letter.BUY_PERPETUAL,
        Letter.BUY_CALL,
        Letter.SELL_CALL,
        Letter.REPLACE,
        Letter.STOP,
        Letter.QUOTE,
        Letter.WITHDRAW,
        Letter.OTHER_SELLS_PERPETUAL,
        Letter.OTHER_BUYS_CALL,
        Letter.DOWN,
        Letter.DELIVER_ALL
    };

    static Stream<Arguments> accounts() {
        return Stream.of(Opening.values())
                .flatMap(opening -> Stream.of(Arguments.of(opening, false), Arguments.of(opening, true)));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void whenTheSequencerIsToldAtOnce(final Opening opening, final boolean portfolio) {
        final Letter[] letters = Stream.of(Letter.values())
                .filter(letter -> letter != Letter.DELIVER_ONE && letter != Letter.DELIVER_ALL)
                .toArray(Letter[]::new);
        explore(opening, portfolio, true, AT_ONCE, letters);
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void whenTheSequencerIsToldLate(final Opening opening, final boolean portfolio) {
        explore(opening, portfolio, false, LATE, Letter.values());
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void ofWhatMattersMost(final Opening opening, final boolean portfolio) {
        explore(opening, portfolio, false, CORE, CORE_LETTERS);
    }

    private static void explore(
            final Opening opening,
            final boolean portfolio,
            final boolean atOnce,
            final int length,
            final Letter... letters) {
        final Setup setup = new Setup(new long[] {Paths.RICH, Paths.RICH}, portfolio, true, opening, 32, 16);
        final Paths paths = new Paths(atOnce);
        final Explorer explorer = new Explorer(setup, paths, letters).to(length);
        System.out.printf(
                "%s of %d letters, %s, %s: %d states, %d sequences played, %d commands checked, least left %.9f%n",
                atOnce ? "told at once" : "told late",
                letters.length,
                opening,
                portfolio ? "portfolio" : "standard",
                explorer.states(),
                paths.runs(),
                paths.claims(),
                paths.tightest());
        assertThat(explorer.states()).isGreaterThan((long) Math.pow(4, length));
        assertThat(paths.claims()).isGreaterThan(explorer.states() / 2);
    }

    /** Where marks move against it and nothing is left, an account gets nothing but what reduces; margin re-marks one account per command. */
    @ParameterizedTest
    @MethodSource("accounts")
    void ofAccountsThatHaveLittle(final Opening opening, final boolean portfolio) {
        for (final long thousandths : new long[] {35, 60, 80}) {
            final long deposit = thousandths * SmallVenue.SATOSHIS / 1_000;
            final Setup setup = new Setup(new long[] {deposit, Paths.RICH}, portfolio, true, opening, 32, 1);
            final Paths paths = new Paths(true);
            new Explorer(setup, paths, Arrays.copyOf(Letter.values(), Letter.DELIVER_ONE.ordinal())).to(AT_ONCE - 1);
            assertThat(paths.claims()).isPositive();
        }
    }
}
