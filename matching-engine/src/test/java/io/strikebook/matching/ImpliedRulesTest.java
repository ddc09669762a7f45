package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerReference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders of combinations trade with what rests in the books of their legs. */
class ImpliedRulesTest extends EngineRules {
    private static final int SPREAD = ComboCommands.SPREAD;
    private static final int BOTH = ComboCommands.BOTH;
    private static final int NEAR = 2;
    private static final int FAR = 6;
    private static final int BTC = 1;
    private static final int GROUP = 1;
    private static final long SECOND_NS = 1_000_000_000;
    private static final long COIN_E8 = QuoteCommands.COIN_E8;
    private static final long NONE = QuoteCommands.NONE;

    private final VenueCommands venue = new VenueCommands(commands);

    ImpliedRulesTest() {
        super(ComboCommands.LAST);
    }

    /** What of the events is a trade or a cancel, without the ids of trades. */
    private List<String> trades() {
        return harness.events().stream()
                .filter(event -> event.startsWith("implied") || event.startsWith("fill") || event.startsWith("cancel"))
                .map(event -> event.replaceFirst(" \\d{4,}( of \\d+)?", ""))
                .toList();
    }

    @Test
    void anOrderThatArrivesTradesWithTheLegsAtTheirPrices() {
        final long ask = commands.limit(ANN, NEAR, Side.SELL, 56, 3);
        final long bid = commands.limit(BOB, FAR, Side.BUY, 30, 5);
        harness.events();
        final long id = commands.limit(CAT, SPREAD, Side.BUY, 27, 4);
        final long trade = commands.sequence() << 12;
        expect(
                EventText.accepted(id, CAT, SPREAD, Side.BUY, 27, 4),
                ImpliedEventText.fill(trade, id, CAT, SPREAD, Side.BUY, 26, 3, 1, false),
                ImpliedEventText.leg(trade + 1, trade, 0, NEAR, ask, ANN, CAT, Side.BUY, 56, 3, 0),
                ImpliedEventText.leg(trade + 2, trade, 1, FAR, bid, BOB, CAT, Side.SELL, 30, 3, 2),
                EventText.top(SPREAD, "1@27", "-"),
                EventText.top(NEAR, "-", "-"),
                EventText.top(FAR, "2@30", "-"));
        assertThat(position(CAT, NEAR)).isEqualTo(3);
        assertThat(position(CAT, FAR)).isEqualTo(-3);
        assertThat(position(ANN, NEAR)).isEqualTo(-3);
        assertThat(position(BOB, FAR)).isEqualTo(3);
    }

    @Test
    void theBetterPriceComesFirstAndAtTheSamePriceTheCombinationsOwnOrders() {
        commands.limit(ANN, NEAR, Side.SELL, 56, 1);
        commands.limit(ANN, NEAR, Side.SELL, 57, 1);
        commands.limit(BOB, FAR, Side.BUY, 30, 5);
        final long own = commands.limit(ANN, SPREAD, Side.SELL, 27, 1);
        harness.events();
        final long id = commands.limit(CAT, SPREAD, Side.BUY, 27, 3);
        assertThat(harness.events())
                .filteredOn(event -> event.startsWith("implied ") || event.startsWith("fill"))
                .containsExactly(
                        ImpliedEventText.fill(id, id, CAT, SPREAD, Side.BUY, 26, 1, 2, false),
                        EventText.fill(id + 3, own, id, 27, 1, 0, 1),
                        ImpliedEventText.fill(id + 4, id, CAT, SPREAD, Side.BUY, 27, 1, 0, false));
    }

    @Test
    void anOrderThatRestsTakesWhatComesToTheLegsAndGetsTheBetterPrice() {
        final long id = commands.limit(CAT, SPREAD, Side.BUY, 27, 4);
        commands.limit(BOB, FAR, Side.BUY, 30, 5);
        harness.events();
        final long ask = commands.limit(ANN, NEAR, Side.SELL, 55, 3);
        final long trade = commands.sequence() << 12;
        expect(
                EventText.accepted(ask, ANN, NEAR, Side.SELL, 55, 3),
                ImpliedEventText.fill(trade, id, CAT, SPREAD, Side.BUY, 25, 3, 1, true),
                ImpliedEventText.leg(trade + 1, trade, 0, NEAR, ask, ANN, CAT, Side.BUY, 55, 3, 0),
                ImpliedEventText.leg(trade + 2, trade, 1, FAR, ask - (1 << 12), BOB, CAT, Side.SELL, 30, 3, 2),
                EventText.top(SPREAD, "1@27", "-"),
                EventText.top(FAR, "2@30", "-"));
    }

