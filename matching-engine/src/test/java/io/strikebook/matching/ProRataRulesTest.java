package io.strikebook.matching;

import static io.strikebook.schemas.OrderType.LIMIT;
import static io.strikebook.schemas.Side.BUY;
import static io.strikebook.schemas.Side.SELL;
import static io.strikebook.schemas.TimeInForce.FILL_OR_KILL;
import static io.strikebook.schemas.TimeInForce.GOOD_TIL_CANCELLED;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.SelfTradePrevention;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A book that shares by size: what a command says into the queue, in full. */
class ProRataRulesTest extends EngineRules {
    private final VenueCommands settings = new VenueCommands(commands);

    ProRataRulesTest() {
        super(1);
    }

    @BeforeEach
    void shareBySize() {
        settings.allocation(BOOK, AllocationRule.PRO_RATA, 0);
        harness.events();
    }

    @Test
    void theSettingIsAnnounced() {
        settings.allocation(BOOK, AllocationRule.PRO_RATA, 40);
        expect(EventText.allocation(BOOK, AllocationRule.PRO_RATA, 40));
        settings.allocation(BOOK, AllocationRule.PRICE_TIME, 0);
        expect(EventText.allocation(BOOK, AllocationRule.PRICE_TIME, 0));
    }

    @Test
    void ordersOfAPriceTradeByTheirSizeInTheOrderOfTime() {
        final long small = commands.limit(ANN, BOOK, SELL, 100, 10);
        final long large = commands.limit(BOB, BOOK, SELL, 100, 30);
        harness.events();
        final long taker = commands.limit(CAT, BOOK, BUY, 100, 8);
        expect(
                accepted(taker, CAT, BUY, 100, 8),
                EventText.fill(taker, small, taker, 100, 2, 8, 6),
                EventText.fill(taker + 1, large, taker, 100, 6, 24, 0),
                top("-", "32@100"));
    }

    @Test
    void theTopOrderIsServedFirstInTheSameFill() {
        settings.allocation(BOOK, AllocationRule.PRO_RATA, 50);
        final long top = commands.limit(ANN, BOOK, SELL, 100, 10);
        final long large = commands.limit(BOB, BOOK, SELL, 100, 30);
        harness.events();
        final long taker = commands.limit(CAT, BOOK, BUY, 100, 8);
        expect(
                accepted(taker, CAT, BUY, 100, 8),
                EventText.fill(taker, top, taker, 100, 5, 5, 3),
                EventText.fill(taker + 1, large, taker, 100, 3, 27, 0),
                top("-", "32@100"));
    }

    @Test
    void betterPricesTradeInFullFirst() {
        final long near = commands.limit(ANN, BOOK, SELL, 99, 3);
        final long far = commands.limit(ANN, BOOK, SELL, 100, 10);
        final long alsoFar = commands.limit(BOB, BOOK, SELL, 100, 10);
        harness.events();
        final long taker = commands.limit(CAT, BOOK, BUY, 100, 7);
        expect(
                accepted(taker, CAT, BUY, 100, 7),
                EventText.fill(taker, near, taker, 99, 3, 0, 4),
                EventText.fill(taker + 1, far, taker, 100, 2, 8, 2),
                EventText.fill(taker + 2, alsoFar, taker, 100, 2, 8, 0),
                top("-", "16@100"));
    }

