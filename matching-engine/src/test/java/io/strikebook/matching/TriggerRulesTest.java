package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that wait for a mark, an index price or a trade: when they fire, and what becomes of them then. */
class TriggerRulesTest extends EngineRules {
    private static final int OTHER_BOOK = 2;

    private long epoch;

    TriggerRulesTest() {
        super(2);
    }

    @Test
    void isAcceptedAndWaitsOutsideTheBook() {
        final long id = stop(ANN, Side.BUY, TriggerReference.MARK, 110);
        assertThat(harness.events())
                .containsExactly(
                        EventText.accepted(id, ANN, BOOK, Side.BUY, 100, 5),
                        EventText.details(id, "", 0, 0),
                        TriggerEventText.details(id, TriggerKind.STOP, TriggerReference.MARK, 110, 0));
        commands.limit(BOB, BOOK, Side.SELL, 99, 1);
        assertThat(harness.events()).contains(EventText.top(BOOK, "-", "1@99"));
    }

    @Test
    void aStopBuyFiresAtItsPriceOrAboveOnce() {
        final long id = stop(ANN, Side.BUY, TriggerReference.MARK, 110);
        mark(109);
        assertThat(last()).isEqualTo("done");
        mark(110);
        assertThat(last()).isEqualTo(fired(id, 110, 110));
        mark(120);
        assertThat(harness.events()).containsExactly("done");
    }

    @Test
    void aStopSellFiresAtItsPriceOrBelow() {
        final long id = stop(ANN, Side.SELL, TriggerReference.MARK, 90);
        mark(91);
        assertThat(last()).isEqualTo("done");
        mark(89);
        assertThat(harness.events()).containsExactly(fired(id, 90, 89));
    }

    @Test
    void aStaleMarkFiresNothingAndMovesNothing() {
        final long id = stop(ANN, Side.BUY, TriggerReference.MARK, 110);
        commands.marks().stale(true);
        mark(120);
        assertThat(last()).isEqualTo("done");
        final long late = stop(BOB, Side.BUY, TriggerReference.MARK, 115);
        assertThat(last()).isNotEqualTo(fired(late, 115, 120));
        commands.marks().stale(false);
        mark(112);
        assertThat(harness.events()).containsExactly(fired(id, 110, 112));
    }

    @Test
    void aTakeFiresTheOtherWayRound() {
        final long buy = waiting(ANN, Side.BUY, TriggerKind.TAKE, TriggerReference.MARK, 90, 0);
        final long sell = waiting(ANN, Side.SELL, TriggerKind.TAKE, TriggerReference.MARK, 110, 0);
        mark(100);
        assertThat(last()).isEqualTo("done");
        mark(110);
        assertThat(harness.events()).containsExactly(fired(sell, 110, 110));
        mark(90);
        assertThat(harness.events()).containsExactly(fired(buy, 90, 90));
    }

    @Test
    void theIndexIsThatOfTheUnderlyingAndNotTheMark() {
        final long id = stop(ANN, Side.BUY, TriggerReference.INDEX, 110);
        mark(200);
        assertThat(last()).isEqualTo("done");
        commands.marks().index(++epoch, Commands.underlying(BOOK), 111);
        commands.triggers().marksAdvanced();
        assertThat(harness.events()).containsExactly(fired(id, 110, 111));
    }

