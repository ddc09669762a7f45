package io.strikebook.matching;

import static io.strikebook.schemas.CancelReason.FILL_OR_KILL_NOT_FILLABLE;
import static io.strikebook.schemas.CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE;
import static io.strikebook.schemas.Side.BUY;
import static io.strikebook.schemas.Side.SELL;
import static io.strikebook.schemas.TimeInForce.FILL_OR_KILL;
import static io.strikebook.schemas.TimeInForce.GOOD_TIL_CANCELLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.junit.jupiter.api.Test;

/** One case per rule of reduce-only orders. */
class ReduceOnlyRulesTest extends EngineRules {
    ReduceOnlyRulesTest() {
        super(1);
    }

    @Test
    void withoutAPositionItIsCancelledAtOnce() {
        commands.limit(BOB, BOOK, BUY, 100, 5);
        harness.events();
        final long id = reduceOnly(ANN, SELL, 100, 5, GOOD_TIL_CANCELLED);
        expect(accepted(id, ANN, SELL, 100, 5), cancelled(id, ANN, 5));
    }

    @Test
    void onTheSideOfThePositionItIsCancelledAtOnce() {
        buyFromCat(ANN, 3);
        final long id = reduceOnly(ANN, BUY, 100, 5, GOOD_TIL_CANCELLED);
        expect(accepted(id, ANN, BUY, 100, 5), cancelled(id, ANN, 5));
    }

    @Test
    void aTakerTradesUpToItsPositionAndTheRestIsCancelled() {
        buyFromCat(ANN, 3);
        final long bid = commands.limit(BOB, BOOK, BUY, 100, 5);
        harness.events();
        final long id = reduceOnly(ANN, SELL, 100, 5, GOOD_TIL_CANCELLED);
        expect(
                accepted(id, ANN, SELL, 100, 5),
                EventText.fill(id, bid, id, 100, 3, 2, 2),
                cancelled(id, ANN, 2),
                EventText.top(BOOK, "2@100", "-"));
        assertThat(position(ANN)).isZero();
    }

    @Test
    void withAPositionAndNothingToTradeWithItRestsWhole() {
        buyFromCat(ANN, 3);
        final long id = reduceOnly(ANN, SELL, 100, 5, GOOD_TIL_CANCELLED);
        expect(accepted(id, ANN, SELL, 100, 5), EventText.top(BOOK, "-", "5@100"));
    }