    @Test
    void aLegOfTwoLotsTakesTheBestOfThem() {
        commands.limit(ANN, 3, Side.SELL, 10, 1);
        commands.limit(ANN, 3, Side.SELL, 12, 4);
        commands.limit(ANN, 7, Side.SELL, 5, 9);
        harness.events();
        final long id = commands.limit(CAT, BOTH, Side.BUY, 29, 9);
        assertThat(harness.events())
                .filteredOn(event -> event.startsWith("implied "))
                .containsExactly(
                        ImpliedEventText.fill(id, id, CAT, BOTH, Side.BUY, 27, 1, 8, false),
                        ImpliedEventText.fill(id + 4, id, CAT, BOTH, Side.BUY, 29, 1, 7, false));
    }

    @Test
    void aSpreadIsNotBoughtBeyondItsLimit() {
        commands.limit(ANN, NEAR, Side.SELL, 56, 3);
        commands.limit(BOB, FAR, Side.BUY, 30, 5);
        harness.events();
        commands.limit(CAT, SPREAD, Side.BUY, 25, 4);
        commands.limit(CAT, SPREAD, Side.SELL, 27, 4);
        assertThat(trades()).isEmpty();
    }

    /** What keeps a leg from trading with combinations. */
    private enum Obstacle {
        BAND,
        SPEED_BUMP,
        BY_SIZE,
        COMBO_BY_SIZE
    }

    @ParameterizedTest
    @EnumSource(Obstacle.class)
    void legsThatAreNotPlainlyOpenGiveNothingUntilTheyAre(final Obstacle obstacle) {
        final PhaseCommands phases = new PhaseCommands(commands);
        switch (obstacle) {
            case BAND -> phases.band(FAR, 1_000, TriggerReference.LAST, 100);
            case SPEED_BUMP -> phases.mode(FAR, MarketMode.SPEED_BUMP, 50);
            case BY_SIZE -> venue.allocation(FAR, AllocationRule.PRO_RATA, 0);
            default -> venue.allocation(SPREAD, AllocationRule.PRO_RATA, 0);
        }
        commands.limit(ANN, NEAR, Side.SELL, 56, 3);
        commands.limit(BOB, FAR, Side.BUY, 30, 5);
        commands.limit(CAT, SPREAD, Side.BUY, 26, 2);
        assertThat(trades()).isEmpty();
        switch (obstacle) {
            case BAND -> phases.band(FAR, 0, TriggerReference.LAST, 0);
            case SPEED_BUMP -> phases.mode(FAR, MarketMode.CONTINUOUS, 0);
            case BY_SIZE -> venue.allocation(FAR, AllocationRule.PRICE_TIME, 0);
            default -> venue.allocation(SPREAD, AllocationRule.PRICE_TIME, 0);
        }
        assertThat(trades()).hasSize(3);
    }

    @Test
    void whileALegIsHaltedNothingTradesAndWhenItOpensTheOrderThatRestsDoes() {
        commands.limit(CAT, SPREAD, Side.BUY, 26, 2);
        commands.limit(BOB, FAR, Side.BUY, 30, 5);
        commands.phase(FAR, InstrumentPhase.HALTED);
        commands.limit(ANN, NEAR, Side.SELL, 56, 3);
        assertThat(trades()).isEmpty();
        commands.phase(FAR, InstrumentPhase.OPEN);
        assertThat(trades()).hasSize(3);
    }

    @Test
    void fillOrKillAndMinimumQuantityCountTheLegs() {
        commands.limit(ANN, SPREAD, Side.SELL, 20, 3);
        commands.limit(ANN, NEAR, Side.SELL, 30, 2);
        commands.limit(BOB, FAR, Side.BUY, 10, 30);
        harness.events();
        final long much = commands.newOrder(
                CAT, SPREAD, Side.BUY, OrderType.LIMIT, TimeInForce.FILL_OR_KILL, 20, 6, false, false);
        final long all = commands.newOrder(
                CAT, SPREAD, Side.BUY, OrderType.LIMIT, TimeInForce.FILL_OR_KILL, 20, 5, false, false);
        assertThat(harness.events())
                .contains(cancelled(much, CAT, 6, CancelReason.FILL_OR_KILL_NOT_FILLABLE))
                .contains(ImpliedEventText.fill(all + 1, all, CAT, SPREAD, Side.BUY, 20, 2, 0, false));
    }

