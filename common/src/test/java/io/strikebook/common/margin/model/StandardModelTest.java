package io.strikebook.common.margin.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.StandardMargin;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import org.junit.jupiter.api.Test;

/** Standard margin as a model charges what its formulas do, position by position. */
class StandardModelTest {
    private static final long E8 = 100_000_000L;
    private static final long E12 = 1_000_000_000_000L;
    private static final long S = 10_000;

    private final MarginModel model =
            new StandardModel(new StandardMargin(VenueParameters.defaults().margin()));
    private final long[] book = new long[model.bookLength()];
    private final MarginFigures figures = new MarginFigures();
    private final InstrumentRisk put = risk(InstrumentKind.OPTION, OptionType.PUT, E8, 2_500_000);
    private final InstrumentRisk call = risk(InstrumentKind.OPTION, OptionType.CALL, E8, 2_500_000);
    private final InstrumentRisk perpetual = risk(InstrumentKind.PERPETUAL, OptionType.NONE, 10 * E8, S * E8);

    private static InstrumentRisk risk(
            final InstrumentKind kind, final OptionType type, final long lotSizeE8, final long markE8) {
        final boolean option = kind == InstrumentKind.OPTION;
        final InstrumentRisk risk = new InstrumentRisk(
                new Instrument(
                        1,
                        1,
                        new InstrumentTerms(
                                "BTC-TEST",
                                "BTC",
                                kind,
                                type,
                                ContractStyle.INVERSE,
                                Currency.BTC,
                                option ? 9_000 * E8 : 0,
                                option ? 1 : 0,
                                50_000,
                                lotSizeE8,
                                1_000)),
                option ? 1 : 0,
                0);
        risk.mark(markE8, 0, S * E8);
        risk.scenarios(new int[0], 1_000);
        return risk;
    }

    /** The published 1,750 and 1,250 dollars of short options; 2.005 % of a coin of a perpetual; nothing for what is owned. */
    @Test
    void isTheSumOverPositions() {
        assertThat(model.move(book, 0, call, 0, -1)).isTrue();
        evaluates(1_750 * E12 / S, 1_000 * E12 / S);
        assertThat(model.move(book, 0, put, 0, -1)).isTrue();
        evaluates(3_000 * E12 / S, 2_000 * E12 / S);
        assertThat(model.move(book, 0, call, -1, 5)).isTrue();
        evaluates(1_250 * E12 / S, 1_000 * E12 / S);
        assertThat(model.move(book, 0, perpetual, 0, 1_000)).isTrue();
        evaluates(1_250 * E12 / S + 20_050_000_000L, 1_000 * E12 / S + 10_050_000_000L);
        assertThat(model.move(book, 0, perpetual, 1_000, -1_000)).isTrue();
        evaluates(1_250 * E12 / S + 20_050_000_000L, 1_000 * E12 / S + 10_050_000_000L);
        assertThat(model.move(book, 0, perpetual, -1_000, 0)).isTrue();
        assertThat(model.move(book, 0, put, -1, 0)).isTrue();
        assertThat(book).containsOnly(0);
    }

    @Test
    void whatCannotBeCountedIsRefused() {
        assertThat(model.move(book, 0, call, 0, -(1L << 40))).isFalse();
        assertThat(model.move(book, 0, call, 0, Long.MIN_VALUE + 1)).isFalse();
        assertThat(model.move(book, 0, perpetual, 0, 1L << 60)).isFalse();
        assertThat(book).containsOnly(0);
    }

    private void evaluates(final long initialE12, final long maintenanceE12) {
        model.evaluate(book, 0, figures);
        assertThat(figures.initialE12()).isEqualTo(initialE12);
        assertThat(figures.maintenanceE12()).isEqualTo(maintenanceE12);
    }
}
