package io.strikebook.matching;

import static io.strikebook.matching.QuoteCommands.COIN_E8;
import static io.strikebook.matching.QuoteCommands.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Market-maker protection, rule by rule. A lot of an option is a tenth of a coin. */
class ProtectionRulesTest extends EngineRules {
    private static final int BTC = 1;
    private static final int GROUP = 1;
    private static final int PERPETUAL = 1;
    private static final int OPTION = 2;
    private static final int LINEAR_OPTION = 3;
    private static final long WINDOW_NS = 1_000;
    private static final long FROZEN_NS = 200;

    /** The venue's block on re-entry in these tests. */
    private static final long BLOCK_NS = EngineHarness.PARAMETERS.quotes().reentryBlockNs();

    private void limits(final long quantity, final long delta, final long vega, final long most) {
        commands.quotes().protect(ANN, BTC, GROUP, WINDOW_NS, FROZEN_NS, quantity, delta, vega, most);
        harness.events();
    }

    private void quote(final int instrument, final long bid, final long ask, final long lots) {
        commands.quotes().entry(instrument, bid, lots, ask, lots).send(ANN, BTC, GROUP, 0);
        harness.events();
    }

    private List<String> sell(final int instrument, final long price, final long lots) {
        commands.newOrder(
                BOB,
                instrument,
                Side.SELL,
                OrderType.LIMIT,
                TimeInForce.IMMEDIATE_OR_CANCEL,
                price,
                lots,
                false,
                false);
        return harness.events();
    }

    private List<String> buy(final int instrument, final long price, final long lots) {
        commands.newOrder(
                BOB, instrument, Side.BUY, OrderType.LIMIT, TimeInForce.IMMEDIATE_OR_CANCEL, price, lots, false, false);
        return harness.events();
    }

    private static boolean isTriggered(final List<String> events) {
        return events.stream().anyMatch(event -> event.startsWith("triggered"));
    }

    ProtectionRulesTest() {
        super(6);
    }

    /** The published sequence: 10 coins most, 10 coins limit, fills of 9 and of 10: 19, less than twice 10. */
    @Test
    void nineAndTenCoinsTradeThenEverythingIsOffAtomically() {
        limits(10 * COIN_E8, 0, 0, 10 * COIN_E8);
        commands.quotes()
                .entry(OPTION, 98, 100, 102, 100)
                .entry(LINEAR_OPTION, 98, 100, 102, 100)
                .entry(6, 98, 100, 102, 100)
                .send(ANN, BTC, GROUP, 0);
        harness.events();
        assertThat(isTriggered(sell(OPTION, 98, 90))).isFalse();
        final List<String> events = sell(LINEAR_OPTION, 90, 150);
        final long now = Commands.START_NS + commands.sequence();
        final long taker = commands.sequence() << 12;
        assertThat(events)
                .contains(QuoteEventText.triggered(
                        ANN, BTC, GROUP, LINEAR_OPTION, 19 * COIN_E8, 0, 0, Long.toString(now + FROZEN_NS), 5))
                .contains(EventText.cancelled(taker, BOB, 50, CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER))
                .contains(EventText.top(OPTION, "-", "-"), EventText.top(6, "-", "-"));
        assertThat(harness.engine.liveQuotes()).isZero();
    }

    @Test
    void noFurtherQuoteOfTheGroupTradesInTheCommandThatBreached() {
        limits(COIN_E8, 0, 0, COIN_E8);
        quote(OPTION, 98, 102, 10);
        commands.quotes().protect(ANN, BTC, 2, WINDOW_NS, 0, 0, 0, 0, COIN_E8);
        commands.quotes().entry(OPTION, 97, 5, NONE, 0).send(ANN, BTC, 2, 0);
        final long cheap = commands.limit(BOB, OPTION, Side.BUY, 96, 1);
        harness.events();
        final List<String> events = sell(OPTION, 90, 16);
        assertThat(events.stream().filter(event -> event.startsWith("fill"))).hasSize(3);
        assertThat(events.get(2)).startsWith("triggered");
        assertThat(events.get(4)).contains("maker " + cheap);
    }

