package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerReference;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would trade beyond the band begins an auction. The band is 10 around a mark of 100. */
class VolatilityBandTest extends EngineRules {
    private static final long LENGTH_NS = 1_000;

    private final PhaseCommands phases = new PhaseCommands(commands);
    private long near;
    private long far;

    VolatilityBandTest() {
        super(2);
    }

    @BeforeEach
    void askWithinAndBeyond() {
        commands.marks().mark(1, BOOK, 100, 0, 0);
        phases.band(BOOK, 10, TriggerReference.MARK, LENGTH_NS);
        near = commands.limit(BOB, BOOK, Side.SELL, 110, 2);
        far = commands.limit(BOB, BOOK, Side.SELL, 111, 2);
        harness.events();
    }

    @Test
    void anAggressorStopsAtTheEdgeAndItsRestJoinsTheAuction() {
        final long taker = commands.limit(ANN, BOOK, Side.BUY, 115, 5);
        final long untilNs = commands.nextNs() - 1 + LENGTH_NS;
        assertThat(harness.events())
                .containsExactly(
                        EventText.accepted(taker, ANN, BOOK, Side.BUY, 115, 5),
                        EventText.fill(taker, near, taker, 110, 2, 0, 3),
                        interrupted(untilNs),
                        EventText.top(BOOK, "3@115", "2@111"),
                        PhaseEventText.indication(BOOK, 111, 2, 1));
        commands.skip(LENGTH_NS);
        commands.tick();
        assertThat(harness.events())
                .filteredOn(event -> !event.startsWith("statistics"))
                .containsExactly(
                        EventText.fill(commands.sequence() << 12, far, taker, 111, 2, 0, 1) + " auction",
                        PhaseEventText.phase(BOOK, InstrumentPhase.OPEN, PhaseReason.SCHEDULE, 0),
                        EventText.top(BOOK, "1@115", "-"));
    }

    /** The first part interrupts the instrument when the second comes, which no auction takes. */
    @Test
    void theOtherPartOfALinkThatCannotWaitEndsAtOnce() {
        final ReferenceMatching.Entry first = ReferenceMatching.Entry.limit(ANN, BOOK, Side.BUY, 115, 5);
        final ReferenceMatching.Entry second = ReferenceMatching.Entry.limit(ANN, BOOK, Side.SELL, 120, 3);
        second.timeInForce = TimeInForce.FILL_OR_KILL;
        commands.links().newOrders(LinkKind.ONE_CANCELS_OTHER, FillCondition.COMPLETE_FILL, List.of(first, second));
        final long id = commands.sequence() << 12;
        assertThat(harness.events())
                .contains(interrupted(commands.nextNs() - 1 + LENGTH_NS))
                .contains(EventText.cancelled(id + 1, ANN, 3, CancelReason.PHASE_CHANGED));
    }

    @Test
    void withinTheBandNothingHappens() {
        commands.limit(ANN, BOOK, Side.BUY, 115, 2);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("phase"));
        commands.limit(ANN, BOOK, Side.BUY, 110, 2);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("phase"));
    }

    @Test
    void whatIsLeftOfImmediateOrCancelAndMarketOrdersIsCancelledAndTheAuctionBeginsAllTheSame() {
        final long order = commands.newOrder(
                ANN, BOOK, Side.BUY, OrderType.LIMIT, TimeInForce.IMMEDIATE_OR_CANCEL, 111, 3, false, false);
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(order, ANN, 1, CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER),
                        interrupted(commands.nextNs() - 1 + LENGTH_NS));
        commands.phase(BOOK, InstrumentPhase.OPEN);
        final long market = commands.newOrder(
                ANN, BOOK, Side.BUY, OrderType.MARKET, TimeInForce.GOOD_TIL_CANCELLED, 150, 3, false, false);
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(market, ANN, 3, CancelReason.MARKET_REMAINDER),
                        interrupted(commands.nextNs() - 1 + LENGTH_NS));
    }

    @Test
    void fillOrKillCountsNothingBeyondAndInterruptsNothing() {
        final long order =
                commands.newOrder(ANN, BOOK, Side.BUY, OrderType.LIMIT, TimeInForce.FILL_OR_KILL, 111, 3, false, false);
        assertThat(harness.events())
                .containsExactly(
                        EventText.accepted(order, ANN, BOOK, Side.BUY, 111, 3),
                        EventText.cancelled(order, ANN, 3, CancelReason.FILL_OR_KILL_NOT_FILLABLE));
    }

    @Test
    void theBandMayGoByTheTradeBeforeTheOrder() {
        phases.band(BOOK, 1, TriggerReference.LAST, LENGTH_NS);
        commands.limit(ANN, BOOK, Side.BUY, 110, 1);
        assertThat(harness.events()).as("no trade before").noneMatch(event -> event.startsWith("phase"));
        commands.limit(ANN, BOOK, Side.BUY, 111, 2);
        commands.limit(BOB, BOOK, Side.SELL, 113, 1);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("phase"));
        commands.limit(ANN, BOOK, Side.BUY, 113, 2);
        assertThat(harness.events()).contains(interrupted(commands.nextNs() - 1 + LENGTH_NS));
    }

    @Test
    void aQuoteThatWouldTradeBeyondJoinsTheAuctionToo() {
        commands.quotes().protect(ANN, 1, 1, 1_000, 1_000, 0, 0, 0, 90 * QuoteCommands.COIN_E8);
        commands.quotes().entry(BOOK, 111, 3, 120, 3).send(ANN, 1, 1, 0);
        final List<String> events = harness.events();
        assertThat(events)
                .contains(interrupted(commands.nextNs() - 1 + LENGTH_NS))
                .contains(EventText.top(BOOK, "1@111", "2@111"));
    }

    @Test
    void withoutAReferencePriceThereIsNoBand() {
        phases.band(2, 1, TriggerReference.MARK, LENGTH_NS);
        commands.limit(BOB, 2, Side.SELL, 500, 1);
        commands.limit(ANN, 2, Side.BUY, 900, 1);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("phase"));
    }

    @Test
    void whatNoSequencerAcceptsIsNamed() {
        assertImpossible(-1, TriggerReference.MARK, 1, "volatility band -1");
        assertImpossible(1L << 50, TriggerReference.MARK, 1, "volatility band");
        assertImpossible(1, TriggerReference.INDEX, 1, "reference");
        assertImpossible(1, TriggerReference.MARK, 0, "length of an interruption 0");
        assertImpossible(1, TriggerReference.MARK, 86_400_000_000_001L, "length of an interruption");
        assertImpossible(0, TriggerReference.MARK, 1, "length of an interruption 1");
    }

    private static void assertImpossible(
            final long width, final TriggerReference reference, final long lengthNs, final String what) {
        assertThatThrownBy(() -> EngineHarness.withInstruments(1)
                        .commandsThen(c -> new PhaseCommands(c).band(1, width, reference, lengthNs)))
                .hasMessageContaining("impossible")
                .hasMessageContaining(what);
    }

    private static String interrupted(final long untilNs) {
        return PhaseEventText.phase(BOOK, InstrumentPhase.INTERRUPTION, PhaseReason.PRICE_BAND, untilNs);
    }
}
