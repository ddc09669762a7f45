package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Currencies;
import io.strikebook.common.venue.RiskLimits;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.AccountStateEncoder;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerReference;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What orders in spot need, hold and let go of. A lot is a hundredth of a coin, 100 USDC at the index, and its fee 0.05 USDC. */
class SpotOrdersTest {
    private static final int PERPETUAL = 1;
    private static final int SPOT = 2;
    private static final long E8 = 100_000_000L;
    private static final long INDEX_E8 = 10_000 * E8;
    private static final long LOT_UNITS = 1_000_000L;
    private static final long CASH_LOTS = 5;

    /** Nine lots with their fees. */
    private static final long NINE_LOTS_UNITS = 9 * (100_000_000L + 50_000L);

    private static final RejectCode ACCEPTED = RejectCode.ACCEPTED;
    private static final RejectCode NO_FUNDS = RejectCode.INSUFFICIENT_FUNDS;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private VenueParameters parameters;
    private SequencerFixture venue;
    private ControlFrames controls;
    private int nextAccount;

    @BeforeEach
    void open() {
        open(RiskLimits.none());
    }

    private void open(final RiskLimits limits) {
        parameters =
                withSpotFees(SequencerFixture.parametersWithoutFees(1_000_000L)).withRiskLimits(limits);
        venue = new SequencerFixture(parameters);
        controls = new ControlFrames(venue, parameters);
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        assertThat(venue.list(spot("BTC_USDC", Currency.USDC, 0))).isEqualTo(ACCEPTED);
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        venue.epoch(INDEX_E8, INDEX_E8);
        nextAccount = 3;
        state(1, Currency.BTC, CASH_LOTS * LOT_UNITS, 0);
        state(1, Currency.USDC, NINE_LOTS_UNITS, 0);
    }

    private static VenueParameters withSpotFees(final VenueParameters base) {
        return new VenueParameters(
                base.underlyings(),
                base.autoListing(),
                base.sequencing(),
                base.preTrade(),
                new VenueParameters.Fees(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 50_000L),
                base.margin(),
                base.marks());
    }

    private static InstrumentTerms spot(final String symbol, final Currency quote, final long expiryNs) {
        return new InstrumentTerms(
                symbol,
                "BTC",
                InstrumentKind.SPOT,
                OptionType.NONE,
                ContractStyle.LINEAR,
                quote,
                0,
                expiryNs,
                E8 / 2,
                E8 / 100,
                1_000_000);
    }

    @AfterEach
    void restart() {
        controls.requireSameAfterRestart();
    }

    /** Margin's answer to one more command: what an account has in cash, and what was not realised. */
    private void state(final int account, final Currency currency, final long cash, final long unrealisedE12) {
        venue.createAccount(nextAccount++, 0);
        venue.marginOut.beginGroup(venue.lastCommand, venue.nowNs);
        final int offset = venue.marginOut.claim(160);
        venue.marginOut.buffer().setMemory(offset, 160, (byte) 0);
        final AccountStateEncoder encoder = new AccountStateEncoder()
                .wrapAndApplyHeader(venue.marginOut.buffer(), offset, header)
                .asOfSequence(venue.lastCommand)
                .marksEpoch(venue.sequencer.marksTo())
                .cash(cash)
                .marginBalanceE12(cash * Currencies.unitE12(currency) + unrealisedE12)
                .accountId(account)
                .currency(currency);
        venue.marginOut.commit(FrameLayout.HEADER_LENGTH + encoder.encodedLength());
        venue.endMargin();
    }

    private RejectCode buy(final long priceE8, final long lots) {
        return venue.order(1, SPOT, Side.BUY, priceE8, lots);
    }

    private RejectCode sell(final long lots) {
        return venue.order(1, SPOT, Side.SELL, INDEX_E8, lots);
    }

    private void answerLast() {
        venue.executions(venue.lastCommand).endExecutions();
    }

    @Test
    void listedAreTwoCurrenciesThatNeverExpire() {
        assertThat(venue.list(spot("BTC_USD", Currency.USD, 1))).isEqualTo(RejectCode.BAD_TERMS);
        assertThat(venue.list(spot("BTC_BTC", Currency.BTC, 0))).isEqualTo(RejectCode.BAD_TERMS);
        assertThat(venue.list(spot("BTC_USDC", Currency.USDC, 0))).isEqualTo(RejectCode.ALREADY_EXISTS);
        assertThat(venue.list(spot("BTC_USD", Currency.USD, 0))).isEqualTo(ACCEPTED);
    }

