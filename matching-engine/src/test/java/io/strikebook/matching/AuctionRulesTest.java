package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that collect, and the one price at which they trade. */
class AuctionRulesTest extends EngineRules {
    private static final int OPTION = 2;

    AuctionRulesTest() {
        super(3);
    }

    @Test
    void newMarksAloneMoveTheIndicationWhereTheyDecide() {
        commands.marks().mark(1, BOOK, 100, 0, 0);
        auction(BOOK);
        commands.limit(ANN, BOOK, Side.BUY, 110, 5);
        commands.limit(BOB, BOOK, Side.SELL, 90, 5);
        harness.events();
        commands.marks().mark(2, BOOK, 105, 0, 0);
        commands.triggers().marksAdvanced();
        assertThat(harness.events()).containsExactly(PhaseEventText.indication(BOOK, 105, 5, 0));
        commands.triggers().marksAdvanced();
        assertThat(harness.events()).containsExactly(EventText.done());
    }

    @Test
    void ordersCollectAndWhatWouldTradeIsIndicated() {
        auction(BOOK);
        commands.limit(ANN, BOOK, Side.BUY, 100, 5);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("indicated"));
        commands.limit(BOB, BOOK, Side.SELL, 98, 3);
        assertThat(harness.events())
                .contains(EventText.top(BOOK, "5@100", "3@98"), PhaseEventText.indication(BOOK, 99, 3, 2))
                .noneMatch(event -> event.startsWith("fill"));
        commands.limit(CAT, BOOK, Side.SELL, 120, 1);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("indicated"));
        commands.massCancel(BOB, BOOK);
        assertThat(harness.events()).contains(PhaseEventText.indication(BOOK, Long.MIN_VALUE, 0, 0));
    }

    @Test
    void noPriceIsIndicatedBeforeTheAuction() {
        commands.phase(BOOK, InstrumentPhase.PRE_OPEN);
        crossAt(98, 100);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("indicated") || event.startsWith("fill"));
        commands.phase(BOOK, InstrumentPhase.OPENING_AUCTION);
        assertThat(harness.events())
                .containsExactly(
                        EventText.phase(BOOK, InstrumentPhase.OPENING_AUCTION),
                        PhaseEventText.indication(BOOK, 99, 5, 0));
    }

    @Test
    void thePriceTradesTheMost() {
        auction(BOOK);
        commands.limit(ANN, BOOK, Side.BUY, 103, 4);
        commands.limit(ANN, BOOK, Side.BUY, 101, 4);
        commands.limit(BOB, BOOK, Side.SELL, 100, 6);
        commands.limit(BOB, BOOK, Side.SELL, 102, 6);
        harness.events();
        assertThat(opened())
                .filteredOn(event -> event.endsWith("auction"))
                .hasSize(2)
                .allMatch(event -> event.contains("@101 "));
    }

    /** At 100 as at 101 six lots trade; two buyers are left at the one, none at the other. */
    @Test
    void ofEqualVolumesThePriceLeavesLeastBehind() {
        auction(BOOK);
        commands.limit(ANN, BOOK, Side.BUY, 101, 6);
        commands.limit(ANN, BOOK, Side.BUY, 100, 2);
        commands.limit(BOB, BOOK, Side.SELL, 99, 6);
        assertThat(harness.events()).contains(PhaseEventText.indication(BOOK, 101, 6, 0));
    }

    @Test
    void ofEqualSurplusesThePriceIsNearestToTheMark() {
        commands.marks().mark(1, BOOK, 97, 0, 0);
        auction(BOOK);
        crossAt(90, 100);
        assertThat(harness.events()).contains(PhaseEventText.indication(BOOK, 97, 5, 0));
        commands.marks().mark(2, BOOK, 200, 0, 0);
        commands.limit(CAT, BOOK, Side.BUY, 80, 1);
        assertThat(harness.events()).contains(PhaseEventText.indication(BOOK, 100, 5, 0));
    }

    @Test
    void withoutAMarkItIsNearestToTheLastTradeAndWithoutThatInTheMiddle() {
        auction(BOOK);
        crossAt(90, 101);
        assertThat(harness.events()).contains(PhaseEventText.indication(BOOK, 95, 5, 0));
        commands.phase(BOOK, InstrumentPhase.OPEN);
        auction(BOOK);
        crossAt(80, 130);
        assertThat(harness.events()).contains(PhaseEventText.indication(BOOK, 95, 5, 0));
    }

    @Test
    void everybodyTradesAtOnePriceTheBestAndEarliestFirstAndTheLaterOneTakes() {
        auction(BOOK);
        final long early = commands.limit(ANN, BOOK, Side.BUY, 100, 2);
        final long late = commands.limit(ANN, BOOK, Side.BUY, 100, 2);
        final long best = commands.limit(BOB, BOOK, Side.BUY, 105, 1);
        final long ask = commands.limit(CAT, BOOK, Side.SELL, 100, 4);
        harness.events();
        commands.phase(BOOK, InstrumentPhase.OPEN);
        final long trade = commands.sequence() << 12;
        assertThat(harness.events())
                .containsExactly(
                        EventText.fill(trade, best, ask, 100, 1, 0, 3) + " auction",
                        EventText.fill(trade + 1, early, ask, 100, 2, 0, 1) + " auction",
                        EventText.fill(trade + 2, late, ask, 100, 1, 1, 0) + " auction",
                        EventText.phase(BOOK, InstrumentPhase.OPEN),
                        EventText.top(BOOK, "1@100", "-"));
    }

    @Test
    void orderOfTimeHoldsAlsoWhereOrdersOtherwiseShareBySize() {
        new VenueCommands(commands).allocation(BOOK, AllocationRule.PRO_RATA, 0);
        auction(BOOK);
        final long early = commands.limit(ANN, BOOK, Side.BUY, 100, 2);
        commands.limit(BOB, BOOK, Side.BUY, 100, 200);
        commands.limit(CAT, BOOK, Side.SELL, 100, 3);
        harness.events();
        assertThat(opened().get(0)).contains("maker " + early, " 2@100");
    }

    @Test
    void marketOrdersTakePartAndWhatIsLeftOfThemIsCancelled() {
        auction(BOOK);
        final long market = commands.newOrder(
                ANN, BOOK, Side.BUY, OrderType.MARKET, TimeInForce.GOOD_TIL_CANCELLED, 150, 5, false, false);
        commands.limit(BOB, BOOK, Side.SELL, 100, 3);
        harness.events();
        commands.phase(BOOK, InstrumentPhase.OPEN);
        assertThat(harness.events())
                .contains(EventText.cancelled(market, ANN, 2, CancelReason.MARKET_REMAINDER))
                .contains(EventText.top(BOOK, "-", "-"));
    }

    @Test
    void whatCannotWaitIsRefusedAndNothingChanges() {
        auction(BOOK);
        harness.events();
        final long before = harness.engine.stateHash();
        for (final TimeInForce timeInForce : List.of(TimeInForce.IMMEDIATE_OR_CANCEL, TimeInForce.FILL_OR_KILL)) {
            commands.newOrder(ANN, BOOK, Side.BUY, OrderType.LIMIT, timeInForce, 100, 1, false, false);
            commands.newOrder(ANN, BOOK, Side.BUY, OrderType.MARKET, timeInForce, 100, 1, false, false);
        }
        commands.newOrder(
                ANN, BOOK, Side.BUY, OrderType.MARKET_TO_LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 100, 1, false, false);
        assertThat(harness.events()).hasSize(5).containsOnly(EventText.rejected(RejectCode.NOT_IN_AUCTION));
        assertThat(harness.engine.stateHash()).isEqualTo(before);
    }

    @Test
    void postOnlyIsKeptFromCrossingAndMakes() {
        auction(BOOK);
        commands.limit(ANN, BOOK, Side.SELL, 100, 1);
        final long post = commands.newOrder(
                BOB, BOOK, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 105, 1, true, false);
        assertThat(harness.events()).contains(EventText.accepted(post, BOB, BOOK, Side.BUY, 99, 1));
        commands.limit(CAT, BOOK, Side.SELL, 99, 1);
        harness.events();
        assertThat(opened().get(0)).contains("maker " + post);
    }

    @Test
    void whatAnIcebergHidesTakesPartInItsPlace() {
        auction(BOOK);
        final ReferenceMatching.Entry iceberg = ReferenceMatching.Entry.limit(ANN, BOOK, Side.BUY, 100, 10);
        iceberg.detailed = true;
        iceberg.display = 2;
        final long id = commands.newOrder(iceberg);
        commands.limit(BOB, BOOK, Side.BUY, 100, 5);
        final long ask = commands.limit(CAT, BOOK, Side.SELL, 100, 9);
        assertThat(harness.events())
                .contains(EventText.top(BOOK, "7@100", "9@100"), PhaseEventText.indication(BOOK, 100, 9, 6));
        commands.phase(BOOK, InstrumentPhase.OPEN);
        assertThat(harness.events())
                .contains(
                        EventText.fill(commands.sequence() << 12, id, ask, 100, 9, 1, 0) + " auction",
                        EventText.top(BOOK, "6@100", "-"));
    }

    @Test
    void reduceOnlyIsClippedWhenItTrades() {
        commands.limit(BOB, BOOK, Side.SELL, 100, 2);
        commands.limit(ANN, BOOK, Side.BUY, 100, 2);
        auction(BOOK);
        final long reduce = commands.newOrder(
                ANN, BOOK, Side.SELL, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 90, 8, false, true);
        commands.limit(CAT, BOOK, Side.BUY, 95, 4);
        harness.events();
        commands.phase(BOOK, InstrumentPhase.OPEN);
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(reduce, ANN, 6, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE),
                        EventText.top(BOOK, "2@95", "-"));
    }

    @Test
    void reduceOnlyWithNothingToReduceDoesNotCollect() {
        auction(BOOK);
        final long id = commands.newOrder(
                ANN, BOOK, Side.SELL, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 90, 8, false, true);
        assertThat(harness.events())
                .endsWith(EventText.cancelled(id, ANN, 8, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE));
    }

    @Test
    void theTakersAccountSaysHowItIsKeptFromItself() {
        for (final SelfTradePrevention mode : List.of(
                SelfTradePrevention.CANCEL_TAKER,
                SelfTradePrevention.CANCEL_MAKER,
                SelfTradePrevention.CANCEL_BOTH,
                SelfTradePrevention.DECREMENT)) {
            new VenueCommands(commands).selfTradePrevention(ANN, 0, mode);
            auction(BOOK);
            commands.limit(ANN, BOOK, Side.BUY, 100, 3);
            commands.limit(ANN, BOOK, Side.SELL, 100, 2);
            harness.events();
            commands.phase(BOOK, InstrumentPhase.OPEN);
            final String left = switch (mode) {
                case CANCEL_TAKER -> EventText.top(BOOK, "3@100", "-");
                case CANCEL_MAKER -> EventText.top(BOOK, "-", "2@100");
                case CANCEL_BOTH -> EventText.top(BOOK, "-", "-");
                default -> EventText.top(BOOK, "1@100", "-");
            };
            assertThat(harness.events()).as("%s", mode).contains(left).noneMatch(event -> event.startsWith("fill"));
            commands.massCancel(ANN, BOOK);
            harness.events();
        }
    }

    @Test
    void quotesCollectTradeAndTripTheirProtection() {
        commands.quotes().protect(ANN, 1, 1, 1_000, 1_000, QuoteCommands.COIN_E8, 0, 0, 9 * QuoteCommands.COIN_E8);
        auction(OPTION);
        commands.quotes().entry(OPTION, 100, 20, 110, 20).send(ANN, 1, 1, 0);
        commands.limit(BOB, OPTION, Side.SELL, 90, 10);
        commands.limit(CAT, OPTION, Side.SELL, 90, 10);
        harness.events();
        commands.phase(OPTION, InstrumentPhase.OPEN);
        final List<String> events = harness.events();
        assertThat(events).filteredOn(event -> event.startsWith("fill")).hasSize(1);
        assertThat(events).anyMatch(event -> event.startsWith("triggered"));
        assertThat(events).endsWith(EventText.top(OPTION, "-", "10@90"));
    }

    @Test
    void triggersWaitInTheAuctionAndLookAtItsPriceAfterwards() {
        final ReferenceMatching.Entry stop = ReferenceMatching.Entry.limit(CAT, BOOK, Side.BUY, 100, 5);
        stop.detailed = true;
        stop.trigger = new ReferenceTriggers.Trigger(TriggerKind.STOP, TriggerReference.LAST, 95, 0);
        commands.triggers().newOrder(stop);
        auction(BOOK);
        crossAt(98, 98);
        harness.events();
        commands.phase(BOOK, InstrumentPhase.OPEN);
        final List<String> events = harness.events();
        assertThat(events.get(0)).startsWith("fill");
        assertThat(events.get(1)).isEqualTo(EventText.phase(BOOK, InstrumentPhase.OPEN));
        assertThat(events.get(2)).startsWith("fired");
    }

    /** Half of the trade ids of a command; the rest at the same price in the next one that is later. */
    @Test
    void whatIsTooMuchForOneCommandGoesOnInTheNext() {
        auction(BOOK);
        for (int i = 0; i < 2_500; i++) {
            commands.limit(ANN, BOOK, Side.BUY, 100, 1);
        }
        commands.limit(BOB, BOOK, Side.SELL, 90, 2_600);
        harness.events();
        commands.phase(BOOK, InstrumentPhase.OPEN);
        final List<String> first = harness.events();
        assertThat(first)
                .filteredOn(event -> event.endsWith("auction"))
                .hasSize(2_048)
                .allMatch(event -> event.contains("@95 "));
        assertThat(first).noneMatch(event -> event.startsWith("phase"));
        final EngineHarness restored = harness.restored();
        assertThat(restored.engine.stateHash()).isEqualTo(harness.engine.stateHash());
        final long id = restored.commands.limit(CAT, BOOK, Side.BUY, 200, 1);
        final List<String> second = restored.events();
        assertThat(second)
                .filteredOn(event -> event.endsWith("auction"))
                .hasSize(452)
                .allMatch(event -> event.contains("@95 "));
        assertThat(second)
                .contains(PhaseEventText.phase(BOOK, InstrumentPhase.OPEN, PhaseReason.SCHEDULE, 0))
                .anyMatch(event -> event.startsWith("fill") && event.contains("taker " + id));
        restored.close();
    }

    @Test
    void aHaltedBookThatIsCrossedTradesBeforeItOpens() {
        auction(BOOK);
        crossAt(98, 100);
        commands.phase(BOOK, InstrumentPhase.HALTED);
        harness.events();
        commands.phase(BOOK, InstrumentPhase.OPEN);
        assertThat(harness.events())
                .hasSize(3)
                .contains(EventText.phase(BOOK, InstrumentPhase.OPEN), EventText.top(BOOK, "-", "-"));
    }

    private void auction(final int book) {
        commands.phase(book, InstrumentPhase.OPENING_AUCTION);
    }

    private void crossAt(final long ask, final long bid) {
        commands.limit(ANN, BOOK, Side.BUY, bid, 5);
        commands.limit(BOB, BOOK, Side.SELL, ask, 5);
    }

    private List<String> opened() {
        commands.phase(BOOK, InstrumentPhase.OPEN);
        return harness.events();
    }
}
