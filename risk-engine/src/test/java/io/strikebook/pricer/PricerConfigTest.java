package io.strikebook.pricer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.home.TimeMode;
import org.junit.jupiter.api.Test;

class PricerConfigTest {
    @Test
    void howLongMarketDataMayWaitHasBoundsAndIsForLiveTimeAlone() {
        assertThat(read("", TimeMode.LIVE)).isEqualTo(new PricerConfig(5_000_000_000L));
        assertThat(read("dropBehindMs: 100\n", TimeMode.LIVE)).isEqualTo(new PricerConfig(100_000_000L));
        assertThat(read("", TimeMode.RECORDED)).isEqualTo(new PricerConfig(Long.MAX_VALUE));
        assertRefused("dropBehindMs: 99\n", TimeMode.LIVE, "outside");
        assertRefused("dropBehindMs: 600001\n", TimeMode.LIVE, "outside");
        assertRefused("dropBehindMs: 5000\n", TimeMode.RECORDED, "'time: live'");
    }

    private static void assertRefused(final String text, final TimeMode mode, final String reason) {
        assertThatThrownBy(() -> read(text, mode)).as(text).hasMessageContaining(reason);
    }

    private static PricerConfig read(final String text, final TimeMode mode) {
        return PricerConfig.read(ConfigSection.parse("test.yaml", text), mode);
    }
}