    @Test
    void aBuyNeedsItsLimitAndFeeAndASellItsCoins() {
        assertThat(buy(INDEX_E8, 10)).isEqualTo(NO_FUNDS);
        assertThat(buy(INDEX_E8 + E8 / 2, 9)).isEqualTo(NO_FUNDS);
        assertThat(buy(INDEX_E8, 9)).as("to the last unit").isEqualTo(ACCEPTED);
        assertThat(buy(INDEX_E8 - E8 / 2, 1)).isEqualTo(NO_FUNDS);
        assertThat(sell(CASH_LOTS + 1)).isEqualTo(NO_FUNDS);
        assertThat(sell(CASH_LOTS)).isEqualTo(ACCEPTED);
        assertThat(sell(1)).isEqualTo(NO_FUNDS);
        assertThat(venue.order(2, SPOT, Side.SELL, INDEX_E8, 1)).isEqualTo(NO_FUNDS);
    }

    @Test
    void aMarketOrderNeedsTheEdgeOfTheBandAroundTheIndex() {
        assertThat(market(Side.BUY, 9)).isEqualTo(NO_FUNDS);
        assertThat(market(Side.BUY, 8)).as("5 % above").isEqualTo(ACCEPTED);
        assertThat(buy(INDEX_E8 + INDEX_E8 / 20 + E8 / 2, 1)).isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
        assertThat(buy(INDEX_E8 + 1, 1)).isEqualTo(RejectCode.BAD_TICK);
        venue.indexIsStale = true;
        venue.epoch(INDEX_E8, INDEX_E8);
        assertThat(sell(1)).isEqualTo(RejectCode.NO_MARK);
    }

    private RejectCode market(final Side side, final long lots) {
        return venue.order(1, SPOT, 0, side, OrderType.MARKET, TimeInForce.IMMEDIATE_OR_CANCEL, 0, 0, lots);
    }

    @Test
    void whatTradedIsHeldUntilTheStateOfTheCurrencyThatWasPaidCoversIt() {
        assertThat(sell(3)).isEqualTo(ACCEPTED);
        final long order = venue.lastOrderId();
        answerLast();
        state(2, Currency.USDC, NINE_LOTS_UNITS, 0);
        assertThat(venue.order(2, SPOT, Side.BUY, INDEX_E8, 2)).isEqualTo(ACCEPTED);
        venue.executions(venue.lastCommand).fill(order, venue.lastOrderId(), 2).endExecutions();
        state(1, Currency.USDC, NINE_LOTS_UNITS + 200_000_000L, 0);
        assertThat(sell(3)).as("one open, two that cash still shows").isEqualTo(NO_FUNDS);
        assertThat(buy(INDEX_E8, 10)).as("what was received").isEqualTo(ACCEPTED);
        answerLast();
        state(1, Currency.BTC, (CASH_LOTS - 2) * LOT_UNITS, 0);
        assertThat(sell(3)).isEqualTo(NO_FUNDS);
        assertThat(sell(2)).isEqualTo(ACCEPTED);
    }

    @Test
    void aReplaceCountsBesideItsOrderAndACancelLetsGo() {
        assertThat(buy(INDEX_E8, 4)).isEqualTo(ACCEPTED);
        final long order = venue.lastOrderId();
        answerLast();
        assertThat(venue.replace(1, SPOT, order, INDEX_E8, 6))
                .as("ten lots in flight")
                .isEqualTo(NO_FUNDS);
        assertThat(venue.replace(1, SPOT, order, INDEX_E8, 3)).isEqualTo(ACCEPTED);
        venue.executions(venue.lastCommand).replaced(order, INDEX_E8, 3).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(venue.replace(1, SPOT, order, INDEX_E8, 6)).isEqualTo(ACCEPTED);
        venue.executions(venue.lastCommand).replaced(order, INDEX_E8, 6).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(buy(INDEX_E8, 4)).isEqualTo(NO_FUNDS);
        assertThat(venue.cancel(1, SPOT, order, 0)).isEqualTo(ACCEPTED);
        assertThat(buy(INDEX_E8, 4)).as("not before matching says so").isEqualTo(NO_FUNDS);
        venue.executions(venue.lastCommand - 1).cancelled(order).endExecutions();
        venue.marginDone(venue.lastCommand - 1);
        assertThat(buy(INDEX_E8, 9)).isEqualTo(ACCEPTED);
    }

