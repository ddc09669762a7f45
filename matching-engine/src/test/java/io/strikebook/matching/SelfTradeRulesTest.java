package io.strikebook.matching;

import static io.strikebook.schemas.OrderType.LIMIT;
import static io.strikebook.schemas.Side.BUY;
import static io.strikebook.schemas.Side.SELL;
import static io.strikebook.schemas.TimeInForce.FILL_OR_KILL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SelfTradePrevention;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Self-trade prevention, one rule at a time. */
class SelfTradeRulesTest extends EngineRules {
    private static final int FAMILY = 7;

    private final VenueCommands settings = new VenueCommands(commands);

    SelfTradeRulesTest() {
        super(1);
    }

    @Test
    void theRestOfTheTakerIsCancelledWhereItWouldMeetItsOwnAndTradesBeforeStand() {
        settings.selfTradePrevention(ANN, 0, SelfTradePrevention.CANCEL_TAKER);
        final long other = commands.limit(BOB, BOOK, SELL, 100, 2);
        commands.limit(ANN, BOOK, SELL, 100, 3);
        harness.events();
        final long taker = commands.limit(ANN, BOOK, BUY, 101, 9);
        expect(
                accepted(taker, ANN, BUY, 101, 9),
                EventText.fill(taker, other, taker, 100, 2, 0, 7),
                cancelled(taker, ANN, 7, CancelReason.SELF_TRADE_TAKER),
                top("-", "3@100"));
    }

    @Test
    void theRestingOrderIsCancelledAndMatchingGoesOn() {
        settings.selfTradePrevention(ANN, 0, SelfTradePrevention.CANCEL_MAKER);
        final long own = commands.limit(ANN, BOOK, SELL, 100, 3);
        final long other = commands.limit(BOB, BOOK, SELL, 100, 2);
        harness.events();
        final long taker = commands.limit(ANN, BOOK, BUY, 100, 9);
        expect(
                accepted(taker, ANN, BUY, 100, 9),
                cancelled(own, ANN, 3, CancelReason.SELF_TRADE_MAKER),
                EventText.fill(taker, other, taker, 100, 2, 0, 7),
                top("7@100", "-"));
    }

    @Test
    void bothAreCancelled() {
        settings.selfTradePrevention(ANN, 0, SelfTradePrevention.CANCEL_BOTH);
        final long own = commands.limit(ANN, BOOK, SELL, 100, 3);
        commands.limit(BOB, BOOK, SELL, 100, 2);
        harness.events();
        final long taker = commands.limit(ANN, BOOK, BUY, 100, 9);
        expect(
                accepted(taker, ANN, BUY, 100, 9),
                cancelled(own, ANN, 3, CancelReason.SELF_TRADE_MAKER),
                cancelled(taker, ANN, 9, CancelReason.SELF_TRADE_TAKER),
                top("-", "2@100"));
    }

    @Test
    void bothShrinkByTheSmallerAndWhoHasNothingLeftIsCancelled() {
        settings.selfTradePrevention(ANN, 0, SelfTradePrevention.DECREMENT);
        final long small = commands.limit(ANN, BOOK, SELL, 100, 3);
        final long large = commands.limit(ANN, BOOK, SELL, 100, 8);
        harness.events();
        final long taker = commands.limit(ANN, BOOK, BUY, 100, 9);
        expect(
                accepted(taker, ANN, BUY, 100, 9),
                EventText.decremented(small, taker, 3, 0, 6),
                cancelled(small, ANN, 0, CancelReason.SELF_TRADE_DECREMENTED),
                EventText.decremented(large, taker, 6, 2, 0),
                cancelled(taker, ANN, 0, CancelReason.SELF_TRADE_DECREMENTED),
                top("-", "2@100"));
        assertThat(harness.engine.positions().of(ANN, BOOK).lots()).isZero();
    }

    @Test
    void whatADecrementedOrderAsksForIsSmallerToo() {
        settings.selfTradePrevention(ANN, 0, SelfTradePrevention.DECREMENT);
        final long own = commands.limit(ANN, BOOK, SELL, 100, 8);
        commands.limit(ANN, BOOK, BUY, 100, 3);
        harness.events();
        commands.replace(ANN, BOOK, own, 100, 5);
        expect(EventText.replaced(own, 100, 5, 5, true));
        commands.replace(ANN, BOOK, own, 100, 6);
        expect(EventText.replaced(own, 100, 6, 6, false), top("-", "6@100"));
    }

