package io.strikebook.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** All recorded chains, each fitted on its own; {@link RecordedSurfaces#main} prints the numbers behind the bounds. */
class RecordedSurfacesTest {
    @Test
    void noRecordedChainKeepsArbitrageAndQuotesAreMet() throws IOException {
        final RecordedSurfaces read = RecordedSurfaces.read();
        assertThat(read.chains).isGreaterThanOrEqualTo(110);
        assertThat(read.chainsWithArbitrage).isZero();
        assertThat(read.leastButterfly).isPositive();
        assertThat(read.leastBetween).isPositive();
        assertThat(read.slicesRepaired).isLessThan(read.slices / 100);
        assertThat(read.largestRepair).isLessThan(0.01);
        assertThat(read.all.shareInside()).isGreaterThan(0.96);
        assertThat(read.all.quantile(0.5)).isLessThan(0.002);
        for (final Tally term : read.byTerm) {
            assertThat(term.shareInside()).isGreaterThan(0.95);
        }
        for (final Tally moneyness : read.byMoneyness) {
            assertThat(moneyness.shareInside()).isGreaterThan(0.88);
        }
        assertThat(read.all.shareInside()).isGreaterThan(read.essvi.shareInside());
        assertThat(read.marks.quantile(0.5)).isLessThan(0.003);
        assertThat(read.coins.quantile(0.5)).isLessThan(1e-4);
        assertThat(read.coins.quantile(0.99)).isLessThan(1.5e-3);
        assertThat(read.forwards.quantile(0.5)).isLessThan(3e-4);
        assertThat(read.forwards.quantile(1)).isLessThan(5e-3);
        assertThat(read.worstRoundTrip).isLessThan(1e-13);
    }
}
