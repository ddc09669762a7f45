package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One case per rule of batch auctions, every 1,000 ns. */
class BatchAuctionRulesTest extends MarketModeRules {

    BatchAuctionRulesTest() {
        super(MarketMode.BATCH_AUCTION);
    }

    private long order(final Side side, final TimeInForce timeInForce, final long price, final long lots) {
        return commands.newOrder(
                side == Side.BUY ? ANN : BOB, BOOK, side, OrderType.LIMIT, timeInForce, price, lots, false, false);
    }

    private long buy(final long price, final long lots) {
        return order(Side.BUY, TimeInForce.GOOD_TIL_CANCELLED, price, lots);
    }

    private long sell(final long price, final long lots) {
        return order(Side.SELL, TimeInForce.GOOD_TIL_CANCELLED, price, lots);
    }

    private long tradeId(final int ordinal) {
        return (commands.sequence() << 12) + ordinal;
    }

    private static List<String> trades(final List<String> events) {
        return events.stream().filter(event -> event.startsWith("fill")).toList();
    }

    @Test
    void nothingIsSeenOfWhatComesUntilAMultipleOfTheInterval() {
        final long order = buy(100, 1);
        final long nowNs = commands.nextNs() - 1;
        assertThat(harness.events())
                .containsExactly(
                        EventText.accepted(order, ANN, BOOK, Side.BUY, 100, 1),
                        HoldEventText.held(order, ANN, nowNs - nowNs % DELAY_NS + DELAY_NS));
        assertThat(harness.follower.book(BOOK).best(Side.BUY)).isNull();
        assertThat(afterwards())
                .containsExactly(
                        HoldEventText.released(order, order >> 12, ANN, Side.BUY, 100, 1),
                        EventText.top(BOOK, "1@100", "-"));
    }

    @Test
    void whatCrossesTradesAtOnePriceAndTheEarlierOneMakes() {
        final long low = sell(98, 2);
        final long high = buy(104, 3);
        final long second = sell(101, 2);
        assertThat(trades(afterwards()))
                .containsExactly(
                        EventText.fill(tradeId(0), low, high, 101, 2, 0, 1) + " auction",
                        EventText.fill(tradeId(1), high, second, 101, 1, 0, 1) + " auction");
    }

    @Test
    void whatRestedBeforeTakesPartAndComesFirstAtItsPrice() {
        final long rested = sell(100, 1);
        afterwards();
        final long later = sell(100, 1);
        final long taker = buy(100, 1);
        final List<String> events = afterwards();
        assertThat(trades(events))
                .containsExactly(EventText.fill(tradeId(0), rested, taker, 100, 1, 0, 0) + " auction");
        assertThat(harness.follower
                        .cursor()
                        .at(harness.follower.book(BOOK).best(Side.SELL))
                        .next())
                .isTrue();
        commands.cancel(BOB, BOOK, later);
        assertThat(harness.events()).endsWith(EventText.top(BOOK, "-", "-"));
    }

    @Test
    void priceBeforeTime() {
        sell(100, 1);
        final long early = buy(100, 1);
        final long dear = buy(101, 1);
        assertThat(trades(afterwards())).hasSize(1).allMatch(fill -> fill.contains(" " + dear + " "));
        assertThat(early).isPositive();
    }

    @Test
    void immediateOrCancelAndMarketOrdersEndWithTheirBatch() {
        sell(100, 1);
        final long ioc = order(Side.BUY, TimeInForce.IMMEDIATE_OR_CANCEL, 100, 3);
        final long market = commands.newOrder(
                ANN, BOOK, Side.BUY, OrderType.MARKET, TimeInForce.GOOD_TIL_CANCELLED, 120, 5, false, false);
        assertThat(afterwards())
                .contains(
                        EventText.cancelled(ioc, ANN, 3, CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER),
                        EventText.cancelled(market, ANN, 4, CancelReason.MARKET_REMAINDER));
    }

