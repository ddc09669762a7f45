package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.GrowLinkedOrderCommandDecoder;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.LinkedOrderIdleEncoder;
import io.strikebook.schemas.LinkedOrderReleasedEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.sequencer.LinkedOrders.Part;
import org.junit.jupiter.api.Test;

/** What the sequencer decides on linked orders that grow, and what it counts of them as matching reports. */
class LinkGrowthTest {
    private static final long MARK_E8 = SequencerFixture.OPTION_MARK_E8;

    private final SequencerFixture venue = SequencerFixture.withOption();
    private final LinkedOrders linked = new LinkedOrders(venue);
    private final LinkGrowthFrames growth = new LinkGrowthFrames(venue);
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();

    @Test
    void whatIsHeldReservesNothingAndEachGrowthWhatItAdds() {
        final long second = send(300);
        assertThat(buy(300)).isEqualTo(RejectCode.ACCEPTED);
        final long other = venue.lastOrderId();
        assertThat(growth.grow(second, 60)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(growth.grow(second, 60)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(growth.grow(second, 30)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(30)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.cancel(1, 1, other, 0);
        venue.executions(venue.lastCommand).cancelled(other).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(buy(290)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(30)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void aGrowthIsACommandWithThePriceOfTheWhole() {
        final long second = send(300);
        growth.grow(second, 60);
        assertThat(FrameLayout.templateId(venue.lastBuffer(), venue.lastOffset()))
                .isEqualTo(GrowLinkedOrderCommandDecoder.TEMPLATE_ID);
        final GrowLinkedOrderCommandDecoder command = new GrowLinkedOrderCommandDecoder()
                .wrap(
                        venue.lastBuffer(),
                        venue.lastOffset() + FrameLayout.HEADER_LENGTH,
                        GrowLinkedOrderCommandDecoder.BLOCK_LENGTH,
                        0);
        assertThat(command.orderId()).isEqualTo(second);
        assertThat(command.priceE8()).isEqualTo(MARK_E8);
        assertThat(command.quantityLots()).isEqualTo(60);
    }

    @Test
    void matchingSaysHowLargeItIsAndWhatIsNotToBeIsFree() {
        final long second = send(300);
        growth.grow(second, 100);
        answer(() -> linked.live(second, MARK_E8, 100));
        growth.grow(second, 100);
        venue.executions(venue.lastCommand).replaced(second, MARK_E8, 200).endExecutions();
        venue.marginDone(venue.lastCommand);
        growth.grow(second, 100);
        answer(() -> nothingGrown(second, 200));
        assertThat(buy(190)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(60)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void onceAllOfItTradedItWaitsAgainUntilMatchingSaysThatNothingComes() {
        final long second = send(10);
        growth.grow(second, 4);
        answer(() -> linked.live(second, MARK_E8, 4));
        venue.sequencer.tick(venue.nowNs += 10_000_000L);
        final long other = otherAccountsOrder();
        venue.executions(venue.lastCommand).fill(second, other, 4);
        idle(second, 6);
        venue.endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(growth.grow(second, 6)).isEqualTo(RejectCode.ACCEPTED);
        answer(() -> linked.live(second, MARK_E8, 6));
        final long last = otherAccountsOrder();
        venue.executions(venue.lastCommand).fill(second, last, 6);
        idle(second, 0);
        venue.endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(venue.cancel(1, 1, second, 0)).isEqualTo(RejectCode.UNKNOWN_ORDER);
        assertThat(growth.grow(second, 1)).isEqualTo(RejectCode.UNKNOWN_ORDER);
    }

    /** What a speed bump releases in a command trades before what the command is about: that all has traded is no answer to the growth. */
    @Test
    void aGrowthInWhoseGroupAllOfItTradesFirstMakesItLiveAgain() {
        final long second = send(10);
        growth.grow(second, 4);
        answer(() -> linked.live(second, MARK_E8, 4));
        final long other = otherAccountsOrder();
        assertThat(growth.grow(second, 2)).isEqualTo(RejectCode.ACCEPTED);
        venue.executions(venue.lastCommand).fill(second, other, 4);
        idle(second, 6);
        linked.live(second, MARK_E8, 2);
        venue.endExecutions();
        venue.marginDone(venue.lastCommand);
        final long last = otherAccountsOrder();
        venue.executions(venue.lastCommand).fill(second, last, 2);
        idle(second, 4);
        venue.endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(growth.grow(second, 4)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void moreThatIsReleasedInTheGroupOfAGrowthIsNoRefusalOfIt() {
        final long second = send(10);
        growth.grow(second, 4);
        answer(() -> linked.live(second, MARK_E8, 4));
        assertThat(growth.grow(second, 2)).isEqualTo(RejectCode.ACCEPTED);
        venue.executions(venue.lastCommand);
        released(second, 3, 3, false);
        venue.replaced(second, MARK_E8, 6).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(growth.grow(second, 3)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void theEndOfTheFirstPartInTheGroupOfAGrowthIsNoRefusalOfIt() {
        final long second = send(300);
        growth.grow(second, 100);
        answer(() -> linked.live(second, MARK_E8, 100));
        growth.grow(second, 100);
        venue.executions(venue.lastCommand);
        released(second, 0, 100, false);
        venue.replaced(second, MARK_E8, 200).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(buy(190)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(60)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void aGrowthThatMeetsOneThatWaitsAgainMakesItLive() {
        final long second = send(10);
        growth.grow(second, 4);
        answer(() -> linked.live(second, MARK_E8, 4));
        final long other = otherAccountsOrder();
        final long trade = venue.lastCommand;
        assertThat(growth.grow(second, 2)).isEqualTo(RejectCode.ACCEPTED);
        final long growth = venue.lastCommand;
        assertThat(venue.replace(1, 1, second, MARK_E8, 3)).isEqualTo(RejectCode.ACCEPTED);
        venue.executions(trade).fill(second, other, 4);
        idle(second, 6);
        venue.endExecutions();
        venue.executions(growth);
        linked.live(second, MARK_E8, 2);
        venue.endExecutions();
        venue.executions(venue.lastCommand).cancelled(second).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(buy(370)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aReplaceThatMeetsOneThatWaitsAgainLeavesItWaiting() {
        final long second = send(10);
        growth.grow(second, 4);
        answer(() -> linked.live(second, MARK_E8, 4));
        final long other = otherAccountsOrder();
        final long trade = venue.lastCommand;
        assertThat(venue.replace(1, 1, second, MARK_E8 - 10_000L, 3)).isEqualTo(RejectCode.ACCEPTED);
        final long replace = venue.lastCommand;
        venue.executions(trade).fill(second, other, 4);
        idle(second, 6);
        venue.endExecutions();
        venue.executions(replace);
        linked.waitingReplaced(second, 10);
        venue.endExecutions();
        assertThat(growth.grow(second, 6)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(360)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aSnapshotKeepsWhatGrowsAndWhatMarginAskedFor() {
        final long second = send(10);
        growth.grow(second, 4);
        answer(() -> linked.live(second, MARK_E8, 4));
        growth.grow(second, 2);
        growth.request(second, 3);
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        final Sequencer twin = loaded(saved);
        final SnapshotOutput again = new SnapshotOutput();
        twin.save(again);
        assertThat(again.length()).isEqualTo(saved.length());
        assertThat(again.buffer().compareTo(saved.buffer())).isZero();
        assertThat(twin.decideTriggered(venue.nowNs)).isEqualTo(venue.sequencer.decideTriggered(venue.nowNs));
        assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
        assertThat(twin.producedHash()).isEqualTo(venue.sequencer.producedHash());
    }

    /** A growth in flight is counted with the flags of its order, which the answer to the one before changes. */
    @Test
    void aSnapshotAfterTheFirstOfTwoGrowthsWasAnsweredIsTheState() {
        final long second = send(10);
        venue.sequencer.tick(venue.nowNs += 10_000_000L);
        growth.request(second, 4, 2);
        venue.sequencer.decideTriggered(venue.nowNs);
        assertThat(venue.drainCommands()).isEqualTo(RejectCode.ACCEPTED);
        final long first = venue.lastCommand;
        venue.sequencer.decideTriggered(venue.nowNs);
        assertThat(venue.drainCommands()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.lastCommand).isGreaterThan(first);
        venue.executions(first);
        linked.live(second, MARK_E8, 4);
        venue.endExecutions();
        venue.marginDone(first);
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        assertThat(loaded(saved).stateHash()).isEqualTo(venue.sequencer.stateHash());
    }

    private static Sequencer loaded(final SnapshotOutput saved) {
        final Sequencer twin = new Sequencer(
                SequencerFixture.parametersWithoutFees(), SequencerFixture.SOURCES, new MemoryQueue().publication());
        twin.load(new SnapshotInput(saved.buffer(), 0, saved.length()));
        return twin;
    }

    /** Sends an order that triggers another one of so many lots; returns the id of that. */
    private long send(final long lots) {
        final Part first = new Part(Side.BUY, MARK_E8, 1);
        linked.of(LinkKind.ONE_TRIGGERS_OTHER, FillCondition.INCREMENTAL, first, new Part(Side.BUY, MARK_E8, lots));
        assertThat(linked.send()).isEqualTo(RejectCode.ACCEPTED);
        return linked.id(1);
    }

    private long otherAccountsOrder() {
        assertThat(venue.order(1, 1, Side.BUY, MARK_E8, 6)).isEqualTo(RejectCode.ACCEPTED);
        return venue.lastOrderId();
    }

    private void answer(final Runnable frame) {
        venue.executions(venue.lastCommand);
        frame.run();
        venue.endExecutions();
        venue.marginDone(venue.lastCommand);
    }

    private void nothingGrown(final long orderId, final long remainingLots) {
        released(orderId, 0, remainingLots, true);
    }

    private void released(final long orderId, final long lots, final long remainingLots, final boolean answersGrowth) {
        final int offset = venue.executionsOut.claim(128);
        venue.executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        new LinkedOrderReleasedEncoder()
                .wrapAndApplyHeader(venue.executionsOut.buffer(), offset, header)
                .orderId(orderId)
                .quantityLots(lots)
                .remainingLots(remainingLots)
                .answersGrowth((short) (answersGrowth ? 1 : 0));
        venue.executionsOut.commit(FrameLayout.HEADER_LENGTH + LinkedOrderReleasedEncoder.BLOCK_LENGTH);
    }

    private void idle(final long orderId, final long comingLots) {
        final int offset = venue.executionsOut.claim(128);
        venue.executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        new LinkedOrderIdleEncoder()
                .wrapAndApplyHeader(venue.executionsOut.buffer(), offset, header)
                .orderId(orderId)
                .comingLots(comingLots);
        venue.executionsOut.commit(FrameLayout.HEADER_LENGTH + LinkedOrderIdleEncoder.BLOCK_LENGTH);
    }

    private RejectCode buy(final long lots) {
        return venue.order(1, 1, Side.BUY, MARK_E8, lots);
    }
}
