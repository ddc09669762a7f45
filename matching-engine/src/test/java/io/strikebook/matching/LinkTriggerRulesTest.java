package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders of which one triggers others: when they are let go, what they do then, and what becomes of them otherwise. */
class LinkTriggerRulesTest extends EngineRules {
    LinkTriggerRulesTest() {
        super(2);
    }

    @Test
    void theSecondIsAcceptedAndHeldOutsideTheBook() {
        final long id = oto(FillCondition.FIRST_HIT, buy(10), sell(110, 10));
        assertThat(harness.events())
                .endsWith(
                        LinkEventText.details(id + 1, id, LinkKind.ONE_TRIGGERS_OTHER, FillCondition.FIRST_HIT, true),
                        EventText.top(BOOK, "10@90", "-"));
        assertThat(harness.engine.liveOrders()).isEqualTo(2);
    }

    @Test
    void theFirstHitLetsItGoToTheSequencerOnce() {
        final long id = oto(FillCondition.FIRST_HIT, buy(10), sell(110, 10));
        harness.events();
        commands.limit(BOB, BOOK, Side.SELL, 90, 1);
        assertThat(harness.events()).contains(LinkEventText.fired(id + 1, id, 10, true));
        commands.limit(BOB, BOOK, Side.SELL, 90, 1);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("released"));
    }

    @Test
    void onceItIsDecidedItIsLiveOrCancelled() {
        final long first = oto(FillCondition.FIRST_HIT, buy(10), sell(110, 10));
        commands.limit(BOB, BOOK, Side.SELL, 90, 10);
        harness.events();
        commands.triggers().triggered(ANN, BOOK, first + 1, 110, 10);
        assertThat(harness.events())
                .containsExactly(
                        TriggerEventText.triggered(first + 1, ANN, 110, 10), EventText.top(BOOK, "-", "10@110"));
        final long second = oto(FillCondition.FIRST_HIT, buy(10), sell(120, 10));
        commands.limit(BOB, BOOK, Side.SELL, 90, 10);
        harness.events();
        commands.decided(RejectCode.INSUFFICIENT_MARGIN);
        commands.triggers().triggered(ANN, BOOK, second + 1, 120, 10);
        commands.decided(RejectCode.ACCEPTED);
        assertThat(harness.events())
                .containsExactly(
                        EventText.rejected(RejectCode.INSUFFICIENT_MARGIN),
                        EventText.cancelled(second + 1, ANN, 10, CancelReason.TRIGGER_REFUSED));
    }

    @Test
    void aCompleteFillIsTheOneThatLeavesNothing() {
        final long id = oto(FillCondition.COMPLETE_FILL, buy(10), sell(110, 10));
        harness.events();
        commands.limit(BOB, BOOK, Side.SELL, 90, 9);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("released"));
        commands.limit(BOB, BOOK, Side.SELL, 90, 1);
        assertThat(harness.events()).contains(LinkEventText.fired(id + 1, id, 10, true));
    }

    @Test
    void wherePartOfTheFirstTradedAndTheRestIsCancelledItWasNotFilledWhole() {
        final long id = oto(FillCondition.COMPLETE_FILL, buy(10), sell(110, 10));
        commands.limit(BOB, BOOK, Side.SELL, 90, 9);
        harness.events();
        commands.cancel(ANN, BOOK, id);
        assertThat(harness.events())
                .containsExactly(
                        EventText.cancelled(id, ANN, 1, CancelReason.REQUESTED),
                        EventText.cancelled(id + 1, ANN, 10, CancelReason.LINK_ENDED),
                        EventText.top(BOOK, "-", "-"));
    }

    @Test
    void afterTheFirstHitTheEndOfTheFirstDoesNotMatter() {
        final long id = oto(FillCondition.FIRST_HIT, buy(10), sell(110, 10));
        commands.limit(BOB, BOOK, Side.SELL, 90, 1);
        commands.cancel(ANN, BOOK, id);
        assertThat(harness.events()).noneMatch(event -> event.endsWith("LINK_ENDED"));
        commands.triggers().triggered(ANN, BOOK, id + 1, 110, 10);
        assertThat(harness.events()).contains(EventText.top(BOOK, "-", "10@110"));
    }

    @Test
    void whateverEndsTheFirstEndsWhatItHolds() {
        final long expiring = commands.nextOrderId();
        final ReferenceMatching.Entry ends = buy(10);
        ends.timeInForce = TimeInForce.GOOD_TIL_DATE;
        ends.expireNs = commands.nextNs() + 1;
        oto(FillCondition.FIRST_HIT, ends, sell(110, 10));
        commands.tick();
        assertThat(harness.events())
                .endsWith(
                        EventText.cancelled(expiring, ANN, 10, CancelReason.EXPIRED),
                        EventText.cancelled(expiring + 1, ANN, 10, CancelReason.LINK_ENDED),
                        EventText.top(BOOK, "-", "-"));
        final long replaced = oto(FillCondition.COMPLETE_FILL, buy(10), sell(110, 10));
        commands.limit(BOB, BOOK, Side.SELL, 90, 4);
        commands.replace(ANN, BOOK, replaced, 90, 4);
        assertThat(harness.events()).contains(EventText.cancelled(replaced + 1, ANN, 10, CancelReason.LINK_ENDED));
        final long closed = oto(FillCondition.FIRST_HIT, buy(10), sell(110, 10));
        commands.phase(BOOK, InstrumentPhase.CLOSED);
        assertThat(harness.events())
                .contains(EventText.cancelled(closed, ANN, 10, CancelReason.INSTRUMENT_CLOSED))
                .anyMatch(event -> event.startsWith("cancelled " + (closed + 1)));
    }

    @Test
    void aFirstPartThatCannotTradeAtOnceTakesAllWithIt() {
        final ReferenceMatching.Entry kill = buy(10);
        kill.timeInForce = TimeInForce.FILL_OR_KILL;
        final long id = oto(FillCondition.FIRST_HIT, kill, sell(110, 10));
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(id, ANN, 10, CancelReason.FILL_OR_KILL_NOT_FILLABLE),
                        EventText.cancelled(id + 1, ANN, 10, CancelReason.LINK_ENDED));
        assertThat(harness.engine.liveOrders()).isZero();
    }

    @Test
    void oneThatTradesAtOnceLetsTheOthersGoAtOnce() {
        commands.limit(BOB, BOOK, Side.SELL, 90, 20);
        final ReferenceMatching.Entry market = buy(10);
        market.type = OrderType.MARKET;
        final long id = commands.nextOrderId();
        bracket(FillCondition.COMPLETE_FILL, market);
        assertThat(harness.events())
                .containsSubsequence(
                        EventText.accepted(id + 1, ANN, BOOK, Side.SELL, 110, 10),
                        LinkEventText.fired(id + 1, id, 10, true),
                        EventText.accepted(id + 2, ANN, BOOK, Side.SELL, 70, 5),
                        LinkEventText.fired(id + 2, id, 5, false));
    }

    @Test
    void onesThatAreHeldAreCancelledByThemselvesAndWithAll() {
        final long id = oto(FillCondition.FIRST_HIT, buy(10), sell(110, 10));
        harness.events();
        commands.cancel(ANN, BOOK, id + 1);
        assertThat(harness.events()).containsExactly(EventText.cancelled(id + 1, ANN, 10, CancelReason.REQUESTED));
        commands.limit(BOB, BOOK, Side.SELL, 90, 10);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("released"));
        final long next = oto(FillCondition.FIRST_HIT, buy(10), sell(110, 10));
        harness.events();
        commands.massCancel(ANN, 0);
        assertThat(harness.events())
                .containsExactly(
                        EventText.cancelled(next, ANN, 10, CancelReason.MASS_CANCEL),
                        EventText.cancelled(next + 1, ANN, 10, CancelReason.MASS_CANCEL),
                        EventText.top(BOOK, "-", "-"));
    }

    @Test
    void oneThatIsHeldCanBeReplaced() {
        final long id = oto(FillCondition.FIRST_HIT, buy(10), sell(110, 10));
        harness.events();
        commands.replace(ANN, BOOK, id + 1, 115, 4);
        assertThat(harness.events()).containsExactly(TriggerEventText.replaced(id + 1, 115, 4, 0, 0));
        commands.limit(BOB, BOOK, Side.SELL, 90, 10);
        assertThat(harness.events()).contains(LinkEventText.fired(id + 1, id, 4, true));
    }

    @Test
    void oneWithATriggerWaitsForItOnlyOnceItIsLetGo() {
        final long id = oto(FillCondition.FIRST_HIT, buy(10), LinkRulesTest.stop(Side.SELL, 70, 95));
        commands.limit(BOB, BOOK, Side.SELL, 90, 4);
        assertThat(harness.events())
                .containsSubsequence(
                        LinkEventText.fired(id + 1, id, 5, false),
                        TriggerEventText.fired(id + 1, commands.sequence() - 1, ANN, 95, 90));
    }

    @Test
    void ofTheTwoThatAreLetGoOneCancelsTheOther() {
        final long id = commands.nextOrderId();
        bracket(FillCondition.FIRST_HIT, buy(10));
        commands.limit(BOB, BOOK, Side.SELL, 90, 10);
        harness.events();
        commands.triggers().triggered(ANN, BOOK, id + 1, 110, 10);
        commands.limit(BOB, BOOK, Side.BUY, 110, 3);
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(id + 2, ANN, 5, CancelReason.LINK_FILLED),
                        EventText.top(BOOK, "-", "7@110"));
    }

    @Test
    void oneThatIsRefusedLeavesTheOtherAlone() {
        final long id = commands.nextOrderId();
        bracket(FillCondition.FIRST_HIT, buy(10));
        commands.limit(BOB, BOOK, Side.SELL, 90, 10);
        harness.events();
        commands.decided(RejectCode.PRICE_OUTSIDE_BAND);
        commands.triggers().triggered(ANN, BOOK, id + 1, 110, 10);
        commands.decided(RejectCode.ACCEPTED);
        assertThat(harness.events()).hasSize(2);
        assertThat(harness.engine.liveOrders()).isOne();
    }

    private long oto(
            final FillCondition condition, final ReferenceMatching.Entry first, final ReferenceMatching.Entry second) {
        return send(LinkKind.ONE_TRIGGERS_OTHER, condition, first, second);
    }

    /** With a limit to take profit and a stop. */
    private void bracket(final FillCondition condition, final ReferenceMatching.Entry first) {
        send(
                LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER,
                condition,
                first,
                sell(110, 10),
                LinkRulesTest.stop(Side.SELL, 70, 80));
    }

    private long send(final LinkKind kind, final FillCondition condition, final ReferenceMatching.Entry... parts) {
        final long id = commands.nextOrderId();
        commands.links().newOrders(kind, condition, List.of(parts));
        return id;
    }

    private static ReferenceMatching.Entry buy(final long lots) {
        return LinkRulesTest.limit(Side.BUY, 90, lots);
    }

    private static ReferenceMatching.Entry sell(final long price, final long lots) {
        return LinkRulesTest.limit(Side.SELL, price, lots);
    }
}
