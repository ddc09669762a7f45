package io.strikebook.matching;

import static io.strikebook.matching.QuoteCommands.COIN_E8;
import static io.strikebook.matching.QuoteCommands.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One case per rule of mass quotes: what a command says into the queue, in full. */
class QuoteRulesTest extends EngineRules {
    private static final int BTC = 1;
    private static final int GROUP = 3;
    private static final int CALL = 2;
    private static final int OTHER_BOOK = 3;
    private static final int ETHER_BOOK = 4;

    QuoteRulesTest() {
        super(4);
    }

    @BeforeEach
    void protect() {
        commands.quotes().protect(ANN, BTC, GROUP, 1_000_000, 0, 0, 0, 0, 1_000 * COIN_E8);
        commands.quotes().protect(ANN, BTC, GROUP + 1, 1_000_000, 0, 0, 0, 0, 1_000 * COIN_E8);
        harness.events();
    }

    private long quote(final long bid, final long bidLots, final long ask, final long askLots) {
        return commands.quotes().entry(CALL, bid, bidLots, ask, askLots).send(ANN, BTC, GROUP, 7);
    }

    private static String accepted(final String codes) {
        return QuoteEventText.quotes(ANN, BTC, GROUP, 7, codes);
    }

    private static String accepted() {
        return accepted(QuoteEventText.codes(CALL, RejectCode.ACCEPTED, RejectCode.ACCEPTED));
    }

    private static String topOfCall(final String bid, final String ask) {
        return EventText.top(CALL, bid, ask);
    }

    @Test
    void oneFrameAnswersTheWholeMessage() {
        commands.quotes()
                .entry(CALL, 98, 5, 102, 6)
                .entry(OTHER_BOOK, 8, 1, NONE, 0)
                .send(ANN, BTC, GROUP, 7);
        expect(
                accepted(QuoteEventText.codes(CALL, RejectCode.ACCEPTED, RejectCode.ACCEPTED)
                        + QuoteEventText.codes(OTHER_BOOK, RejectCode.ACCEPTED, RejectCode.ACCEPTED)),
                topOfCall("5@98", "6@102"),
                EventText.top(OTHER_BOOK, "1@8", "-"));
        assertThat(harness.engine.liveQuotes()).isEqualTo(3);
    }

    @Test
    void aNewQuoteReplacesTheOldAndNoPriceOrNoLotsTakesItOff() {
        quote(98, 5, 102, 6);
        harness.events();
        quote(99, 4, NONE, 6);
        expect(accepted(), topOfCall("4@99", "-"));
        quote(99, 0, 103, 2);
        expect(accepted(), topOfCall("-", "2@103"));
    }

    @Test
    void theSamePriceWithNoMoreLotsKeepsItsPlaceUnderANewId() {
        quote(98, 5, 102, 6);
        commands.limit(BOB, CALL, Side.BUY, 98, 5);
        final long kept = quote(98, 4, 102, 6);
        harness.events();
        final long taker = commands.limit(BOB, CALL, Side.SELL, 98, 1);
        expect(
                EventText.accepted(taker, BOB, CALL, Side.SELL, 98, 1),
                EventText.fill(taker, QuoteCommands.id(kept, 0, false), taker, 98, 1, 3, 0),
                topOfCall("8@98", "6@102"));
    }

    @Test
    void moreLotsAtTheSamePriceComeLast() {
        quote(98, 5, 102, 6);
        final long bob = commands.limit(BOB, CALL, Side.BUY, 98, 5);
        quote(98, 6, 102, 6);
        harness.events();
        final long taker = commands.limit(BOB, CALL, Side.SELL, 98, 1);
        expect(
                EventText.accepted(taker, BOB, CALL, Side.SELL, 98, 1),
                EventText.fill(taker, bob, taker, 98, 1, 4, 0),
                topOfCall("10@98", "6@102"));
    }

    @Test
    void aQuoteThatCrossesTradesAsATakerAndTheRestOfItRests() {
        final long bob = commands.limit(BOB, CALL, Side.SELL, 100, 2);
        harness.events();
        final long sequence = quote(101, 5, 103, 5);
        final long bid = QuoteCommands.id(sequence, 0, false);
        expect(accepted(), EventText.fill(sequence << 12, bob, bid, 100, 2, 0, 3), topOfCall("3@101", "5@103"));
    }

    @Test
    void aBidThatReachesTheOldAskOfItsGroupDoesNotTradeWithIt() {
        quote(98, 5, 102, 6);
        harness.events();
        quote(103, 5, 107, 6);
        expect(accepted(), topOfCall("5@103", "6@107"));
        quote(93, 5, 97, 6);
        expect(accepted(), topOfCall("5@93", "6@97"));
    }

    @Test
    void aRefusedSideIsTakenOffSoThatNoStalePriceIsLeft() {
        quote(98, 5, 102, 6);
        harness.events();
        commands.quotes()
                .entry(CALL, 99, 5, RejectCode.BAD_TICK, 101, 6, RejectCode.ACCEPTED)
                .send(ANN, BTC, GROUP, 7);
        expect(accepted(QuoteEventText.codes(CALL, RejectCode.BAD_TICK, RejectCode.ACCEPTED)), topOfCall("-", "6@101"));
    }

    @Test
    void aHaltedInstrumentTakesNoQuotesAndLosesTheOldOnesOfTheMessage() {
        quote(98, 5, 102, 6);
        commands.phase(CALL, InstrumentPhase.HALTED);
        harness.events();
        quote(99, 5, 101, 5);
        expect(
                accepted(QuoteEventText.codes(CALL, RejectCode.INSTRUMENT_HALTED, RejectCode.INSTRUMENT_HALTED)),
                topOfCall("-", "-"));
    }

