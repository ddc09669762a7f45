package io.strikebook.matching;

import static io.strikebook.schemas.OrderType.LIMIT;
import static io.strikebook.schemas.OrderType.MARKET;
import static io.strikebook.schemas.Side.BUY;
import static io.strikebook.schemas.Side.SELL;
import static io.strikebook.schemas.TimeInForce.FILL_OR_KILL;
import static io.strikebook.schemas.TimeInForce.GOOD_TIL_CANCELLED;
import static io.strikebook.schemas.TimeInForce.IMMEDIATE_OR_CANCEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.order.OrderIds;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One case per rule: what a command says into the queue, in full. */
class OrderRulesTest extends EngineRules {
    private static final int OTHER_BOOK = 2;

    OrderRulesTest() {
        super(2);
    }

    @Test
    void anOrderThatCrossesNothingRestsAndMovesTheTop() {
        final long id = commands.limit(ANN, BOOK, BUY, 100, 5);
        expect(accepted(id, ANN, BUY, 100, 5), top("5@100", "-"));
    }

    @Test
    void anOrderBehindTheBestLeavesTheTopAlone() {
        commands.limit(ANN, BOOK, BUY, 100, 5);
        harness.events();
        final long id = commands.limit(ANN, BOOK, BUY, 99, 5);
        expect(accepted(id, ANN, BUY, 99, 5));
    }

