package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders of which one cancels another: when, how much of it, and what of all else that happens to one concerns the other. */
class LinkRulesTest extends EngineRules {
    private static final int OTHER_BOOK = 2;

    LinkRulesTest() {
        super(2);
    }

    @Test
    void areAcceptedOneAfterTheOtherAndBothRest() {
        final long bid = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 10), limit(Side.SELL, 110, 6));
        assertThat(harness.events())
                .containsExactly(
                        EventText.accepted(bid, ANN, BOOK, Side.BUY, 90, 10),
                        EventText.details(bid, "", 0, 0),
                        linked(bid, bid, FillCondition.FIRST_HIT),
                        EventText.accepted(bid + 1, ANN, BOOK, Side.SELL, 110, 6),
                        EventText.details(bid + 1, "", 0, 0),
                        linked(bid + 1, bid, FillCondition.FIRST_HIT),
                        EventText.top(BOOK, "10@90", "6@110"));
    }

    @Test
    void atTheFirstHitTheOtherIsTakenOffWhole() {
        final long bid = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 10), limit(Side.SELL, 110, 6));
        harness.events();
        commands.limit(BOB, BOOK, Side.SELL, 90, 1);
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(bid + 1, ANN, 6, CancelReason.LINK_FILLED),
                        EventText.top(BOOK, "9@90", "-"));
    }

    @Test
    void itWorksBothWays() {
        final long bid = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 10), limit(Side.SELL, 110, 6));
        harness.events();
        commands.limit(BOB, BOOK, Side.BUY, 110, 6);
        assertThat(harness.events())
                .contains(EventText.cancelled(bid, ANN, 10, CancelReason.LINK_FILLED), EventText.top(BOOK, "-", "-"));
    }

    @Test
    void oneSweepNeverTradesBoth() {
        final long near = pair(FillCondition.FIRST_HIT, limit(Side.SELL, 100, 3), limit(Side.SELL, 101, 3));
        harness.events();
        final long taker = commands.limit(BOB, BOOK, Side.BUY, 105, 6);
        assertThat(harness.events())
                .containsExactly(
                        EventText.accepted(taker, BOB, BOOK, Side.BUY, 105, 6),
                        EventText.fill(taker, near, taker, 100, 3, 0, 3),
                        EventText.cancelled(near + 1, ANN, 3, CancelReason.LINK_FILLED),
                        EventText.top(BOOK, "3@105", "-"));
    }

    @Test
    void fillOrKillDoesNotCountWhatWouldGo() {
        pair(FillCondition.FIRST_HIT, limit(Side.SELL, 100, 3), limit(Side.SELL, 101, 3));
        harness.events();
        final long six = fillOrKill(6);
        assertThat(harness.events()).contains(EventText.cancelled(six, BOB, 6, CancelReason.FILL_OR_KILL_NOT_FILLABLE));
        fillOrKill(3);
        assertThat(harness.events()).anyMatch(event -> event.startsWith("fill"));
    }

    @Test
    void wherePricesShareBySizeARoundEndsWithTheFirstThatActs() {
        new VenueCommands(commands).allocation(BOOK, AllocationRule.PRO_RATA, 0);
        final long first = pair(FillCondition.FIRST_HIT, limit(Side.SELL, 100, 4), limit(Side.SELL, 100, 4));
        final long other = commands.limit(ANN, BOOK, Side.SELL, 100, 8);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, Side.BUY, 100, 8);
        final List<String> events = harness.events();
        assertThat(events)
                .contains(EventText.cancelled(first + 1, ANN, 4, CancelReason.LINK_FILLED))
                .noneMatch(event -> event.startsWith("fill") && event.contains(" " + (first + 1) + " "));
        assertThat(events.get(1)).isEqualTo(EventText.fill(taker, first, taker, 100, 2, 2, 6));
        assertThat(events.get(3)).startsWith("fill");
        assertThat(other).isPositive();
    }

    @Test
    void onACompleteFillPartsOfItDoNothing() {
        final long bid = pair(FillCondition.COMPLETE_FILL, limit(Side.BUY, 90, 10), limit(Side.SELL, 110, 6));
        harness.events();
        commands.limit(BOB, BOOK, Side.SELL, 90, 9);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("cancelled"));
        commands.limit(BOB, BOOK, Side.SELL, 90, 1);
        assertThat(harness.events()).contains(EventText.cancelled(bid + 1, ANN, 6, CancelReason.LINK_FILLED));
    }

    @Test
    void incrementallyTheOtherShrinksInProportionRoundedDownUntilNothingIsLeft() {
        final long bid = pair(FillCondition.INCREMENTAL, limit(Side.BUY, 90, 10), limit(Side.SELL, 110, 5));
        harness.events();
        commands.limit(BOB, BOOK, Side.SELL, 90, 3);
        assertThat(harness.events())
                .contains(LinkEventText.reduced(bid + 1, 1, 4), EventText.top(BOOK, "7@90", "4@110"));
        commands.limit(BOB, BOOK, Side.BUY, 110, 2);
        assertThat(harness.events()).contains(LinkEventText.reduced(bid, 3, 4), EventText.top(BOOK, "4@90", "2@110"));
        commands.limit(BOB, BOOK, Side.SELL, 90, 4);
        assertThat(harness.events()).contains(EventText.cancelled(bid + 1, ANN, 2, CancelReason.LINK_FILLED));
    }

    @Test
    void whatIsLessThanALotIsLeftForTheNextTrade() {
        final long bid = pair(FillCondition.INCREMENTAL, limit(Side.BUY, 90, 3), limit(Side.SELL, 110, 1));
        harness.events();
        commands.limit(BOB, BOOK, Side.SELL, 90, 1);
        commands.limit(BOB, BOOK, Side.SELL, 90, 1);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("reduced") || event.startsWith("cancelled"));
        commands.limit(BOB, BOOK, Side.SELL, 90, 1);
        assertThat(harness.events()).contains(EventText.cancelled(bid + 1, ANN, 1, CancelReason.LINK_FILLED));
    }

    @Test
    void aSmallerOneKeepsItsPlaceInTheQueue() {
        final long bid = pair(FillCondition.INCREMENTAL, limit(Side.BUY, 90, 4), limit(Side.SELL, 110, 4));
        commands.limit(BOB, BOOK, Side.SELL, 110, 4);
        commands.limit(BOB, BOOK, Side.SELL, 90, 2);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, Side.BUY, 110, 1);
        assertThat(harness.events()).contains(EventText.fill(taker, bid + 1, taker, 110, 1, 1, 0));
    }

    @Test
    void whatTheFirstTradesOnArrivalActsOnTheSecond() {
        commands.limit(BOB, BOOK, Side.SELL, 100, 2);
        harness.events();
        final long first = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 100, 5), limit(Side.SELL, 110, 5));
        assertThat(harness.events())
                .endsWith(
                        EventText.cancelled(first + 1, ANN, 5, CancelReason.LINK_FILLED),
                        EventText.top(BOOK, "3@100", "-"));
        commands.limit(BOB, BOOK, Side.SELL, 100, 3);
        commands.limit(BOB, BOOK, Side.SELL, 100, 2);
        harness.events();
        final long second = pair(FillCondition.INCREMENTAL, limit(Side.BUY, 100, 4), limit(Side.SELL, 110, 10));
        assertThat(harness.events())
                .endsWith(LinkEventText.reduced(second + 1, 5, 5), EventText.top(BOOK, "2@100", "5@110"));
    }

    @Test
    void whatTheSecondTradesOnArrivalTakesTheFirstOff() {
        commands.limit(BOB, BOOK, Side.BUY, 100, 2);
        harness.events();
        final long first = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 5), limit(Side.SELL, 100, 5));
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(first, ANN, 5, CancelReason.LINK_FILLED),
                        EventText.top(BOOK, "-", "3@100"));
    }

    @Test
    void theTwoNeverTradeWithEachOther() {
        final long first = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 100, 5), limit(Side.SELL, 99, 5));
        assertThat(harness.events())
                .contains(EventText.cancelled(first, ANN, 5, CancelReason.SELF_TRADE_MAKER))
                .noneMatch(event -> event.startsWith("fill"));
        new VenueCommands(commands).selfTradePrevention(ANN, 0, SelfTradePrevention.CANCEL_TAKER);
        final long second = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 98, 5), limit(Side.SELL, 98, 5));
        assertThat(harness.events()).contains(EventText.cancelled(second + 1, ANN, 5, CancelReason.SELF_TRADE_TAKER));
    }

    @Test
    void otherOrdersOfTheAccountTradeWithThemAsWithAny() {
        pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 5), limit(Side.SELL, 110, 5));
        commands.limit(ANN, BOOK, Side.SELL, 90, 1);
        assertThat(harness.events()).anyMatch(event -> event.startsWith("fill"));
    }

    @Test
    void oneThatIsCancelledOrEndsLeavesTheOtherAlone() {
        final ReferenceMatching.Entry ends = limit(Side.SELL, 110, 5);
        ends.timeInForce = TimeInForce.GOOD_TIL_DATE;
        ends.expireNs = commands.nextNs() + 2;
        final long bid = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 5), ends);
        commands.tick();
        commands.tick();
        assertThat(harness.events())
                .contains(EventText.cancelled(bid + 1, ANN, 5, CancelReason.EXPIRED))
                .doesNotContain(EventText.cancelled(bid, ANN, 5, CancelReason.LINK_FILLED));
        commands.cancel(ANN, BOOK, bid);
        assertThat(harness.events()).contains(EventText.cancelled(bid, ANN, 5, CancelReason.REQUESTED));
    }

    @Test
    void allOfItGoesByItsLabelByAMassCancelAndByTheKillSwitch() {
        final ReferenceMatching.Entry bid = limit(Side.BUY, 90, 5);
        bid.label = "whole";
        final long first = pair(FillCondition.FIRST_HIT, bid, limit(Side.SELL, 110, 5));
        commands.cancelByLabel(ANN, 0, "whole");
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(first, ANN, 5, CancelReason.MASS_CANCEL),
                        EventText.cancelled(first + 1, ANN, 5, CancelReason.MASS_CANCEL));
        final long second = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 5), limit(Side.SELL, 110, 5));
        commands.massCancel(ANN, 0);
        assertThat(harness.events()).contains(EventText.cancelled(second + 1, ANN, 5, CancelReason.MASS_CANCEL));
        final long third = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 5), limit(Side.SELL, 110, 5));
        commands.killSwitch(ANN, true);
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(third, ANN, 5, CancelReason.KILL_SWITCH),
                        EventText.cancelled(third + 1, ANN, 5, CancelReason.KILL_SWITCH));
    }

    @Test
    void aReplaceConcernsOnlyThePartAndItsNewSizeCounts() {
        final long bid = pair(FillCondition.INCREMENTAL, limit(Side.BUY, 90, 10), limit(Side.SELL, 110, 10));
        commands.replace(ANN, BOOK, bid, 91, 20);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("reduced"));
        commands.limit(BOB, BOOK, Side.SELL, 91, 4);
        assertThat(harness.events()).contains(LinkEventText.reduced(bid + 1, 2, 8));
    }

    @Test
    void aDecrementIsNoTrade() {
        new VenueCommands(commands).selfTradePrevention(ANN, 0, SelfTradePrevention.DECREMENT);
        final long bid = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 10), limit(Side.SELL, 110, 10));
        commands.limit(ANN, BOOK, Side.SELL, 90, 4);
        assertThat(harness.events())
                .anyMatch(event -> event.startsWith("decremented"))
                .doesNotContain(EventText.cancelled(bid + 1, ANN, 10, CancelReason.LINK_FILLED));
    }

    @Test
    void aStopThatWaitsGoesWithTheOtherAndTakesItOffOnceItTrades() {
        final long first = pair(FillCondition.FIRST_HIT, limit(Side.SELL, 110, 5), stop(Side.SELL, 90, 95));
        harness.events();
        commands.limit(BOB, BOOK, Side.BUY, 110, 1);
        assertThat(harness.events()).contains(EventText.cancelled(first + 1, ANN, 5, CancelReason.LINK_FILLED));
        final long second = pair(FillCondition.FIRST_HIT, limit(Side.SELL, 120, 5), stop(Side.SELL, 90, 95));
        commands.limit(BOB, BOOK, Side.BUY, 95, 3);
        commands.limit(BOB, BOOK, Side.SELL, 95, 1);
        assertThat(harness.events()).anyMatch(event -> event.startsWith("fired " + (second + 1)));
        commands.triggers().triggered(ANN, BOOK, second + 1, 90, 5);
        assertThat(harness.events()).contains(EventText.cancelled(second, ANN, 5, CancelReason.LINK_FILLED));
    }

    @Test
    void aStopThatWaitsShrinksAndIsLiveWithWhatIsLeft() {
        final long first = pair(FillCondition.INCREMENTAL, limit(Side.SELL, 110, 10), stop(Side.SELL, 90, 95));
        harness.events();
        commands.limit(BOB, BOOK, Side.BUY, 110, 4);
        assertThat(harness.events()).contains(LinkEventText.reduced(first + 1, 2, 3));
        commands.limit(BOB, BOOK, Side.BUY, 95, 1);
        commands.limit(BOB, BOOK, Side.SELL, 95, 1);
        harness.events();
        commands.triggers().triggered(ANN, BOOK, first + 1, 90, 5);
        assertThat(harness.events()).contains(TriggerEventText.triggered(first + 1, ANN, 90, 3));
    }

    @Test
    void partsMayBeOfTwoInstrumentsOfAnUnderlying() {
        final ReferenceMatching.Entry other = limit(Side.SELL, 110, 6);
        other.instrument = sameUnderlying();
        final long first = pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 10), other);
        harness.events();
        commands.limit(BOB, BOOK, Side.SELL, 90, 1);
        assertThat(harness.events()).contains(EventText.cancelled(first + 1, ANN, 6, CancelReason.LINK_FILLED));
    }

    @Test
    void inAnAuctionTheyCollectAndTheFirstTradeActs() {
        commands.phase(BOOK, InstrumentPhase.OPENING_AUCTION);
        final long near = pair(FillCondition.FIRST_HIT, limit(Side.SELL, 100, 3), limit(Side.SELL, 101, 3));
        commands.limit(BOB, BOOK, Side.BUY, 105, 6);
        harness.events();
        commands.phase(BOOK, InstrumentPhase.OPEN);
        final List<String> events = harness.events();
        assertThat(events).contains(EventText.cancelled(near + 1, ANN, 3, CancelReason.LINK_FILLED));
        assertThat(events.stream().filter(event -> event.startsWith("fill"))).hasSize(1);
    }

    @Test
    void aPhaseThatRefusesOneRefusesAllAndNothingHasChanged() {
        commands.phase(sameUnderlying(), InstrumentPhase.HALTED);
        harness.events();
        final long before = harness.engine.stateHash();
        final ReferenceMatching.Entry other = limit(Side.SELL, 110, 6);
        other.instrument = sameUnderlying();
        pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 10), other);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.INSTRUMENT_HALTED));
        assertThat(harness.engine.stateHash()).isEqualTo(before);
        assertThat(harness.engine.liveOrders()).isZero();
    }

    @Test
    void whatTheSequencerRefusedIsOnlyAnswered() {
        final long before = harness.engine.stateHash();
        commands.decided(RejectCode.BAD_LINK);
        pair(FillCondition.FIRST_HIT, limit(Side.BUY, 90, 10), limit(Side.SELL, 110, 10));
        commands.decided(RejectCode.ACCEPTED);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.BAD_LINK));
        assertThat(harness.engine.stateHash()).isEqualTo(before);
    }

    @Test
    void tradeIdsOfACommandAreForAllPartsTogether() {
        for (int i = 0; i < 4_100; i++) {
            commands.limit(BOB, BOOK, Side.SELL, 100, 1);
            commands.limit(BOB, sameUnderlying(), Side.SELL, 100, 1);
        }
        harness.events();
        final ReferenceMatching.Entry other = limit(Side.BUY, 100, 5_000);
        other.instrument = sameUnderlying();
        final long first = pair(FillCondition.COMPLETE_FILL, limit(Side.BUY, 100, 4_099), other);
        final List<String> events = harness.events();
        assertThat(events.stream().filter(event -> event.startsWith("fill"))).hasSize(4_096);
        assertThat(events)
                .contains(
                        EventText.cancelled(first, ANN, 3, CancelReason.TOO_MANY_FILLS),
                        EventText.cancelled(first + 1, ANN, 5_000, CancelReason.TOO_MANY_FILLS));
    }

    @Test
    void linksThatNoSequencerAcceptsAreErrors() {
        assertImpossible(LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER, FillCondition.FIRST_HIT);
        assertImpossible(LinkKind.ONE_TRIGGERS_OTHER, FillCondition.NULL_VAL);
    }

    private void assertImpossible(final LinkKind kind, final FillCondition condition) {
        final EngineHarness broken = EngineHarness.withInstruments(1);
        broken.commands.links().newOrders(kind, condition, List.of(limit(Side.BUY, 1, 1), limit(Side.BUY, 1, 1)));
        assertThatThrownBy(broken::events).isInstanceOf(IllegalArgumentException.class);
        broken.close();
    }

    private long fillOrKill(final long lots) {
        return commands.newOrder(
                BOB, BOOK, Side.BUY, OrderType.LIMIT, TimeInForce.FILL_OR_KILL, 105, lots, false, false);
    }

    /** An instrument beside the first of its underlying. */
    private int sameUnderlying() {
        int id = OTHER_BOOK;
        while (Commands.underlying(id) != Commands.underlying(BOOK)) {
            id++;
        }
        return id;
    }

    private long pair(
            final FillCondition condition, final ReferenceMatching.Entry first, final ReferenceMatching.Entry second) {
        final long id = commands.nextOrderId();
        commands.links().newOrders(LinkKind.ONE_CANCELS_OTHER, condition, List.of(first, second));
        return id;
    }

    static ReferenceMatching.Entry limit(final Side side, final long price, final long lots) {
        return ReferenceMatching.Entry.limit(ANN, BOOK, side, price, lots);
    }

    static ReferenceMatching.Entry stop(final Side side, final long price, final long triggerPrice) {
        final ReferenceMatching.Entry order = limit(side, price, 5);
        order.trigger = new ReferenceTriggers.Trigger(TriggerKind.STOP, TriggerReference.LAST, triggerPrice, 0);
        return order;
    }

    private static String linked(final long id, final long linkId, final FillCondition condition) {
        return LinkEventText.details(id, linkId, LinkKind.ONE_CANCELS_OTHER, condition, false);
    }
}
