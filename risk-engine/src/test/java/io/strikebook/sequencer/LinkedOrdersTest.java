package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import io.strikebook.sequencer.LinkedOrders.Part;
import org.junit.jupiter.api.Test;

/** What the sequencer makes of linked orders: checks, what they reserve, and what it knows of them as matching reports. */
class LinkedOrdersTest {
    private static final long MARK_E8 = SequencerFixture.OPTION_MARK_E8;

    /** Three quarters of what the account can pay for at the mark. */
    private static final long MOST_LOTS = 300;

    private final SequencerFixture venue = SequencerFixture.withOption();
    private final LinkedOrders linked = new LinkedOrders(venue);
    private final TriggerOrder requests = new TriggerOrder(venue, MARK_E8);

    @Test
    void oneThatCancelsTheOtherReservesTheLargerOfTheTwo() {
        assertThat(pair(FillCondition.FIRST_HIT, MOST_LOTS, MOST_LOTS)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(FrameLayout.templateId(venue.lastBuffer(), venue.lastOffset()))
                .isEqualTo(NewLinkedOrdersCommandDecoder.TEMPLATE_ID);
        assertThat(buy(90)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(90)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void underOtherConditionsBothCanTradeAndBothCount() {
        assertThat(pair(FillCondition.COMPLETE_FILL, MOST_LOTS, MOST_LOTS)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(pair(FillCondition.INCREMENTAL, MOST_LOTS, MOST_LOTS)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(pair(FillCondition.INCREMENTAL, MOST_LOTS / 2, MOST_LOTS / 2))
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(110)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void eachOfThePairHasToBeCoveredByItself() {
        assertThat(pair(FillCondition.FIRST_HIT, 1, 2 * MOST_LOTS)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(pair(FillCondition.FIRST_HIT, 2 * MOST_LOTS, 1)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void moreThanFourPairsCountInFull() {
        for (int i = 0; i < 5; i++) {
            assertThat(pair(FillCondition.FIRST_HIT, 60, 60)).isEqualTo(RejectCode.ACCEPTED);
        }
        assertThat(buy(60)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(buy(30)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void onceOneIsGoneTheOtherCountsForItself() {
        pair(FillCondition.FIRST_HIT, MOST_LOTS, 10);
        final long first = linked.id(0);
        venue.executions(venue.lastCommand).endExecutions();
        assertThat(buy(90)).isEqualTo(RejectCode.ACCEPTED);
        venue.cancel(1, 1, first, 0);
        venue.executions(venue.lastCommand).cancelled(first).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(buy(MOST_LOTS)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(10)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void aReplaceIsHeldAgainstWhatStaysWhenTheOtherGoes() {
        pair(FillCondition.FIRST_HIT, 100, MOST_LOTS);
        final long first = linked.id(0);
        assertThat(venue.replace(1, 1, first, MARK_E8, 250)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.replace(1, 1, first, MARK_E8, 350)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void aStopIsDecidedAsIfTheOtherWasNotThere() {
        final Part stop = part(MOST_LOTS);
        stop.triggerKind = TriggerKind.STOP.value();
        stop.triggerReference = TriggerReference.MARK.value();
        stop.triggerPriceE8 = 3_000_000L;
        assertThat(linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, part(MOST_LOTS), stop)
                        .send())
                .isEqualTo(RejectCode.ACCEPTED);
        assertThat(requests.fire(linked.id(1))).isEqualTo(RejectCode.ACCEPTED);
        assertThat(requests.triggered().quantityLots()).isEqualTo(MOST_LOTS);
        assertThat(buy(90)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(90)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void whatIsHeldReservesNothingAndIsDecidedWhenItIsLetGo() {
        linked.of(LinkKind.ONE_TRIGGERS_OTHER, FillCondition.FIRST_HIT, part(10), part(MOST_LOTS));
        assertThat(linked.send()).isEqualTo(RejectCode.ACCEPTED);
        final long first = linked.id(0);
        final long held = linked.id(1);
        assertThat(buy(MOST_LOTS)).isEqualTo(RejectCode.ACCEPTED);
        final long other = venue.lastOrderId();
        assertThat(requests.fire(held)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.cancel(1, 1, other, 0);
        venue.executions(venue.lastCommand).cancelled(other).endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(requests.fire(held)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(requests.triggered().priceE8()).isEqualTo(MARK_E8);
        assertThat(buy(MOST_LOTS)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(first).isLessThan(held);
    }

    @Test
    void ofTheTwoThatAreLetGoTheLargerCounts() {
        linked.of(
                LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER,
                FillCondition.FIRST_HIT,
                part(10),
                part(MOST_LOTS),
                part(MOST_LOTS));
        assertThat(linked.send()).isEqualTo(RejectCode.ACCEPTED);
        final long second = linked.id(1);
        final long third = linked.id(2);
        assertThat(requests.fire(second)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(requests.fire(third)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(60)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(buy(60)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
    }

    @Test
    void marketOrdersThatAreLiveAtOnceGoByTheEdgeOfTheBandAndOthersLater() {
        final Part first = part(1);
        final Part second = part(1);
        first.type = OrderType.MARKET;
        first.priceE8 = 0;
        second.type = OrderType.MARKET;
        second.priceE8 = 0;
        linked.of(LinkKind.ONE_TRIGGERS_OTHER, FillCondition.FIRST_HIT, first, second);
        assertThat(linked.send()).isEqualTo(RejectCode.ACCEPTED);
        final NewLinkedOrdersCommandDecoder.PartsDecoder parts =
                linked.command().parts();
        assertThat(parts.next().priceE8()).isEqualTo(MARK_E8 + 5_000_000L);
        assertThat(parts.next().priceE8()).isZero();
        assertThat(requests.fire(linked.id(1))).isEqualTo(RejectCode.ACCEPTED);
        assertThat(requests.triggered().priceE8()).isEqualTo(MARK_E8 + 5_000_000L);
    }

    @Test
    void theDayOfAPartEndsWhenItDoes() {
        final Part day = part(1);
        day.timeInForce = TimeInForce.GOOD_TIL_DAY;
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, part(1), day);
        assertThat(linked.send()).isEqualTo(RejectCode.ACCEPTED);
        final NewLinkedOrdersCommandDecoder.PartsDecoder parts =
                linked.command().parts();
        assertThat(parts.next().expireNs()).isZero();
        assertThat(parts.next().expireNs()).isEqualTo(8 * 3_600_000_000_000L);
    }

    @Test
    void eachPartIsAnOpenOrderWithAClientIdOfItsOwn() {
        venue.limits(1, 3, 0);
        final Part first = part(1);
        final Part second = part(1);
        first.clientOrderId = 7;
        second.clientOrderId = 7;
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, first, second);
        assertThat(linked.send()).isEqualTo(RejectCode.DUPLICATE_CLIENT_ORDER_ID);
        second.clientOrderId = 8;
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, first, second);
        assertThat(linked.send()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(linked.send()).isEqualTo(RejectCode.DUPLICATE_CLIENT_ORDER_ID);
        assertThat(pair(FillCondition.FIRST_HIT, 1, 1)).isEqualTo(RejectCode.TOO_MANY_OPEN_ORDERS);
        assertThat(venue.cancel(1, 1, 0, 8)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void whatMatchingRefusesLeavesNothingBehind() {
        pair(FillCondition.FIRST_HIT, MOST_LOTS, MOST_LOTS);
        venue.matchingRefuses(venue.lastCommand, NewLinkedOrdersCommandDecoder.TEMPLATE_ID, 1);
        venue.marginDone(venue.lastCommand);
        assertThat(buy(MOST_LOTS)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void whatIsTakenOffAPartIsFreeOnceMatchingSaysSo() {
        pair(FillCondition.INCREMENTAL, 150, 150);
        final long second = linked.id(1);
        assertThat(buy(150)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.executions(venue.lastCommand);
        linked.reduced(second, 100, 50);
        venue.endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(buy(150)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void oneThatBecomesSmallerWhileItWaitsIsLiveWithWhatMatchingSays() {
        linked.of(LinkKind.ONE_TRIGGERS_OTHER, FillCondition.FIRST_HIT, part(10), part(MOST_LOTS));
        linked.send();
        final long held = linked.id(1);
        venue.executions(venue.lastCommand);
        linked.reduced(held, 100, MOST_LOTS - 100);
        venue.endExecutions();
        assertThat(requests.fire(held)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(requests.triggered().quantityLots()).isEqualTo(MOST_LOTS - 100);
        venue.executions(venue.lastCommand);
        linked.live(held, MARK_E8, MOST_LOTS - 100);
        venue.endExecutions();
        venue.marginDone(venue.lastCommand);
        assertThat(buy(150)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void whatWasTakenOffBeforeAStopWasDecidedIsNotTakenOffAgain() {
        final Part stop = part(10);
        stop.triggerKind = TriggerKind.STOP.value();
        stop.triggerReference = TriggerReference.MARK.value();
        stop.triggerPriceE8 = 3_000_000L;
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.INCREMENTAL, part(10), stop)
                .send();
        final long second = linked.id(1);
        venue.sequencer.tick(venue.nowNs += 10_000_000L);
        requests.request(second);
        venue.sequencer.tick(venue.nowNs += 10_000_000L);
        final long trade = venue.sequencer.lastSequence();
        assertThat(venue.replace(1, 1, second, MARK_E8, 2)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(requests.decide()).isEqualTo(RejectCode.ACCEPTED);
        final long triggered = venue.lastCommand;
        venue.executions(trade);
        linked.reduced(second, 3, 7);
        venue.endExecutions();
        venue.executions(triggered);
        linked.live(second, MARK_E8, 2);
        venue.endExecutions();
        venue.marginDone(triggered);
        assertThat(venue.replace(1, 1, second, MARK_E8, 3)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void oneThatIsHeldHasNoTriggerToReplaceUnlessItWaitsForOneToo() {
        linked.of(LinkKind.ONE_TRIGGERS_OTHER, FillCondition.FIRST_HIT, part(10), part(5));
        linked.send();
        final long held = linked.id(1);
        assertThat(requests.replace(held)).isEqualTo(RejectCode.NOT_UNTRIGGERED);
        assertThat(venue.replace(1, 1, held, MARK_E8 - 10_000L, 6)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(requests.fire(held)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(requests.triggered().quantityLots()).isEqualTo(6);
    }

    @Test
    void linksThatAreNoneAreRefusedAndChangeNothing() {
        final Part first = part(1);
        linked.of(LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, first, part(1));
        assertRefused(RejectCode.BAD_LINK);
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, first);
        assertRefused(RejectCode.BAD_LINK);
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, first, first, first, first);
        assertRefused(RejectCode.BAD_LINK);
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, first, part(1));
        linked.kind = 9;
        assertRefused(RejectCode.BAD_LINK);
        linked.kind = LinkKind.ONE_CANCELS_OTHER.value();
        linked.condition = 0;
        assertRefused(RejectCode.BAD_LINK);
    }

    @Test
    void partsThatMayNotBePartsAreRefusedAndChangeNothing() {
        final Part odd = part(1);
        odd.flags = 4;
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, part(1), odd);
        assertRefused(RejectCode.LINK_PART_NOT_ALLOWED);
        odd.flags = 0;
        odd.type = OrderType.MARKET_TO_LIMIT;
        odd.priceE8 = 0;
        linked.of(LinkKind.ONE_TRIGGERS_OTHER, FillCondition.FIRST_HIT, part(1), odd);
        assertRefused(RejectCode.LINK_PART_NOT_ALLOWED);
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, part(1), part(1));
        linked.underlying = 2;
        assertRefused(RejectCode.LINK_OUTSIDE_UNDERLYING);
        linked.underlying = 1;
        final Part unknown = part(1);
        unknown.instrument = 9;
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, part(1), unknown);
        assertRefused(RejectCode.UNKNOWN_INSTRUMENT);
        final Part tick = part(1);
        tick.priceE8++;
        linked.of(LinkKind.ONE_TRIGGERS_OTHER, FillCondition.FIRST_HIT, part(1), tick);
        assertRefused(RejectCode.BAD_TICK);
        final Part trigger = part(1);
        trigger.triggerPriceE8 = 1;
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, part(1), trigger);
        assertRefused(RejectCode.MALFORMED);
        trigger.triggerKind = 9;
        assertRefused(RejectCode.MALFORMED);
        linked.of(LinkKind.ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, part(1), part(1));
        linked.validUntilNs = venue.nowNs;
        assertRefused(RejectCode.TIMED_OUT);
    }

    @Test
    void aSnapshotKeepsPairsAndWhatIsHeld() {
        pair(FillCondition.FIRST_HIT, MOST_LOTS, MOST_LOTS);
        final long first = linked.id(0);
        linked.of(LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER, FillCondition.FIRST_HIT, part(1), part(2), part(3));
        linked.send();
        assertThat(venue.replace(1, 1, first, MARK_E8 - 10_000L, 20)).isEqualTo(RejectCode.ACCEPTED);
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        final MemoryQueue queue = new MemoryQueue();
        final Sequencer twin =
                new Sequencer(SequencerFixture.parametersWithoutFees(), SequencerFixture.SOURCES, queue.publication());
        twin.load(new SnapshotInput(saved.buffer(), 0, saved.length()));
        final SnapshotOutput again = new SnapshotOutput();
        twin.save(again);
        assertThat(again.length()).isEqualTo(saved.length());
        assertThat(again.buffer().compareTo(saved.buffer())).isZero();
        assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
    }

    /** A refused request moves time and numbers only: two of them leave the same orders, hence the same room, as none. */
    private void assertRefused(final RejectCode code) {
        assertThat(linked.send()).isEqualTo(code);
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        assertThat(linked.send()).isEqualTo(code);
        final SnapshotOutput again = new SnapshotOutput();
        venue.sequencer.save(again);
        assertThat(again.length()).as("orders of refused requests").isEqualTo(saved.length());
        assertThat(buy(MOST_LOTS + 90)).isEqualTo(RejectCode.ACCEPTED);
        final long id = venue.lastOrderId();
        venue.cancel(1, 1, id, 0);
        venue.executions(venue.lastCommand).cancelled(id).endExecutions();
        venue.marginDone(venue.lastCommand);
    }

    private RejectCode pair(final FillCondition condition, final long firstLots, final long secondLots) {
        return linked.of(LinkKind.ONE_CANCELS_OTHER, condition, part(firstLots), part(secondLots))
                .send();
    }

    private RejectCode buy(final long lots) {
        return venue.order(1, 1, Side.BUY, MARK_E8, lots);
    }

    private static Part part(final long lots) {
        return new Part(Side.BUY, MARK_E8, lots);
    }
}