    @Test
    void fillOrKillCountsNoQuoteAfterALegBreachedItsLimitThoughTheNextLegBringsTheDeltaBack() {
        commands.marks().mark(commands.sequence() + 1, NEAR, 0, 600_000_000, 0);
        commands.limit(BOB, NEAR, Side.SELL, 30, 1);
        commands.marks().mark(commands.sequence() + 1, FAR, 0, 600_000_000, 0);
        commands.quotes().protect(ANN, BTC, GROUP, SECOND_NS, SECOND_NS, 0, COIN_E8 / 2, 0, 100 * COIN_E8);
        commands.quotes()
                .entry(NEAR, NONE, 0, 29, 10)
                .entry(FAR, 10, 30, NONE, 0)
                .send(ANN, BTC, GROUP, 0);
        harness.events();
        final long id = commands.newOrder(
                CAT, SPREAD, Side.BUY, OrderType.LIMIT, TimeInForce.FILL_OR_KILL, 20, 11, false, false);
        expect(
                EventText.accepted(id, CAT, SPREAD, Side.BUY, 20, 11),
                cancelled(id, CAT, 11, CancelReason.FILL_OR_KILL_NOT_FILLABLE));
    }

    @Test
    void fillOrKillCountsNoReduceOnlyOrder() {
        commands.limit(ANN, NEAR, Side.BUY, 30, 2);
        commands.limit(BOB, NEAR, Side.SELL, 30, 2);
        commands.newOrder(ANN, NEAR, Side.SELL, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 30, 2, false, true);
        commands.limit(BOB, FAR, Side.BUY, 10, 30);
        harness.events();
        final long id = commands.newOrder(
                CAT, SPREAD, Side.BUY, OrderType.LIMIT, TimeInForce.FILL_OR_KILL, 20, 1, false, false);
        expect(
                EventText.accepted(id, CAT, SPREAD, Side.BUY, 20, 1),
                cancelled(id, CAT, 1, CancelReason.FILL_OR_KILL_NOT_FILLABLE));
        commands.limit(CAT, SPREAD, Side.BUY, 20, 1);
        assertThat(trades()).hasSize(3);
    }

    @Test
    void aReduceOnlyOrderWithNothingToReduceGoesOffWhenItIsMet() {
        commands.limit(ANN, NEAR, Side.BUY, 30, 2);
        commands.limit(BOB, NEAR, Side.SELL, 30, 2);
        final long reduces = commands.newOrder(
                ANN, NEAR, Side.SELL, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 30, 2, false, true);
        commands.limit(ANN, NEAR, Side.SELL, 29, 2);
        commands.limit(CAT, NEAR, Side.BUY, 29, 2);
        commands.limit(ANN, NEAR, Side.SELL, 31, 2);
        commands.limit(BOB, FAR, Side.BUY, 10, 30);
        harness.events();
        final long id = commands.limit(CAT, SPREAD, Side.BUY, 21, 1);
        assertThat(harness.events())
                .contains(cancelled(reduces, ANN, 2, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE))
                .contains(ImpliedEventText.fill(id, id, CAT, SPREAD, Side.BUY, 21, 1, 0, false));
    }

    @Test
    void postOnlyOrdersMoveInsideWhatTheLegsOffer() {
        commands.limit(ANN, NEAR, Side.SELL, 56, 3);
        commands.limit(BOB, FAR, Side.BUY, 30, 5);
        commands.limit(ANN, SPREAD, Side.SELL, 28, 5);
        harness.events();
        final long id = commands.newOrder(
                CAT, SPREAD, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 30, 1, true, false);
        expect(EventText.accepted(id, CAT, SPREAD, Side.BUY, 25, 1), EventText.top(SPREAD, "1@25", "5@28"));
    }

