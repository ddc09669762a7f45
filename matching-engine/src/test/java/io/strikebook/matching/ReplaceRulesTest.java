package io.strikebook.matching;

import static io.strikebook.schemas.Side.BUY;
import static io.strikebook.schemas.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.RejectCode;
import org.junit.jupiter.api.Test;

/** One case per rule of replacing an order. */
class ReplaceRulesTest extends EngineRules {
    ReplaceRulesTest() {
        super(1);
    }

    @Test
    void shrinkingAtTheSamePriceKeepsThePlace() {
        final long first = commands.limit(ANN, BOOK, SELL, 100, 5);
        commands.limit(CAT, BOOK, SELL, 100, 5);
        harness.events();
        commands.replace(ANN, BOOK, first, 100, 2);
        expect(EventText.replaced(first, 100, 2, 2, true), top("-", "7@100"));
        final long taker = commands.limit(BOB, BOOK, BUY, 100, 1);
        assertThat(harness.events()).contains(EventText.fill(taker, first, taker, 100, 1, 1, 0));
    }

    @Test
    void theSameTermsKeepThePlaceAndTheTop() {
        final long id = commands.limit(ANN, BOOK, SELL, 100, 5);
        harness.events();
        commands.replace(ANN, BOOK, id, 100, 5);
        expect(EventText.replaced(id, 100, 5, 5, true));
    }

    @Test
    void growingGoesToTheBack() {
        final long first = commands.limit(ANN, BOOK, SELL, 100, 5);
        final long second = commands.limit(CAT, BOOK, SELL, 100, 5);
        harness.events();
        commands.replace(ANN, BOOK, first, 100, 6);
        expect(EventText.replaced(first, 100, 6, 6, false), top("-", "11@100"));
        final long taker = commands.limit(BOB, BOOK, BUY, 100, 1);
        assertThat(harness.events()).contains(EventText.fill(taker, second, taker, 100, 1, 4, 0));
    }

    @Test
    void anotherPriceMovesTheOrderAndItsTotalCountsWhatWasFilled() {
        final long id = commands.limit(ANN, BOOK, SELL, 100, 5);
        commands.limit(BOB, BOOK, BUY, 100, 2);
        harness.events();
        commands.replace(ANN, BOOK, id, 101, 10);
        expect(EventText.replaced(id, 101, 10, 8, false), top("-", "8@101"));
    }

    @Test
    void aReplaceThatCrossesTradesAsTakerUnderItsOwnId() {
        final long bid = commands.limit(BOB, BOOK, BUY, 99, 3);
        final long id = commands.limit(ANN, BOOK, SELL, 100, 5);
        harness.events();
        final long trade = commands.nextOrderId();
        commands.replace(ANN, BOOK, id, 99, 5);
        expect(EventText.replaced(id, 99, 5, 5, false), EventText.fill(trade, bid, id, 99, 3, 0, 2), top("-", "2@99"));
    }

    @Test
    void aReplaceMayFillWhole() {
        final long bid = commands.limit(BOB, BOOK, BUY, 99, 5);
        final long id = commands.limit(ANN, BOOK, SELL, 100, 5);
        harness.events();
        final long trade = commands.nextOrderId();
        commands.replace(ANN, BOOK, id, 99, 5);
        expect(EventText.replaced(id, 99, 5, 5, false), EventText.fill(trade, bid, id, 99, 5, 0, 0), top("-", "-"));
        commands.cancel(ANN, BOOK, id);
        expect(EventText.rejected(RejectCode.UNKNOWN_ORDER));
    }

    @Test
    void aTotalNotAboveWhatWasFilledCancels() {
        final long id = commands.limit(ANN, BOOK, SELL, 100, 5);
        commands.limit(BOB, BOOK, BUY, 100, 2);
        harness.events();
        commands.replace(ANN, BOOK, id, 100, 2);
        expect(EventText.cancelled(id, ANN, 3, CancelReason.REPLACED_BELOW_FILLED), top("-", "-"));
    }

    @Test
    void anOrderThatIsGoneOrNotOnesOwnIsRefused() {
        final long id = commands.limit(ANN, BOOK, SELL, 100, 5);
        harness.events();
        commands.replace(BOB, BOOK, id, 100, 4);
        commands.replace(ANN, BOOK, id + 1, 100, 4);
        expect(EventText.rejected(RejectCode.UNKNOWN_ORDER), EventText.rejected(RejectCode.UNKNOWN_ORDER));
    }

    @Test
    void massCancelStillGoesByOrderIdAfterAReplace() {
        final long first = commands.limit(ANN, BOOK, SELL, 100, 5);
        final long second = commands.limit(ANN, BOOK, SELL, 100, 5);
        commands.replace(ANN, BOOK, first, 101, 6);
        harness.events();
        commands.massCancel(ANN, 0);
        expect(
                EventText.cancelled(first, ANN, 6, CancelReason.MASS_CANCEL),
                EventText.cancelled(second, ANN, 5, CancelReason.MASS_CANCEL),
                top("-", "-"));
    }
}
