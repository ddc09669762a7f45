package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an incremental link that triggers lets begin, bit by bit, and what becomes of it. */
class LinkGrowthRulesTest {
    private static final int ANN = 1;
    private static final int BOB = 2;
    private static final int BOOK = 1;

    private final EngineHarness harness = EngineHarness.withInstruments(1);
    private final Commands commands = harness.commands;

    @AfterEach
    void nothingIsBroken() {
        harness.engine.check();
        harness.restored().close();
        harness.close();
    }

    @Test
    void eachTradeReleasesItsShareRoundedDownAndTheLastOneTheRest() {
        final long id = oto(buy(10), sell(110, 5));
        hit(3);
        assertThat(harness.events()).contains(LinkEventText.more(id + 1, id, 1, 1, 4, true));
        hit(1);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("more"));
        hit(6);
        assertThat(harness.events()).contains(LinkEventText.more(id + 1, id, 4, 5, 0, true));
    }

    @Test
    void whatIsDecidedBecomesLiveAndThenLargerAtTheEndOfItsQueue() {
        final long id = oto(buy(10), sell(110, 10));
        hit(4);
        commands.links().grow(ANN, BOOK, id + 1, 110, 4);
        assertThat(harness.events()).contains(TriggerEventText.triggered(id + 1, ANN, 110, 4));
        commands.limit(BOB, BOOK, Side.SELL, 110, 7);
        hit(2);
        assertThat(harness.events()).contains(LinkEventText.more(id + 1, id, 2, 4, 4, true));
        commands.links().grow(ANN, BOOK, id + 1, 110, 2);
        assertThat(harness.events()).contains(EventText.replaced(id + 1, 110, 6, 6, false));
        final long taker = commands.nextOrderId();
        commands.limit(BOB, BOOK, Side.BUY, 110, 8);
        assertThat(harness.events()).contains(EventText.fill(taker + 1, id + 1, taker, 110, 1, 5, 0));
    }

    @Test
    void whatTradesAtOnceReleasesBeforeTheOthersAreMade() {
        commands.limit(BOB, BOOK, Side.SELL, 90, 4);
        harness.events();
        final long id = otoco(buy(10), sell(110, 10), sell(120, 10));
        assertThat(harness.events())
                .contains(LinkEventText.more(id + 1, id, 4, 4, 6, true), LinkEventText.more(id + 2, id, 4, 4, 6, true));
    }

    @Test
    void aPartThatTradedAllOfItWaitsForMore() {
        final long id = oto(buy(10), sell(110, 10));
        hit(4);
        commands.links().grow(ANN, BOOK, id + 1, 110, 4);
        harness.events();
        commands.limit(BOB, BOOK, Side.BUY, 110, 4);
        assertThat(harness.events()).contains(LinkEventText.idle(id + 1, 6, false));
        assertThat(harness.engine.liveOrders()).isEqualTo(2);
        hit(6);
        assertThat(harness.events()).contains(LinkEventText.more(id + 1, id, 6, 6, 0, true));
        commands.links().grow(ANN, BOOK, id + 1, 110, 6);
        commands.limit(BOB, BOOK, Side.BUY, 110, 6);
        assertThat(harness.events()).contains(LinkEventText.idle(id + 1, 0, false));
        assertThat(harness.engine.liveOrders()).isZero();
    }

    @Test
    void ofTwoWhatOneTradesTakesItsShareOfWhatWasReleasedOfTheOther() {
        final long id = otoco(buy(10), sell(110, 10), sell(120, 10));
        hit(6);
        commands.links().grow(ANN, BOOK, id + 1, 110, 6);
        commands.links().grow(ANN, BOOK, id + 2, 120, 6);
        harness.events();
        commands.limit(BOB, BOOK, Side.BUY, 110, 2);
        assertThat(harness.events()).contains(LinkEventText.reduced(id + 2, 2, 4));
        commands.limit(BOB, BOOK, Side.BUY, 110, 4);
        assertThat(harness.events())
                .contains(LinkEventText.idle(id + 1, 4, false), LinkEventText.idle(id + 2, 4, false));
        hit(4);
        assertThat(harness.events())
                .contains(LinkEventText.more(id + 1, id, 4, 4, 0, true), LinkEventText.more(id + 2, id, 4, 4, 0, true));
    }

    @Test
    void whatTheSequencerHasNotDecidedIsTakenFirst() {
        final long id = otoco(buy(10), sell(110, 10), sell(120, 10));
        hit(4);
        commands.links().grow(ANN, BOOK, id + 1, 110, 4);
        commands.links().grow(ANN, BOOK, id + 2, 120, 4);
        hit(4);
        harness.events();
        commands.limit(BOB, BOOK, Side.BUY, 110, 4);
        assertThat(harness.events())
                .contains(LinkEventText.idle(id + 1, 6, false))
                .noneMatch(event -> event.startsWith("reduced"));
        commands.links().grow(ANN, BOOK, id + 2, 120, 4);
        assertThat(harness.events()).containsExactly(LinkEventText.nothingGrown(id + 2, id, 4, 2));
    }

    @Test
    void aStopGrowsWhileItWaitsAndFiresOnce() {
        final long id = oto(buy(10), stop(10));
        hit(3);
        assertThat(harness.events()).contains(LinkEventText.more(id + 1, id, 3, 3, 7, false));
        hit(3);
        assertThat(harness.events()).contains(LinkEventText.more(id + 1, id, 3, 6, 4, false));
        commands.limit(BOB, BOOK, Side.BUY, 80, 1);
        commands.limit(BOB, BOOK, Side.SELL, 80, 5);
        commands.limit(BOB, BOOK, Side.BUY, 70, 9);
        commands.triggers().triggered(ANN, BOOK, id + 1, 70, 10);
        assertThat(harness.events())
                .anyMatch(event -> event.startsWith("fired " + (id + 1)))
                .contains(TriggerEventText.triggered(id + 1, ANN, 70, 10));
    }

    @Test
    void whereTheFirstEndsWhatWasReleasedStays() {
        final long id = otoco(buy(10), sell(110, 10), stop(10));
        hit(4);
        harness.events();
        commands.cancel(ANN, BOOK, id);
        assertThat(harness.events())
                .containsExactly(
                        EventText.cancelled(id, ANN, 6, CancelReason.REQUESTED),
                        LinkEventText.more(id + 1, id, 0, 4, 0, false),
                        LinkEventText.more(id + 2, id, 0, 4, 0, false),
                        EventText.top(BOOK, "-", "-"));
        commands.links().grow(ANN, BOOK, id + 1, 110, 4);
        commands.limit(BOB, BOOK, Side.BUY, 110, 4);
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(id + 2, ANN, 4, CancelReason.LINK_FILLED),
                        LinkEventText.idle(id + 1, 0, false));
        assertThat(harness.engine.liveOrders()).isZero();
    }

    @Test
    void whereTheFirstEndsUntradedItTakesTheOthersAlong() {
        final long id = oto(buy(10), sell(110, 10));
        harness.events();
        commands.cancel(ANN, BOOK, id);
        assertThat(harness.events()).contains(EventText.cancelled(id + 1, ANN, 10, CancelReason.LINK_ENDED));
    }

    @Test
    void aRefusalLeavesWhatIsLiveAndEndsWhatIsNot() {
        final long id = oto(buy(10), sell(110, 10));
        hit(4);
        commands.links().grow(ANN, BOOK, id + 1, 110, 4);
        hit(2);
        harness.events();
        commands.decided(RejectCode.INSUFFICIENT_MARGIN);
        commands.links().grow(ANN, BOOK, id + 1, 110, 2);
        commands.decided(RejectCode.ACCEPTED);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.INSUFFICIENT_MARGIN));
        final long other = oto(buy(10), sell(115, 10));
        hit(14);
        harness.events();
        commands.decided(RejectCode.INSUFFICIENT_MARGIN);
        commands.links().grow(ANN, BOOK, other + 1, 115, 10);
        commands.decided(RejectCode.ACCEPTED);
        assertThat(harness.events()).contains(EventText.cancelled(other + 1, ANN, 10, CancelReason.TRIGGER_REFUSED));
    }

    @Test
    void aReplaceOfWhatWaitsChangesThePriceAlone() {
        final long id = oto(buy(10), sell(110, 10));
        hit(4);
        harness.events();
        commands.replace(ANN, BOOK, id + 1, 112, 9);
        assertThat(harness.events()).containsExactly(TriggerEventText.replaced(id + 1, 112, 4, 0, 0));
    }

    @Test
    void aLargerFirstPartReleasesInProportionToWhatIsOpen() {
        final long id = oto(buy(10), sell(110, 10));
        commands.replace(ANN, BOOK, id, 90, 20);
        harness.events();
        hit(10);
        assertThat(harness.events()).contains(LinkEventText.more(id + 1, id, 5, 5, 5, true));
    }

    private void hit(final long lots) {
        commands.limit(BOB, BOOK, Side.SELL, 90, lots);
    }

    private long oto(final ReferenceMatching.Entry first, final ReferenceMatching.Entry second) {
        return send(LinkKind.ONE_TRIGGERS_OTHER, List.of(first, second));
    }

    private long otoco(
            final ReferenceMatching.Entry first,
            final ReferenceMatching.Entry second,
            final ReferenceMatching.Entry third) {
        return send(LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER, List.of(first, second, third));
    }

    private long send(final LinkKind kind, final List<ReferenceMatching.Entry> parts) {
        final long id = commands.nextOrderId();
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).trigger == null) {
                parts.get(i).trigger = new ReferenceTriggers.Trigger(null, null, 0, 0);
            }
            parts.get(i).trigger.held = true;
        }
        commands.links().newOrders(kind, FillCondition.INCREMENTAL, parts);
        return id;
    }

    private static ReferenceMatching.Entry buy(final long lots) {
        return ReferenceMatching.Entry.limit(ANN, BOOK, Side.BUY, 90, lots);
    }

    private static ReferenceMatching.Entry sell(final long price, final long lots) {
        return ReferenceMatching.Entry.limit(ANN, BOOK, Side.SELL, price, lots);
    }

    private static ReferenceMatching.Entry stop(final long lots) {
        final ReferenceMatching.Entry stop = ReferenceMatching.Entry.limit(ANN, BOOK, Side.SELL, 0, lots);
        stop.type = OrderType.MARKET;
        stop.trigger = new ReferenceTriggers.Trigger(TriggerKind.STOP, TriggerReference.LAST, 85, 0);
        return stop;
    }
}
