package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.portfolio.CrossFigures;
import io.strikebook.common.venue.CrossRules;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.margin.Harness.Answer;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accounts with one margin over all currencies; figures worked out by hand, at an index of 50,000 dollars. */
class CrossAccountTest {
    private static final long E8 = Harness.E8;
    private static final long DOLLAR = 1_000_000L;

    /** A tenth of bitcoin and a twentieth of USDC are no collateral; gains offset losses in full. */
    private static final CrossRules RULES = new CrossRules(10_000_000, 0, 5_000_000, false, 0, E8, 0);

    private final Harness venue = new Harness(VenueParameters.defaults().withCross(RULES)).listAll();
    private final PortfolioFrames frames = new PortfolioFrames(venue);

    private void open(final long btc, final long dollars, final AccountMarginModel model) {
        for (int account = 1; account <= 2; account++) {
            venue.account(account);
        }
        if (btc != 0) {
            venue.deposit(1, Currency.BTC, btc);
        }
        venue.deposit(1, Currency.USDC, dollars * DOLLAR);
        venue.deposit(2, Currency.BTC, 1_000 * E8);
        venue.deposit(2, Currency.USDC, 1_000_000 * DOLLAR);
        venue.marks(50_000 * E8, Harness.PERPETUAL, 50_000 * E8, Harness.LINEAR, 50_000 * E8);
        frames.model(1, model);
        venue.run();
    }

    private CrossAccount account() {
        return venue.engine.core().wallets().cross(1);
    }

    private CrossFigures figures() {
        venue.tick();
        venue.run();
        venue.engine.requireConsistent();
        return account().figures();
    }

    private static void isDollars(final long amountE8, final double dollars) {
        assertThat(amountE8 / 1e8).isCloseTo(dollars, within(1e-5));
    }

    private RejectCode lastCode() {
        return venue.run().stream()
                .map(Answer::code)
                .filter(code -> code != null)
                .reduce((first, second) -> second)
                .orElse(RejectCode.ACCEPTED);
    }

    @Test
    void everythingIsCollateralLessHaircuts() {
        open(E8, 20_000, AccountMarginModel.CROSS_STANDARD);
        isDollars(figures().equityE8(), 70_000);
        isDollars(figures().collateralE8(), 45_000 + 19_000);
        isDollars(figures().initialE8(), 0);
    }

    @Test
    void standardMarginOfEachCurrencyAddsUpInDollars() {
        open(0, 20_000, AccountMarginModel.CROSS_STANDARD);
        venue.trade(Harness.PERPETUAL, 1, Side.SELL, 2, 5_000, 50_000 * E8);
        venue.trade(Harness.LINEAR, 1, Side.BUY, 2, 2_000, 50_000 * E8);
        // One coin short, which is 2 % and 0.005 % a coin; two long, at 2 % and 0.01 %. The fees of 25 and 50 dollars
        // are paid,
        // of which those in coins are a debt.
        isDollars(figures().initialE8(), 0.02005 * 50_000 + 0.0201 * 100_000);
        isDollars(figures().maintenanceE8(), 0.01005 * 50_000 + 0.0101 * 100_000);
        isDollars(figures().equityE8(), 20_000 - 75);
        isDollars(figures().collateralE8(), 0.95 * (20_000 - 50) - 25);
        assertThat(account().flags()).isZero();
    }

    @Test
    void coinsHedgeWhatIsSoldInDollarsUnderPortfolioMargin() {
        open(E8, 20_000, AccountMarginModel.CROSS_PORTFOLIO);
        // A coin loses 16 % of 50,000 dollars.
        isDollars(figures().worstCaseE8(), 8_000);
        isDollars(figures().initialE8(), 8_000);
        venue.trade(Harness.LINEAR, 1, Side.SELL, 2, 1_000, 50_000 * E8);
        // What is sold gains as much, and rolls: 1 %.
        isDollars(figures().worstCaseE8(), 0);
        isDollars(figures().initialE8(), 500);
        isDollars(figures().maintenanceE8(), 400);
        venue.trade(Harness.PERPETUAL, 1, Side.SELL, 2, 5_000, 50_000 * E8);
        // Two sold in two currencies against one held, less the fee of 0.0005.
        isDollars(figures().worstCaseE8(), 8_000 * 1.0005);
        isDollars(figures().rollShockE8(), 1_000);
    }