    @Test
    void whileFrozenQuotesAreRefusedAndAfterwardsTakenAgain() {
        limits(COIN_E8, 0, 0, COIN_E8);
        quote(OPTION, 98, 102, 10);
        assertThat(isTriggered(sell(OPTION, 98, 10))).isTrue();
        commands.quotes().entry(OPTION, 98, 10, NONE, 0).send(ANN, BTC, GROUP, 0);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.MMP_FROZEN));
        pass(FROZEN_NS - 2);
        commands.quotes().entry(OPTION, 98, 10, NONE, 0).send(ANN, BTC, GROUP, 0);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.MMP_FROZEN));
        commands.quotes().entry(OPTION, 98, 10, NONE, 0).send(ANN, BTC, GROUP, 0);
        assertThat(harness.events()).first().asString().startsWith("quotes");
    }

    @Test
    void aResetEndsTheFreezeButNotTheBlockOnReEntry() {
        commands.quotes().protect(ANN, BTC, GROUP, WINDOW_NS, 0, 0, 0, 0, COIN_E8);
        quote(OPTION, 98, 102, 10);
        final List<String> breach = sell(OPTION, 98, 10);
        final long blocked = Commands.START_NS + commands.sequence() + BLOCK_NS;
        assertThat(breach).contains(QuoteEventText.triggered(ANN, BTC, GROUP, OPTION, COIN_E8, 0, 0, "reset", 1));
        commands.quotes().reset(ANN, BTC, GROUP);
        assertThat(harness.events())
                .containsExactly(QuoteEventText.changed(ANN, BTC, GROUP, true, Long.toString(blocked), 300 * COIN_E8));
        commands.quotes().entry(OPTION, 98, 10, NONE, 0).send(ANN, BTC, GROUP, 0);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.MMP_FROZEN));
        pass(BLOCK_NS);
        commands.quotes().entry(OPTION, 98, 10, NONE, 0).send(ANN, BTC, GROUP, 0);
        assertThat(harness.events()).first().asString().startsWith("quotes");
    }

    @Test
    void withoutAFrozenTimeOnlyAResetOpens() {
        commands.quotes().protect(ANN, BTC, GROUP, WINDOW_NS, 0, 0, 0, 0, COIN_E8);
        quote(OPTION, 98, 102, 10);
        sell(OPTION, 98, 10);
        pass(3 * WINDOW_NS);
        commands.quotes().entry(OPTION, 98, 10, NONE, 0).send(ANN, BTC, GROUP, 0);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.MMP_FROZEN));
    }

    @Test
    void aWindowOpensWithItsFirstTradeAndATradeAtItsEndOpensTheNext() {
        limits(COIN_E8, 0, 0, 2 * COIN_E8);
        quote(OPTION, 98, 102, 20);
        pass(WINDOW_NS);
        assertThat(isTriggered(sell(OPTION, 98, 9))).isFalse();
        pass(WINDOW_NS);
        assertThat(isTriggered(sell(OPTION, 98, 9))).as("the next window").isFalse();
        pass(WINDOW_NS - 2);
        assertThat(isTriggered(sell(OPTION, 98, 1))).as("within it").isTrue();
    }

    @Test
    void quantityIsGrossAndDeltaIsNet() {
        commands.marks().mark(commands.sequence() + 1, OPTION, 10_000_000, 600_000_000, 0);
        limits(0, COIN_E8 / 2, 0, 10 * COIN_E8);
        quote(OPTION, 98, 102, 20);
        assertThat(isTriggered(sell(OPTION, 98, 9))).as("0.9 x (0.6 - 0.1)").isFalse();
        assertThat(isTriggered(buy(OPTION, 102, 9))).as("back to none").isFalse();
        final List<String> events = buy(OPTION, 102, 10);
        assertThat(events).anyMatch(event -> event.contains("with " + 28 * COIN_E8 / 10 + " " + -COIN_E8 / 2));
    }

    @Test
    void aFutureCountsOnePerCoinAndALinearOptionItsDeltaAlone() {
        commands.marks().mark(commands.sequence() + 1, LINEAR_OPTION, 10_000_000, 600_000_000, 0);
        limits(0, 10 * COIN_E8, 0, 100 * COIN_E8);
        quote(LINEAR_OPTION, 98, 102, 20);
        quote(PERPETUAL, 1, 5, 8);
        sell(LINEAR_OPTION, 98, 10);
        final List<String> events = sell(PERPETUAL, 1, 8);
        assertThat(isTriggered(events)).as("0.6 + 8").isFalse();
        quote(PERPETUAL, 1, 5, 2);
        assertThat(sell(PERPETUAL, 1, 2))
                .anyMatch(event -> event.contains("with " + 11 * COIN_E8 + " " + 106 * COIN_E8 / 10));
    }

    @Test
    void vegaIsInDollarsAtTheMarksOfTheTrade() {
        commands.marks().mark(commands.sequence() + 1, OPTION, 0, 0, 30 * COIN_E8);
        limits(0, 0, 50 * COIN_E8, 100 * COIN_E8);
        quote(OPTION, 98, 102, 40);
        assertThat(isTriggered(sell(OPTION, 98, 10))).as("30 USD").isFalse();
        commands.marks().mark(commands.sequence() + 1, OPTION, 0, 0, 10 * COIN_E8);
        assertThat(isTriggered(sell(OPTION, 98, 10)))
                .as("40: the first is not counted again")
                .isFalse();
        assertThat(isTriggered(sell(OPTION, 98, 10))).as("50").isTrue();
    }

    @Test
    void aCrossingQuoteThatBreachesEndsItsMessage() {
        limits(COIN_E8, 0, 0, COIN_E8);
        commands.limit(BOB, OPTION, Side.SELL, 100, 10);
        commands.limit(BOB, OPTION, Side.SELL, 101, 10);
        harness.events();
        commands.quotes()
                .entry(LINEAR_OPTION, 8, 1, 9, 1)
                .entry(OPTION, 101, 15, 103, 5)
                .entry(6, 8, 1, 9, 1)
                .send(ANN, BTC, GROUP, 0);
        final long bid = QuoteCommands.id(commands.sequence(), 1, false);
        final List<String> events = harness.events();
        assertThat(events.get(2)).startsWith("triggered").endsWith("off 2");
        assertThat(events.get(3)).isEqualTo(EventText.cancelled(bid, ANN, 5, CancelReason.MMP_TRIGGERED));
        assertThat(harness.engine.liveQuotes()).isZero();
    }

    @Test
    void aFillOrKillDoesNotCountOnWhatABreachWouldTakeOff() {
        commands.quotes().protect(ANN, BTC, 0, WINDOW_NS, FROZEN_NS, 0, 0, 0, COIN_E8);
        flagged(98, 10);
        flagged(97, 5);
        commands.limit(BOB, OPTION, Side.BUY, 96, 5);
        harness.events();
        fillOrKill(16);
        assertThat(harness.events()).anyMatch(event -> event.endsWith("FILL_OR_KILL_NOT_FILLABLE"));
        fillOrKill(15);
        assertThat(harness.events().stream().filter(event -> event.startsWith("fill")))
                .hasSize(2);
    }

    private void fillOrKill(final long lots) {
        commands.newOrder(BOB, OPTION, Side.SELL, OrderType.LIMIT, TimeInForce.FILL_OR_KILL, 90, lots, false, false);
    }

    @Test
    void flaggedOrdersHaveAGroupOfTheirOwnAndEndWithItsBreach() {
        assertThat(flagged(98, 1)).containsExactly(EventText.rejected(RejectCode.MMP_NOT_CONFIGURED));
        commands.quotes().protect(ANN, BTC, 0, WINDOW_NS, FROZEN_NS, 0, 0, 0, COIN_E8);
        limits(0, 0, 0, COIN_E8);
        flagged(98, 10);
        final long other = commands.nextOrderId();
        flagged(97, 5);
        quote(OPTION, 96, 102, 1);
        final List<String> events = sell(OPTION, 98, 10);
        assertThat(events.get(2)).startsWith("triggered 1/1/0");
        assertThat(events.get(3)).isEqualTo(EventText.cancelled(other, ANN, 5, CancelReason.MMP_TRIGGERED));
        assertThat(harness.engine.liveQuotes()).as("another group").isEqualTo(2);
        assertThat(flagged(98, 1)).containsExactly(EventText.rejected(RejectCode.MMP_FROZEN));
    }

    private List<String> flagged(final long price, final long lots) {
        commands.newOrder(
                ANN,
                OPTION,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GOOD_TIL_CANCELLED,
                price,
                lots,
                false,
                false,
                true);
        return harness.events();
    }

    @Test
    void newLimitsTakeTheGroupOffAndStartWithoutAWindowWhileAFreezeGoesOn() {
        limits(COIN_E8, 0, 0, COIN_E8);
        quote(OPTION, 98, 102, 10);
        sell(OPTION, 98, 9);
        commands.quotes().protect(ANN, BTC, GROUP, WINDOW_NS, 0, COIN_E8, 0, 0, COIN_E8);
        assertThat(harness.events())
                .containsExactly(
                        QuoteEventText.changed(ANN, BTC, GROUP, true, "0", 300 * COIN_E8),
                        QuoteEventText.cancelled(ANN, BTC, GROUP, 0, 0, 2, CancelReason.MMP_SET),
                        EventText.top(OPTION, "-", "-"));
        quote(OPTION, 98, 102, 10);
        assertThat(isTriggered(sell(OPTION, 98, 9))).isFalse();
        assertThat(isTriggered(sell(OPTION, 98, 1))).isTrue();
        limits(COIN_E8, 0, 0, COIN_E8);
        commands.quotes().entry(OPTION, 98, 10, NONE, 0).send(ANN, BTC, GROUP, 0);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.MMP_FROZEN));
        commands.quotes().protect(ANN, BTC, GROUP, 0, 0, 0, 0, 0, 0);
        harness.events();
        commands.quotes().reset(ANN, BTC, GROUP);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.MMP_NOT_CONFIGURED));
    }

    /** Commands are a nanosecond apart. */
    private void pass(final long ns) {
        for (long i = 1; i < ns; i++) {
            commands.tick();
        }
        harness.events();
    }
}
