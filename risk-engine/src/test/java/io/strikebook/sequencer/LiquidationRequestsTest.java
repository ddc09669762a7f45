package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.AccountStateEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.LiquidationCancelCommandDecoder;
import io.strikebook.schemas.LiquidationOrderCommandDecoder;
import io.strikebook.schemas.LiquidationRequestEncoder;
import io.strikebook.schemas.LiquidationStage;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sequencer makes of steps of liquidations that margin asks for, and of accounts that are in one. */
class LiquidationRequestsTest {
    private static final long PRICE_E8 = 1_000_000_000_000L;
    private static final int PERPETUAL = 1;
    private static final int ACCOUNT = 1;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private long requests;

    @BeforeEach
    void open() {
        venue.list(SequencerFixture.perpetual("BTC-PERPETUAL"));
        venue.createAccount(ACCOUNT, 1);
        venue.epoch(PRICE_E8, PRICE_E8);
        state(false);
    }

    /** Margin answers the last command with the account's state. */
    private void state(final boolean inLiquidation) {
        venue.marginOut.beginGroup(venue.lastCommand, venue.nowNs);
        final int length = FrameLayout.HEADER_LENGTH + AccountStateEncoder.BLOCK_LENGTH;
        final int offset = venue.marginOut.claim(length);
        new AccountStateEncoder()
                .wrapAndApplyHeader(venue.marginOut.buffer(), offset, header)
                .asOfSequence(venue.lastCommand)
                .marksEpoch(venue.sequencer.marksTo())
                .marginBalanceE12(SequencerFixture.BTC_E12)
                .initialMarginE12(0)
                .maintenanceMarginE12(0)
                .accountId(ACCOUNT)
                .currency(Currency.BTC)
                .flags()
                .clear()
                .inLiquidation(inLiquidation);
        venue.marginOut.commit(length);
        venue.endMargin();
    }

    /** Margin answers a tick with a request, which is decided at once. */
    private RejectCode asks(final LiquidationStage stage, final long priceE8) {
        tick();
        waits(stage, priceE8);
        assertThat(venue.sequencer.isAskedByMargin()).isTrue();
        assertThat(venue.sequencer.decideTriggered(venue.nowNs)).isTrue();
        return venue.drainCommands();
    }

    private void tick() {
        venue.nowNs += 1_000_000_000L;
        venue.sequencer.tick(venue.nowNs);
        venue.drainCommands();
    }

    private void waits(final LiquidationStage stage, final long priceE8) {
        venue.marginOut.beginGroup(venue.lastCommand, venue.nowNs);
        final int length = FrameLayout.HEADER_LENGTH + LiquidationRequestEncoder.BLOCK_LENGTH;
        final int offset = venue.marginOut.claim(length);
        new LiquidationRequestEncoder()
                .wrapAndApplyHeader(venue.marginOut.buffer(), offset, header)
                .sourceSequence(++requests)
                .priceE8(priceE8)
                .quantityLots(2)
                .accountId(ACCOUNT)
                .instrumentId(PERPETUAL)
                .stage(stage)
                .currency(Currency.BTC)
                .side(Side.SELL.value());
        venue.marginOut.commit(length);
        venue.endMargin();
    }

    private LiquidationOrderCommandDecoder order() {
        return new LiquidationOrderCommandDecoder()
                .wrapAndApplyHeader(venue.lastBuffer(), venue.lastOffset(), new FrameHeaderDecoder());
    }

    private RejectCode buys() {
        return venue.order(ACCOUNT, PERPETUAL, Side.BUY, PRICE_E8, 1);
    }

    @Test
    void anAccountInLiquidationMayOnlyCancelAndAgainWhatItLikesAfterwards() {
        assertThat(buys()).isEqualTo(RejectCode.ACCEPTED);
        final long resting = venue.lastOrderId();
        venue.marginDone(venue.lastCommand);
        tick();
        state(true);

        assertThat(buys()).isEqualTo(RejectCode.ACCOUNT_IN_LIQUIDATION);
        assertThat(venue.withdraw(ACCOUNT, 1)).isEqualTo(RejectCode.ACCOUNT_IN_LIQUIDATION);
        assertThat(venue.cancel(ACCOUNT, PERPETUAL, resting, 0)).isEqualTo(RejectCode.ACCEPTED);
        venue.executions(venue.lastCommand).cancelled(resting).endExecutions();
        venue.marginDone(venue.lastCommand);
        tick();
        state(false);
        assertThat(buys()).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void cancelsNameAccountAndCurrency() {
        assertThat(asks(LiquidationStage.CANCEL_ORDERS, 0)).isEqualTo(RejectCode.ACCEPTED);
        final var command = new LiquidationCancelCommandDecoder()
                .wrapAndApplyHeader(venue.lastBuffer(), venue.lastOffset(), new FrameHeaderDecoder());
        assertThat(command.accountId()).isEqualTo(ACCOUNT);
        assertThat(command.settlementCurrency()).isEqualTo(Currency.BTC.value());
        assertThat(command.envelope().sourceSequence()).isEqualTo(1);
        assertThat(command.envelope().sourceId()).isEqualTo(SequencerFixture.MARGIN);
    }

    @Test
    void stepsOnlyReduceAndGoNoFartherThanTheBand() {
        assertThat(asks(LiquidationStage.REDUCE, PRICE_E8)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order().priceE8()).isEqualTo(PRICE_E8);
        assertThat(order().flags().reduceOnly()).isTrue();
        assertThat(asks(LiquidationStage.REDUCE, PRICE_E8 / 2)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order().priceE8()).isBetween(PRICE_E8 / 100 * 90, PRICE_E8 - 1);
    }

    @Test
    void theKillSwitchOfTheVenueStopsStepsButNotThatOfTheAccount() {
        venue.killSwitch(ACCOUNT, true);
        assertThat(asks(LiquidationStage.REDUCE, PRICE_E8)).isEqualTo(RejectCode.ACCEPTED);
        venue.killSwitch(0, true);
        assertThat(asks(LiquidationStage.REDUCE, PRICE_E8)).isEqualTo(RejectCode.KILL_SWITCH_ON);
    }

    @Test
    void aStepThatMatchingRefusesLeavesNoOrderBehind() {
        assertThat(asks(LiquidationStage.REDUCE, PRICE_E8)).isEqualTo(RejectCode.ACCEPTED);
        venue.matchingRefuses(venue.lastCommand, LiquidationOrderCommandDecoder.TEMPLATE_ID, ACCOUNT);
        venue.marginDone(venue.lastCommand);

        assertThat(buys()).as("the only order that the account may have").isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aStepThatWaitsIsPartOfASnapshot() {
        tick();
        waits(LiquidationStage.REDUCE, PRICE_E8);
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        final Sequencer loaded = new Sequencer(
                SequencerFixture.parametersWithoutFees(), SequencerFixture.SOURCES, new MemoryQueue().publication());
        loaded.load(new SnapshotInput(saved.buffer(), 0, saved.length()));

        assertThat(loaded.stateHash()).isEqualTo(venue.sequencer.stateHash());
        assertThat(loaded.isAskedByMargin()).isTrue();
        assertThat(loaded.decideTriggered(venue.nowNs)).isTrue();
    }
}
