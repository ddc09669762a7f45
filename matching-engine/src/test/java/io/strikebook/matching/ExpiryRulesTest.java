package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.junit.jupiter.api.Test;

/** Orders that end at a time: in which command, in what order, and what it no longer finds. */
class ExpiryRulesTest extends EngineRules {
    private static final int OTHER_UNDERLYING = 4;
    private static final int SAME_UNDERLYING = 3;

    ExpiryRulesTest() {
        super(4);
    }

    @Test
    void anOrderEndsInTheFirstCommandWhoseTimeHasComeToIt() {
        final long id = until(ANN, BOOK, 100, commands.nextNs() + 2);
        commands.tick();
        harness.events();
        commands.tick();
        assertThat(harness.events()).containsExactly(expired(id, ANN), EventText.top(BOOK, "-", "-"));
    }

    @Test
    void itEndsBeforeAnythingElseHappens() {
        final long id = until(ANN, BOOK, 100, commands.nextNs() + 1);
        harness.events();
        final long taker = commands.limit(BOB, BOOK, Side.SELL, 100, 5);
        assertThat(harness.events())
                .containsExactly(
                        expired(id, ANN),
                        EventText.accepted(taker, BOB, BOOK, Side.SELL, 100, 5),
                        EventText.top(BOOK, "-", "5@100"));
    }

    @Test
    void theEarliestEndsFirstThenTheLowerId() {
        final long now = commands.nextNs();
        final long last = until(ANN, BOOK, 100, now + 12);
        final long second = until(BOB, BOOK, 101, now + 11);
        final long first = until(BOB, SAME_UNDERLYING, 100, now + 10);
        final long third = until(ANN, OTHER_UNDERLYING, 100, now + 11);
        harness.events();
        commands.skip(1_000).tick();
        assertThat(harness.events())
                .startsWith(expired(first, BOB), expired(second, BOB), expired(third, ANN), expired(last, ANN))
                .hasSize(7);
    }

    @Test
    void commandsOfAnotherUnderlyingLeaveItAlone() {
        final long id = until(ANN, BOOK, 100, commands.nextNs() + 1);
        harness.events();
        commands.limit(BOB, OTHER_UNDERLYING, Side.BUY, 100, 5);
        commands.cancel(BOB, 0, 1);
        commands.phase(OTHER_UNDERLYING, InstrumentPhase.OPEN);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("cancelled"));
        commands.limit(BOB, SAME_UNDERLYING, Side.BUY, 100, 5);
        assertThat(harness.events()).first().isEqualTo(expired(id, ANN));
    }

    @Test
    void itEndsInARefusedCommandToo() {
        final long id = until(ANN, BOOK, 100, commands.nextNs() + 1);
        harness.events();
        commands.decided(RejectCode.NO_MARK).limit(BOB, BOOK, Side.BUY, 100, 5);
        assertThat(harness.events())
                .containsExactly(
                        expired(id, ANN), EventText.rejected(RejectCode.NO_MARK), EventText.top(BOOK, "-", "-"));
    }

    @Test
    void whatEndedIsNoLongerFound() {
        final long id = until(ANN, BOOK, 100, commands.nextNs() + 1);
        harness.events();
        commands.replace(ANN, BOOK, id, 101, 5);
        assertThat(harness.events())
                .containsExactly(
                        expired(id, ANN), EventText.rejected(RejectCode.UNKNOWN_ORDER), EventText.top(BOOK, "-", "-"));
    }

    @Test
    void anOrderThatIsGoneOrReplacedKeepsItsEnd() {
        final long now = commands.nextNs();
        final long gone = until(ANN, BOOK, 100, now + 10);
        final long moved = until(ANN, BOOK, 100, now + 10);
        commands.cancel(ANN, BOOK, gone);
        commands.replace(ANN, BOOK, moved, 99, 5);
        harness.events();
        commands.skip(1_000).tick();
        assertThat(harness.events()).containsExactly(expired(moved, ANN), EventText.top(BOOK, "-", "-"));
    }

    @Test
    void aRestoredEngineEndsThemToo() {
        final long id = until(ANN, BOOK, 100, commands.nextNs() + 10);
        harness.events();
        final EngineHarness restored = harness.restored();
        restored.commands.skip(1_000).tick();
        assertThat(restored.events()).containsExactly(expired(id, ANN), EventText.top(BOOK, "-", "-"));
        restored.close();
    }

    @Test
    void endsThatNoSequencerAcceptsAreNamed() {
        final EngineHarness other = EngineHarness.withInstruments(1);
        final ReferenceMatching.Entry order = order(ANN, BOOK, 100, other.commands.nextNs());
        assertThatThrownBy(() -> other.commandsThen(c -> c.newOrder(order)))
                .hasMessageContaining("was accepted with an impossible end of an order");
    }

    private long until(final int account, final int instrument, final long price, final long expireNs) {
        return commands.newOrder(order(account, instrument, price, expireNs));
    }

    private static ReferenceMatching.Entry order(
            final int account, final int instrument, final long price, final long expireNs) {
        final ReferenceMatching.Entry order = ReferenceMatching.Entry.limit(account, instrument, Side.BUY, price, 5);
        order.timeInForce = TimeInForce.GOOD_TIL_DATE;
        order.detailed = true;
        order.expireNs = expireNs;
        return order;
    }

    private static String expired(final long id, final int account) {
        return EventText.cancelled(id, account, 5, CancelReason.EXPIRED);
    }
}