    @Test
    void fillOrKillMinimumQuantityAndMarketToLimitAreRefused() {
        order(Side.BUY, TimeInForce.FILL_OR_KILL, 100, 1);
        commands.newOrder(
                ANN, BOOK, Side.BUY, OrderType.MARKET_TO_LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 100, 1, false, false);
        final ReferenceMatching.Entry least = ReferenceMatching.Entry.limit(ANN, BOOK, Side.BUY, 100, 2);
        least.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
        least.detailed = true;
        least.minimum = 1;
        least.id = commands.nextOrderId();
        commands.newOrder(least);
        assertThat(harness.events())
                .containsExactly(
                        EventText.rejected(RejectCode.NOT_IN_AUCTION),
                        EventText.rejected(RejectCode.NOT_IN_AUCTION),
                        EventText.rejected(RejectCode.NOT_IN_AUCTION));
    }

    @Test
    void cancelsActAtOnceAndAReplaceWaitsForTheNextBatch() {
        final long gone = sell(100, 1);
        final long dearer = sell(100, 1);
        afterwards();
        buy(100, 2);
        commands.cancel(BOB, BOOK, gone);
        commands.replace(BOB, BOOK, dearer, 105, 1);
        assertThat(harness.events())
                .contains(
                        EventText.cancelled(gone, BOB, 1, CancelReason.REQUESTED),
                        EventText.top(BOOK, "-", "1@100"),
                        EventText.replaced(dearer, 105, 1, 1, false),
                        EventText.top(BOOK, "-", "-"));
        final List<String> events = afterwards();
        assertThat(trades(events)).isEmpty();
        assertThat(events).endsWith(EventText.top(BOOK, "2@100", "1@105"));
    }

    @Test
    void aPostOnlyOrderEntersInsideTheSpreadOfItsBatch() {
        sell(100, 1);
        final long passive = commands.newOrder(
                ANN, BOOK, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 103, 1, true, false);
        assertThat(afterwards())
                .contains(
                        HoldEventText.released(passive, passive >> 12, ANN, Side.BUY, 99, 1),
                        EventText.top(BOOK, "1@99", "1@100"));
    }

    @Test
    void aPriceBeyondTheBandBeginsAnInterruptionInPlaceOfTheTrades() {
        commands.marks().mark(1, BOOK, 100, 0, 0);
        modes.band(BOOK, 5, TriggerReference.MARK, DELAY_NS);
        sell(110, 1);
        buy(110, 1);
        final List<String> events = afterwards();
        assertThat(trades(events)).isEmpty();
        assertThat(events)
                .contains(PhaseEventText.phase(
                        BOOK, InstrumentPhase.INTERRUPTION, PhaseReason.PRICE_BAND, commands.nextNs() - 1 + DELAY_NS));
        assertThat(trades(afterwards())).hasSize(1);
    }

    @Test
    void moreTradesThanACommandHasGoOnInTheNextAndUntilThenItIsAnAuction() {
        for (int i = 0; i < 2_100; i++) {
            sell(100, 1);
        }
        buy(100, 2_100);
        skip(10 * DELAY_NS);
        final List<String> events = afterwards();
        assertThat(trades(events)).hasSize(2_048);
        assertThat(events)
                .contains(PhaseEventText.phase(
                        BOOK, InstrumentPhase.OPENING_AUCTION, PhaseReason.SCHEDULE, commands.nextNs()));
        assertThat(trades(afterwards())).hasSize(52);
    }

    @Test
    void anotherModeEndsTheBatch() {
        sell(100, 1);
        buy(100, 1);
        harness.events();
        modes.mode(BOOK, MarketMode.SPEED_BUMP, DELAY_NS);
        final List<String> events = harness.events();
        assertThat(trades(events)).hasSize(1);
        assertThat(events).contains(HoldEventText.mode(BOOK, MarketMode.SPEED_BUMP, DELAY_NS));
    }
}
