package io.strikebook.matching;

import static io.strikebook.schemas.Side.BUY;
import static io.strikebook.schemas.Side.SELL;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.junit.jupiter.api.Test;

/** Orders that arrive otherwise than a limit order does: post-only, market-to-limit, with a minimum quantity. */
class ArrivalRulesTest extends EngineRules {
    ArrivalRulesTest() {
        super(1);
    }

    @Test
    void postOnlyThatWouldTradeIsEnteredOneTickInsideTheSpread() {
        commands.limit(ANN, BOOK, SELL, 100, 5);
        commands.limit(ANN, BOOK, BUY, 90, 5);
        harness.events();
        final long bid = postOnly(BUY, 105, false);
        expect(accepted(bid, BUY, 99, 5), EventText.top(BOOK, "5@99", "5@100"));
        final long ask = postOnly(SELL, 90, false);
        expect(accepted(ask, SELL, 100, 5), EventText.top(BOOK, "5@99", "10@100"));
    }

    @Test
    void postOnlyMayAskToBeCancelledInstead() {
        commands.limit(ANN, BOOK, SELL, 100, 5);
        harness.events();
        final long id = postOnly(BUY, 100, true);
        expect(accepted(id, BUY, 100, 5), cancelled(id, 5, CancelReason.POST_ONLY_WOULD_CROSS));
        final long rests = postOnly(BUY, 99, true);
        expect(accepted(rests, BUY, 99, 5), EventText.top(BOOK, "5@99", "5@100"));
    }

    @Test
    void postOnlyForWhichNoPositivePriceIsLeftIsCancelled() {
        commands.limit(ANN, BOOK, SELL, 1, 5);
        harness.events();
        final long id = postOnly(BUY, 3, false);
        expect(accepted(id, BUY, 3, 5), cancelled(id, 5, CancelReason.POST_ONLY_WOULD_CROSS));
    }

    @Test
    void aReplacedPostOnlyOrderStaysInsideTheSpreadToo() {
        commands.limit(ANN, BOOK, SELL, 100, 5);
        final long moved = postOnly(BUY, 90, false);
        final long dropped = postOnly(BUY, 80, true);
        harness.events();
        commands.replace(BOB, BOOK, moved, 110, 6);
        expect(EventText.replaced(moved, 99, 6, 6, false), EventText.top(BOOK, "6@99", "5@100"));
        commands.replace(BOB, BOOK, dropped, 110, 6);
        expect(
                EventText.replaced(dropped, 110, 6, 6, false),
                cancelled(dropped, 6, CancelReason.POST_ONLY_WOULD_CROSS));
    }

    @Test
    void whatAMarketToLimitOrderLeavesRestsAtThePriceOfItsLastFill() {
        final long first = commands.limit(ANN, BOOK, SELL, 100, 2);
        final long second = commands.limit(ANN, BOOK, SELL, 101, 2);
        harness.events();
        final long id = marketToLimit(110, 5);
        expect(
                accepted(id, BUY, 110, 5),
                EventText.fill(id, first, id, 100, 2, 0, 3),
                EventText.fill(id + 1, second, id, 101, 2, 0, 1),
                EventText.becameLimit(id, 101, 5, 1),
                EventText.top(BOOK, "1@101", "-"));
        commands.replace(BOB, BOOK, id, 102, 6);
        expect(EventText.replaced(id, 102, 6, 2, false), EventText.top(BOOK, "2@102", "-"));
    }

    @Test
    void aMarketToLimitOrderThatMeetsNobodyIsCancelled() {
        commands.limit(ANN, BOOK, SELL, 111, 2);
        harness.events();
        final long id = marketToLimit(110, 5);
        expect(accepted(id, BUY, 110, 5), cancelled(id, 5, CancelReason.MARKET_REMAINDER));
    }

    @Test
    void aMarketToLimitOrderThatFillsLeavesNothing() {
        final long maker = commands.limit(ANN, BOOK, SELL, 100, 5);
        harness.events();
        final long id = marketToLimit(110, 5);
        expect(accepted(id, BUY, 110, 5), EventText.fill(id, maker, id, 100, 5, 0, 0), EventText.top(BOOK, "-", "-"));
    }

    @Test
    void aMinimumThatCannotTradeAtOnceTradesNothing() {
        commands.limit(ANN, BOOK, SELL, 100, 2);
        commands.limit(ANN, BOOK, SELL, 101, 2);
        commands.limit(ANN, BOOK, SELL, 102, 2);
        harness.events();
        final ReferenceMatching.Entry order = minimum(5);
        final long id = commands.newOrder(order);
        expect(
                accepted(id, BUY, 101, 10),
                EventText.details(id, "", 0, 0),
                cancelled(id, 10, CancelReason.MINIMUM_QUANTITY_NOT_FILLABLE));
    }

    @Test
    void aMinimumThatCanTradeTradesAllThatThereIs() {
        final long first = commands.limit(ANN, BOOK, SELL, 100, 2);
        final long second = commands.limit(ANN, BOOK, SELL, 101, 3);
        harness.events();
        final long id = commands.newOrder(minimum(4));
        expect(
                accepted(id, BUY, 101, 10),
                EventText.details(id, "", 0, 0),
                EventText.fill(id, first, id, 100, 2, 0, 8),
                EventText.fill(id + 1, second, id, 101, 3, 0, 5),
                cancelled(id, 5, CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER),
                EventText.top(BOOK, "-", "-"));
    }

    @Test
    void whatNoSequencerAcceptsIsNamed() {
        final ReferenceMatching.Entry tooMuch = minimum(11);
        assertThatThrownBy(() -> EngineHarness.withInstruments(1).commandsThen(c -> c.newOrder(tooMuch)))
                .hasMessage("command 2 was accepted with an impossible minimum quantity 11");
        final ReferenceMatching.Entry rests = minimum(1);
        rests.timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        assertThatThrownBy(() -> EngineHarness.withInstruments(1).commandsThen(c -> c.newOrder(rests)))
                .hasMessage("command 2 was accepted with an impossible minimum quantity 1");
        final ReferenceMatching.Entry passing = ReferenceMatching.Entry.limit(BOB, BOOK, BUY, 100, 1);
        passing.type = OrderType.MARKET_TO_LIMIT;
        passing.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
        assertThatThrownBy(() -> EngineHarness.withInstruments(1).commandsThen(c -> c.newOrder(passing)))
                .hasMessage("command 2 was accepted with an impossible type for account 2");
    }

    private long postOnly(final Side side, final long price, final boolean reject) {
        final ReferenceMatching.Entry order = ReferenceMatching.Entry.limit(BOB, BOOK, side, price, 5);
        order.postOnly = true;
        order.rejectPostOnly = reject;
        return commands.newOrder(order);
    }

    private long marketToLimit(final long edge, final long lots) {
        final ReferenceMatching.Entry order = ReferenceMatching.Entry.limit(BOB, BOOK, BUY, edge, lots);
        order.type = OrderType.MARKET_TO_LIMIT;
        return commands.newOrder(order);
    }

    /** Buys 10 at up to 101, or at least so many. */
    private static ReferenceMatching.Entry minimum(final long lots) {
        final ReferenceMatching.Entry order = ReferenceMatching.Entry.limit(BOB, BOOK, BUY, 101, 10);
        order.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
        order.detailed = true;
        order.minimum = lots;
        return order;
    }

    private static String accepted(final long id, final Side side, final long price, final long lots) {
        return EventText.accepted(id, BOB, BOOK, side, price, lots);
    }

    private static String cancelled(final long id, final long open, final CancelReason reason) {
        return EventText.cancelled(id, BOB, open, reason);
    }
}