    @Test
    void groupsHaveQuotesOfTheirOwn() {
        quote(98, 5, 102, 6);
        commands.quotes().entry(CALL, 98, 5, 102, 6).send(ANN, BTC, GROUP + 1, 7);
        harness.events();
        commands.quotes().cancel(ANN, 0, GROUP, 0, 0);
        expect(
                QuoteEventText.cancelled(ANN, 0, GROUP, 0, 0, 2, CancelReason.QUOTES_CANCELLED),
                topOfCall("5@98", "6@102"));
    }

    @Test
    void cancelsNameWhatTheyTakeOffAndSayHowManyThereWere() {
        commands.quotes()
                .entry(CALL, 98, 5, 102, 6)
                .entry(OTHER_BOOK, 8, 1, 9, 1)
                .send(ANN, BTC, GROUP, 7);
        commands.quotes().entry(CALL, 97, 5, 103, 6).send(ANN, BTC, GROUP + 1, 8);
        harness.events();
        commands.quotes().cancel(ANN, BTC, 0, 0, 9);
        expect(QuoteEventText.cancelled(ANN, BTC, 0, 0, 9, 0, CancelReason.QUOTES_CANCELLED));
        commands.quotes().cancel(ANN, 2, 0, 0, 0);
        expect(QuoteEventText.cancelled(ANN, 2, 0, 0, 0, 0, CancelReason.QUOTES_CANCELLED));
        commands.quotes().cancel(ANN, 0, 0, 0, 8);
        expect(QuoteEventText.cancelled(ANN, 0, 0, 0, 8, 2, CancelReason.QUOTES_CANCELLED));
        commands.quotes().cancel(ANN, 0, 0, OTHER_BOOK, 7);
        expect(
                QuoteEventText.cancelled(ANN, 0, 0, OTHER_BOOK, 7, 2, CancelReason.QUOTES_CANCELLED),
                EventText.top(OTHER_BOOK, "-", "-"));
        commands.quotes().cancel(BOB, 0, 0, 0, 0);
        expect(QuoteEventText.cancelled(BOB, 0, 0, 0, 0, 0, CancelReason.QUOTES_CANCELLED));
    }

    @Test
    void massCancelAndKillSwitchTakeQuotesOffBehindOrders() {
        quote(98, 5, 102, 6);
        final long order = commands.limit(ANN, CALL, Side.BUY, 90, 1);
        harness.events();
        commands.massCancel(ANN, CALL);
        expect(
                EventText.cancelled(order, ANN, 1, CancelReason.MASS_CANCEL),
                QuoteEventText.cancelled(ANN, 0, 0, CALL, 0, 2, CancelReason.MASS_CANCEL),
                topOfCall("-", "-"));
        quote(98, 5, 102, 6);
        harness.events();
        commands.killSwitch(0, true);
        expect(QuoteEventText.cancelled(ANN, 0, 0, 0, 0, 2, CancelReason.KILL_SWITCH), topOfCall("-", "-"));
    }

    @Test
    void aQuoteIsNoOrderThatACancelOrReplaceCouldName() {
        final long bid = QuoteCommands.id(quote(98, 5, 102, 6), 0, false);
        harness.events();
        commands.cancel(ANN, CALL, bid);
        commands.replace(ANN, CALL, bid, 97, 1);
        expect(EventText.rejected(RejectCode.UNKNOWN_ORDER), EventText.rejected(RejectCode.UNKNOWN_ORDER));
    }

    @Test
    void withoutLimitsAGroupIsRefusedAsAWhole() {
        commands.quotes().entry(CALL, 98, 5, 102, 6).send(BOB, BTC, GROUP, 7);
        expect(EventText.rejected(RejectCode.MMP_NOT_CONFIGURED));
    }

    @Test
    void aMessageOfAHundredEntriesFits() {
        for (int i = 0; i < 100; i++) {
            commands.quotes().entry(i % 2 == 0 ? CALL : OTHER_BOOK, i, 1, 200 + i, 1);
        }
        commands.quotes().send(ANN, BTC, GROUP, 7);
        final List<String> events = harness.events();
        assertThat(events).hasSize(3).endsWith(topOfCall("1@98", "1@298"), EventText.top(OTHER_BOOK, "1@99", "1@299"));
        assertThat(harness.engine.liveQuotes()).isEqualTo(4);
    }

    @Test
    void acceptedQuotesThatNoSequencerWritesAreNamed() {
        impossible("quantity -1", () -> quote(98, -1, NONE, 0));
        impossible("bid not below the ask", () -> quote(98, 1, 98, 1));
        impossible(
                "underlying of instrument 4",
                () -> commands.quotes().entry(ETHER_BOOK, 98, 1, NONE, 0).send(ANN, BTC, GROUP, 7));
        impossible(
                "group 17", () -> commands.quotes().entry(CALL, 98, 1, NONE, 0).send(ANN, BTC, 17, 7));
        impossible("number of quotes 0", () -> commands.quotes().send(ANN, BTC, GROUP, 7));
        impossible(
                "instrument 9", () -> commands.quotes().entry(9, 98, 1, NONE, 0).send(ANN, BTC, GROUP, 7));
        impossible("interval", () -> commands.quotes().protect(ANN, BTC, GROUP, -1, 0, 0, 0, 0, COIN_E8));
        impossible("quantity limit", () -> commands.quotes().protect(ANN, BTC, 1, 1, 0, 2, 0, 0, 1));
    }

    /** In an engine of its own, which stops at it. */
    private void impossible(final String what, final Runnable writer) {
        final long before = harness.engine.stateHash();
        final EngineHarness copy = harness.restored();
        writer.run();
        assertThatThrownBy(() -> copy.take(harness.lastFrames()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
        assertThat(copy.engine.stateHash()).isEqualTo(before);
        copy.close();
    }
}
