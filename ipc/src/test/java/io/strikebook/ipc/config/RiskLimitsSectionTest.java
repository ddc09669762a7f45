package io.strikebook.ipc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.venue.RiskLimits;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.RequestKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What accounts may do, as configuration says it. */
class RiskLimitsSectionTest {
    private static RiskLimits read(final String... lines) {
        final String text = "riskLimits:\n  " + String.join("\n  ", lines) + "\n";
        return VenueSection.read(ConfigSection.parse("test", text), VenueParameters.defaults())
                .riskLimits();
    }

    private static void refused(final String line, final String... parts) {
        assertThatThrownBy(() -> read(line)).hasMessageContainingAll(parts);
    }

    @Test
    void everyKeyIsReadAndWrittenAsItIsRead() {
        final ConfigSection section = ConfigSection.parse("test", """
                riskLimits:
                  maxOrderValueE8: 100000000
                  maxDistanceE8: 2000000
                  clampFutures: true
                  positions: [BTC 2500.5, ETH 1]
                  rates: [trading 5 20, nonMatching 20 100]
                """);
        final RiskLimits limits =
                VenueSection.read(section, VenueParameters.defaults()).riskLimits();
        assertThat(limits)
                .isEqualTo(new RiskLimits(
                        100_000_000L,
                        2_000_000L,
                        true,
                        List.of(
                                new RiskLimits.Position("BTC", 250_050_000_000L),
                                new RiskLimits.Position("ETH", 100_000_000L)),
                        List.of(
                                new RiskLimits.Rate(RequestKind.TRADING, 5, 20),
                                new RiskLimits.Rate(RequestKind.NON_MATCHING, 20, 100))));
        final ConfigSection again = ConfigSection.parse("effective", section.effective());
        assertThat(VenueSection.read(again, VenueParameters.defaults()).riskLimits())
                .isEqualTo(limits);
    }

    @Test
    void withoutASectionThereAreNone() {
        assertThat(VenueSection.read(ConfigSection.empty("test"), VenueParameters.defaults())
                        .riskLimits())
                .isEqualTo(RiskLimits.none());
    }

    @Test
    void whatIsNoLimitIsRefusedByName() {
        refused("maxOrderValueE8: -1", "maxOrderValueE8");
        refused("positions: [BTC]", "UNDERLYING COINS");
        refused("positions: [DOGE 5]", "'DOGE' is not an underlying");
        refused("positions: [BTC 5, BTC 6]", "'BTC' is given twice");
        refused("positions: [BTC 0]", "coins are above 0");
        refused("positions: [BTC 1.123456789]", "at most 8 decimal places");
        refused("positions: [BTC 99999999999]", "coins are above 0");
        refused("rates: [trading 5]", "KIND PER_SECOND BURST");
        refused("rates: [walking 5 20]", "KIND PER_SECOND BURST", "massQuotes");
        refused("rates: [quotes 5 20, quotes 5 20]", "'quotes' is given twice");
        refused("rates: [quotes 0 20]", "requests are 1..1000000");
        refused("rates: [quotes 5 1000001]", "requests are 1..1000000");
    }
}
