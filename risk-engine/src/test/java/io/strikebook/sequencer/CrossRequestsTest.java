package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.CrossRules;
import io.strikebook.common.venue.LiquidationRules;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SetMarginModelEncoder;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Orders and withdrawals of an account with one margin over all currencies, which has dollars only and trades an inverse perpetual at 50,000: one
 * coin is 5,000 lots. A fifth of USDC is no collateral.
 */
class CrossRequestsTest {
    private static final long E8 = 100_000_000L;
    private static final long E12 = 1_000_000_000_000L;
    private static final long MARK_E8 = 50_000 * E8;
    private static final long ONE_COIN = 5_000;
    private static final int FUND = 2;

    private final SequencerFixture venue = fixture();

    private static SequencerFixture fixture() {
        final LiquidationRules rules = LiquidationRules.defaults();
        return new SequencerFixture(SequencerFixture.parametersWithoutFees()
                .withCross(new CrossRules(0, 0, 20_000_000, false, 0, CrossRules.PUBLISHED, CrossRules.PUBLISHED))
                .withLiquidation(new LiquidationRules(
                        FUND,
                        rules.intervalNs(),
                        rules.stepE8(),
                        rules.priceStepE8(),
                        rules.attempts(),
                        rules.feeE8(),
                        rules.stepsPerCommand())));
    }

    @BeforeEach
    void listAndOpen() {
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.epoch(MARK_E8, MARK_E8);
        venue.createAccount(1, 10);
        venue.createAccount(FUND, 10);
    }

    @Test
    void theFundKeepsAMarginInEachCurrency() {
        assertThat(model(FUND, AccountMarginModel.CROSS_STANDARD)).isEqualTo(RejectCode.INSURANCE_FUND);
        assertThat(model(FUND, AccountMarginModel.CROSS_PORTFOLIO)).isEqualTo(RejectCode.INSURANCE_FUND);
        assertThat(model(FUND, AccountMarginModel.PORTFOLIO)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void byStandardMarginDollarsAreHeldForWhatIsSettledInCoins() {
        model(1, AccountMarginModel.CROSS_STANDARD);
        // A coin needs 2.005 % of 50,000 dollars.
        dollars(1_253);
        assertThat(sell(ONE_COIN)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.deposit(1, 1);
        dollars(1_254);
        assertThat(sell(ONE_COIN)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(sell(100)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void byPortfolioMarginToo() {
        model(1, AccountMarginModel.CROSS_PORTFOLIO);
        // 16 % and the roll of 1 %: 8,500 dollars.
        dollars(10_624);
        assertThat(sell(ONE_COIN)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.deposit(1, 1);
        dollars(10_626);
        assertThat(sell(ONE_COIN)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(sell(1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(venue.order(1, 1, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void withdrawalsMayTakeWhatOrdersLeave() {
        model(1, AccountMarginModel.CROSS_STANDARD);
        dollars(10_000);
        assertThat(sell(ONE_COIN)).isEqualTo(RejectCode.ACCEPTED);
        // 8,000 dollars of collateral less 1,002.50 are 0.13995 coins at 50,000.
        assertThat(venue.withdraw(1, 13_996_000)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(venue.withdraw(1, 13_994_000)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(sell(100)).as("until margin has answered").isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void aSnapshotHasIt() {
        model(1, AccountMarginModel.CROSS_PORTFOLIO);
        dollars(20_000);
        sell(ONE_COIN);
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        final SequencerFixture restored = fixture();
        restored.sequencer.load(new SnapshotInput(saved.buffer(), 0, saved.length()));
        assertThat(restored.sequencer.stateHash()).isEqualTo(venue.sequencer.stateHash());
    }

    private RejectCode sell(final long lots) {
        return venue.order(1, 1, Side.SELL, MARK_E8, lots);
    }

    private void dollars(final long dollars) {
        venue.accountState(venue.lastCommand, 1, Currency.USDC, dollars * E12, 0, 0, venue.sequencer.marksTo());
    }

    private RejectCode model(final int accountId, final AccountMarginModel model) {
        return venue.request(
                true, SetMarginModelEncoder.TEMPLATE_ID, SetMarginModelEncoder.BLOCK_LENGTH, (buffer, block) -> {
                    final SetMarginModelEncoder request = new SetMarginModelEncoder().wrap(buffer, block);
                    request.accountId(accountId).model(model);
                });
    }
}