    @Test
    void bestPriceTradesFirstThenTheEarliestAtTheMakersPrice() {
        final long late = commands.limit(ANN, BOOK, SELL, 101, 2);
        final long first = commands.limit(ANN, BOOK, SELL, 100, 2);
        final long second = commands.limit(CAT, BOOK, SELL, 100, 2);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, BUY, 101, 5);
        expect(
                accepted(taker, BOB, BUY, 101, 5),
                fill(taker, 0, first, taker, 100, 2, 0, 3),
                fill(taker, 1, second, taker, 100, 2, 0, 1),
                fill(taker, 2, late, taker, 101, 1, 1, 0),
                top("-", "1@101"));
    }

    @Test
    void theRestOfATakerRests() {
        final long maker = commands.limit(ANN, BOOK, BUY, 100, 2);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, SELL, 99, 5);
        expect(accepted(taker, BOB, SELL, 99, 5), fill(taker, 0, maker, taker, 100, 2, 0, 3), top("-", "3@99"));
    }

    @Test
    void anAccountMayTradeWithItself() {
        final long maker = commands.limit(ANN, BOOK, BUY, 100, 2);
        harness.events();
        final long taker = commands.limit(ANN, BOOK, SELL, 100, 2);
        expect(accepted(taker, ANN, SELL, 100, 2), fill(taker, 0, maker, taker, 100, 2, 0, 0), top("-", "-"));
        assertThat(position(ANN)).isZero();
    }

    @Test
    void immediateOrCancelNeverRests() {
        final long maker = commands.limit(ANN, BOOK, SELL, 100, 2);
        harness.events();
        final long taker = order(BOB, BUY, LIMIT, IMMEDIATE_OR_CANCEL, 100, 5);
        expect(
                accepted(taker, BOB, BUY, 100, 5),
                fill(taker, 0, maker, taker, 100, 2, 0, 3),
                cancelled(taker, BOB, 3, CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER),
                top("-", "-"));
    }

    @Test
    void aMarketOrderStopsAtTheEdgeOfTheBandThatItCarries() {
        final long maker = commands.limit(ANN, BOOK, SELL, 100, 2);
        commands.limit(ANN, BOOK, SELL, 120, 2);
        harness.events();
        final long taker = order(BOB, BUY, MARKET, GOOD_TIL_CANCELLED, 105, 5);
        expect(
                accepted(taker, BOB, BUY, 105, 5),
                fill(taker, 0, maker, taker, 100, 2, 0, 3),
                cancelled(taker, BOB, 3, CancelReason.MARKET_REMAINDER),
                top("-", "2@120"));
    }

    @Test
    void aMarketOrderIntoAnEmptyBookIsCancelledWhole() {
        final long taker = order(BOB, SELL, MARKET, IMMEDIATE_OR_CANCEL, 90, 5);
        expect(accepted(taker, BOB, SELL, 90, 5), cancelled(taker, BOB, 5, CancelReason.MARKET_REMAINDER));
    }

    @Test
    void fillOrKillFillsInFullOverSeveralLevels() {
        final long near = commands.limit(ANN, BOOK, SELL, 100, 2);
        final long far = commands.limit(ANN, BOOK, SELL, 101, 2);
        harness.events();
        final long taker = order(BOB, BUY, LIMIT, FILL_OR_KILL, 101, 4);
        expect(
                accepted(taker, BOB, BUY, 101, 4),
                fill(taker, 0, near, taker, 100, 2, 0, 2),
                fill(taker, 1, far, taker, 101, 2, 0, 0),
                top("-", "-"));
    }

    @Test
    void fillOrKillTouchesNothingWhereOneLotIsMissing() {
        commands.limit(ANN, BOOK, SELL, 100, 2);
        commands.limit(ANN, BOOK, SELL, 101, 2);
        harness.events();
        final long taker = order(BOB, BUY, LIMIT, FILL_OR_KILL, 101, 5);
        expect(accepted(taker, BOB, BUY, 101, 5), cancelled(taker, BOB, 5, CancelReason.FILL_OR_KILL_NOT_FILLABLE));
    }

    @Test
    void postOnlyRestsWhereItDoesNotCross() {
        commands.limit(ANN, BOOK, SELL, 100, 2);
        harness.events();
        final long id = postOnly(BOB, BUY, 99, 5);
        expect(accepted(id, BOB, BUY, 99, 5), top("5@99", "2@100"));
    }

    @Test
    void cancelTakesTheRestOff() {
        final long id = commands.limit(ANN, BOOK, BUY, 100, 5);
        commands.limit(BOB, BOOK, SELL, 100, 2);
        harness.events();
        commands.cancel(ANN, BOOK, id);
        expect(cancelled(id, ANN, 3, CancelReason.REQUESTED), top("-", "-"));
    }

    @Test
    void cancelOfAnOrderThatIsGoneOrNotOnesOwnIsRefused() {
        final long id = commands.limit(ANN, BOOK, BUY, 100, 5);
        harness.events();
        commands.cancel(BOB, BOOK, id);
        commands.cancel(ANN, OTHER_BOOK, id);
        commands.cancel(ANN, BOOK, id + 1);
        final String unknown = EventText.rejected(RejectCode.UNKNOWN_ORDER);
        expect(unknown, unknown, unknown);
        commands.cancel(ANN, 0, id);
        expect(cancelled(id, ANN, 5, CancelReason.REQUESTED), top("-", "-"));
    }

    @Test
    void massCancelGoesByOrderIdAndKeepsOtherAccountsAndInstruments() {
        final long first = commands.limit(ANN, BOOK, BUY, 100, 5);
        final long other = commands.limit(ANN, OTHER_BOOK, BUY, 100, 5);
        final long second = commands.limit(ANN, BOOK, BUY, 101, 5);
        commands.limit(BOB, BOOK, BUY, 99, 5);
        harness.events();
        commands.massCancel(ANN, BOOK);
        expect(
                cancelled(first, ANN, 5, CancelReason.MASS_CANCEL),
                cancelled(second, ANN, 5, CancelReason.MASS_CANCEL),
                top("5@99", "-"));
        commands.massCancel(ANN, 0);
        expect(cancelled(other, ANN, 5, CancelReason.MASS_CANCEL), EventText.top(OTHER_BOOK, "-", "-"));
        commands.massCancel(ANN, 0);
        expect(EventText.done());
    }

    @Test
    void aMassCancelOfThousandsIsOneGroup() {
        final int count = 5_000;
        for (int i = 0; i < count; i++) {
            commands.limit(ANN, BOOK, BUY, 100 + i % 50, 1);
        }
        harness.events();
        commands.massCancel(ANN, 0);
        final List<String> events = harness.events();
        assertThat(events).hasSize(count + 1).last().isEqualTo(top("-", "-"));
    }

    @Test
    void killSwitchOfAnAccountThenOfTheVenue() {
        final long ann = commands.limit(ANN, BOOK, BUY, 100, 5);
        final long bob = commands.limit(BOB, OTHER_BOOK, BUY, 100, 5);
        final long cat = commands.limit(CAT, BOOK, SELL, 101, 5);
        harness.events();
        commands.killSwitch(ANN, true);
        expect(cancelled(ann, ANN, 5, CancelReason.KILL_SWITCH), top("-", "5@101"));
        commands.killSwitch(0, true);
        expect(
                cancelled(bob, BOB, 5, CancelReason.KILL_SWITCH),
                cancelled(cat, CAT, 5, CancelReason.KILL_SWITCH),
                EventText.top(OTHER_BOOK, "-", "-"),
                top("-", "-"));
        commands.killSwitch(0, false);
        expect(EventText.done());
    }

    @Test
    void killSwitchOfAGroupTakesOffWhatItsAccountsHaveInTheirOrder() {
        final long ann = commands.limit(ANN, BOOK, BUY, 100, 5);
        final long bob = commands.limit(BOB, OTHER_BOOK, BUY, 100, 5);
        commands.limit(CAT, BOOK, SELL, 101, 5);
        harness.events();
        commands.killGroup(false, List.of(ANN, BOB));
        expect(EventText.done());
        commands.killGroup(true, List.of());
        expect(EventText.done());
        commands.killGroup(true, List.of(BOB, ANN));
        expect(
                cancelled(bob, BOB, 5, CancelReason.KILL_SWITCH),
                cancelled(ann, ANN, 5, CancelReason.KILL_SWITCH),
                EventText.top(OTHER_BOOK, "-", "-"),
                top("-", "5@101"));
    }

    @Test
    void haltedOrdersRestAndCanBeCancelledButNothingTrades() {
        final long id = commands.limit(ANN, BOOK, BUY, 100, 5);
        harness.events();
        commands.phase(BOOK, InstrumentPhase.HALTED);
        commands.limit(BOB, BOOK, SELL, 100, 5);
        commands.replace(ANN, BOOK, id, 100, 4);
        commands.cancel(ANN, BOOK, id);
        commands.phase(BOOK, InstrumentPhase.OPEN);
        expect(
                EventText.phase(BOOK, InstrumentPhase.HALTED),
                EventText.rejected(RejectCode.INSTRUMENT_HALTED),
                EventText.rejected(RejectCode.INSTRUMENT_HALTED),
                cancelled(id, ANN, 5, CancelReason.REQUESTED),
                top("-", "-"),
                EventText.phase(BOOK, InstrumentPhase.OPEN));
    }

    @Test
    void aTakerStopsWhereTradeIdsEnd() {
        final int makers = OrderIds.MAX_ORDINAL + 3;
        for (int i = 0; i < makers; i++) {
            commands.limit(ANN, BOOK, SELL, 100, 1);
        }
        harness.events();
        final long killed = order(BOB, BUY, LIMIT, FILL_OR_KILL, 100, makers);
        expect(
                accepted(killed, BOB, BUY, 100, makers),
                cancelled(killed, BOB, makers, CancelReason.FILL_OR_KILL_NOT_FILLABLE));
        final long taker = commands.limit(BOB, BOOK, BUY, 100, makers);
        final List<String> events = harness.events();
        assertThat(events).hasSize(OrderIds.MAX_ORDINAL + 1 + 3);
        assertThat(events.get(events.size() - 2)).isEqualTo(cancelled(taker, BOB, 2, CancelReason.TOO_MANY_FILLS));
        assertThat(events).last().isEqualTo(top("-", "2@100"));
    }

    private long order(
            final int account,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final long price,
            final long lots) {
        return commands.newOrder(account, BOOK, side, type, timeInForce, price, lots, false, false);
    }

    private long postOnly(final int account, final Side side, final long price, final long lots) {
        return commands.newOrder(account, BOOK, side, LIMIT, GOOD_TIL_CANCELLED, price, lots, true, false);
    }

    private long position(final int account) {
        harness.events();
        return harness.engine.positions().of(account, BOOK).lots();
    }

    private static String fill(
            final long takerId,
            final int ordinal,
            final long maker,
            final long taker,
            final long price,
            final long lots,
            final long makerOpen,
            final long takerOpen) {
        return EventText.fill(takerId + ordinal, maker, taker, price, lots, makerOpen, takerOpen);
    }
}