    @Test
    void whatIsLeftOfAMarketToLimitOrderStaysAtTheLegsPrice() {
        commands.limit(ANN, NEAR, Side.SELL, 56, 3);
        commands.limit(BOB, FAR, Side.BUY, 30, 5);
        harness.events();
        final long id = commands.newOrder(
                CAT, SPREAD, Side.BUY, OrderType.MARKET_TO_LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 99, 4, false, false);
        assertThat(harness.events()).contains(EventText.becameLimit(id, 26, 4, 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = SelfTradePrevention.class,
            names = {"CANCEL_TAKER", "CANCEL_MAKER", "CANCEL_BOTH", "DECREMENT"})
    void ownOrdersInALegAreDealtWith(final SelfTradePrevention mode) {
        venue.selfTradePrevention(CAT, 0, mode);
        final long own = commands.limit(CAT, NEAR, Side.SELL, 55, 3);
        commands.limit(ANN, NEAR, Side.SELL, 56, 3);
        commands.limit(BOB, FAR, Side.BUY, 30, 5);
        harness.events();
        final long id = commands.limit(CAT, SPREAD, Side.BUY, 26, 2);
        final List<String> events = harness.events();
        final boolean takerGoes = mode == SelfTradePrevention.CANCEL_TAKER || mode == SelfTradePrevention.CANCEL_BOTH;
        assertThat(events.contains(cancelled(own, CAT, 3, CancelReason.SELF_TRADE_MAKER)))
                .isEqualTo(mode != SelfTradePrevention.CANCEL_TAKER);
        assertThat(events.contains(cancelled(id, CAT, 2, CancelReason.SELF_TRADE_TAKER)))
                .isEqualTo(takerGoes);
        assertThat(events.contains(ImpliedEventText.fill(id, id, CAT, SPREAD, Side.BUY, 26, 2, 0, false)))
                .isEqualTo(!takerGoes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTradeIdsDoNotSufficeForGoesOnWithATickAlsoAfterARestart(final boolean restarted) {
        for (int i = 0; i < 2_000; i++) {
            commands.limit(ANN, NEAR, Side.SELL, 56, 1);
        }
        commands.limit(BOB, FAR, Side.BUY, 30, 5_000);
        final PhaseCommands phases = new PhaseCommands(commands);
        phases.band(FAR, 1_000, TriggerReference.LAST, 100);
        final long id = commands.limit(CAT, SPREAD, Side.BUY, 26, 3_000);
        assertThat(trades()).isEmpty();
        phases.band(FAR, 0, TriggerReference.LAST, 0);
        assertThat(trades()).hasSize(3 * 1_365);
        final EngineHarness then = restarted ? harness.restored() : harness;
        then.commands.limit(ANN, 1, Side.BUY, 1, 1);
        assertThat(then.events()).noneMatch(event -> event.startsWith("implied"));
        then.commands.tick();
        assertThat(then.events())
                .filteredOn(event -> event.startsWith("implied"))
                .hasSize(3 * 635)
                .first()
                .asString()
                .contains("order " + id);
        then.engine.check();
    }

    @Test
    void whatTheLegsShowIsPublishedWithTheFirstTickOfAHundredthOfASecond() {
        commands.skip(9_000_000);
        commands.tick(); // an instrument has expired by then
        commands.limit(ANN, 3, Side.SELL, 10, 1);
        commands.limit(ANN, 3, Side.SELL, 12, 9);
        commands.limit(ANN, 7, Side.SELL, 5, 9);
        commands.limit(ANN, NEAR, Side.SELL, 56, 3);
        commands.limit(BOB, FAR, Side.BUY, 30, 5);
        harness.events();
        commands.skip(10_000_000);
        commands.tick();
        expect(ImpliedEventText.top(SPREAD, "-", "3@26"), ImpliedEventText.top(BOTH, "-", "1@27"));
        commands.limit(BOB, FAR, Side.BUY, 31, 5);
        commands.tick();
        assertThat(harness.events()).noneMatch(event -> event.startsWith("implied"));
        commands.skip(20_000_000);
        commands.tick();
        expect(ImpliedEventText.top(SPREAD, "-", "3@25"));
        commands.skip(30_000_000);
        commands.tick();
        expect(EventText.done());
        commands.phase(FAR, InstrumentPhase.HALTED);
        harness.events();
        commands.skip(40_000_000);
        commands.tick();
        expect(ImpliedEventText.top(SPREAD, "-", "-"));
    }

    private long position(final int account, final int instrument) {
        return harness.engine.positions().of(account, instrument).lots();
    }
}
