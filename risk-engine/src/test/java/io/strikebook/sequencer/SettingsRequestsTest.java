package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.MassCancelEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.SetAllocationEncoder;
import io.strikebook.schemas.SetCancelOnDisconnectEncoder;
import io.strikebook.schemas.SetSelfTradePreventionEncoder;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What accounts set for matching, and what the sequencer learns of it by executions. */
class SettingsRequestsTest {
    private static final int CALL = 1;
    private static final long MARK_E8 = 2_500_000L;

    /** Premium of ten lots is all there is. */
    private static final long TEN_LOTS_E12 = MARK_E8 * 10_000L;

    private static final int UNKNOWN_MODE = 5;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());

    @BeforeEach
    void open() {
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.createAccount(1, 0);
        venue.epoch(1_000_000_000_000L, MARK_E8);
        venue.accountState(venue.lastCommand, 1, TEN_LOTS_E12, 0);
    }

    @Test
    void accountsAndOperatorsSetSelfTradePrevention() {
        assertThat(selfTrade(1, 0, SelfTradePrevention.CANCEL_MAKER.value(), false))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(selfTrade(1, 7, SelfTradePrevention.NONE.value(), true)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void selfTradePreventionOutOfRangeIsRefused() {
        assertThat(selfTrade(9, -1, UNKNOWN_MODE, false)).isEqualTo(RejectCode.MALFORMED);
        assertThat(selfTrade(9, 0, UNKNOWN_MODE, false)).isEqualTo(RejectCode.MALFORMED);
        assertThat(selfTrade(1, -1, SelfTradePrevention.NONE.value(), false)).isEqualTo(RejectCode.MALFORMED);
        assertThat(selfTrade(9, 0, SelfTradePrevention.NONE.value(), false)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(selfTrade(0, 0, SelfTradePrevention.NONE.value(), false)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
    }

    @Test
    void whatAnOrderLostWithoutATradeIsFreeForOthers() {
        assertThat(buy(10)).isEqualTo(RejectCode.ACCEPTED);
        final long orderId = venue.lastOrderId();
        assertThat(buy(1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.executions(venue.lastCommand).decremented(orderId, 4).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(buy(5)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(buy(4)).isEqualTo(RejectCode.ACCEPTED);
    }

    /** A replace up to the old total was covered by the order; once the order is smaller it is not. */
    @Test
    void aReplaceInFlightCountsOnceTheOrderThatCoveredItIsSmaller() {
        assertThat(buy(10)).isEqualTo(RejectCode.ACCEPTED);
        final long orderId = venue.lastOrderId();
        final long ordered = venue.lastCommand;
        assertThat(venue.replace(1, CALL, orderId, MARK_E8, 9)).isEqualTo(RejectCode.ACCEPTED);
        final long replaced = venue.lastCommand;
        venue.executions(ordered).decremented(orderId, 4).endExecutions();
        venue.marginDone(ordered);
        assertThat(buy(1)).as("6 open, and 9 to come").isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.executions(replaced).replaced(orderId, MARK_E8, 9).endExecutions();
        venue.marginDone(replaced);
        assertThat(buy(2)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(buy(1)).isEqualTo(RejectCode.ACCEPTED);
    }

    /** Growing back to the old total is growing: it needs margin of its own. */
    @Test
    void aReplaceToMoreThanADecrementedOrderAsksForIsChecked() {
        buy(10);
        final long orderId = venue.lastOrderId();
        venue.executions(venue.lastCommand).decremented(orderId, 8).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(venue.replace(1, CALL, orderId, MARK_E8, 9)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(venue.replace(1, CALL, orderId, MARK_E8, 8)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void operatorsChooseHowAnInstrumentAllocates() {
        assertThat(allocation(CALL, AllocationRule.PRO_RATA.value(), 40)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(allocation(CALL, AllocationRule.PRICE_TIME.value(), 0)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(allocation(9, AllocationRule.PRO_RATA.value(), 101)).isEqualTo(RejectCode.MALFORMED);
        assertThat(allocation(9, AllocationRule.PRICE_TIME.value(), 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(allocation(9, 0, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(allocation(9, AllocationRule.PRO_RATA.value(), 100)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
    }

    @Test
    void accountsChooseThroughTheirOwnSourceWhatGoesWithIt() {
        assertThat(disconnect(1, CancelOnDisconnect.SESSION.value(), false)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(disconnect(1, 3, false)).isEqualTo(RejectCode.MALFORMED);
        assertThat(disconnect(9, CancelOnDisconnect.ACCOUNT.value(), false)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
        assertThat(disconnect(1, CancelOnDisconnect.SESSION.value(), true))
                .as("operators have no session")
                .isEqualTo(RejectCode.MALFORMED);
    }

    @Test
    void aSourceIsLostOnceUntilItsNextRequestAndNeverBeforeItsFirst() {
        final long before = venue.sequencer.lastSequence();
        assertThat(venue.sequencer.sourceLost(SequencerFixture.LOAD, venue.nowNs))
                .as("nothing came from it")
                .isFalse();
        buy(1);
        assertThat(venue.sequencer.sourceLost(SequencerFixture.LOAD, venue.nowNs))
                .isTrue();
        assertThat(venue.drainCommands()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.sequencer.isSourceLost(SequencerFixture.LOAD)).isTrue();
        assertThat(venue.sequencer.sourceLost(SequencerFixture.LOAD, venue.nowNs))
                .isFalse();
        assertThat(venue.sequencer.lastSequence()).isEqualTo(before + 2);
        buy(1);
        assertThat(venue.sequencer.isSourceLost(SequencerFixture.LOAD)).isFalse();
    }

    @Test
    void aMassCancelNamesSidesKindsCurrenciesAndSourcesThatThereAre() {
        assertThat(massCancel(1, 0, 0, 0, 0, 0)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(massCancel(1, CALL, SequencerFixture.LOAD, 2, 3, 4)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(massCancel(1, CALL, 0, 0, 5, 0)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(massCancel(1, CALL, 0, 0, 6, 0)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(massCancel(9, 9, 0, 3, 0, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(massCancel(9, 9, 0, 0, 7, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(massCancel(9, 9, 0, 0, 0, 5)).isEqualTo(RejectCode.MALFORMED);
        assertThat(massCancel(9, 9, 77, 0, 0, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(massCancel(9, 9, 0, 0, 0, 0)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
        assertThat(massCancel(9, 0, 0, 0, 0, 0)).isEqualTo(RejectCode.UNKNOWN_ACCOUNT);
    }

    private RejectCode massCancel(
            final int account,
            final int instrument,
            final int source,
            final int side,
            final int kind,
            final int currency) {
        return venue.request(
                false,
                MassCancelEncoder.TEMPLATE_ID,
                MassCancelEncoder.BLOCK_LENGTH,
                (buffer, block) -> new MassCancelEncoder()
                        .wrap(buffer, block)
                        .accountId(account)
                        .instrumentId(instrument)
                        .orderSourceId(source)
                        .side((short) side)
                        .kind((short) kind)
                        .settlementCurrency((short) currency)
                        .reserved1((short) 0)
                        .reserved2(0));
    }

    private RejectCode disconnect(final int account, final int scope, final boolean operator) {
        return venue.request(
                operator,
                SetCancelOnDisconnectEncoder.TEMPLATE_ID,
                SetCancelOnDisconnectEncoder.BLOCK_LENGTH,
                (buffer, block) -> {
                    new SetCancelOnDisconnectEncoder()
                            .wrap(buffer, block)
                            .accountId(account)
                            .reserved1((short) 0)
                            .reserved2(0);
                    buffer.putByte(block + SetCancelOnDisconnectEncoder.scopeEncodingOffset(), (byte) scope);
                });
    }

    private RejectCode allocation(final int instrument, final int rule, final int topOrderPercent) {
        return venue.request(
                true, SetAllocationEncoder.TEMPLATE_ID, SetAllocationEncoder.BLOCK_LENGTH, (buffer, block) -> {
                    new SetAllocationEncoder()
                            .wrap(buffer, block)
                            .instrumentId(instrument)
                            .topOrderPercent((short) topOrderPercent)
                            .reserved(0);
                    buffer.putByte(block + SetAllocationEncoder.ruleEncodingOffset(), (byte) rule);
                });
    }

    private RejectCode buy(final long lots) {
        return venue.order(1, CALL, Side.BUY, MARK_E8, lots);
    }

    private RejectCode selfTrade(final int account, final int group, final int mode, final boolean operator) {
        return venue.request(
                operator,
                SetSelfTradePreventionEncoder.TEMPLATE_ID,
                SetSelfTradePreventionEncoder.BLOCK_LENGTH,
                (buffer, block) -> {
                    new SetSelfTradePreventionEncoder()
                            .wrap(buffer, block)
                            .accountId(account)
                            .groupId(group)
                            .reserved1((short) 0)
                            .reserved2(0);
                    buffer.putByte(block + SetSelfTradePreventionEncoder.modeEncodingOffset(), (byte) mode);
                });
    }
}
