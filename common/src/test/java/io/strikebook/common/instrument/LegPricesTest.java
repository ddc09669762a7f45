package io.strikebook.common.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The price of a combination over its legs, and which legs there may be. */
class LegPricesTest {
    private static final int RUNS = 200_000;

    private final SplittableRandom random = new SplittableRandom(17);
    private final LegPrices prices = new LegPrices();

    private static Instrument option(final int id) {
        return instrument(id, InstrumentKind.OPTION, ContractStyle.INVERSE, 10);
    }

    private static Instrument future(final int id) {
        return instrument(id, InstrumentKind.PERPETUAL, ContractStyle.INVERSE, 10);
    }

    private static Instrument instrument(
            final int id, final InstrumentKind kind, final ContractStyle style, final long lotSizeE8) {
        final boolean option = kind == InstrumentKind.OPTION;
        return new Instrument(
                id,
                1,
                new InstrumentTerms(
                        "LEG-" + id,
                        "BTC",
                        kind,
                        option ? OptionType.PUT : OptionType.NONE,
                        style,
                        style == ContractStyle.INVERSE ? Currency.BTC : Currency.USDC,
                        option ? 1 : 0,
                        option ? 1_000 * id : 0,
                        1,
                        lotSizeE8,
                        1_000));
    }

    private static ComboLegs legs(final int[] ratios, final Instrument... instruments) {
        return new ComboLegs(instruments, ratios);
    }

    @Test
    void pricesTimesRatiosSumToThePriceAndNoneIsBelowItsFloor() {
        for (int run = 0; run < RUNS; run++) {
            final ComboLegs legs = randomLegs();
            final long[] marks = new long[legs.count()];
            for (int i = 0; i < marks.length; i++) {
                marks[i] = random.nextInt(10) == 0 ? random.nextLong() >> 10 : random.nextInt(1_000);
                prices.mark(legs, i, marks[i]);
                marks[i] = prices.priceE8(i);
            }
            final long about = prices.sumE8(legs) + random.nextInt(5_000) - 2_500;
            final long price = legs.sellsSome() ? about : Math.max(0, about);
            prices.split(legs, price);
            assertThat(prices.sumE8(legs)).isEqualTo(price);
            for (int i = 0; i < marks.length; i++) {
                assertThat(prices.priceE8(i))
                        .as("leg %d of run %d", i, run)
                        .isGreaterThanOrEqualTo(legs.leg(i).isOption() ? 0 : marks[i] / 2);
            }
        }
    }

    private ComboLegs randomLegs() {
        final boolean options = random.nextBoolean();
        final int count = 2 + random.nextInt(3);
        final Instrument[] instruments = new Instrument[count];
        final int[] ratios = new int[count];
        for (int i = 0; i < count; i++) {
            instruments[i] = options ? option(i + 1) : future(i + 1);
            ratios[i] = (1 + random.nextInt(3)) * (i > 0 && random.nextBoolean() ? -1 : 1);
        }
        final int unit = random.nextInt(count);
        ratios[unit] = Integer.signum(ratios[unit]);
        if (!options && new ComboLegs(instruments, ratios).sellsSome() == false) {
            ratios[count - 1] = -ratios[count - 1];
        }
        final ComboLegs legs = new ComboLegs(instruments, ratios);
        assertThat(legs.areValid()).isTrue();
        return legs;
    }

    @Test
    void theDifferenceGoesToTheUnitLegWithTheHighestMark() {
        final ComboLegs legs = legs(new int[] {1, -1, 2}, option(1), option(2), option(3));
        mark(legs, 50, 70, 90);
        prices.split(legs, 165);
        assertThat(prices.priceE8(0)).isEqualTo(50);
        assertThat(prices.priceE8(1)).isEqualTo(65);
        assertThat(prices.priceE8(2)).isEqualTo(90);
    }

    @Test
    void whatAFloorLeavesTheOtherLegsTakeAndTheFirstGetsBackWhatWasTooMuch() {
        final ComboLegs legs = legs(new int[] {1, 2}, option(1), option(2));
        mark(legs, 10, 40);
        prices.split(legs, 65);
        assertThat(prices.priceE8(0)).isEqualTo(1);
        assertThat(prices.priceE8(1)).isEqualTo(32);
    }

    private void mark(final ComboLegs legs, final long... marks) {
        for (int i = 0; i < marks.length; i++) {
            prices.mark(legs, i, marks[i]);
        }
    }

    @Test
    void legsAreOfOneKindInAscendingOrderWithOneUnit() {
        assertThat(legs(new int[] {1, -1}, option(1), option(2)).areValid()).isTrue();
        assertThat(legs(new int[] {1, 1}, option(1), option(2)).areValid()).isTrue();
        assertThat(legs(new int[] {1, 1}, future(1), future(2)).areValid()).isFalse();
        assertThat(legs(new int[] {1, -1}, future(1), future(2)).areValid()).isTrue();
        assertThat(legs(new int[] {1, -1}, future(1), option(2)).areValid()).isFalse();
        assertThat(legs(new int[] {1, -1}, option(2), option(1)).areValid()).isFalse();
        assertThat(legs(new int[] {1, -1}, option(1), option(1)).areValid()).isFalse();
        assertThat(legs(new int[] {-1, 1}, option(1), option(2)).areValid()).isFalse();
        assertThat(legs(new int[] {2, -3}, option(1), option(2)).areValid()).isFalse();
        assertThat(legs(new int[] {1, -101}, option(1), option(2)).areValid()).isFalse();
        assertThat(legs(new int[] {1, 0}, option(1), option(2)).areValid()).isFalse();
        assertThat(legs(new int[] {1}, option(1)).areValid()).isFalse();
        assertThat(legs(new int[] {1, 1, 1, 1, 1}, option(1), option(2), option(3), option(4), option(5))
                        .areValid())
                .isFalse();
        assertThat(legs(new int[] {1, -1}, option(1), instrument(2, InstrumentKind.OPTION, ContractStyle.INVERSE, 20))
                        .areValid())
                .isFalse();
        assertThat(legs(new int[] {1, -1}, option(1), instrument(2, InstrumentKind.OPTION, ContractStyle.LINEAR, 10))
                        .areValid())
                .isFalse();
    }

    @Test
    void termsFollowFromTheLegsAndLastUntilTheFirstExpires() {
        final ComboLegs legs = legs(new int[] {1, -2}, option(1), option(2));
        final InstrumentTerms terms = legs.terms("SPREAD", 5, 500);
        assertThat(terms.kind()).isEqualTo(InstrumentKind.OPTION_COMBO);
        assertThat(terms.expiryNs()).isEqualTo(1_000);
        assertThat(terms.lotSizeE8()).isEqualTo(10);
        assertThat(legs.problem("SPREAD", 5, 500)).isNull();
        assertThat(legs.problem("SPREAD", 5, 501)).contains("maxOrderLots");
        assertThat(legs.problem("SPREAD", 0, 500)).contains("tickSizeE8");
        assertThat(legs.problem("", 5, 500)).contains("symbol");
        assertThat(legs(new int[] {1, -1}, future(1), future(2)).isWorthItsPrice())
                .isFalse();
    }
}
