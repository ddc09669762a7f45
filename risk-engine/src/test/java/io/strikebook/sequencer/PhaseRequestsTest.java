package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ScheduleOpeningEncoder;
import io.strikebook.schemas.SetVolatilityBandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sequencer takes in which phase, where it knows the phase from, and what operators may ask about phases. */
class PhaseRequestsTest {
    private static final int CALL = 1;
    private static final long MARK_E8 = SequencerFixture.OPTION_MARK_E8;
    private static final long DAY_NS = 86_400_000_000_000L;

    private final SequencerFixture venue = SequencerFixture.withOption();
    private final TriggerOrder waiting = new TriggerOrder(venue, MARK_E8);
    private long orderId;

    @BeforeEach
    void open() {
        venue.order(1, CALL, Side.BUY, MARK_E8, 1);
        orderId = venue.lastOrderId();
    }

    @Test
    void ordersThatCanWaitAreTakenWhileOrdersCollect() {
        for (final InstrumentPhase phase :
                new InstrumentPhase[] {InstrumentPhase.PRE_OPEN, InstrumentPhase.OPENING_AUCTION}) {
            assertThat(venue.phase(CALL, phase)).isEqualTo(RejectCode.ACCEPTED);
            assertThat(order(OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED)).isEqualTo(RejectCode.ACCEPTED);
            assertThat(order(OrderType.MARKET, TimeInForce.GOOD_TIL_CANCELLED)).isEqualTo(RejectCode.ACCEPTED);
            assertThat(order(OrderType.LIMIT, TimeInForce.IMMEDIATE_OR_CANCEL)).isEqualTo(RejectCode.NOT_IN_AUCTION);
            assertThat(order(OrderType.MARKET, TimeInForce.FILL_OR_KILL)).isEqualTo(RejectCode.NOT_IN_AUCTION);
            assertThat(order(OrderType.MARKET_TO_LIMIT, TimeInForce.GOOD_TIL_CANCELLED))
                    .isEqualTo(RejectCode.NOT_IN_AUCTION);
            assertThat(venue.replace(1, CALL, orderId, MARK_E8, 2)).isEqualTo(RejectCode.ACCEPTED);
            assertThat(waiting.send()).isEqualTo(RejectCode.ACCEPTED);
        }
    }

    @Test
    void nothingButCancelsIsTakenInSettlementAndOnceClosed() {
        assertRefused(InstrumentPhase.HALTED, RejectCode.INSTRUMENT_HALTED);
        assertRefused(InstrumentPhase.SETTLEMENT, RejectCode.INSTRUMENT_IN_SETTLEMENT);
        assertRefused(InstrumentPhase.CLOSED, RejectCode.INSTRUMENT_IS_CLOSED);
        assertThat(venue.cancel(1, CALL, orderId, 0)).isEqualTo(RejectCode.ACCEPTED);
    }

    private void assertRefused(final InstrumentPhase phase, final RejectCode code) {
        venue.phase(CALL, phase);
        assertThat(order(OrderType.LIMIT, TimeInForce.IMMEDIATE_OR_CANCEL)).isEqualTo(code);
        assertThat(venue.replace(1, CALL, orderId, MARK_E8, 2)).isEqualTo(code);
        assertThat(waiting.send()).isEqualTo(code);
    }