    @Test
    void accountsOfOneGroupAreOneAndGroupZeroIsNone() {
        settings.selfTradePrevention(ANN, FAMILY, SelfTradePrevention.CANCEL_MAKER);
        settings.selfTradePrevention(BOB, FAMILY, SelfTradePrevention.NONE);
        settings.selfTradePrevention(CAT, 0, SelfTradePrevention.CANCEL_MAKER);
        final long brother = commands.limit(BOB, BOOK, SELL, 100, 3);
        final long stranger = commands.limit(CAT, BOOK, SELL, 100, 3);
        harness.events();
        final long taker = commands.limit(ANN, BOOK, BUY, 100, 2);
        expect(
                accepted(taker, ANN, BUY, 100, 2),
                cancelled(brother, BOB, 3, CancelReason.SELF_TRADE_MAKER),
                EventText.fill(taker, stranger, taker, 100, 2, 1, 0),
                top("-", "1@100"));
    }

    @Test
    void theArrivingOrdersAccountDecides() {
        settings.selfTradePrevention(ANN, FAMILY, SelfTradePrevention.CANCEL_MAKER);
        settings.selfTradePrevention(BOB, FAMILY, SelfTradePrevention.NONE);
        final long maker = commands.limit(ANN, BOOK, SELL, 100, 3);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, BUY, 100, 3);
        expect(accepted(taker, BOB, BUY, 100, 3), EventText.fill(taker, maker, taker, 100, 3, 0, 0), top("-", "-"));
    }

    @Test
    void fillOrKillCountsOnlyWhatCanTrade() {
        for (final SelfTradePrevention mode : List.of(
                SelfTradePrevention.CANCEL_TAKER, SelfTradePrevention.CANCEL_BOTH, SelfTradePrevention.DECREMENT)) {
            settings.selfTradePrevention(ANN, 0, mode);
            final long own = commands.limit(ANN, BOOK, SELL, 100, 1);
            final long other = commands.limit(BOB, BOOK, SELL, 100, 5);
            harness.events();
            final long killed = commands.newOrder(ANN, BOOK, BUY, LIMIT, FILL_OR_KILL, 100, 5, false, false);
            expect(
                    accepted(killed, ANN, BUY, 100, 5),
                    cancelled(killed, ANN, 5, CancelReason.FILL_OR_KILL_NOT_FILLABLE));
            commands.cancel(ANN, BOOK, own);
            commands.cancel(BOB, BOOK, other);
            harness.events();
        }
    }

    @Test
    void fillOrKillReachesPastOwnOrdersThatItWouldCancel() {
        settings.selfTradePrevention(ANN, 0, SelfTradePrevention.CANCEL_MAKER);
        final long own = commands.limit(ANN, BOOK, SELL, 100, 1);
        final long other = commands.limit(BOB, BOOK, SELL, 100, 5);
        harness.events();
        final long taker = commands.newOrder(ANN, BOOK, BUY, LIMIT, FILL_OR_KILL, 100, 5, false, false);
        expect(
                accepted(taker, ANN, BUY, 100, 5),
                cancelled(own, ANN, 1, CancelReason.SELF_TRADE_MAKER),
                EventText.fill(taker, other, taker, 100, 5, 0, 0),
                top("-", "-"));
    }

    @Test
    void aRefusedSettingChangesNothing() {
        final long before = harness.engine.stateHash();
        commands.decided(RejectCode.MALFORMED);
        settings.selfTradePrevention(ANN, -1, SelfTradePrevention.CANCEL_MAKER);
        commands.decided(RejectCode.ACCEPTED);
        expect(EventText.rejected(RejectCode.MALFORMED));
        assertThat(harness.engine.stateHash()).isEqualTo(before);
    }

    @Test
    void anAcceptedSettingOutOfRangeIsNamed() {
        final EngineHarness other = EngineHarness.withInstruments(1);
        assertThatThrownBy(() -> other.commandsThen(
                        c -> new VenueCommands(c).selfTradePrevention(ANN, -1, SelfTradePrevention.CANCEL_MAKER)))
                .hasMessage("command 2 was accepted with an impossible group -1");
        other.close();
    }
}
