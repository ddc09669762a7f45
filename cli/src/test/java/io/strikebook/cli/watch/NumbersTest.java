package io.strikebook.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void durationsHaveTheUnitThatFits() {
        assertThat(Numbers.duration(850)).isEqualTo("850 ns");
        assertThat(Numbers.duration(12_340)).isEqualTo("12.3 us");
        assertThat(Numbers.duration(4_560_000)).isEqualTo("4.56 ms");
        assertThat(Numbers.duration(1_500_000_000)).isEqualTo("1.50 s");
    }

    @Test
    void pricesHaveTheDecimalsOfTheirTick() {
        assertThat(Numbers.price(6_002_750_000_000L, 50_000_000)).isEqualTo("60,027.5");
        assertThat(Numbers.price(7_650_000, 10_000)).isEqualTo("0.0765");
        assertThat(Numbers.price(300_000_000, 100_000_000)).isEqualTo("3");
        assertThat(Numbers.price(VenueView.NO_PRICE, 1)).isEqualTo("-");
    }

    @Test
    void nothingOfNothingIsNoShare() {
        assertThat(Numbers.percent(0, 0)).isEqualTo("-");
        assertThat(Numbers.percent(1, 3)).isEqualTo("33.3 %");
        assertThat(Numbers.rate(10, 0)).isEqualTo("-");
    }

    @Test
    void barsStayWithinTheirFrame() {
        assertThat(WatchPrinter.bar(0)).isEqualTo("[....................]");
        assertThat(WatchPrinter.bar(0.5)).isEqualTo("[##########..........]");
        assertThat(WatchPrinter.bar(Double.POSITIVE_INFINITY)).isEqualTo("[####################]");
    }

    @Test
    void tablesStandBesideEachOther() {
        assertThat(WatchPrinter.beside(List.of("ab", "c"), List.of("x", "y", "z")))
                .containsExactly("ab     x", "c      y", "       z");
    }
}