    @Test
    void phasesThatMatchingMovedAreKnownOnceReported() {
        report(venue.lastCommand, InstrumentPhase.INTERRUPTION);
        assertThat(order(OrderType.LIMIT, TimeInForce.IMMEDIATE_OR_CANCEL)).isEqualTo(RejectCode.NOT_IN_AUCTION);
        assertThat(order(OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED)).isEqualTo(RejectCode.ACCEPTED);
        report(venue.lastCommand, InstrumentPhase.OPEN);
        assertThat(order(OrderType.LIMIT, TimeInForce.IMMEDIATE_OR_CANCEL)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void whatWasReportedOfBeforeAnOperatorsCommandDoesNotUndoIt() {
        final long before = venue.lastCommand;
        venue.phase(CALL, InstrumentPhase.HALTED);
        final long halted = venue.lastCommand;
        report(before, InstrumentPhase.INTERRUPTION);
        assertThat(order(OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED)).isEqualTo(RejectCode.INSTRUMENT_HALTED);
        report(halted, InstrumentPhase.HALTED);
        assertThat(order(OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED)).isEqualTo(RejectCode.INSTRUMENT_HALTED);
        final SnapshotOutput snapshot = new SnapshotOutput();
        venue.sequencer.save(snapshot);
        final Sequencer twin = new Sequencer(
                SequencerFixture.parametersWithoutFees(), SequencerFixture.SOURCES, new MemoryQueue().publication());
        twin.load(new SnapshotInput(snapshot.buffer(), 0, snapshot.length()));
        assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
    }

    @Test
    void operatorsSetAnyPhaseButAnInterruption() {
        assertThat(venue.phase(CALL, InstrumentPhase.INTERRUPTION)).isEqualTo(RejectCode.MALFORMED);
        assertThat(venue.phase(CALL, InstrumentPhase.NULL_VAL)).isEqualTo(RejectCode.MALFORMED);
        assertThat(venue.phase(9, InstrumentPhase.CLOSED)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
        venue.nowNs = 1L << 60;
        assertThat(venue.phase(CALL, InstrumentPhase.OPEN)).isEqualTo(RejectCode.INSTRUMENT_IS_CLOSED);
        assertThat(venue.phase(CALL, InstrumentPhase.SETTLEMENT)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(opening(CALL, 0, Long.MAX_VALUE)).isEqualTo(RejectCode.INSTRUMENT_IS_CLOSED);
    }

    @Test
    void anOpeningIsAfterNowAndNotBeforeItsAuction() {
        final long nowNs = venue.nowNs;
        assertThat(opening(CALL, nowNs + 1, nowNs + 2)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(opening(CALL, 0, nowNs + 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(opening(CALL, 0, nowNs)).isEqualTo(RejectCode.BAD_SCHEDULE);
        assertThat(opening(CALL, nowNs + 2, nowNs + 1)).isEqualTo(RejectCode.BAD_SCHEDULE);
        assertThat(opening(9, nowNs + 2, nowNs + 1)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
    }

    @Test
    void aBandHasAWidthALengthAndAReference() {
        final int mark = TriggerReference.MARK.value();
        assertThat(band(CALL, 1, mark, 1)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(band(CALL, 1, TriggerReference.LAST.value(), DAY_NS)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(band(CALL, 0, mark, 0)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(band(9, -1, mark, 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(band(9, 1L << 50, mark, 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(band(9, 0, mark, 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(band(9, 1, mark, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(band(9, 1, mark, DAY_NS + 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(band(9, 1, TriggerReference.INDEX.value(), 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(band(9, 1, 0, 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(band(9, 1, mark, 1)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
    }

    @Test
    void accountsMayNotAskForPhases() {
        assertThat(venue.request(
                        false,
                        ScheduleOpeningEncoder.TEMPLATE_ID,
                        ScheduleOpeningEncoder.BLOCK_LENGTH,
                        (buffer, block) -> {}))
                .isEqualTo(RejectCode.MALFORMED);
    }

    private RejectCode order(final OrderType type, final TimeInForce timeInForce) {
        final long priceE8 = type == OrderType.LIMIT ? MARK_E8 : 0;
        return venue.order(1, CALL, 0, Side.BUY, type, timeInForce, 0, priceE8, 1);
    }

    private void report(final long sequence, final InstrumentPhase phase) {
        venue.executions(sequence).phaseChanged(CALL, phase).endExecutions();
        venue.marginDone(sequence);
    }

    private RejectCode opening(final int instrument, final long auctionNs, final long openNs) {
        return venue.request(
                true,
                ScheduleOpeningEncoder.TEMPLATE_ID,
                ScheduleOpeningEncoder.BLOCK_LENGTH,
                (buffer, block) -> new ScheduleOpeningEncoder()
                        .wrap(buffer, block)
                        .auctionNs(auctionNs)
                        .openNs(openNs)
                        .instrumentId(instrument));
    }

    private RejectCode band(final int instrument, final long widthE8, final int reference, final long lengthNs) {
        return venue.request(
                true, SetVolatilityBandEncoder.TEMPLATE_ID, SetVolatilityBandEncoder.BLOCK_LENGTH, (buffer, block) -> {
                    new SetVolatilityBandEncoder()
                            .wrap(buffer, block)
                            .widthE8(widthE8)
                            .auctionNs(lengthNs)
                            .instrumentId(instrument);
                    buffer.putByte(block + SetVolatilityBandEncoder.referenceEncodingOffset(), (byte) reference);
                });
    }
}
