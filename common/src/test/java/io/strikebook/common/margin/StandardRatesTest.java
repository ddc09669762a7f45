package io.strikebook.common.margin;

import static io.strikebook.common.margin.Terms.E8;
import static io.strikebook.common.margin.Terms.future;
import static io.strikebook.common.margin.Terms.option;
import static io.strikebook.schemas.ContractStyle.INVERSE;
import static io.strikebook.schemas.ContractStyle.LINEAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.OptionType;
import org.junit.jupiter.api.Test;

/** Standard margin whose rates are multiplied, from an epoch on. */
class StandardRatesTest {
    private static final long S_E8 = 10_000 * E8;
    private static final long MARK_E8 = 2_500_000;

    private final VenueParameters.Margin venue = VenueParameters.defaults().margin();
    private final StandardRates rates = new StandardRates(venue, 2);

    @Test
    void ratesAreMultipliedAndMarksAreNot() {
        final StandardMargin margin = new StandardMargin(venue, 150_000_000);
        final Instrument call = option(OptionType.CALL, INVERSE, 9_000 * E8);
        final Instrument put = option(OptionType.PUT, INVERSE, 9_000 * E8);
        // 0.225 and the mark, 0.1125 and the mark; of the put, a thousand dollars out of the money, 0.15 and the mark
        assertThat(margin.shortOptionInitialE12(call, 1, MARK_E8, S_E8)).isEqualTo(250_000_000_000L);
        assertThat(margin.shortOptionMaintenanceE12(call, 1, MARK_E8, S_E8)).isEqualTo(137_500_000_000L);
        assertThat(margin.shortOptionInitialE12(put, 1, MARK_E8, S_E8)).isEqualTo(175_000_000_000L);
        // a coin of futures: 3 % and 0.0075 %, 1.5 % and the same
        assertThat(margin.futureInitialE12(future(INVERSE), 1_000, 1_000, S_E8, S_E8))
                .isEqualTo(30_075_000_000L);
        assertThat(margin.futureMaintenanceE12(future(INVERSE), 1_000, S_E8, S_E8))
                .isEqualTo(15_075_000_000L);
    }

    @Test
    void linearOptionsAreTheSameInDollars() {
        final StandardMargin margin = new StandardMargin(venue, 200_000_000);
        final Instrument call = option(OptionType.CALL, LINEAR, 9_000 * E8);
        assertThat(margin.shortOptionInitialE12(call, 1, 250 * E8, S_E8)).isEqualTo(3_250_000_000_000_000L);
    }

    @Test
    void aScaleCountsFromItsEpochOn() {
        rates.set(1, 10, 150_000_000);
        assertThat(rates.of(1, 9).scaleE8()).isEqualTo(E8);
        assertThat(rates.of(1, 10).scaleE8()).isEqualTo(150_000_000);
        assertThat(rates.newest(2).scaleE8()).isEqualTo(E8);
        rates.set(1, 20, 150_000_000);
        assertThat(rates.of(1, 15).scaleE8()).as("the same again is no change").isEqualTo(150_000_000);
        rates.set(1, 30, E8);
        assertThat(rates.of(1, 29).scaleE8()).isEqualTo(150_000_000);
        assertThat(rates.of(1, 30).scaleE8()).isEqualTo(E8);
    }

    @Test
    void whatIsRestoredIsTheSame() {
        rates.set(1, 10, 150_000_000);
        rates.set(1, 30, 120_000_000);
        final StandardRates twin = new StandardRates(venue, 2);
        twin.restore(
                1, rates.switchEpoch(1), rates.scaleBeforeE8(1), rates.newest(1).scaleE8());
        assertThat(twin.hash()).isEqualTo(rates.hash());
        assertThat(twin.of(1, 29).scaleE8()).isEqualTo(150_000_000);
    }
}