    @Test
    void moneyLeavesAsLongAsWhatIsLeftCoversTheMargin() {
        open(E8, 20_000, AccountMarginModel.CROSS_PORTFOLIO);
        venue.withdraw(1, Currency.USDC, 20_001 * DOLLAR);
        assertThat(lastCode()).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        venue.trade(Harness.LINEAR, 1, Side.SELL, 2, 1_000, 50_000 * E8);
        // Without the coin the position alone would need 8,500 dollars, with it 500: 10,000 dollars of USDC could not
        // go with it.
        venue.withdraw(1, Currency.BTC, E8);
        assertThat(lastCode()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(account().flags()).isZero();
        isDollars(figures().initialE8(), 8_500);
        venue.withdraw(1, Currency.USDC, 12_000 * DOLLAR);
        assertThat(lastCode()).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        venue.withdraw(1, Currency.USDC, 11_000 * DOLLAR);
        assertThat(lastCode()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(account().flags()).isZero();
    }

    @Test
    void aModelIsRefusedWhereCollateralIsLessThanItsInitialMargin() {
        open(0, 900, AccountMarginModel.CROSS_STANDARD);
        venue.trade(Harness.LINEAR, 1, Side.BUY, 2, 800, 50_000 * E8);
        final long initialE8 = figures().initialE8();
        isDollars(initialE8, 0.8 * 50_000 * 0.02004);
        frames.model(1, AccountMarginModel.CROSS_PORTFOLIO);
        assertThat(lastCode()).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(account().model()).isEqualTo(AccountMarginModel.CROSS_STANDARD);
        assertThat(figures().initialE8()).isEqualTo(initialE8);
        frames.model(1, AccountMarginModel.STANDARD);
        assertThat(lastCode()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(account()).isNull();
        venue.engine.requireConsistent();
    }

    @Test
    void aCoinWithoutAnIndexIsNoCollateralAndItsDebtStopsNewRisk() {
        open(E8, 20_000, AccountMarginModel.CROSS_STANDARD);
        venue.deposit(1, Currency.ETH, 100 * E8);
        isDollars(figures().collateralE8(), 64_000);
        assertThat(account().flags()).isZero();
        final Wallet ether = account().wallet(1);
        venue.engine.core().pay(ether, venue.engine.core().obtain(2, Currency.ETH), 101 * E8);
        isDollars(figures().collateralE8(), 64_000);
        assertThat(account().flags()).isEqualTo(Wallet.BELOW_INITIAL);
        assertThat(account().availableE12(Currency.USDC)).isNegative();
    }

    @Test
    void aStateOfEveryCurrencyComesWithThatOfTheAccount() {
        open(E8, 20_000, AccountMarginModel.CROSS_PORTFOLIO);
        venue.timestampNs += 10_000_000;
        venue.deposit(1, Currency.USDC, DOLLAR);
        final List<Answer> states = venue.run().stream()
                .filter(answer -> answer.sequence() == venue.sequence && answer.accountId() == 1)
                .toList();
        assertThat(states)
                .filteredOn(answer -> answer.message().equals("state"))
                .extracting(Answer::currency)
                .containsExactly(Currency.BTC, Currency.USDC);
    }

    /** Who chooses steps asks this of accounts that have more than can be counted in a coin. */
    @Test
    void dollarsInACoinStayWithinWhatCanBeCounted() {
        final CrossAccount account = new CrossAccount(1, true);
        final long[] perDollarE12 = new long[Ledger.currencyCount()];
        perDollarE12[Ledger.indexOf(Currency.BTC)] = 20_000_000;
        perDollarE12[Ledger.indexOf(Currency.USDC)] = 1_000_000_000_000L;
        account.restore(0, 0, 0, 0, false, perDollarE12);
        assertThat(account.inCurrencyE12(50_000 * E8, Currency.BTC)).isEqualTo(1_000_000_000_000L);
        assertThat(account.inCurrencyE12(Long.MAX_VALUE, Currency.USDC)).isEqualTo(NumberRange.MAX_HELD_E12);
        assertThat(account.inCurrencyE12(Long.MIN_VALUE, Currency.USDC)).isEqualTo(-NumberRange.MAX_HELD_E12);
        assertThat(account.inCurrencyE12(50_000 * E8, Currency.ETH))
                .as("without a price")
                .isZero();
    }
}