    @Test
    void aMakerIsClippedWhenHitAndItsRestIsCancelled() {
        buyFromCat(ANN, 3);
        final long maker = reduceOnly(ANN, SELL, 100, 5, GOOD_TIL_CANCELLED);
        final long behind = commands.limit(CAT, BOOK, SELL, 100, 5);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, BUY, 100, 4);
        expect(
                accepted(taker, BOB, BUY, 100, 4),
                EventText.fill(taker, maker, taker, 100, 3, 2, 1),
                cancelled(maker, ANN, 2),
                EventText.fill(taker + 1, behind, taker, 100, 1, 4, 0),
                EventText.top(BOOK, "-", "4@100"));
    }

    @Test
    void aMakerWhosePositionWentElsewhereIsCancelledWithoutAFill() {
        buyFromCat(ANN, 3);
        final long maker = reduceOnly(ANN, SELL, 100, 5, GOOD_TIL_CANCELLED);
        commands.limit(BOB, BOOK, BUY, 99, 3);
        commands.limit(ANN, BOOK, SELL, 99, 3);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, BUY, 100, 4);
        expect(accepted(taker, BOB, BUY, 100, 4), cancelled(maker, ANN, 5), EventText.top(BOOK, "4@100", "-"));
    }

    @Test
    void aMakerThatCanStillReduceStays() {
        buyFromCat(ANN, 3);
        final long maker = reduceOnly(ANN, SELL, 100, 5, GOOD_TIL_CANCELLED);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, BUY, 100, 2);
        expect(
                accepted(taker, BOB, BUY, 100, 2),
                EventText.fill(taker, maker, taker, 100, 2, 3, 0),
                EventText.top(BOOK, "-", "3@100"));
    }

    @Test
    void fillOrKillNeedsAPositionForAllOfIt() {
        buyFromCat(ANN, 3);
        commands.limit(BOB, BOOK, BUY, 100, 9);
        harness.events();
        final long id = reduceOnly(ANN, SELL, 100, 4, FILL_OR_KILL);
        expect(accepted(id, ANN, SELL, 100, 4), EventText.cancelled(id, ANN, 4, FILL_OR_KILL_NOT_FILLABLE));
    }

    @Test
    void fillOrKillCountsWhatReduceOnlyMakersOfOneAccountCanTradeTogether() {
        buyFromCat(ANN, 3);
        final long first = reduceOnly(ANN, SELL, 100, 2, GOOD_TIL_CANCELLED);
        final long second = reduceOnly(ANN, SELL, 100, 2, GOOD_TIL_CANCELLED);
        harness.events();
        final long killed = commands.newOrder(BOB, BOOK, BUY, OrderType.LIMIT, FILL_OR_KILL, 100, 4, false, false);
        expect(accepted(killed, BOB, BUY, 100, 4), EventText.cancelled(killed, BOB, 4, FILL_OR_KILL_NOT_FILLABLE));
        final long filled = commands.newOrder(BOB, BOOK, BUY, OrderType.LIMIT, FILL_OR_KILL, 100, 3, false, false);
        expect(
                accepted(filled, BOB, BUY, 100, 3),
                EventText.fill(filled, first, filled, 100, 2, 0, 1),
                EventText.fill(filled + 1, second, filled, 100, 1, 1, 0),
                cancelled(second, ANN, 1),
                EventText.top(BOOK, "-", "-"));
    }

    @Test
    void fillOrKillCountsWhatItsOwnAccountCanReduceOnceItHasBought() {
        buyFromCat(BOB, 1);
        final long own = reduceOnly(BOB, SELL, 101, 5, GOOD_TIL_CANCELLED);
        final long other = commands.limit(CAT, BOOK, SELL, 100, 4);
        harness.events();
        final long id = commands.newOrder(BOB, BOOK, BUY, OrderType.LIMIT, FILL_OR_KILL, 101, 6, false, false);
        expect(
                accepted(id, BOB, BUY, 101, 6),
                EventText.fill(id, other, id, 100, 4, 0, 2),
                EventText.fill(id + 1, own, id, 101, 2, 3, 0),
                EventText.top(BOOK, "-", "3@101"));
    }

    @Test
    void aReduceOnlyOrderThatMeetsItsOwnAccountIsClippedAsIfItHadReduced() {
        buyFromCat(ANN, 3);
        final long bid = commands.limit(ANN, BOOK, BUY, 100, 9);
        harness.events();
        final long id = reduceOnly(ANN, SELL, 100, 9, GOOD_TIL_CANCELLED);
        expect(
                accepted(id, ANN, SELL, 100, 9),
                EventText.fill(id, bid, id, 100, 3, 6, 6),
                cancelled(id, ANN, 6),
                EventText.top(BOOK, "6@100", "-"));
        assertThat(position(ANN)).isEqualTo(3);
    }

    private void buyFromCat(final int account, final long lots) {
        commands.limit(CAT, BOOK, SELL, 100, lots);
        commands.limit(account, BOOK, BUY, 100, lots);
        harness.events();
    }

    private long reduceOnly(
            final int account, final Side side, final long price, final long lots, final TimeInForce timeInForce) {
        return commands.newOrder(account, BOOK, side, OrderType.LIMIT, timeInForce, price, lots, false, true);
    }

    private long position(final int account) {
        return harness.engine.positions().of(account, BOOK).lots();
    }

    private static String cancelled(final long id, final int account, final long open) {
        return EventText.cancelled(id, account, open, REDUCE_ONLY_NOTHING_TO_REDUCE);
    }
}
