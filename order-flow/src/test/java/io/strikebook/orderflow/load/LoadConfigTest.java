package io.strikebook.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.schemas.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadConfigTest {
    @Test
    void absentKeysHaveTheirDefaults() {
        assertThat(LoadConfig.from(ConfigSection.empty("test"))).isEqualTo(LoadConfig.defaults());
    }

    @Test
    void keysAreReadAndUnknownOnesRefused() {
        final ConfigSection section = ConfigSection.parse("test.yaml", "ratePerSecond: 0\nwindow: 64\nmaker: 3\n");
        final LoadConfig config = LoadConfig.from(section);
        assertThat(config.ratePerSecond()).isZero();
        assertThat(config.window()).isEqualTo(64);
        assertThatThrownBy(section::refuseUnknownKeys)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("test.yaml:3")
                .hasMessageContaining("maker");
    }

    @Test
    void aMixIsAPresetAndWhatDiffersFromIt() {
        final MixConfig none = LoadConfig.defaults().mix();
        assertThat(none.clients()).isZero();
        final MixConfig all = mix("preset: all\n  iceberg: 0\n  clients: 6\n");
        assertThat(all.clients()).isEqualTo(6);
        assertThat(all.of(MixKind.ICEBERG)).isZero();
        assertThat(all.of(MixKind.STOP)).isEqualTo(MixKind.STOP.usualPerMille());
        final MixConfig one = mix("massQuote: 500\n");
        assertThat(one.clients()).isEqualTo(4);
        assertThat(one.of(MixKind.STOP)).isZero();
    }

    @Test
    void aMixOfMoreThanAllOrOfOneClientOrUnknownKindsIsRefused() {
        assertThatThrownBy(() -> mix("limit: 600\n  stop: 401\n"))
                .hasMessageContaining("test.yaml:3")
                .hasMessageContaining("1001");
        assertThatThrownBy(() -> mix("limit: 1\n  clients: 1\n")).hasMessageContaining("clients");
        assertThatThrownBy(() -> mix("preset: some\n")).hasMessageContaining("none, all");
        final ConfigSection section = ConfigSection.parse("test.yaml", "mix:\n  stops: 3\n");
        LoadConfig.from(section);
        assertThatThrownBy(section::refuseUnknownKeys).hasMessageContaining("stops");
    }

    private static MixConfig mix(final String keys) {
        return LoadConfig.from(ConfigSection.parse("test.yaml", "mix:\n  " + keys))
                .mix();
    }

    @Test
    void aQuoteSmallerThanATakerIsRefused() {
        final ConfigSection section = ConfigSection.parse("test.yaml", "maxTakerLots: 10\nquoteLots: 5\n");
        assertThatThrownBy(() -> LoadConfig.from(section)).hasMessageContaining("quoteLots");
    }

    @Test
    void accountsAreMakersThenTakersEachFundedInEveryCurrency() {
        final List<LoadAccounts.Account> accounts =
                LoadAccounts.of(LoadConfig.defaults(), List.of(Currency.BTC, Currency.ETH));
        assertThat(accounts).hasSize(8);
        assertThat(accounts.get(0).name()).isEqualTo("maker-1");
        assertThat(accounts.get(7).accountId()).isEqualTo(8);
        assertThat(accounts.get(7).name()).isEqualTo("taker-4");
        assertThat(accounts.get(7).deposits())
                .containsExactly(
                        new LoadAccounts.Funding(Currency.BTC, 100_000_000_000_000L),
                        new LoadAccounts.Funding(Currency.ETH, 100_000_000_000_000L));
    }
}
