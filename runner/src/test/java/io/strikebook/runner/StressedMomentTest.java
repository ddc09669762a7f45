package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.home.Home;
import io.strikebook.pricing.black.Black76;
import io.strikebook.runner.account.AccountReader;
import io.strikebook.runner.account.MarkDetails;
import io.strikebook.runner.account.PositionReport;
import io.strikebook.runner.account.WalletReport;
import io.strikebook.runner.stress.AccountStress;
import io.strikebook.runner.stress.StressResult;
import io.strikebook.runner.stress.StressScenario;
import io.strikebook.runner.stress.StressScenarios;
import io.strikebook.runner.stress.StressTest;
import io.strikebook.schemas.OptionType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shocks over a recording with options and futures, accounts of both margin models and little money. */
@Timeout(300)
class StressedMomentTest {
    private static final long SEED = Long.getLong("strikebook.mix.seed", 61);
    private static final double E8 = 1e8;
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static Recording recording;
    private static Moment moment;
    private static MarkDetails details;

    @BeforeAll
    static void record() throws Exception {
        final Home home;
        try (RecordedVenue venue =
                RecordedVenue.withEverything(folder.resolve("home"), SEED, 1, "deposit: 300000000\n")) {
            venue.trade(7_000);
            venue.stop();
            home = venue.home();
        }
        recording = new Recording(home);
        moment = Moment.at(recording, recording.lastAnsweredCommand(), command -> {}, line -> {});
        details = MarkDetails.at(moment);
    }

    private static List<StressResult> run(
            final int defaults, final double cost, final int fund, final String... scenarios) {
        final List<StressScenario> parsed = new ArrayList<>();
        for (final String scenario : scenarios) {
            parsed.add(StressScenario.parse(scenario));
        }
        return new StressTest(moment, details, new StressTest.Options(defaults, cost, fund))
                .run(parsed.isEmpty() ? StressScenarios.all() : parsed);
    }

    private static String accounts() {
        final AccountReader reader = new AccountReader(moment, details);
        final StringBuilder all = new StringBuilder();
        for (int i = 0; i < moment.margin().wallets().accountCount(); i++) {
            all.append(reader.read(moment.margin().wallets().accountId(i)));
        }
        return all.toString();
    }

    @Test
    void whatSomeLoseOthersGainAndAllIsAsItWasAfterThat() {
        final String before = accounts();
        final List<StressResult> results = run(2, 0.01, 0);
        assertThat(results).hasSizeGreaterThan(20);
        for (final StressResult result : results) {
            final double sum = result.accounts().stream()
                    .mapToDouble(AccountStress::profitUsd)
                    .sum();
            assertThat(sum).as(result.scenario().name()).isCloseTo(0, within(0.01 + result.lossesUsd() * 1e-9));
            assertThat(result.gainedUsd()).isCloseTo(result.lossesUsd(), within(0.01 + result.lossesUsd() * 1e-9));
            assertThat(result.accounts().stream().filter(AccountStress::defaults))
                    .hasSize(2);
        }
        assertThat(accounts()).isEqualTo(before);
    }

    @Test
    void nothingMovesAndNothingIsLost() {
        final StressResult result = run(0, 0.01, 0, "nothing: * 0").get(0);
        assertThat(result.lossesUsd()).isZero();
        assertThat(result.lostUsd()).isZero();
        assertThat(result.toCloseUsd()).isZero();
        assertThat(result.openInterestUsd()).isPositive();
    }

