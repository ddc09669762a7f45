package io.strikebook.common.margin.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.OptionType;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The fast lane puts the same numbers into a book as the model does, or leaves the option to it. */
class DenseOptionsTest {
    private static final int ROUNDS = 20_000;
    private static final int SLOTS = 4;

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void addsWhatTheModelAdds() {
        int taken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            final boolean inverse = random.nextBoolean();
            final PortfolioMargin model = model(inverse);
            final InstrumentRisk risk = risk(inverse);
            final DenseOptions options = new DenseOptions(SLOTS);
            options.take(risk);
            final long fromLots = lots();
            final long toLots = lots();
            if (!options.takes(1, fromLots) || !options.takes(1, toLots)) {
                continue;
            }
            taken++;
            final long[] expected = new long[model.bookLength()];
            final long[] added = new long[model.bookLength()];
            assertThat(model.move(expected, 0, risk, 0, fromLots)).isTrue();
            options.add(added, 1, fromLots);
            assertThat(added).isEqualTo(expected);
            assertThat(options.worthE12(1, fromLots)).isEqualTo(risk.valueE12(fromLots));
            assertThat(options.move(added, 1, fromLots, toLots))
                    .isEqualTo(model.move(expected, 0, risk, fromLots, toLots));
            assertThat(added).isEqualTo(expected);
        }
        assertThat(taken).isBetween(ROUNDS / 20, ROUNDS * 9 / 10);
    }

    @Test
    void asManyAsItSaysNeedNoLook() {
        final InstrumentRisk risk = risk(true);
        final DenseOptions options = new DenseOptions(SLOTS);
        options.take(risk);
        long most = 1;
        while (options.takes(1, most + 1)) {
            most = options.takes(1, 2 * most) ? 2 * most : most + 1;
        }
        final PortfolioMargin model = model(true);
        final long[] expected = new long[model.bookLength()];
        final long[] added = new long[model.bookLength()];
        for (int i = 0; i < DenseOptions.MOST_POSITIONS; i++) {
            options.add(added, 1, i % 3 == 0 ? -most : most);
            assertThat(model.move(expected, 0, risk, 0, i % 3 == 0 ? -most : most))
                    .isTrue();
        }
        assertThat(added).isEqualTo(expected);
    }

    @Test
    void whatIsNotKnownIsNotTaken() {
        final DenseOptions options = new DenseOptions(SLOTS);
        assertThat(options.takes(0, 0)).isFalse();
        final InstrumentRisk unmarked = new InstrumentRisk(
                Contracts.option("BTC", true, OptionType.CALL, Contracts.E8, 1, Contracts.E8),
                1,
                PortfolioMargin.SCENARIOS);
        options.take(unmarked);
        assertThat(options.takes(1, 1)).isFalse();
        final InstrumentRisk future =
                new InstrumentRisk(Contracts.future("BTC", true, 1, Contracts.E8), 1, PortfolioMargin.SCENARIOS);
        future.mark(Contracts.E8, 0, Contracts.E8);
        options.take(future);
        assertThat(options.takes(1, 1)).isFalse();
    }

    private static PortfolioMargin model(final boolean inverse) {
        final ContractStyle style = inverse ? ContractStyle.INVERSE : ContractStyle.LINEAR;
        return new PortfolioMargin(PortfolioParameters.published("BTC", style), inverse, SLOTS);
    }

    private long lots() {
        return random.nextLong(-1, 2) * (1L << random.nextInt(50)) + random.nextInt(9) - 4;
    }

    private InstrumentRisk risk(final boolean inverse) {
        final long lotSizeE8 = random.nextInt(4) == 0 ? 1 + random.nextInt(1_000) : 10_000_000L;
        final InstrumentRisk risk = new InstrumentRisk(
                Contracts.option("BTC", inverse, OptionType.CALL, Contracts.E8, 1, lotSizeE8),
                1 + random.nextInt(SLOTS),
                PortfolioMargin.SCENARIOS);
        final int[] values = new int[PortfolioMargin.SCENARIOS];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt() >> random.nextInt(Integer.SIZE);
        }
        risk.mark(
                1 + random.nextLong(1L << 1 + random.nextInt(48)),
                random.nextInt(-1_000_000_000, 1_000_000_000),
                60_000 * Contracts.E8);
        risk.scenarios(values, inverse ? 1_000 : 1_000_000);
        return risk;
    }
}
