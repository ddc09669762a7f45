package io.strikebook.ipc.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.portfolio.PortfolioFigures;
import io.strikebook.common.margin.portfolio.PortfolioLegs;
import io.strikebook.common.margin.portfolio.PortfolioMargin;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import org.junit.jupiter.api.Test;

/** Models as they are saved between a switch of scenario sets and the last account that counts at an epoch before it. */
class PortfolioSnapshotTest {
    private static final long E8 = 100_000_000L;
    private static final Instrument PERPETUAL = new Instrument(
            1,
            1,
            new InstrumentTerms(
                    "BTC-PERPETUAL",
                    "BTC",
                    InstrumentKind.PERPETUAL,
                    OptionType.NONE,
                    ContractStyle.INVERSE,
                    Currency.BTC,
                    0,
                    0,
                    E8 / 2,
                    10 * E8,
                    1_000_000));

    private static PortfolioLegs legs() {
        final PortfolioLegs legs = new PortfolioLegs(VenueParameters.defaults());
        legs.list(PERPETUAL);
        return legs;
    }

    private static void change(final PortfolioLegs legs, final int version, final long rangeE8, final long scaleE8) {
        final long[] valuesE8 = ScenarioSets.published("BTC");
        valuesE8[ScenarioParameter.PRICE_RANGE.ordinal()] = rangeE8;
        valuesE8[ScenarioParameter.STANDARD_MARGIN.ordinal()] = scaleE8;
        legs.scenarioSet(version, 1, valuesE8);
    }

    /** Initial margin of a long coin as of an epoch. */
    private static long initialE12(final PortfolioLegs legs, final long epoch) {
        final PortfolioMargin model = legs.model(PortfolioLegs.legOf(PERPETUAL), epoch, 50_000 * E8);
        final InstrumentRisk risk = new InstrumentRisk(PERPETUAL, 0, PortfolioMargin.SCENARIOS);
        risk.mark(50_000 * E8, 0, 50_000 * E8);
        final long[] book = new long[legs.bookLength()];
        assertThat(model.move(book, 0, risk, 0, 5_000)).isTrue();
        final PortfolioFigures figures = new PortfolioFigures();
        model.evaluate(book, 0, figures);
        return figures.initialE12();
    }

    @Test
    void bothSidesOfASwitchComeBackAndWhatWaits() {
        final PortfolioLegs legs = legs();
        change(legs, 2, 20_000_000, 150_000_000);
        legs.epochBegins(10, 2);
        legs.expiryRisk(1, 0, 30_000_000_000L);
        change(legs, 3, 30_000_000, 120_000_000);
        legs.epochBegins(20, 3);
        change(legs, 4, 40_000_000, 110_000_000);
        final SnapshotOutput out = new SnapshotOutput();
        PortfolioSnapshot.save(legs, out);
        final PortfolioLegs twin = legs();
        PortfolioSnapshot.load(twin, new SnapshotInput(out.buffer(), 0, out.length()));
        for (final long epoch : new long[] {19, 20}) {
            assertThat(initialE12(twin, epoch)).isEqualTo(initialE12(legs, epoch));
            assertThat(twin.standard().of(1, epoch).scaleE8())
                    .isEqualTo(legs.standard().of(1, epoch).scaleE8());
        }
        assertThat(initialE12(twin, 19)).isLessThan(initialE12(twin, 20));
        assertThat(twin.hash()).isEqualTo(legs.hash());
        legs.epochBegins(30, 4);
        twin.epochBegins(30, 4);
        assertThat(initialE12(twin, 29)).isEqualTo(initialE12(legs, 29));
        assertThat(initialE12(twin, 30)).isEqualTo(initialE12(legs, 30)).isGreaterThan(initialE12(twin, 29));
        assertThat(twin.hash()).isEqualTo(legs.hash());
    }
}