    /** Options and futures by themselves, from the marks and volatilities that were recorded. */
    @Test
    void anAccountLosesWhatItsPositionsDo() {
        final double btc = -0.25;
        final double eth = 0.4;
        final StressResult result =
                run(0, 0.01, 0, "apart: BTC -25 vol +30, ETH +40 points +5").get(0);
        final AccountReader reader = new AccountReader(moment, details);
        int checked = 0;
        for (final AccountStress account : result.accounts()) {
            double expected = 0;
            for (final WalletReport wallet : reader.read(account.accountId()).wallets()) {
                for (final PositionReport position : wallet.positions()) {
                    final boolean ofBtc = position.instrument().underlyingId() == 1;
                    final double move = ofBtc ? btc : eth;
                    final double index = moment.margin()
                                    .marks()
                                    .indexE8(position.instrument().underlyingId())
                            / E8;
                    expected += profit(position, move, ofBtc) * index * (1 + move);
                    checked++;
                }
            }
            assertThat(account.profitUsd())
                    .as("account %d", account.accountId())
                    .isCloseTo(expected, within(0.05 + Math.abs(expected) * 1e-5));
        }
        assertThat(checked).isGreaterThan(20);
    }

    /** In coins. */
    private static double profit(final PositionReport position, final double move, final boolean ofBtc) {
        final Instrument instrument = position.instrument();
        final double units = position.lots() * (instrument.terms().lotSizeE8() / E8);
        final double mark = position.markE8() / E8;
        if (!instrument.isOption()) {
            return units / mark - units / (mark * (1 + move));
        }
        final int id = instrument.instrumentId();
        final boolean call = instrument.terms().optionType() == OptionType.CALL;
        final double forward = details.forwardE8(id) / E8;
        final double strike = instrument.terms().strikeE8() / E8;
        final double years = (instrument.terms().expiryNs() - moment.timestampNs()) / NS_PER_YEAR;
        final double volatility = details.volatilityE6(id) / 1e6;
        final double moved = ofBtc ? volatility * 1.3 : volatility + 0.05;
        final double after = forward * (1 + move);
        return units
                * (Black76.price(call, after, strike, years, moved) / after
                        - Black76.price(call, forward, strike, years, volatility) / forward);
    }

    @Test
    void whatIsLostBeyondEquityIsPaidByTheFundOrByNobody() {
        final int fund = moment.margin().wallets().accountId(0);
        final StressResult without = run(3, 1.0, 0, "fall: * -90 vol +200").get(0);
        assertThat(without.lostUsd()).isPositive();
        assertThat(without.fundUsedUsd()).isZero();
        assertThat(without.uncoveredUsd()).isCloseTo(without.lostUsd(), within(0.01));
        assertThat(without.lostInDefaultUsd()).isPositive().isLessThanOrEqualTo(without.lostUsd() + 0.01);
        final StressResult with = run(3, 1.0, fund, "fall: * -90 vol +200").get(0);
        assertThat(with.accounts()).noneMatch(account -> account.accountId() == fund);
        assertThat(with.fundUsedUsd() + with.uncoveredUsd()).isCloseTo(with.lostUsd(), within(0.01));
        assertThat(with.fundUsedUsd()).isLessThanOrEqualTo(with.fundUsd() + 0.01);
    }

    @Test
    void underlyingsThatAreNotNamedMoveAsTheOthersDo() {
        final StressScenario scenario = StressScenario.parse("x: BTC -33 vol +50, * -10 points -5");
        assertThat(scenario.name()).isEqualTo("x");
        assertThat(scenario.of("BTC").price()).isEqualTo(-0.33);
        assertThat(scenario.of("BTC").volatility()).isEqualTo(0.5);
        assertThat(scenario.of("SOL").price()).isEqualTo(-0.1);
        assertThat(scenario.of("SOL").volatilityPoints()).isEqualTo(-5);
        assertThat(StressScenario.parse("BTC 5").of("ETH").price()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x:",
                "BTC",
                "BTC -100",
                "BTC 1000",
                "BTC -5 vol -100",
                "BTC 5, BTC 6",
                "btc 5",
                "BTC 5 vol",
                "x: BTC 1e3"
            })
    void whatIsNoShockIsRefused(final String text) {
        assertThatThrownBy(() -> StressScenario.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
