package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One case per rule of speed bumps: what would trade on arrival is held for 1,000 ns, everything else acts at once. */
class SpeedBumpRulesTest extends MarketModeRules {
    private static final int BTC = 1;
    private static final int GROUP = 3;

    private long ask;

    SpeedBumpRulesTest() {
        super(MarketMode.SPEED_BUMP);
    }

    @BeforeEach
    void askInABookWithABump() {
        commands.quotes().protect(ANN, BTC, GROUP, 1_000_000, 0, 0, 0, 0, 1_000 * QuoteCommands.COIN_E8);
        ask = commands.limit(BOB, BOOK, Side.SELL, 110, 5);
        harness.events();
    }

    private long buy(final long price, final long lots) {
        return commands.limit(ANN, BOOK, Side.BUY, price, lots);
    }

    private long buy(final TimeInForce timeInForce, final long price, final long lots) {
        return commands.newOrder(ANN, BOOK, Side.BUY, OrderType.LIMIT, timeInForce, price, lots, false, false);
    }

    /** Until when the last command holds what it has to. */
    private long untilNs() {
        return commands.nextNs() - 1 + DELAY_NS;
    }

    private static String released(final long id, final long price, final long lots) {
        return HoldEventText.released(id, id >> 12, ANN, Side.BUY, price, lots);
    }

    @Test
    void anAggressorWaitsAndTradesWithWhatIsThereThen() {
        final long taker = buy(111, 7);
        assertThat(harness.events())
                .containsExactly(
                        EventText.accepted(taker, ANN, BOOK, Side.BUY, 111, 7),
                        HoldEventText.held(taker, ANN, untilNs()));
        final long better = commands.limit(BOB, BOOK, Side.SELL, 109, 1);
        harness.events();
        assertThat(afterwards())
                .startsWith(
                        released(taker, 111, 7),
                        EventText.fill(commands.sequence() << 12, better, taker, 109, 1, 0, 6),
                        EventText.fill((commands.sequence() << 12) + 1, ask, taker, 110, 5, 0, 1),
                        EventText.top(BOOK, "1@111", "-"));
    }

    @Test
    void theRestOfAMarketToLimitOrderThatWaitedGetsItsLimitWhenItIsReleased() {
        final long taker = commands.newOrder(
                ANN, BOOK, Side.BUY, OrderType.MARKET_TO_LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 120, 7, false, false);
        harness.events();
        assertThat(afterwards())
                .startsWith(
                        released(taker, 120, 7),
                        EventText.fill(commands.sequence() << 12, ask, taker, 110, 5, 0, 2),
                        EventText.becameLimit(taker, 110, 7, 2),
                        EventText.top(BOOK, "2@110", "-"));
    }

    @Test
    void itIsNotReleasedBeforeItsTime() {
        buy(111, 7);
        harness.events();
        commands.skip(DELAY_NS - 2);
        commands.tick();
        assertThat(harness.events()).noneMatch(event -> event.startsWith("released"));
    }

    @Test
    void aMakerWhoCancelsInTimeIsNotHitAndTheOrderRestsOrEndsAsItsTimeInForceSays() {
        final long rests = buy(111, 2);
        final long ends = buy(TimeInForce.IMMEDIATE_OR_CANCEL, 111, 3);
        final long whole = buy(TimeInForce.FILL_OR_KILL, 111, 4);
        commands.cancel(BOB, BOOK, ask);
        harness.events();
        assertThat(afterwards())
                .contains(
                        released(rests, 111, 2),
                        released(ends, 111, 3),
                        EventText.cancelled(ends, ANN, 3, CancelReason.IMMEDIATE_OR_CANCEL_REMAINDER),
                        EventText.cancelled(whole, ANN, 4, CancelReason.FILL_OR_KILL_NOT_FILLABLE),
                        EventText.top(BOOK, "2@111", "-"));
    }

    @Test
    void firstHeldIsFirstReleased() {
        final long first = buy(110, 4);
        final long second = buy(115, 4);
        harness.events();
        assertThat(afterwards())
                .startsWith(
                        released(first, 110, 4),
                        EventText.fill(commands.sequence() << 12, ask, first, 110, 4, 1, 0),
                        released(second, 115, 4),
                        EventText.fill((commands.sequence() << 12) + 1, ask, second, 110, 1, 0, 3));
    }

    @Test
    void whatWouldRestAndPostOnlyDoNotWait() {
        final long rests = buy(109, 1);
        assertThat(harness.events())
                .containsExactly(
                        EventText.accepted(rests, ANN, BOOK, Side.BUY, 109, 1), EventText.top(BOOK, "1@109", "5@110"));
        final long passive = commands.newOrder(
                ANN, BOOK, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 112, 1, true, false);
        assertThat(harness.events())
                .containsExactly(
                        EventText.accepted(passive, ANN, BOOK, Side.BUY, 109, 1),
                        EventText.top(BOOK, "2@109", "5@110"));
    }

    @Test
    void aCancelTakesOffWhatIsHeldAtOnce() {
        final long taker = buy(111, 7);
        harness.events();
        commands.cancel(ANN, BOOK, taker);
        assertThat(harness.events()).containsExactly(EventText.cancelled(taker, ANN, 7, CancelReason.REQUESTED));
        buy(111, 7);
        commands.massCancel(ANN, BOOK);
        assertThat(harness.events()).anyMatch(event -> event.endsWith("MASS_CANCEL"));
        assertThat(afterwards()).noneMatch(event -> event.startsWith("released"));
    }

