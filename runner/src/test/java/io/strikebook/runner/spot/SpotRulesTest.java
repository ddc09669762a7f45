package io.strikebook.runner.spot;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.LiquidationRules;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.RejectCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a trade in spot moves, to the unit, and which cancels are about orders in it. */
class SpotRulesTest {
    private static final long MID_E8 = SpotVenue.INDEX_E8;
    private static final long PLENTY = 1_000_000_000L;

    private SpotVenue venue = new SpotVenue();

    private long cash(final int account, final Currency currency) {
        return venue.wallet(account, currency).cash();
    }

    @Test
    void bothSidesMoveTheSameAndPayTheirFeeInWhatIsPaidWith() {
        final int maker = venue.open(PLENTY, PLENTY);
        final int taker = venue.open(PLENTY, PLENTY);
        assertThat(venue.order(maker, SpotVenue.SPOT, false, 5, MID_E8 + SpotVenue.TICK_E8))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(taker, SpotVenue.SPOT, true, 3, MID_E8 + 2 * SpotVenue.TICK_E8))
                .isEqualTo(RejectCode.ACCEPTED);
        // 0.003 coins at 10,000.5 are 30.0015 USDC; 0.01 % of it is 0.00300015, 0.05 % 0.01500075, both rounded up
        assertThat(cash(taker, Currency.BTC)).isEqualTo(PLENTY + 300_000);
        assertThat(cash(maker, Currency.BTC)).isEqualTo(PLENTY - 300_000);
        assertThat(cash(taker, Currency.USDC)).isEqualTo(PLENTY - 30_001_500 - 15_001);
        assertThat(cash(maker, Currency.USDC)).isEqualTo(PLENTY + 30_001_500 - 3_001);
        assertThat(venue.fees(Currency.USDC)).isEqualTo(15_001 + 3_001);
        assertThat(venue.fees(Currency.BTC)).isZero();
        assertThat(venue.wallet(taker, Currency.BTC).initialMarginE12()).isZero();
        venue.index(2 * MID_E8);
        venue.tick();
        assertThat(venue.wallet(taker, Currency.BTC).equityE12())
                .as("coins are coins, whatever they are worth")
                .isEqualTo((PLENTY + 300_000) * 10_000);
        venue.requireConsistent();
    }

    @Test
    void partsOfAnOrderMoveWhatTheWholeWouldHave() {
        final int maker = venue.open(PLENTY, PLENTY);
        final int taker = venue.open(PLENTY, PLENTY);
        venue.order(maker, SpotVenue.SPOT, false, 7, MID_E8 + SpotVenue.TICK_E8);
        for (int i = 0; i < 7; i++) {
            venue.order(taker, SpotVenue.SPOT, true, 1, MID_E8 + SpotVenue.TICK_E8);
        }
        assertThat(cash(taker, Currency.BTC) + cash(maker, Currency.BTC)).isEqualTo(2 * PLENTY);
        assertThat(cash(taker, Currency.USDC)).isEqualTo(PLENTY - 7 * (10_000_500 + 5_001));
        assertThat(cash(maker, Currency.USDC)).isEqualTo(PLENTY + 7 * (10_000_500 - 1_001));
    }

    @Test
    void aMassCancelOfEitherCurrencyOrOfTheKindTakesThemOff() {
        final int account = venue.open(PLENTY, PLENTY);
        for (final Currency currency : new Currency[] {Currency.BTC, Currency.USDC}) {
            rest(account);
            venue.cancelAll(account, 0, Currency.ETH.value());
            venue.cancelAll(account, InstrumentKind.PERPETUAL.value(), 0);
            assertThat(venue.facts().ordersOf(account)).hasSize(2);
            venue.cancelAll(account, 0, currency.value());
            assertThat(venue.facts().ordersOf(account)).isEmpty();
        }
        rest(account);
        venue.cancelAll(account, InstrumentKind.SPOT.value(), 0);
        assertThat(venue.facts().ordersOf(account)).isEmpty();
    }

    private void rest(final int account) {
        venue.order(account, SpotVenue.SPOT, true, 1, MID_E8 - SpotVenue.TICK_E8);
        venue.order(account, SpotVenue.SPOT, false, 1, MID_E8 + SpotVenue.TICK_E8);
    }

    @Test
    void underPortfolioMarginSpotIsHeldAndPaidInTheSameWay() {
        final int account = venue.open(4 * SpotVenue.LOT_UNITS, 0);
        final int other = venue.open(PLENTY, PLENTY);
        assertThat(venue.margin(account, AccountMarginModel.PORTFOLIO)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(account, SpotVenue.SPOT, false, 4, MID_E8))
                .as("what marks may move is kept free")
                .isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(venue.order(account, SpotVenue.SPOT, false, 3, MID_E8)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(account, SpotVenue.PERPETUAL, true, 1_000, MID_E8))
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.order(other, SpotVenue.SPOT, true, 3, MID_E8);
        assertThat(cash(account, Currency.BTC)).isEqualTo(SpotVenue.LOT_UNITS);
        venue.tick();
        venue.deliverAll();
        assertThat(venue.order(account, SpotVenue.SPOT, true, 2, MID_E8)).isEqualTo(RejectCode.ACCEPTED);
        SpotPromise.check(venue, account, "under portfolio margin");
        venue.requireConsistent();
    }

    @ParameterizedTest
    @EnumSource(
            value = AccountMarginModel.class,
            names = {"CROSS_STANDARD", "CROSS_PORTFOLIO"})
    void whereOneMarginIsOverAllSpotIsPaidFromItsOwnCurrencyAllTheSame(final AccountMarginModel model) {
        final int account = venue.open(PLENTY, 100_000_000L);
        final int other = venue.open(PLENTY, PLENTY);
        assertThat(venue.margin(account, model)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(account, SpotVenue.SPOT, true, 9, MID_E8)).isEqualTo(RejectCode.ACCEPTED);
        // of 100 USDC 90.045 are held, and what coins are worth does not pay
        assertThat(venue.order(account, SpotVenue.SPOT, true, 1, MID_E8)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(venue.withdraw(account, Currency.USDC, 20_000_000L)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(venue.withdraw(account, Currency.USDC, 9_000_000L)).isEqualTo(RejectCode.ACCEPTED);
        venue.order(other, SpotVenue.SPOT, false, 9, MID_E8);
        venue.deliverAll();
        assertThat(cash(account, Currency.USDC)).isEqualTo(1_000_000L - 9 * 1_000L);
        assertThat(cash(account, Currency.BTC)).isEqualTo(PLENTY + 9 * SpotVenue.LOT_UNITS);
        venue.requireConsistent();
    }

    @ParameterizedTest
    @EnumSource(
            value = AccountMarginModel.class,
            names = {"CROSS_STANDARD", "CROSS_PORTFOLIO"})
    void whatIsHeldForSpotIsNoCollateral(final AccountMarginModel model) {
        final int account = venue.open(100 * SpotVenue.LOT_UNITS, 0);
        assertThat(venue.margin(account, model)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(account, SpotVenue.SPOT, false, 95, MID_E8 + SpotVenue.TICK_E8))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(account, SpotVenue.PERPETUAL, true, 300, MID_E8))
                .as("3,000 dollars need more than what 0.005 coins are worth")
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.cancelAll(account);
        venue.deliverAll();
        assertThat(venue.order(account, SpotVenue.PERPETUAL, true, 300, MID_E8)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(account, SpotVenue.SPOT, false, 98, MID_E8 + SpotVenue.TICK_E8))
                .isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        venue.requireConsistent();
    }

    @Test
    void whoIsLiquidatedInEitherCurrencyHasNoOrdersInSpot() {
        venue = new SpotVenue(LiquidationRules.defaults());
        final int account = venue.open(2_000_000, PLENTY);
        final int other = venue.open(PLENTY, PLENTY);
        venue.order(other, SpotVenue.PERPETUAL, false, 400, MID_E8);
        assertThat(venue.order(account, SpotVenue.PERPETUAL, true, 400, MID_E8)).isEqualTo(RejectCode.ACCEPTED);
        venue.tick();
        venue.deliverAll();
        assertThat(venue.order(account, SpotVenue.SPOT, true, 1, MID_E8 - SpotVenue.TICK_E8))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.facts().ordersOf(account)).hasSize(1);
        venue.index(MID_E8 * 96 / 100);
        venue.tick();
        venue.deliverAll();
        assertThat(venue.facts().ordersOf(account)).isEmpty();
        assertThat(venue.order(account, SpotVenue.SPOT, true, 1, MID_E8 * 96 / 100))
                .isEqualTo(RejectCode.ACCOUNT_IN_LIQUIDATION);
        assertThat(venue.order(account, SpotVenue.SPOT, false, 1, MID_E8 * 96 / 100))
                .isEqualTo(RejectCode.ACCOUNT_IN_LIQUIDATION);
        venue.requireConsistent();
    }
}
