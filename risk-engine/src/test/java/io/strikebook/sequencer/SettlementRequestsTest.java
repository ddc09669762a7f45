package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SettleCommandDecoder;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.SettlementRequestEncoder;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sequencer makes of settlements that margin and operators ask for, and of what margin then says of positions. */
class SettlementRequestsTest {
    private static final long EXPIRY_NS = 5_000_000_000L;
    private static final long PRICE_E8 = 1_000_000_000_000L;
    private static final long MARK_E8 = SequencerFixture.OPTION_MARK_E8;
    private static final int PERPETUAL = 1;
    private static final int OPTION = 2;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());
    private final TriggerOrder triggers = new TriggerOrder(venue, MARK_E8);
    private final SettlementAnswers settlements = new SettlementAnswers(venue);
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();

    @BeforeEach
    void open() {
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.list(new InstrumentTerms(
                "BTC-SOON-9000-C",
                "BTC",
                InstrumentKind.OPTION,
                OptionType.CALL,
                ContractStyle.INVERSE,
                Currency.BTC,
                900_000_000_000L,
                EXPIRY_NS,
                10_000L,
                10_000_000L,
                1_000_000L));
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        venue.epoch(PRICE_E8, PRICE_E8, MARK_E8);
        venue.accountState(venue.lastCommand - 1, 1, SequencerFixture.BTC_E12, 0);
        venue.accountState(venue.lastCommand, 2, SequencerFixture.BTC_E12, 0);
    }

    private RejectCode settle(final int underlyingId, final long expiryNs, final long priceE8) {
        return settlements.request(underlyingId, expiryNs, priceE8);
    }

    private SettleCommandDecoder command() {
        return new SettleCommandDecoder()
                .wrapAndApplyHeader(venue.lastBuffer(), venue.lastOffset(), new FrameHeaderDecoder());
    }

    /** Margin answers the last command with a request. */
    private void marginAsks(final SettlementKind kind, final long number, final long priceE8) {
        venue.marginOut.beginGroup(venue.lastCommand, venue.nowNs);
        final int offset = venue.marginOut.claim(FrameLayout.HEADER_LENGTH + SettlementRequestEncoder.BLOCK_LENGTH);
        new SettlementRequestEncoder()
                .wrapAndApplyHeader(venue.marginOut.buffer(), offset, header)
                .sourceSequence(number)
                .settledNs(EXPIRY_NS)
                .deliveryPriceE8(priceE8)
                .underlyingId(1)
                .samples(300)
                .missing(7)
                .kind(kind);
        venue.marginOut.commit(FrameLayout.HEADER_LENGTH + SettlementRequestEncoder.BLOCK_LENGTH);
        venue.endMargin();
    }

    /** Margin answers the last command with the end of positions of two accounts. */
    private void marginDelivers(final long lots, final long changeE12) {
        settlements.begin().delivered(OPTION, lots, changeE12).end();
    }

    private void tickTo(final long timeNs) {
        venue.nowNs = timeNs;
        venue.sequencer.tick(timeNs);
        venue.drainCommands();
    }

    /** The first account buys, the second sells. */
    private void trade(final long lots) {
        venue.order(2, OPTION, Side.SELL, MARK_E8, lots);
        final long maker = venue.lastOrderId();
        venue.order(1, OPTION, Side.BUY, MARK_E8, lots);
        venue.executions(venue.lastCommand)
                .fill(maker, venue.lastOrderId(), lots)
                .endExecutions();
        venue.marginDone(venue.lastCommand);
    }

    @Test
    void whatAnOperatorMayNotSettleAndInWhichOrder() {
        assertThat(settle(3, EXPIRY_NS, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(settle(3, EXPIRY_NS, -1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(settle(3, EXPIRY_NS, NumberRange.MAX_PRICE_E8 + 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(settle(3, EXPIRY_NS, 1)).isEqualTo(RejectCode.UNKNOWN_UNDERLYING);
        assertThat(settle(0, EXPIRY_NS, 1)).isEqualTo(RejectCode.UNKNOWN_UNDERLYING);
        assertThat(settle(2, EXPIRY_NS, 1)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
        assertThat(settle(1, EXPIRY_NS + 1, 1)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
        assertThat(settle(1, 0, 1)).as("a perpetual").isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
        assertThat(settle(1, EXPIRY_NS, 1)).isEqualTo(RejectCode.NOT_EXPIRED);
        tickTo(EXPIRY_NS);
        assertThat(settle(1, EXPIRY_NS, PRICE_E8)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(command().kind()).isEqualTo(SettlementKind.EXPIRY);
        assertThat(command().deliveryPriceE8()).isEqualTo(PRICE_E8);
        assertThat(command().samples()).isZero();
        assertThat(command().envelope().underlyingId()).isOne();
        assertThat(settle(1, EXPIRY_NS, PRICE_E8)).isEqualTo(RejectCode.ALREADY_SETTLED);
    }

    @Test
    void whatMarginAsksForBecomesACommandOnce() {
        tickTo(EXPIRY_NS);
        marginAsks(SettlementKind.EXPIRY, 1, PRICE_E8);
        assertThat(triggers.decide()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(command().envelope().sourceId()).isEqualTo(SequencerFixture.MARGIN);
        assertThat(command().envelope().sourceSequence()).isOne();
        assertThat(command().samples()).isEqualTo(300);
        assertThat(command().missing()).isEqualTo(7);
        assertThat(venue.sequencer.decideTriggered(venue.nowNs)).isFalse();
        marginAsks(SettlementKind.EXPIRY, 2, PRICE_E8);
        assertThat(triggers.decide()).isEqualTo(RejectCode.ALREADY_SETTLED);
    }

    @Test
    void requestsOfBothKindsAreDecidedInTheirOrder() {
        triggers.send();
        triggers.request(venue.lastOrderId());
        tickTo(EXPIRY_NS);
        marginAsks(SettlementKind.DAILY, 2, 0);
        tickTo(EXPIRY_NS + 10_000_000L);
        marginAsks(SettlementKind.EXPIRY, 3, 0);
        assertThat(triggers.decide()).isNotNull();
        assertThat(venue.sequencer.sequencedTo(SequencerFixture.MARGIN)).isOne();
        assertThat(triggers.decide()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(command().kind()).isEqualTo(SettlementKind.DAILY);
        assertThat(triggers.decide()).as("a price of zero").isEqualTo(RejectCode.MALFORMED);
        assertThat(venue.sequencer.sequencedTo(SequencerFixture.MARGIN)).isEqualTo(3);
    }

    @Test
    void aLossCountsUntilTheAccountsStateCoversIt() {
        trade(40);
        tickTo(EXPIRY_NS - 1);
        venue.accountState(venue.lastCommand, 2, SequencerFixture.BTC_E12, 0);
        tickTo(EXPIRY_NS + 10_000_000L);
        venue.marginDone(venue.lastCommand);
        settle(1, EXPIRY_NS, PRICE_E8);
        marginDelivers(40, SequencerFixture.BTC_E12 * 9 / 10);
        assertThat(venue.order(2, PERPETUAL, Side.BUY, PRICE_E8, 10_000)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, PRICE_E8, 10_000)).isEqualTo(RejectCode.ACCEPTED);
        venue.accountState(venue.lastCommand, 2, SequencerFixture.BTC_E12, 0);
        assertThat(venue.order(2, PERPETUAL, Side.BUY, PRICE_E8, 10_000)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void marginDeliversWhatTheSequencerHas() {
        trade(40);
        tickTo(EXPIRY_NS);
        venue.marginDone(venue.lastCommand);
        settle(1, EXPIRY_NS, PRICE_E8);
        assertThatThrownBy(() -> marginDelivers(39, 0)).hasMessageContaining("delivers 39 lots");
    }

    @Test
    void roundingOfADayCountsUntilTheStateCoversIt() {
        venue.order(1, PERPETUAL, Side.BUY, PRICE_E8, 1);
        final long before = venue.sequencer.stateHash();
        settlements.begin().marked(PERPETUAL, PRICE_E8).end();
        assertThat(venue.sequencer.stateHash()).isNotEqualTo(before);
        venue.sequencer.tick(venue.nowNs += 10_000_000L);
        venue.drainCommands();
        venue.accountState(venue.lastCommand, 1, SequencerFixture.BTC_E12, 0);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, PRICE_E8, 1)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void requestsThatWaitAndLossesAreInTheSnapshot() {
        trade(40);
        tickTo(EXPIRY_NS);
        venue.marginDone(venue.lastCommand);
        settle(1, EXPIRY_NS, PRICE_E8);
        marginDelivers(40, SequencerFixture.BTC_E12 / 2);
        triggers.send();
        final long waits = venue.lastOrderId();
        triggers.request(waits);
        tickTo(EXPIRY_NS + 10_000_000L);
        marginAsks(SettlementKind.DAILY, 2, 0);
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        final Sequencer twin = new Sequencer(
                SequencerFixture.parametersWithoutFees(), SequencerFixture.SOURCES, new MemoryQueue().publication());
        final SnapshotInput input = new SnapshotInput(saved.buffer(), 0, saved.length());
        twin.load(input);
        final SnapshotOutput again = new SnapshotOutput();
        twin.save(again);
        assertThat(again.length()).isEqualTo(saved.length());
        assertThat(again.buffer().compareTo(saved.buffer())).isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(twin.decideTriggered(venue.nowNs)).isEqualTo(venue.sequencer.decideTriggered(venue.nowNs));
            assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
            assertThat(twin.producedHash()).isEqualTo(venue.sequencer.producedHash());
        }
    }
}
