package io.strikebook.ipc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.venue.CrossRules;
import io.strikebook.common.venue.VenueParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Haircuts and offsets of accounts with one margin over all currencies, as keys of a venue's section. */
class CrossMarginSectionTest {
    private static CrossRules read(final String keys) {
        final ConfigSection venue = ConfigSection.parse("venue", "crossMargin:\n" + keys);
        return VenueSection.read(venue, VenueParameters.defaults()).cross();
    }

    @Test
    void whatIsNotGivenIsAsPublished() {
        assertThat(read("  ethHaircutE8: 5000000\n")).isEqualTo(new CrossRules(0, 5_000_000, 0, false, 0, -1, -1));
        assertThat(read("  correlated: true\n  contingencyE8: 25000000\n  pnlOffsetE8: 0\n  mostOffsetUsdE8: 7\n"))
                .isEqualTo(new CrossRules(0, 0, 0, true, 25_000_000, 0, 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"btcHaircutE8: -1", "usdcHaircutE8: 50000001", "pnlOffsetE8: -2", "contingencyE8: 100000001"})
    void whatIsNoRatioIsRefused(final String key) {
        assertThatThrownBy(() -> read("  " + key + "\n")).hasMessageContaining(key.substring(0, key.indexOf(':')));
    }
}