    @Test
    void aReduceOnlyOrderSharesWithWhatItCanReduceAndIsCancelledOnceThatIsUsedUp() {
        commands.limit(ANN, BOOK, BUY, 90, 4);
        commands.limit(CAT, BOOK, SELL, 90, 4);
        final long reducing = commands.newOrder(ANN, BOOK, SELL, LIMIT, GOOD_TIL_CANCELLED, 100, 50, false, true);
        final long plain = commands.limit(BOB, BOOK, SELL, 100, 4);
        harness.events();
        final long half = commands.limit(CAT, BOOK, BUY, 100, 4);
        expect(
                accepted(half, CAT, BUY, 100, 4),
                EventText.fill(half, reducing, half, 100, 2, 48, 2),
                EventText.fill(half + 1, plain, half, 100, 2, 2, 0),
                top("-", "50@100"));
        final long taker = commands.limit(CAT, BOOK, BUY, 100, 9);
        expect(
                accepted(taker, CAT, BUY, 100, 9),
                EventText.fill(taker, reducing, taker, 100, 2, 46, 7),
                cancelled(reducing, ANN, 46, CancelReason.REDUCE_ONLY_NOTHING_TO_REDUCE),
                EventText.fill(taker + 1, plain, taker, 100, 2, 0, 5),
                top("5@100", "-"));
    }

    @Test
    void ownOrdersOfALevelAreDealtWithBeforeItTrades() {
        settings.selfTradePrevention(CAT, 0, SelfTradePrevention.CANCEL_MAKER);
        final long other = commands.limit(BOB, BOOK, SELL, 100, 4);
        final long own = commands.limit(CAT, BOOK, SELL, 100, 4);
        harness.events();
        final long taker = commands.limit(CAT, BOOK, BUY, 100, 2);
        expect(
                accepted(taker, CAT, BUY, 100, 2),
                cancelled(own, CAT, 4, CancelReason.SELF_TRADE_MAKER),
                EventText.fill(taker, other, taker, 100, 2, 2, 0),
                top("-", "2@100"));
    }

    @Test
    void fillOrKillFillsInFullOrNotAtAll() {
        final long first = commands.limit(ANN, BOOK, SELL, 100, 10);
        final long second = commands.limit(BOB, BOOK, SELL, 100, 10);
        harness.events();
        final long killed = commands.newOrder(CAT, BOOK, BUY, LIMIT, FILL_OR_KILL, 100, 21, false, false);
        expect(accepted(killed, CAT, BUY, 100, 21), cancelled(killed, CAT, 21, CancelReason.FILL_OR_KILL_NOT_FILLABLE));
        final long taker = commands.newOrder(CAT, BOOK, BUY, LIMIT, FILL_OR_KILL, 100, 19, false, false);
        expect(
                accepted(taker, CAT, BUY, 100, 19),
                EventText.fill(taker, first, taker, 100, 10, 0, 9),
                EventText.fill(taker + 1, second, taker, 100, 9, 1, 0),
                top("-", "1@100"));
    }

    /** They are cancelled before anything is shared, so that what they hide ends no plan. */
    @Test
    void fillOrKillFillsBehindIcebergsOfItsOwn() {
        settings.selfTradePrevention(CAT, 0, SelfTradePrevention.CANCEL_MAKER);
        final ReferenceMatching.Entry iceberg = ReferenceMatching.Entry.limit(CAT, BOOK, SELL, 99, 10);
        iceberg.detailed = true;
        iceberg.display = 2;
        final long own = commands.newOrder(iceberg);
        final long other = commands.limit(BOB, BOOK, SELL, 100, 4);
        harness.events();
        final long taker = commands.newOrder(CAT, BOOK, BUY, LIMIT, FILL_OR_KILL, 100, 3, false, false);
        expect(
                accepted(taker, CAT, BUY, 100, 3),
                cancelled(own, CAT, 10, CancelReason.SELF_TRADE_MAKER),
                EventText.fill(taker, other, taker, 100, 3, 1, 0),
                top("-", "1@100"));
    }

    @Test
    void anAcceptedSettingOutOfRangeIsNamed() {
        final EngineHarness other = EngineHarness.withInstruments(1);
        assertThatThrownBy(() ->
                        other.commandsThen(c -> new VenueCommands(c).allocation(BOOK, AllocationRule.PRO_RATA, 101)))
                .hasMessage("command 2 was accepted with an impossible allocation of instrument 1");
        other.close();
    }
}
