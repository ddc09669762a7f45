package io.strikebook.sequencer;

import static io.strikebook.sequencer.SequencerFixture.BTC_E12;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.BlockTradeCommandDecoder;
import io.strikebook.schemas.EnvironmentKind;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Block trades before they become commands, and what they count until margin's states cover them. */
class BlockLadderTest {
    private static final int CALL = 1;
    private static final int PERPETUAL = 2;
    private static final long E8 = 100_000_000L;
    private static final long INDEX_E8 = 10_000 * E8;
    private static final long MARK_E8 = 2_500_000L;

    /** 100,000 dollars, in lots of 10. */
    private static final long LEAST_LOTS = 10_000;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());
    private final BlockFrames blocks = new BlockFrames(venue);

    @BeforeEach
    void open() {
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        venue.epoch(INDEX_E8, MARK_E8, INDEX_E8);
        balances(100, 100);
    }

    private void balances(final long first, final long second) {
        venue.cancel(1, 0, 0, 99);
        venue.accountState(venue.lastCommand, 1, first * BTC_E12, 0);
        venue.cancel(1, 0, 0, 99);
        venue.accountState(venue.lastCommand, 2, second * BTC_E12, 0);
    }

    private static BlockFrames.Message perpetual(final long lots) {
        return new BlockFrames.Message().leg(PERPETUAL, Side.BUY, INDEX_E8, lots);
    }

    @Test
    void firstFailingCheckNamesTheReject() {
        final List<RejectCode> codes = new ArrayList<>();
        final BlockFrames.Message message = new BlockFrames.Message();
        message.account = 9;
        message.counterparty = 1;
        message.underlying = 9;
        message.validUntilNs = venue.nowNs;
        codes.add(blocks.send(message));
        message.leg(9, Side.BUY, INDEX_E8 + 1, 1).leg(9, Side.SELL, INDEX_E8, 1);
        codes.add(blocks.send(message));
        message.underlying = 1;
        codes.add(blocks.send(message));
        message.account = 1;
        codes.add(blocks.send(message));
        message.counterparty = 2;
        codes.add(blocks.send(message));
        message.validUntilNs = venue.nowNs + 1;
        codes.add(blocks.send(message));
        message.legs.get(0)[0] = PERPETUAL;
        message.legs.get(1)[0] = PERPETUAL;
        venue.killSwitch(2, true);
        codes.add(blocks.send(message));
        venue.killSwitch(2, false);
        codes.add(blocks.send(message));
        message.legs.remove(1);
        codes.add(blocks.send(message));
        message.legs.get(0)[2] = INDEX_E8 * 2;
        codes.add(blocks.send(message));
        message.legs.get(0)[2] = INDEX_E8;
        codes.add(blocks.send(message));
        message.legs.get(0)[3] = LEAST_LOTS;
        codes.add(blocks.send(message));
        assertThat(codes)
                .containsExactly(
                        RejectCode.MALFORMED,
                        RejectCode.UNKNOWN_UNDERLYING,
                        RejectCode.UNKNOWN_ACCOUNT,
                        RejectCode.BLOCK_WITHIN_GROUP,
                        RejectCode.TIMED_OUT,
                        RejectCode.UNKNOWN_INSTRUMENT,
                        RejectCode.KILL_SWITCH_ON,
                        RejectCode.BAD_LEGS,
                        RejectCode.BAD_TICK,
                        RejectCode.PRICE_OUTSIDE_BAND,
                        RejectCode.BLOCK_TOO_SMALL,
                        RejectCode.ACCEPTED);
        assertThat(blocks.legsOfTheCommand()).isOne();
        assertThat(blocks.send(perpetual(LEAST_LOTS), true)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void legsAreOfOneUnderlyingAndTheirInstrumentsTradeNow() {
        final BlockFrames.Message message = perpetual(LEAST_LOTS);
        message.underlying = 2;
        assertThat(blocks.send(message)).isEqualTo(RejectCode.BAD_LEGS);
        assertThat(blocks.legsOfTheCommand()).isZero();
        message.underlying = 1;
        venue.phase(PERPETUAL, InstrumentPhase.OPENING_AUCTION);
        assertThat(blocks.send(message)).isEqualTo(RejectCode.NOT_IN_AUCTION);
        venue.phase(PERPETUAL, InstrumentPhase.SETTLEMENT);
        assertThat(blocks.send(message)).isEqualTo(RejectCode.INSTRUMENT_IN_SETTLEMENT);
        venue.phase(PERPETUAL, InstrumentPhase.OPEN);
        venue.sequencer.environment(EnvironmentKind.DISK_LOW, 1, venue.nowNs);
        assertThat(blocks.send(message)).isEqualTo(RejectCode.DISK_LOW);
        venue.sequencer.environment(EnvironmentKind.DISK_OK, 1L << 40, venue.nowNs);
        venue.marksAreStale = true;
        venue.epoch(INDEX_E8, MARK_E8, INDEX_E8);
        assertThat(blocks.send(message)).isEqualTo(RejectCode.NO_MARK);
    }

    @Test
    void sizesFollowInstrumentAndAccounts() {
        assertThat(blocks.send(perpetual(1_000_001))).isEqualTo(RejectCode.ORDER_TOO_LARGE);
        assertThat(blocks.send(perpetual(0))).isEqualTo(RejectCode.BAD_QUANTITY);
        venue.limits(2, 0, LEAST_LOTS);
        assertThat(blocks.send(perpetual(LEAST_LOTS + 1))).isEqualTo(RejectCode.ORDER_TOO_LARGE);
        assertThat(blocks.send(perpetual(LEAST_LOTS - 1))).isEqualTo(RejectCode.BLOCK_TOO_SMALL);
        assertThat(blocks.send(perpetual(LEAST_LOTS - 1).leg(CALL, Side.BUY, MARK_E8, 99)))
                .isEqualTo(RejectCode.BLOCK_TOO_SMALL);
        assertThat(blocks.send(perpetual(1).leg(CALL, Side.BUY, MARK_E8, 100))).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void moreLegsThanSixteenAreMalformedAndOnesCutShortUnusable() {
        final BlockFrames.Message message = new BlockFrames.Message();
        for (int i = 0; i < 17; i++) {
            message.leg(PERPETUAL, Side.BUY, INDEX_E8, LEAST_LOTS);
        }
        assertThat(blocks.send(message)).isEqualTo(RejectCode.MALFORMED);
        assertThat(blocks.legsOfTheCommand()).isZero();
        final BlockFrames.Message cut = perpetual(LEAST_LOTS);
        cut.legLength = 23;
        assertThat(blocks.send(cut)).isEqualTo(RejectCode.MALFORMED);
        cut.legLength = 25;
        assertThat(blocks.send(cut)).isEqualTo(RejectCode.MALFORMED);
    }

    /** 10,000 lots of 10 dollars are 10 coins: 2 % and 0.05 % of them. */
    @Test
    void bothSidesNeedTheMarginOfTheWhole() {
        balances(1, 100);
        assertThat(blocks.send(perpetual(5 * LEAST_LOTS))).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        balances(100, 1);
        assertThat(blocks.send(perpetual(5 * LEAST_LOTS))).isEqualTo(RejectCode.COUNTERPARTY_MARGIN);
        balances(1, 1);
        assertThat(blocks.send(perpetual(LEAST_LOTS))).isEqualTo(RejectCode.ACCEPTED);
        balances(1, 1);
        assertThat(blocks.send(perpetual(LEAST_LOTS).leg(CALL, Side.SELL, MARK_E8, 100)))
                .as("premium received pays for nothing")
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void inFlightItCountsAndRefusedByMatchingItCountsNothing() {
        balances(1, 1);
        final BlockFrames.Message message = perpetual(3 * LEAST_LOTS);
        final long before = venue.sequencer.stateHash();
        assertThat(blocks.send(message)).isEqualTo(RejectCode.ACCEPTED);
        final long sequence = venue.lastCommand;
        assertThat(venue.sequencer.stateHash()).isNotEqualTo(before);
        assertSavedAndLoaded();
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 2 * LEAST_LOTS))
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(venue.order(2, PERPETUAL, Side.SELL, INDEX_E8, 2 * LEAST_LOTS))
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.matchingRefuses(sequence, BlockTradeCommandDecoder.TEMPLATE_ID, 1);
        venue.marginDone(sequence);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 2 * LEAST_LOTS))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(2, PERPETUAL, Side.SELL, INDEX_E8, 2 * LEAST_LOTS))
                .isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void whatTradedCountsUntilTheStateOfEitherAccountCoversIt() {
        balances(1, 1);
        final BlockFrames.Message message = perpetual(3 * LEAST_LOTS);
        assertThat(blocks.send(message)).isEqualTo(RejectCode.ACCEPTED);
        final long sequence = venue.lastCommand;
        blocks.traded(sequence, message);
        venue.accountState(sequence, 1, BTC_E12, BTC_E12 * 3 / 4);
        assertSavedAndLoaded();
        assertThat(venue.order(1, PERPETUAL, Side.SELL, INDEX_E8, 3 * LEAST_LOTS))
                .as("it closes what the state has")
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(1, PERPETUAL, Side.BUY, INDEX_E8, 2 * LEAST_LOTS))
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(venue.order(2, PERPETUAL, Side.BUY, INDEX_E8, 3 * LEAST_LOTS))
                .as("whose state does not cover it yet, to whom it is in flight")
                .isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.cancel(1, 0, 0, 99);
        venue.accountState(venue.lastCommand, 2, BTC_E12, BTC_E12 * 3 / 4);
        assertThat(venue.order(2, PERPETUAL, Side.BUY, INDEX_E8, 3 * LEAST_LOTS))
                .isEqualTo(RejectCode.ACCEPTED);
    }

    private void assertSavedAndLoaded() {
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        final Sequencer twin = new Sequencer(
                SequencerFixture.parametersWithoutFees(), SequencerFixture.SOURCES, new MemoryQueue().publication());
        twin.load(new SnapshotInput(saved.buffer(), 0, saved.length()));
        assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
        final SnapshotOutput again = new SnapshotOutput();
        twin.save(again);
        assertThat(again.length()).isEqualTo(saved.length());
    }
}
