package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.MarketQualityEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.QualityReason;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.junit.jupiter.api.Test;

/** What keeps money where it is: size, expiry, stale prices, the threshold of re-marking, closing far from the mark. */
class MoneySafetyTest {
    private static final int OPTION = 1;
    private static final int PERPETUAL = 2;
    private static final int LINEAR = 3;
    private static final int FUTURE = 4;
    private static final long E8 = 100_000_000L;
    private static final long INDEX_E8 = 10_000 * E8;
    private static final long MARK_E8 = 2_500_000L;
    private static final long EXPIRY_NS = 5_000_000_000L;

    private SequencerFixture venue = open(0);

    private static SequencerFixture open(final long remarkThresholdE12) {
        final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees(remarkThresholdE12));
        venue.list(SequencerFixture.option("BTC-1-9000-P", OptionType.PUT, 9_000));
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.list(future("BTC_USDC-PERPETUAL", ContractStyle.LINEAR, Currency.USDC, 0, E8 / 10));
        venue.list(future("BTC-1", ContractStyle.INVERSE, Currency.BTC, EXPIRY_NS, 10 * E8));
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        venue.epoch(INDEX_E8, MARK_E8, INDEX_E8, INDEX_E8, INDEX_E8);
        venue.accountState(venue.lastCommand - 1, 1, 1_000 * BTC_E12, 0);
        venue.accountState(venue.lastCommand, 2, 1_000 * BTC_E12, 0);
        return venue;
    }

    private static InstrumentTerms future(
            final String symbol,
            final ContractStyle style,
            final Currency currency,
            final long expiryNs,
            final long lotSizeE8) {
        return new InstrumentTerms(
                symbol,
                "BTC",
                expiryNs == 0 ? InstrumentKind.PERPETUAL : InstrumentKind.FUTURE,
                OptionType.NONE,
                style,
                currency,
                0,
                expiryNs,
                E8 / 2,
                lotSizeE8,
                100_000_000L);
    }

    /** Position, open orders of the side and the order together, at the dearer of limit and mark. */
    @Test
    void positionsThatCouldLeaveTheRangeOfNumbersAreRefused() {
        fundInUsdc();
        final long limitLots = NumberRange.MAX_ORDERED_E12 / (INDEX_E8 / E8 * 100_000_000_000L);
        assertThat(venue.order(1, LINEAR, Side.BUY, INDEX_E8, limitLots + 1)).isEqualTo(RejectCode.ARITHMETIC_OVERFLOW);
        assertThat(venue.order(1, LINEAR, Side.BUY, INDEX_E8 - 100 * E8, limitLots + 1))
                .isEqualTo(RejectCode.ARITHMETIC_OVERFLOW);
        trade(1, 2, LINEAR, limitLots / 2);
        fundInUsdc();
        assertThat(venue.order(1, LINEAR, Side.BUY, INDEX_E8, limitLots / 4)).isEqualTo(RejectCode.ACCEPTED);
        final long resting = venue.lastOrderId();
        assertThat(venue.order(1, LINEAR, Side.BUY, INDEX_E8, limitLots / 3)).isEqualTo(RejectCode.ARITHMETIC_OVERFLOW);
        assertThat(venue.replace(1, 0, resting, INDEX_E8, limitLots)).isEqualTo(RejectCode.ARITHMETIC_OVERFLOW);
        assertThat(venue.replace(1, 0, resting, INDEX_E8, limitLots / 5)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(1, LINEAR, Side.SELL, INDEX_E8, limitLots)).isEqualTo(RejectCode.ACCEPTED);
        venue.epoch(INDEX_E8, MARK_E8, INDEX_E8, 10 * INDEX_E8, INDEX_E8);
        assertThat(venue.order(2, LINEAR, Side.SELL, 10 * INDEX_E8, 1)).isEqualTo(RejectCode.ARITHMETIC_OVERFLOW);
        assertThat(reduceOnly(2, LINEAR, Side.BUY, 10 * INDEX_E8, limitLots / 20))
                .as("and who holds too much can still close, in parts")
                .isNotEqualTo(RejectCode.ARITHMETIC_OVERFLOW);
    }

    private void fundInUsdc() {
        venue.cancel(1, 0, 0, 99);
        state(venue.lastCommand, 1, Currency.USDC, NumberRange.MAX_HELD_E12 / 2, 0, 0);
        venue.cancel(1, 0, 0, 99);
        state(venue.lastCommand, 2, Currency.USDC, NumberRange.MAX_HELD_E12 / 2, 0, 0);
    }

    @Test
    void newOrdersAndReplacesEndWithTheExpiryAndCancelsDoNot() {
        venue.nowNs = EXPIRY_NS - 1;
        assertThat(venue.order(1, FUTURE, Side.BUY, INDEX_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        final long orderId = venue.lastOrderId();
        venue.nowNs = EXPIRY_NS;
        assertThat(venue.order(1, FUTURE, Side.BUY, INDEX_E8, 1)).isEqualTo(RejectCode.INSTRUMENT_HALTED);
        assertThat(reduceOnly(1, FUTURE, Side.BUY, INDEX_E8, 1)).isEqualTo(RejectCode.INSTRUMENT_HALTED);
        assertThat(venue.replace(1, 0, orderId, INDEX_E8, 2)).isEqualTo(RejectCode.INSTRUMENT_HALTED);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.cancel(1, 0, orderId, 0)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void staleMarksAndIndexesStopWhatIncreasesRisk() {
        trade(1, 2, PERPETUAL, 10);
        stale(true, false);
        assertThat(venue.order(1, OPTION, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.NO_MARK);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        final long orderId = venue.lastOrderId();
        stale(false, true);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 1)).isEqualTo(RejectCode.NO_MARK);
        assertThat(venue.replace(1, 0, orderId, INDEX_E8, 2)).isEqualTo(RejectCode.NO_MARK);
        assertThat(venue.replace(1, 0, orderId, INDEX_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(reduceOnly(1, PERPETUAL, Side.SELL, INDEX_E8, 10)).isEqualTo(RejectCode.ACCEPTED);
        final Sequencer loaded = loaded();
        assertThat(loaded.stateHash()).isEqualTo(venue.sequencer.stateHash());
        stale(false, false);
        assertThat(loaded.stateHash()).isNotEqualTo(venue.sequencer.stateHash());
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aDegradedUnderlyingStopsWhatIncreasesRiskThere() {
        trade(1, 2, PERPETUAL, 10);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        final long orderId = venue.lastOrderId();
        degraded(true);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 1)).isEqualTo(RejectCode.MARKET_DEGRADED);
        assertThat(venue.order(1, OPTION, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.MARKET_DEGRADED);
        assertThat(venue.replace(1, 0, orderId, INDEX_E8, 2)).isEqualTo(RejectCode.MARKET_DEGRADED);
        stale(true, true);
        assertThat(venue.order(1, OPTION, Side.BUY, MARK_E8, 1))
                .as("before what is stale")
                .isEqualTo(RejectCode.MARKET_DEGRADED);
        assertThat(reduceOnly(1, PERPETUAL, Side.SELL, INDEX_E8, 5)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.cancel(1, 0, orderId, 0)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(loaded().stateHash()).isEqualTo(venue.sequencer.stateHash());
        stale(false, false);
        degraded(false);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
    }

    private void degraded(final boolean on) {
        venue.marksOut.beginGroup(venue.marksOut.lastSequence() + 1, venue.nowNs);
        final MarketQualityEncoder quality = new MarketQualityEncoder()
                .wrapAndApplyHeader(venue.marksOut.buffer(), venue.marksOut.claim(96), new FrameHeaderEncoder())
                .times(1)
                .underlyingId(1)
                .instrumentId(0)
                .expiryNs(0)
                .reason(QualityReason.INDEX_FROZEN)
                .begins((short) (on ? 1 : 0))
                .reserved((short) 0);
        quality.flags().clear().degraded(on);
        venue.marksOut.commit(FrameLayout.HEADER_LENGTH + quality.encodedLength());
        venue.announceEpoch();
    }

    /** The option's mark repeated, and the index with it. */
    private void stale(final boolean mark, final boolean index) {
        venue.marksAreStale = mark;
        venue.indexIsStale = index;
        venue.epoch(INDEX_E8, MARK_E8);
    }

    private Sequencer loaded() {
        final SnapshotOutput out = new SnapshotOutput();
        venue.sequencer.save(out);
        final SequencerFixture other = new SequencerFixture(SequencerFixture.parametersWithoutFees());
        other.sequencer.load(new SnapshotInput(out.buffer(), 0, out.length()));
        return other.sequencer;
    }

    @Test
    void whatTheStateMayHaveMovedByIsKeptFree() {
        final long thresholdE12 = 1_000_000L;
        final long premiumE12 = MARK_E8 * 1_000L;
        venue = open(thresholdE12);
        venue.accountState(nextCommand(), 1, premiumE12 + thresholdE12 - 1, 0);
        assertThat(venue.order(1, OPTION, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.accountState(nextCommand(), 1, premiumE12 + thresholdE12, 0);
        assertThat(venue.withdraw(1, (premiumE12 + thresholdE12) / 10_000L + 1))
                .isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(venue.order(1, OPTION, Side.BUY, MARK_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.withdraw(1, 1)).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
    }

    @Test
    void withoutOrdersEverythingCanBeWithdrawn() {
        venue = open(1_000_000L);
        venue.accountState(nextCommand(), 1, BTC_E12, 0);
        assertThat(venue.withdraw(1, E8)).isEqualTo(RejectCode.ACCEPTED);
    }

    /** 2 % initial and 1 % maintenance margin: selling 5 % below the mark would take out what is not there. */
    @Test
    void closingFarFromTheMarkIsRefusedWhereTheBalanceDoesNotPayForIt() {
        final long lots = 1_000;
        trade(1, 2, PERPETUAL, lots);
        final long valueE12 = BTC_E12;
        state(nextCommand(), 1, Currency.BTC, valueE12 * 2 / 100, valueE12 * 2 / 100, valueE12 / 100);
        assertThat(reduceOnly(1, PERPETUAL, Side.SELL, INDEX_E8 * 95 / 100, lots))
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(reduceOnly(1, PERPETUAL, Side.SELL, INDEX_E8 * 97 / 100, lots))
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(reduceOnly(1, PERPETUAL, Side.SELL, INDEX_E8 * 99 / 100, lots / 2))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(reduceOnly(1, PERPETUAL, Side.SELL, INDEX_E8 * 96 / 100, lots / 2))
                .as("the orders of the side together")
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(reduceOnly(1, PERPETUAL, Side.SELL, INDEX_E8 * 99 / 100, lots / 2))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.replace(1, 0, venue.lastOrderId(), INDEX_E8 * 95 / 100, lots / 2))
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void whoIsBelowMaintenanceCanCloseAtTheMarkAndWhoHasNothingCannotPay() {
        trade(1, 2, PERPETUAL, 1_000);
        state(nextCommand(), 1, Currency.BTC, BTC_E12 / 1_000, BTC_E12 / 50, BTC_E12 / 100);
        assertThat(venue.order(1, PERPETUAL, Side.SELL, INDEX_E8 - E8 / 2, 500))
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(reduceOnly(1, PERPETUAL, Side.SELL, INDEX_E8 - E8 / 2, 1_000))
                .isEqualTo(RejectCode.ACCEPTED);
        state(nextCommand(), 1, Currency.BTC, -1, BTC_E12 / 50, BTC_E12 / 100);
        assertThat(venue.cancel(1, 0, venue.lastCommand - 1 << 12, 0)).isEqualTo(RejectCode.ACCEPTED);
        venue.executions(venue.lastCommand)
                .cancelled(venue.lastCommand - 2 << 12)
                .endExecutions();
        state(venue.lastCommand, 1, Currency.BTC, -1, BTC_E12 / 50, BTC_E12 / 100);
        assertThat(reduceOnly(1, PERPETUAL, Side.SELL, INDEX_E8, 1_000)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    /** Short put: buying it back at the top of the band pays premium beyond its worth. */
    @Test
    void buyingBackAnOptionFarAboveItsMarkIsRefusedWithoutTheMoney() {
        trade(2, 1, OPTION, 10);
        state(nextCommand(), 1, Currency.BTC, BTC_E12 * 4 / 100, BTC_E12 / 8, BTC_E12 / 10);
        assertThat(reduceOnly(1, OPTION, Side.BUY, MARK_E8 * 3, 10)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(reduceOnly(1, OPTION, Side.BUY, MARK_E8 * 3 / 2, 10)).isEqualTo(RejectCode.ACCEPTED);
        state(nextCommand(), 2, Currency.BTC, 0, 0, 0);
        assertThat(reduceOnly(2, OPTION, Side.SELL, MARK_E8 / 5, 10)).isEqualTo(RejectCode.ACCEPTED);
    }

    /** A refused order leaves nothing behind, so that what recovers from commands is saved as the same bytes. */
    @Test
    void refusedOrdersMakeNoExposure() {
        venue.accountState(nextCommand(), 1, 0, 0);
        final SnapshotOutput before = new SnapshotOutput();
        venue.sequencer.save(before);
        assertThat(venue.order(1, OPTION, Side.BUY, MARK_E8, 900_000)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(venue.order(1, PERPETUAL, Side.SELL, INDEX_E8, 1_000_000)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        final SnapshotOutput after = new SnapshotOutput();
        venue.sequencer.save(after);
        assertThat(after.length()).isEqualTo(before.length());
    }

    private void state(
            final long sequence,
            final int account,
            final Currency currency,
            final long balanceE12,
            final long initialE12,
            final long maintenanceE12) {
        venue.accountState(
                sequence, account, currency, balanceE12, initialE12, maintenanceE12, venue.sequencer.marksTo());
    }

    private long nextCommand() {
        venue.cancel(1, 0, 0, 99);
        return venue.lastCommand;
    }

    private RejectCode reduceOnly(
            final int account, final int instrument, final Side side, final long priceE8, final long lots) {
        return venue.order(
                account, instrument, 0, side, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 2, priceE8, lots);
    }

    /** Buyer and seller trade at the mark; the states that follow leave them with what they had. */
    private void trade(final int buyer, final int seller, final int instrument, final long lots) {
        final long priceE8 = instrument == OPTION ? MARK_E8 : INDEX_E8;
        assertThat(venue.order(buyer, instrument, Side.BUY, priceE8, lots)).isEqualTo(RejectCode.ACCEPTED);
        final long maker = venue.lastOrderId();
        assertThat(venue.order(seller, instrument, Side.SELL, priceE8, lots)).isEqualTo(RejectCode.ACCEPTED);
        final long trade = venue.lastCommand;
        venue.executions(trade).fill(maker, venue.lastOrderId(), lots).endExecutions();
        venue.accountState(trade, 1, 1_000 * BTC_E12, 0);
        venue.accountState(nextCommand(), 2, 1_000 * BTC_E12, 0);
    }
}