    @Test
    void moneyThatIsHeldIsNotWithdrawn() {
        assertThat(sell(3)).isEqualTo(ACCEPTED);
        answerLast();
        venue.marginDone(venue.lastCommand);
        assertThat(venue.withdraw(1, 2 * LOT_UNITS + 1)).isEqualTo(NO_FUNDS);
        assertThat(venue.withdraw(1, 2 * LOT_UNITS)).isEqualTo(ACCEPTED);
        assertThat(sell(1)).isEqualTo(NO_FUNDS);
    }

    @Test
    void spotIsPaidInCashAndLeavesMarginAlone() {
        state(1, Currency.BTC, CASH_LOTS * LOT_UNITS, BTC_E12);
        assertThat(sell(CASH_LOTS)).as("a re-mark threshold is kept").isEqualTo(NO_FUNDS);
        assertThat(sell(CASH_LOTS - 1)).isEqualTo(ACCEPTED);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 1_000))
                .as("profit that was not realised does not count any more, a lot of coins is left")
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 400)).isEqualTo(ACCEPTED);
        assertThat(sell(1)).isEqualTo(NO_FUNDS);
    }

    @Test
    void aLossThatWasNotRealisedIsNoCash() {
        state(1, Currency.BTC, CASH_LOTS * LOT_UNITS, -BTC_E12 / 50);
        assertThat(sell(3)).isEqualTo(NO_FUNDS);
        assertThat(sell(2)).isEqualTo(ACCEPTED);
    }

    @Test
    void whatIsAboutPositionsIsRefused() {
        assertThat(flagged(OrderFlagBits.REDUCE_ONLY)).isEqualTo(RejectCode.NOT_ON_SPOT);
        assertThat(flagged(OrderFlagBits.MMP)).isEqualTo(RejectCode.NOT_ON_SPOT);
        assertThat(flagged(OrderFlagBits.POST_ONLY)).isEqualTo(ACCEPTED);
        assertThat(controls.position(1, SPOT, 5)).isEqualTo(RejectCode.NOT_ON_SPOT);
        final TriggerOrder stop = new TriggerOrder(venue, INDEX_E8);
        stop.instrumentId = SPOT;
        assertThat(stop.send()).as("by mark").isEqualTo(RejectCode.NOT_ON_SPOT);
        stop.reference = TriggerReference.INDEX.value();
        assertThat(stop.send()).isEqualTo(ACCEPTED);
    }

    /** Bits of the flags of an order. */
    private static final class OrderFlagBits {
        static final int POST_ONLY = 1;
        static final int REDUCE_ONLY = 2;
        static final int MMP = 4;
    }

    private RejectCode flagged(final int flags) {
        return venue.order(1, SPOT, 0, Side.SELL, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, flags, INDEX_E8, 1);
    }

    @Test
    void requestsHaveABucketOfTheirOwn() {
        open(new RiskLimits(
                0,
                0,
                false,
                List.of(),
                List.of(new RiskLimits.Rate(RequestKind.SPOT, 5, 2), new RiskLimits.Rate(RequestKind.TRADING, 5, 1))));
        assertThat(sell(1)).isEqualTo(ACCEPTED);
        final long order = venue.lastOrderId();
        assertThat(venue.cancel(1, 0, order, 0)).isEqualTo(ACCEPTED);
        assertThat(sell(1)).isEqualTo(RejectCode.TOO_MANY_REQUESTS);
        assertThat(venue.replace(1, SPOT, order, INDEX_E8, 1)).isEqualTo(RejectCode.TOO_MANY_REQUESTS);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 1)).isEqualTo(ACCEPTED);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 1)).isEqualTo(RejectCode.TOO_MANY_REQUESTS);
        venue.nowNs += 200_000_000L;
        assertThat(sell(1)).isEqualTo(ACCEPTED);
    }
}
