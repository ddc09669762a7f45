package io.strikebook.matching;

import static io.strikebook.schemas.Side.BUY;
import static io.strikebook.schemas.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.TimeInForce;
import org.junit.jupiter.api.Test;

/** Orders of which a part is shown at a time: what others see, and in which order they trade. */
class IcebergRulesTest extends EngineRules {
    IcebergRulesTest() {
        super(1);
    }

    @Test
    void onlyTheDisplayIsSeen() {
        final long id = iceberg(ANN, 10, 3);
        expect(
                EventText.accepted(id, ANN, BOOK, SELL, 100, 10),
                EventText.details(id, "", 0, 3),
                EventText.top(BOOK, "-", "3@100"));
    }

    @Test
    void aTakerMeetsWhatIsShownFirstAndThenComesRoundAgain() {
        final long ann = iceberg(ANN, 7, 3);
        final long bob = commands.limit(BOB, BOOK, SELL, 100, 2);
        final long cat = iceberg(CAT, 4, 2);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, BUY, 100, 12);
        expect(
                EventText.accepted(taker, BOB, BOOK, BUY, 100, 12),
                fill(taker, 0, ann, 3, 4, 9),
                fill(taker, 1, bob, 2, 0, 7),
                fill(taker, 2, cat, 2, 2, 5),
                fill(taker, 3, ann, 3, 1, 2),
                fill(taker, 4, cat, 2, 0, 0),
                EventText.top(BOOK, "-", "1@100"));
    }

    @Test
    void whatIsShownNextWaitsAtTheEndOfTheQueue() {
        final long ann = iceberg(ANN, 7, 3);
        final long cat = commands.limit(CAT, BOOK, SELL, 100, 5);
        harness.events();
        final long first = commands.limit(BOB, BOOK, BUY, 100, 3);
        expect(EventText.accepted(first, BOB, BOOK, BUY, 100, 3), fill(first, 0, ann, 3, 4, 0));
        final long second = commands.limit(BOB, BOOK, BUY, 100, 1);
        expect(
                EventText.accepted(second, BOB, BOOK, BUY, 100, 1),
                fill(second, 0, cat, 1, 4, 0),
                EventText.top(BOOK, "-", "7@100"));
    }

    @Test
    void aPartOfWhatIsShownLeavesItInItsPlace() {
        final long ann = iceberg(ANN, 7, 3);
        commands.limit(CAT, BOOK, SELL, 100, 5);
        commands.limit(BOB, BOOK, BUY, 100, 2);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, BUY, 100, 1);
        expect(
                EventText.accepted(taker, BOB, BOOK, BUY, 100, 1),
                fill(taker, 0, ann, 1, 4, 0),
                EventText.top(BOOK, "-", "8@100"));
    }

    @Test
    void fillOrKillAndMinimumCountWhatIsHidden() {
        iceberg(ANN, 7, 3);
        harness.events();
        final long killed = fillOrKill(8);
        expect(
                EventText.accepted(killed, BOB, BOOK, BUY, 100, 8),
                EventText.cancelled(killed, BOB, 8, CancelReason.FILL_OR_KILL_NOT_FILLABLE));
        fillOrKill(7);
        assertThat(harness.events()).hasSize(5).last().isEqualTo(EventText.top(BOOK, "-", "-"));
    }

    @Test
    void aReplaceThatKeepsThePlaceTakesFromWhatIsHiddenFirst() {
        final long ann = iceberg(ANN, 7, 3);
        commands.limit(CAT, BOOK, SELL, 100, 5);
        harness.events();
        commands.replace(ANN, BOOK, ann, 100, 4);
        expect(EventText.replaced(ann, 100, 4, 4, true));
        commands.replace(ANN, BOOK, ann, 100, 2);
        expect(EventText.replaced(ann, 100, 2, 2, true), EventText.top(BOOK, "-", "7@100"));
    }

    @Test
    void aReplaceThatMovesItShowsAFreshPart() {
        final long ann = iceberg(ANN, 7, 3);
        commands.limit(BOB, BOOK, BUY, 100, 2);
        harness.events();
        commands.replace(ANN, BOOK, ann, 101, 9);
        expect(EventText.replaced(ann, 101, 9, 7, false), EventText.top(BOOK, "-", "3@101"));
    }

    @Test
    void anIcebergThatArrivesTradesWithAllOfIt() {
        final long maker = commands.limit(BOB, BOOK, BUY, 100, 5);
        harness.events();
        final long id = iceberg(ANN, 7, 1);
        expect(
                EventText.accepted(id, ANN, BOOK, SELL, 100, 7),
                EventText.details(id, "", 0, 1),
                EventText.fill(id, maker, id, 100, 5, 0, 2),
                EventText.top(BOOK, "-", "1@100"));
    }

    @Test
    void aRestoredEngineShowsAndTradesTheSame() {
        final long ann = iceberg(ANN, 7, 3);
        commands.limit(CAT, BOOK, SELL, 100, 5);
        commands.limit(BOB, BOOK, BUY, 100, 2);
        harness.events();
        final EngineHarness restored = harness.restored();
        assertThat(restored.engine.stateHash()).isEqualTo(harness.engine.stateHash());
        final long taker = restored.commands.limit(BOB, BOOK, BUY, 100, 1);
        assertThat(restored.events())
                .containsExactly(
                        EventText.accepted(taker, BOB, BOOK, BUY, 100, 1),
                        fill(taker, 0, ann, 1, 4, 0),
                        EventText.top(BOOK, "-", "8@100"));
        restored.close();
    }

    @Test
    void displaysThatNoSequencerAcceptsAreNamed() {
        final ReferenceMatching.Entry order = ReferenceMatching.Entry.limit(ANN, BOOK, SELL, 100, 5);
        order.detailed = true;
        order.display = 6;
        assertThatThrownBy(() -> EngineHarness.withInstruments(1).commandsThen(c -> c.newOrder(order)))
                .hasMessage("command 2 was accepted with an impossible display 6");
        order.display = 5;
        order.timeInForce = TimeInForce.FILL_OR_KILL;
        assertThatThrownBy(() -> EngineHarness.withInstruments(1).commandsThen(c -> c.newOrder(order)))
                .hasMessage("command 2 was accepted with an impossible display 5");
    }

    private long iceberg(final int account, final long lots, final long display) {
        final ReferenceMatching.Entry order = ReferenceMatching.Entry.limit(account, BOOK, SELL, 100, lots);
        order.detailed = true;
        order.display = display;
        return commands.newOrder(order);
    }

    private long fillOrKill(final long lots) {
        final ReferenceMatching.Entry order = ReferenceMatching.Entry.limit(BOB, BOOK, BUY, 100, lots);
        order.timeInForce = TimeInForce.FILL_OR_KILL;
        return commands.newOrder(order);
    }

    private static String fill(
            final long taker,
            final int ordinal,
            final long maker,
            final long lots,
            final long makerOpen,
            final long takerOpen) {
        return EventText.fill(taker + ordinal, maker, taker, 100, lots, makerOpen, takerOpen);
    }
}