    @Test
    void aRestingOrderThatIsReplacedIntoATradeLeavesTheBookAndWaits() {
        final long order = buy(100, 2);
        harness.events();
        commands.replace(ANN, BOOK, order, 110, 2);
        assertThat(harness.events())
                .containsExactly(
                        EventText.replaced(order, 110, 2, 2, false),
                        HoldEventText.held(order, ANN, untilNs()),
                        EventText.top(BOOK, "-", "5@110"));
    }

    @Test
    void aHeldOrderThatBecomesSmallerKeepsItsPlaceAndItsTime() {
        final long first = buy(110, 4);
        final long untilNs = untilNs();
        final long second = buy(110, 4);
        harness.events();
        commands.replace(ANN, BOOK, first, 110, 3);
        assertThat(harness.events()).containsExactly(EventText.replaced(first, 110, 3, 3, true));
        assertThat(harness.engine.books().get(BOOK).held().releaseNs()).isEqualTo(untilNs);
        final List<String> events = afterwards();
        assertThat(events.stream().filter(event -> event.startsWith("released")))
                .first()
                .asString()
                .startsWith("released " + first);
        assertThat(events).anyMatch(event -> event.startsWith("released " + second));
    }

    @Test
    void aHeldOrderThatIsReplacedWaitsAgainOrRestsAtOnce() {
        final long order = buy(110, 2);
        commands.replace(ANN, BOOK, order, 111, 2);
        assertThat(harness.events()).endsWith(HoldEventText.held(order, ANN, untilNs()));
        commands.replace(ANN, BOOK, order, 105, 2);
        assertThat(harness.events())
                .containsExactly(EventText.replaced(order, 105, 2, 2, false), EventText.top(BOOK, "2@105", "5@110"));
    }

    @Test
    void ofAMassQuoteTheSideThatWouldTradeWaitsAndWhatItReplacesIsOffAtOnce() {
        commands.quotes().entry(BOOK, 100, 1, 120, 1).send(ANN, BTC, GROUP, 7);
        harness.events();
        commands.quotes().entry(BOOK, 110, 2, 121, 2).send(ANN, BTC, GROUP, 8);
        final long bid = QuoteCommands.id(commands.sequence(), 0, false);
        assertThat(harness.events())
                .contains(HoldEventText.held(bid, ANN, untilNs()), EventText.top(BOOK, "-", "5@110"));
        assertThat(harness.engine.liveQuotes()).isEqualTo(1);
        assertThat(afterwards())
                .contains(
                        HoldEventText.released(bid, 8, ANN, Side.BUY, 110, 2),
                        EventText.fill(commands.sequence() << 12, ask, bid, 110, 2, 3, 0));
    }

    @Test
    void aHeldQuoteIsReplacedWithoutAWordAndCancelledWithOne() {
        commands.quotes().entry(BOOK, 110, 2, 120, 1).send(ANN, BTC, GROUP, 7);
        commands.quotes().entry(BOOK, 111, 2, 120, 1).send(ANN, BTC, GROUP, 8);
        final long bid = QuoteCommands.id(commands.sequence(), 0, false);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("cancelled"));
        commands.quotes().cancel(ANN, BTC, GROUP, BOOK, 0);
        assertThat(harness.events())
                .containsExactly(
                        EventText.cancelled(bid, ANN, 2, CancelReason.QUOTES_CANCELLED),
                        QuoteEventText.cancelled(ANN, BTC, GROUP, BOOK, 0, 1, CancelReason.QUOTES_CANCELLED));
        assertThat(afterwards()).noneMatch(event -> event.startsWith("released"));
    }

    @Test
    void anotherModeReleasesAllAtOnce() {
        final long taker = buy(110, 2);
        harness.events();
        modes.mode(BOOK, MarketMode.CONTINUOUS, 0);
        assertThat(harness.events())
                .startsWith(
                        released(taker, 110, 2),
                        EventText.fill(commands.sequence() << 12, ask, taker, 110, 2, 3, 0),
                        HoldEventText.mode(BOOK, MarketMode.CONTINUOUS, 0));
        final long next = buy(110, 1);
        assertThat(harness.events()).contains(EventText.fill(next, ask, next, 110, 1, 2, 0));
    }

    @Test
    void inAnAuctionWhatMayWaitForItJoinsAndInAHaltEverythingEnds() {
        final long joins = buy(110, 2);
        final long ends = buy(TimeInForce.IMMEDIATE_OR_CANCEL, 110, 2);
        harness.events();
        commands.phase(BOOK, InstrumentPhase.OPENING_AUCTION);
        assertThat(harness.events())
                .contains(
                        released(joins, 110, 2),
                        EventText.cancelled(ends, ANN, 2, CancelReason.PHASE_CHANGED),
                        EventText.top(BOOK, "2@110", "5@110"));
        commands.phase(BOOK, InstrumentPhase.OPEN);
        final long halted = buy(110, 1);
        harness.events();
        commands.phase(BOOK, InstrumentPhase.HALTED);
        assertThat(harness.events()).contains(EventText.cancelled(halted, ANN, 1, CancelReason.PHASE_CHANGED));
    }

    @Test
    void releasesTakeHalfOfTheTradesOfACommandAndGoOnInTheNext() {
        commands.cancel(BOB, BOOK, ask);
        for (int i = 0; i < 3_000; i++) {
            commands.limit(BOB, BOOK, Side.SELL, 110, 1);
        }
        final long first = buy(110, 2_500);
        final long second = buy(110, 900);
        harness.events();
        skip(2 * DELAY_NS);
        assertThat(afterwards())
                .contains(EventText.cancelled(first, ANN, 452, CancelReason.TOO_MANY_FILLS))
                .doesNotContain(released(second, 110, 900));
        assertThat(afterwards()).contains(released(second, 110, 900));
    }
}