    @Test
    void aTradeFiresRightAfterItsFillAndOnlyInItsInstrument() {
        stop(ANN, OTHER_BOOK, Side.BUY, TriggerReference.LAST, 101);
        final long low = stop(ANN, Side.BUY, TriggerReference.LAST, 101);
        final long high = stop(ANN, Side.BUY, TriggerReference.LAST, 103);
        final long first = commands.limit(BOB, BOOK, Side.SELL, 101, 1);
        final long second = commands.limit(BOB, BOOK, Side.SELL, 102, 1);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, Side.BUY, 102, 2);
        assertThat(harness.events())
                .containsExactly(
                        EventText.accepted(taker, BOB, BOOK, Side.BUY, 102, 2),
                        EventText.fill(taker, first, taker, 101, 1, 0, 1),
                        fired(low, 101, 101),
                        EventText.fill(taker + 1, second, taker, 102, 1, 0, 0),
                        EventText.top(BOOK, "-", "-"));
        commands.cancel(ANN, BOOK, high);
        assertThat(harness.events()).hasSize(1);
    }

    @Test
    void ofOneEventTheyFireByOrderIdNotByPrice() {
        final long first = stop(ANN, Side.BUY, TriggerReference.MARK, 112);
        final long second = stop(BOB, Side.BUY, TriggerReference.MARK, 110);
        final long third = stop(ANN, OTHER_BOOK, Side.SELL, TriggerReference.MARK, 90);
        final long fourth = stop(ANN, Side.BUY, TriggerReference.INDEX, 50);
        harness.events();
        commands.marks().mark(++epoch, OTHER_BOOK, 80, 0, 0);
        commands.marks().index(++epoch, Commands.underlying(BOOK), 60);
        commands.marks().mark(++epoch, BOOK, 115, 0, 0);
        commands.triggers().marksAdvanced();
        assertThat(harness.events())
                .containsExactly(
                        fired(first, 112, 115),
                        TriggerEventText.fired(second, clientId(second), BOB, 110, 115),
                        fired(third, 90, 80),
                        fired(fourth, 50, 60));
    }

    @Test
    void whatThePriceHasReachedAlreadyFiresWithTheAcceptance() {
        mark(120);
        harness.events();
        final long id = stop(ANN, Side.BUY, TriggerReference.MARK, 110);
        assertThat(last()).isEqualTo(fired(id, 110, 120));
    }

    @Test
    void aTrailingSellFollowsThePeak() {
        mark(100);
        final long id = waiting(ANN, Side.SELL, TriggerKind.TRAILING, TriggerReference.MARK, 0, 10);
        mark(120);
        mark(111);
        assertThat(last()).isEqualTo("done");
        mark(110);
        assertThat(harness.events()).containsExactly(fired(id, 110, 110));
    }

    @Test
    void aTrailingBuyFollowsTheTroughSinceItWasAccepted() {
        mark(50);
        mark(100);
        final long id = waiting(ANN, Side.BUY, TriggerKind.TRAILING, TriggerReference.MARK, 0, 10);
        mark(95);
        mark(104);
        assertThat(last()).isEqualTo("done");
        mark(105);
        assertThat(harness.events()).containsExactly(fired(id, 105, 105));
    }

    @Test
    void onceDecidedItIsLiveAndArrivesLikeANewOrder() {
        final long id = fire(Side.BUY);
        commands.limit(BOB, BOOK, Side.BUY, 100, 1);
        final long maker = commands.limit(BOB, BOOK, Side.SELL, 101, 2);
        harness.events();
        commands.triggers().triggered(ANN, BOOK, id, 102, 5);
        final long trade = commands.nextOrderId() - (1 << 12);
        assertThat(harness.events())
                .containsExactly(
                        TriggerEventText.triggered(id, ANN, 102, 5),
                        EventText.fill(trade, maker, id, 101, 2, 0, 3),
                        EventText.top(BOOK, "3@102", "-"));
        commands.replace(ANN, BOOK, id, 99, 5);
        assertThat(harness.events())
                .containsExactly(EventText.replaced(id, 99, 5, 3, false), EventText.top(BOOK, "1@100", "-"));
    }

    @Test
    void itsPlaceInTimeIsThatOfTheDecision() {
        final long id = fire(Side.BUY);
        final long earlier = commands.limit(BOB, BOOK, Side.BUY, 100, 1);
        commands.triggers().triggered(ANN, BOOK, id, 100, 5);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, Side.SELL, 100, 1);
        assertThat(harness.events()).contains(EventText.fill(taker, earlier, taker, 100, 1, 0, 0));
    }

    @Test
    void aMarketOrderTakesWhatThereIsWithinTheBandAndNoMore() {
        final ReferenceMatching.Entry order =
                order(ANN, BOOK, Side.BUY, TriggerKind.STOP, TriggerReference.MARK, 110, 0);
        order.type = OrderType.MARKET;
        order.price = 0;
        final long id = commands.triggers().newOrder(order);
        mark(110);
        commands.limit(BOB, BOOK, Side.SELL, 115, 2);
        harness.events();
        commands.triggers().triggered(ANN, BOOK, id, 116, 5);
        assertThat(harness.events()).contains(EventText.cancelled(id, ANN, 3, CancelReason.MARKET_REMAINDER));
    }

    @Test
    void refusedItIsCancelledAfterTheCode() {
        final long id = fire(Side.BUY);
        commands.decided(RejectCode.INSUFFICIENT_MARGIN).triggers().triggered(ANN, BOOK, id, 102, 5);
        assertThat(harness.events())
                .containsExactly(
                        EventText.rejected(RejectCode.INSUFFICIENT_MARGIN),
                        EventText.cancelled(id, ANN, 5, CancelReason.TRIGGER_REFUSED));
    }

    @Test
    void cancelledInBetweenTheDecisionFindsNothing() {
        final long id = fire(Side.BUY);
        commands.cancel(ANN, BOOK, id);
        commands.triggers().triggered(ANN, BOOK, id, 102, 5);
        commands.decided(RejectCode.UNKNOWN_ORDER).triggers().triggered(ANN, BOOK, id, 102, 5);
        assertThat(harness.events())
                .containsExactly(
                        EventText.cancelled(id, ANN, 5, CancelReason.REQUESTED),
                        EventText.rejected(RejectCode.UNKNOWN_ORDER),
                        EventText.rejected(RejectCode.UNKNOWN_ORDER));
    }

    @Test
    void replacedInBetweenItIsLiveOnItsNewTermsAndItsTriggerIsNotAskedAgain() {
        final long id = fire(Side.BUY);
        commands.triggers().replace(ANN, BOOK, id, 98, 3, 500, 0);
        commands.triggers().triggered(ANN, BOOK, id, 98, 3);
        assertThat(harness.events())
                .containsExactly(
                        TriggerEventText.replaced(id, 98, 3, 110, 0),
                        TriggerEventText.triggered(id, ANN, 98, 3),
                        EventText.top(BOOK, "3@98", "-"));
    }

    @Test
    void replacedWhileItWaitsItFiresAtItsNewPrice() {
        final long id = stop(ANN, Side.BUY, TriggerReference.MARK, 110);
        mark(105);
        commands.replace(ANN, BOOK, id, 97, 2);
        assertThat(last()).isEqualTo(TriggerEventText.replaced(id, 97, 2, 110, 0));
        commands.triggers().replace(ANN, BOOK, id, 98, 3, 120, 0);
        mark(110);
        assertThat(last()).isEqualTo("done");
        commands.triggers().replace(ANN, BOOK, id, 98, 3, 104, 0);
        assertThat(harness.events()).containsExactly(TriggerEventText.replaced(id, 98, 3, 104, 0), fired(id, 104, 110));
    }

    @Test
    void massCancelKillSwitchAndLabelsTakeItOff() {
        final ReferenceMatching.Entry labelled =
                order(ANN, BOOK, Side.BUY, TriggerKind.STOP, TriggerReference.MARK, 110, 0);
        labelled.label = "hedge";
        final long first = commands.triggers().newOrder(labelled);
        final long second = waiting(ANN, Side.SELL, TriggerKind.TRAILING, TriggerReference.LAST, 0, 10);
        final long third = stop(BOB, Side.SELL, TriggerReference.INDEX, 10);
        harness.events();
        commands.cancelByLabel(ANN, 0, "hedge");
        commands.massCancel(ANN, BOOK);
        commands.killSwitch(0, true);
        assertThat(harness.events())
                .containsExactly(
                        EventText.cancelled(first, ANN, 5, CancelReason.MASS_CANCEL),
                        EventText.cancelled(second, ANN, 5, CancelReason.MASS_CANCEL),
                        EventText.cancelled(third, BOB, 5, CancelReason.KILL_SWITCH));
    }

    @Test
    void anEndComesWhileItWaitsToo() {
        final ReferenceMatching.Entry order =
                order(ANN, BOOK, Side.BUY, TriggerKind.STOP, TriggerReference.MARK, 110, 0);
        order.timeInForce = TimeInForce.GOOD_TIL_DATE;
        order.expireNs = commands.nextNs() + 2;
        final long id = commands.triggers().newOrder(order);
        commands.tick();
        harness.events();
        commands.tick();
        assertThat(harness.events()).containsExactly(EventText.cancelled(id, ANN, 5, CancelReason.EXPIRED));
    }

    @Test
    void whileHaltedNothingFiresAndOpeningLooksAgain() {
        final long id = stop(ANN, Side.BUY, TriggerReference.MARK, 110);
        commands.phase(BOOK, InstrumentPhase.HALTED);
        mark(120);
        assertThat(last()).isEqualTo("done");
        commands.triggers().newOrder(order(ANN, BOOK, Side.BUY, TriggerKind.STOP, TriggerReference.MARK, 110, 0));
        assertThat(harness.events()).isEqualTo(List.of(EventText.rejected(RejectCode.INSTRUMENT_HALTED)));
        commands.phase(BOOK, InstrumentPhase.OPEN);
        assertThat(harness.events()).containsExactly(EventText.phase(BOOK, InstrumentPhase.OPEN), fired(id, 110, 120));
    }

    @Test
    void aRestoredEngineFiresWhatWaitedAndKnowsWhatFired() {
        final long fired = fire(Side.BUY);
        final long waiting = stop(ANN, Side.BUY, TriggerReference.LAST, 101);
        final long trailing = waiting(ANN, Side.SELL, TriggerKind.TRAILING, TriggerReference.MARK, 0, 10);
        harness.events();
        final EngineHarness restored = harness.restored();
        restored.commands.limit(BOB, BOOK, Side.SELL, 101, 1);
        restored.commands.limit(BOB, BOOK, Side.BUY, 101, 1);
        restored.commands.triggers().triggered(ANN, BOOK, fired, 50, 5);
        restored.events().forEach(event -> assertThat(event).doesNotStartWith("rejected"));
        restored.commands.marks().mark(1, BOOK, 100, 0, 0);
        restored.commands.triggers().marksAdvanced();
        assertThat(restored.events()).containsExactly(fired(trailing, 100, 100));
        restored.commands.cancel(ANN, BOOK, waiting);
        assertThat(restored.events()).containsExactly(EventText.cancelled(waiting, ANN, 5, CancelReason.REQUESTED));
        restored.engine.check();
        restored.close();
    }

    @Test
    void whatNoSequencerAcceptsIsNamed() {
        assertRefused(order(ANN, BOOK, Side.BUY, TriggerKind.TRAILING, TriggerReference.MARK, 0, 1L << 50), "offset");
        assertRefused(order(ANN, BOOK, Side.BUY, TriggerKind.STOP, TriggerReference.MARK, 1L << 50, 0), "price");
        assertRefused(order(ANN, BOOK, Side.BUY, TriggerKind.NULL_VAL, TriggerReference.MARK, 1, 0), "kind");
        assertRefused(order(ANN, BOOK, Side.BUY, TriggerKind.STOP, TriggerReference.NULL_VAL, 1, 0), "reference");
        assertThatThrownBy(() -> {
                    final EngineHarness other = EngineHarness.withInstruments(1);
                    final long live = other.commands.limit(ANN, BOOK, Side.BUY, 1, 1);
                    other.commandsThen(c -> c.triggers().triggered(ANN, BOOK, live, 1, 1));
                })
                .hasMessageContaining("impossible trigger for the live order");
    }

    private static void assertRefused(final ReferenceMatching.Entry order, final String what) {
        assertThatThrownBy(() -> EngineHarness.withInstruments(1)
                        .commandsThen(c -> c.triggers().newOrder(order)))
                .hasMessageContaining("impossible trigger " + what);
    }

    /** An order of five lots at 100 that has fired. */
    private long fire(final Side side) {
        final long id = stop(ANN, side, TriggerReference.MARK, 110);
        mark(110);
        assertThat(last()).isEqualTo(fired(id, 110, 110));
        return id;
    }

    /** The next epoch: commands before it are carried out without it. */
    private void mark(final long price) {
        harness.events();
        commands.marks().mark(++epoch, BOOK, price, 0, 0);
        commands.triggers().marksAdvanced();
    }

    private String last() {
        final List<String> events = harness.events();
        return events.get(events.size() - 1);
    }

    private long stop(final int account, final Side side, final TriggerReference reference, final long price) {
        return stop(account, BOOK, side, reference, price);
    }

    private long stop(
            final int account, final int book, final Side side, final TriggerReference reference, final long price) {
        return commands.triggers().newOrder(order(account, book, side, TriggerKind.STOP, reference, price, 0));
    }

    private long waiting(
            final int account,
            final Side side,
            final TriggerKind kind,
            final TriggerReference reference,
            final long price,
            final long offset) {
        return commands.triggers().newOrder(order(account, BOOK, side, kind, reference, price, offset));
    }

    private static ReferenceMatching.Entry order(
            final int account,
            final int book,
            final Side side,
            final TriggerKind kind,
            final TriggerReference reference,
            final long price,
            final long offset) {
        final ReferenceMatching.Entry order = new ReferenceMatching.Entry();
        order.account = account;
        order.instrument = book;
        order.side = side;
        order.type = OrderType.LIMIT;
        order.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        order.price = 100;
        order.open = 5;
        order.detailed = true;
        order.trigger = new ReferenceTriggers.Trigger(kind, reference, price, offset);
        return order;
    }

    private static long clientId(final long id) {
        return id >> 12;
    }

    private static String fired(final long id, final long price, final long at) {
        return TriggerEventText.fired(id, clientId(id), ANN, price, at);
    }
}
