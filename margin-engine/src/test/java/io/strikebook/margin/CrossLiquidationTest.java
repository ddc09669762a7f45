package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.LiquidationRules;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Accounts with one margin over all currencies, below maintenance margin: dollars stand for an inverse perpetual of 10 USD a lot, 40 coins long
 * at 10,000.
 */
class CrossLiquidationTest {
    private static final int LONG = 1;
    private static final int FUND = LiquidationVenue.FUND;
    private static final long DOLLAR = 1_000_000L;

    private static LiquidationVenue leveraged(
            final LiquidationRules rules, final AccountMarginModel model, final long dollars) {
        final LiquidationVenue venue = new LiquidationVenue(rules).price(10_000);
        venue.margin.deposit(LONG, Currency.USDC, dollars * DOLLAR);
        new PortfolioFrames(venue.margin).model(LONG, model);
        venue.margin.run();
        return venue.buys(LONG, 40_000, 10_000).price(10_000);
    }

    private static CrossAccount account(final LiquidationVenue venue) {
        return venue.margin.engine.core().wallets().cross(LONG);
    }

    private static Wallet dollars(final LiquidationVenue venue, final int accountId) {
        return venue.margin.engine.core().wallets().find(accountId, Currency.USDC);
    }

    @ParameterizedTest
    @EnumSource(names = {"CROSS_STANDARD", "CROSS_PORTFOLIO"})
    void partsAreSoldUntilCollateralCoversTheRest(final AccountMarginModel model) {
        final long dollars = model == AccountMarginModel.CROSS_STANDARD ? 10_000 : 70_000;
        final LiquidationVenue venue = leveraged(LiquidationVenue.RULES, model, dollars);
        assertThat(account(venue).flags()).isZero();
        venue.price(model == AccountMarginModel.CROSS_STANDARD ? 9_850 : 9_500).settle();

        assertThat(venue.told.subList(0, 5))
                .startsWith("BEGUN 1", "CANCEL_ORDERS 1", "CANCEL_ORDERS 1", "CANCEL_ORDERS 1", "CANCEL_ORDERS 1");
        assertThat(venue.told).anyMatch(step -> step.startsWith("REDUCE 1 sell 2000 of 1 "));
        assertThat(venue.told.get(venue.told.size() - 1)).isEqualTo("ENDED 1");
        assertThat(venue.lots(LONG)).isBetween(1L, 39_999L);
        assertThat(account(venue).figures().collateralE8())
                .isGreaterThanOrEqualTo(account(venue).figures().maintenanceE8());
        assertThat(account(venue).isInLiquidation()).isFalse();
        venue.margin.engine.requireConsistent();
    }

    @Test
    void theFundTakesOverWhatThereIsInEveryCurrency() {
        final LiquidationVenue venue = leveraged(LiquidationVenue.RULES, AccountMarginModel.CROSS_STANDARD, 10_000)
                .deposit(FUND, 100_000);
        venue.tradedPercent = 0;
        venue.price(9_700);
        while (!venue.told.contains("ENDED 1")) {
            venue.step();
        }
        assertThat(venue.told).contains("TAKE_OVER 1: 9 buys 40000 of 1");
        assertThat(venue.lots(LONG)).isZero();
        assertThat(venue.wallet(LONG).cash()).isZero();
        assertThat(dollars(venue, LONG).cash()).isZero();
        assertThat(venue.lots(FUND)).isEqualTo(40_000);
        assertThat(dollars(venue, FUND).cash()).isEqualTo(10_000 * DOLLAR);
        // 40 coins bought at 10,000 are 41.2371134 at 9,700, and the fee was 0.02.
        assertThat(venue.wallet(FUND).cash()).isEqualTo(1_000 * LiquidationVenue.E8 - 125_711_341L);
        venue.margin.engine.requireConsistent();
    }

    @Test
    void whoPaysADebtGetsTheCollateralBehindIt() {
        final LiquidationRules rules = LiquidationVenue.RULES;
        final LiquidationVenue venue = leveraged(
                new LiquidationRules(
                        0, rules.intervalNs(), rules.stepE8(), rules.priceStepE8(), rules.attempts(), 0, 8),
                AccountMarginModel.CROSS_STANDARD,
                10_000);
        venue.tradedPercent = 0;
        venue.price(9_700).settle();

        assertThat(venue.told).contains("DELEVERAGE 1: 8 buys 40000 of 1", "SHARE_LOSS 1", "ENDED 1");
        assertThat(venue.lots(LONG)).isZero();
        assertThat(venue.wallet(LONG).cash()).isZero();
        assertThat(dollars(venue, LONG).cash()).isZero();
        assertThat(dollars(venue, LiquidationVenue.MARKET_MAKER).cash()).isEqualTo(10_000 * DOLLAR);
        venue.margin.engine.requireConsistent();
    }

    @Test
    void goesOnFromASnapshot() {
        final LiquidationVenue venue = leveraged(LiquidationVenue.RULES, AccountMarginModel.CROSS_PORTFOLIO, 70_000);
        venue.price(9_500);
        venue.step();
        venue.step();
        final SnapshotOutput saved = new SnapshotOutput();
        venue.margin.engine.save(saved);
        final MarginEngine engine = new MarginEngine(
                VenueParameters.defaults().withLiquidation(LiquidationVenue.RULES), new MemoryQueue().publication());
        final SnapshotInput input = new SnapshotInput(saved.buffer(), 0, saved.length());
        engine.load(input);
        input.end();
        engine.requireConsistent();
        assertThat(engine.stateHash()).isEqualTo(venue.margin.engine.stateHash());
        assertThat(engine.core().wallets().cross(LONG).isInLiquidation()).isTrue();
    }
}
