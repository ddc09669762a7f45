package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.NewTriggerOrderCommandDecoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggeredOrderCommandDecoder;
import org.junit.jupiter.api.Test;

/** What the sequencer makes of orders that wait for a trigger, and of margin's requests once it fired. */
class TriggerOrderTest {
    private static final long MARK_E8 = SequencerFixture.OPTION_MARK_E8;
    private static final long EDGE_E8 = MARK_E8 + 5_000_000L;

    /** Three quarters of what the account can pay for at the mark. */
    private static final long MOST_LOTS = 300;

    private final SequencerFixture venue = SequencerFixture.withOption();
    private final TriggerOrder order = new TriggerOrder(venue, MARK_E8);

    @Test
    void countsAsAnOpenOrderAndForDuplicateIdsButNotInTheRequirement() {
        order.clientOrderId = 7;
        order.lots = MOST_LOTS;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(FrameLayout.templateId(venue.lastBuffer(), venue.lastOffset()))
                .isEqualTo(NewTriggerOrderCommandDecoder.TEMPLATE_ID);
        assertThat(order.command().triggerPriceE8()).isEqualTo(order.triggerPriceE8);
        assertThat(order.send()).isEqualTo(RejectCode.DUPLICATE_CLIENT_ORDER_ID);
        order.clientOrderId = 8;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(venue.order(1, 1, Side.BUY, MARK_E8, MOST_LOTS)).isEqualTo(RejectCode.ACCEPTED);
        venue.limits(1, 3, 0);
        order.clientOrderId = 9;
        assertThat(order.send()).isEqualTo(RejectCode.TOO_MANY_OPEN_ORDERS);
        assertThat(venue.cancel(1, 1, 0, 7)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void onceItsTriggerFiredItIsDecidedAsIfItCameNow() {
        order.lots = MOST_LOTS;
        order.send();
        final long id = venue.lastOrderId();
        assertThat(order.fire(id)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(FrameLayout.templateId(venue.lastBuffer(), venue.lastOffset()))
                .isEqualTo(TriggeredOrderCommandDecoder.TEMPLATE_ID);
        assertThat(order.triggered().orderId()).isEqualTo(id);
        assertThat(order.triggered().priceE8()).isEqualTo(MARK_E8);
        assertThat(order.triggered().quantityLots()).isEqualTo(MOST_LOTS);
        assertThat(order.triggered().envelope().sourceId()).isEqualTo(SequencerFixture.MARGIN);
        assertThat(order.triggered().envelope().sourceSequence()).isOne();
        assertThat(venue.sequencer.sequencedTo(SequencerFixture.MARGIN)).isOne();
        assertThat(venue.order(1, 1, Side.BUY, MARK_E8, MOST_LOTS)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        assertThat(venue.sequencer.decideTriggered(venue.nowNs)).isFalse();
    }

    @Test
    void whatTheAccountCannotCarryThenIsRefusedThen() {
        order.lots = MOST_LOTS;
        order.send();
        final long id = venue.lastOrderId();
        venue.order(1, 1, Side.BUY, MARK_E8, MOST_LOTS);
        assertThat(order.fire(id)).isEqualTo(RejectCode.INSUFFICIENT_MARGIN);
        venue.executions(venue.lastCommand).cancelled(id).endExecutions();
        venue.marginDone(venue.lastCommand);
        venue.sequencer.tick(venue.nowNs += 10_000_000L);
        assertThat(order.replace(id)).isEqualTo(RejectCode.UNKNOWN_ORDER);
    }

    @Test
    void aMarketOrderGetsTheEdgeOfTheBandOfThen() {
        order.type = OrderType.MARKET;
        order.priceE8 = 0;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order.command().priceE8()).isZero();
        final long id = venue.lastOrderId();
        venue.epoch(SequencerFixture.OPTION_INDEX_E8, MARK_E8 + 10_000L);
        assertThat(order.fire(id)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order.triggered().priceE8()).isEqualTo(EDGE_E8 + 10_000L);
    }

    @Test
    void aPriceFarFromTheMarkIsAskedForOnlyOnceItFired() {
        order.priceE8 = 4 * EDGE_E8;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order.fire(venue.lastOrderId())).isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
    }

    @Test
    void haltsAndKillSwitchesOfThenCount() {
        order.send();
        final long first = venue.lastOrderId();
        order.send();
        final long second = venue.lastOrderId();
        venue.phase(1, InstrumentPhase.HALTED);
        assertThat(order.send()).isEqualTo(RejectCode.INSTRUMENT_HALTED);
        assertThat(order.fire(first)).isEqualTo(RejectCode.INSTRUMENT_HALTED);
        venue.phase(1, InstrumentPhase.OPEN);
        venue.killSwitch(1, true);
        assertThat(order.send()).isEqualTo(RejectCode.KILL_SWITCH_ON);
        assertThat(order.fire(second)).isEqualTo(RejectCode.KILL_SWITCH_ON);
    }

    @Test
    void cancelledBeforeItIsDecidedItIsUnknown() {
        order.clientOrderId = 7;
        order.send();
        final long id = venue.lastOrderId();
        venue.cancel(1, 1, id, 0);
        venue.executions(venue.lastCommand).cancelled(id).endExecutions();
        assertThat(order.fire(id)).isEqualTo(RejectCode.UNKNOWN_ORDER);
        assertThat(order.triggered().orderId()).isEqualTo(id);
        assertThat(order.triggered().quantityLots()).isZero();
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void cancelledWithoutTheSequencersKnowledgeItIsGoneOnceThatIsReported() {
        order.clientOrderId = 7;
        order.lots = MOST_LOTS;
        order.send();
        final long id = venue.lastOrderId();
        venue.sequencer.tick(venue.nowNs += 10_000_000L);
        order.request(id);
        venue.cancel(1, 1, id, 0);
        final long cancel = venue.lastCommand;
        assertThat(order.decide()).isEqualTo(RejectCode.ACCEPTED);
        final long triggered = venue.lastCommand;
        venue.executions(cancel).cancelled(id).endExecutions();
        order.matchingRefuses(triggered, TriggeredOrderCommandDecoder.TEMPLATE_ID);
        venue.marginDone(triggered);
        assertThat(venue.order(1, 1, Side.BUY, MARK_E8, MOST_LOTS)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void replacedWhileItWaitsItIsDecidedOnItsNewTerms() {
        order.send();
        final long id = venue.lastOrderId();
        assertThat(venue.replace(1, 1, id, MARK_E8 - 10_000L, 5)).isEqualTo(RejectCode.ACCEPTED);
        order.priceE8 = MARK_E8 - 20_000L;
        order.lots = 6;
        order.triggerPriceE8 = 1;
        assertThat(order.replace(id)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order.fire(id)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order.triggered().priceE8()).isEqualTo(MARK_E8 - 20_000L);
        assertThat(order.triggered().quantityLots()).isEqualTo(6);
        assertThat(order.replace(id)).isEqualTo(RejectCode.NOT_UNTRIGGERED);
        assertThat(venue.replace(1, 1, id, MARK_E8, 7)).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aReplaceIsCheckedLikeTheOrder() {
        order.send();
        final long id = venue.lastOrderId();
        assertThat(venue.replace(1, 1, id, MARK_E8 + 1, 5)).isEqualTo(RejectCode.BAD_TICK);
        assertThat(venue.replace(1, 1, id, MARK_E8, 0)).isEqualTo(RejectCode.BAD_QUANTITY);
        order.triggerPriceE8 = 0;
        assertThat(order.replace(id)).isEqualTo(RejectCode.BAD_TRIGGER);
        order.offsetE8 = 1;
        assertThat(order.replace(id)).isEqualTo(RejectCode.BAD_TRIGGER);
        order.kind = TriggerKind.TRAILING.value();
        order.send();
        assertThat(order.replace(venue.lastOrderId())).isEqualTo(RejectCode.ACCEPTED);
        assertThat(order.replace(1)).isEqualTo(RejectCode.UNKNOWN_ORDER);
    }

    @Test
    void whatMakesNoSenseIsMalformed() {
        order.kind = 0;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.kind = 9;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.kind = TriggerKind.TAKE.value();
        order.reference = 0;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.reference = 200;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.reference = 1;
        order.flags = 4;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.flags = 0;
        order.displayLots = 1;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.displayLots = 0;
        order.type = OrderType.MARKET_TO_LIMIT;
        order.priceE8 = 0;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.type = OrderType.MARKET;
        order.priceE8 = MARK_E8;
        assertThat(order.send()).isEqualTo(RejectCode.MALFORMED);
        order.type = OrderType.LIMIT;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void termsOutOfRangeHaveCodesOfTheirOwn() {
        order.priceE8 = MARK_E8 + 1;
        assertThat(order.send()).isEqualTo(RejectCode.BAD_TICK);
        order.priceE8 = MARK_E8;
        order.lots = 0;
        assertThat(order.send()).isEqualTo(RejectCode.BAD_QUANTITY);
        order.lots = 1_000_001L;
        assertThat(order.send()).isEqualTo(RejectCode.ORDER_TOO_LARGE);
        order.lots = 1;
        order.triggerPriceE8 = 0;
        assertThat(order.send()).isEqualTo(RejectCode.BAD_TRIGGER);
        order.triggerPriceE8 = NumberRange.MAX_PRICE_E8 + 1;
        assertThat(order.send()).isEqualTo(RejectCode.BAD_TRIGGER);
        order.triggerPriceE8 = 1;
        order.offsetE8 = 1;
        assertThat(order.send()).isEqualTo(RejectCode.BAD_TRIGGER);
        order.kind = TriggerKind.TRAILING.value();
        assertThat(order.send()).isEqualTo(RejectCode.BAD_TRIGGER);
        order.triggerPriceE8 = 0;
        order.validUntilNs = venue.nowNs;
        assertThat(order.send()).isEqualTo(RejectCode.TIMED_OUT);
        order.validUntilNs = 0;
        order.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
        assertThat(order.send()).isEqualTo(RejectCode.ACCEPTED);
    }

    @Test
    void aSnapshotKeepsWhatWaitsAndWhatMarginAskedFor() {
        order.send();
        final long first = venue.lastOrderId();
        order.type = OrderType.MARKET;
        order.priceE8 = 0;
        order.send();
        final long second = venue.lastOrderId();
        order.request(second);
        venue.sequencer.tick(venue.nowNs += 10_000_000L);
        order.request(first);
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
        for (int i = 0; i < 3; i++) {
            assertThat(twin.decideTriggered(venue.nowNs)).isEqualTo(venue.sequencer.decideTriggered(venue.nowNs));
            assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
            assertThat(twin.producedHash()).isEqualTo(venue.sequencer.producedHash());
        }
    }
}
