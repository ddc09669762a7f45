package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerReference;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Combinations have books of their own, with negative prices; their trades are trades in their legs. */
class ComboRulesTest extends EngineRules {
    private static final int SPREAD = ComboCommands.SPREAD;
    private static final int NEAR = 2;
    private static final int FAR = 6;

    ComboRulesTest() {
        super(ComboCommands.LAST);
    }

    @BeforeEach
    void mark() {
        commands.marks().mark(1, NEAR, 50, 0, 0);
        commands.marks().mark(2, FAR, 30, 0, 0);
        commands.marks().mark(3, 3, 40, 0, 0);
        commands.marks().mark(4, 7, 10, 0, 0);
        commands.marks().mark(5, 1, 1_000, 0, 0);
        commands.marks().mark(6, 5, 1_020, 0, 0);
    }

    @Test
    void aListedCombinationSaysItsLegs() {
        final EngineHarness other = EngineHarness.withInstruments(ComboCommands.LAST_ORDINARY);
        other.commands.list(SPREAD);
        assertThat(other.events())
                .containsExactly(EventText.listed(SPREAD, 1, "COMBO-9"), BlockEventText.combo(SPREAD, " 1x2 -1x6"));
        other.close();
    }

    @Test
    void aTradeMovesPositionsInTheLegsAtPricesThatSumToItsOwn() {
        final long bid = commands.limit(ANN, SPREAD, Side.BUY, 26, 5);
        final long ask = commands.limit(BOB, SPREAD, Side.SELL, 25, 3);
        final long trade = commands.sequence() << 12;
        expect(
                EventText.accepted(bid, ANN, SPREAD, Side.BUY, 26, 5),
                EventText.top(SPREAD, "5@26", "-"),
                EventText.accepted(ask, BOB, SPREAD, Side.SELL, 25, 3),
                EventText.fill(trade, bid, ask, 26, 3, 2, 0),
                BlockEventText.leg(trade, SPREAD, 0, NEAR, BOB, ANN, Side.SELL, 56, 3),
                BlockEventText.leg(trade, SPREAD, 1, FAR, BOB, ANN, Side.BUY, 30, 3),
                EventText.top(SPREAD, "2@26", "-"));
        assertThat(position(ANN, NEAR)).isEqualTo(3);
        assertThat(position(ANN, FAR)).isEqualTo(-3);
        assertThat(position(BOB, NEAR)).isEqualTo(-3);
        assertThat(position(BOB, FAR)).isEqualTo(3);
        assertThat(position(ANN, SPREAD)).isZero();
    }

    @Test
    void pricesMayBeNegativeAndALegIsNeverBelowItsFloor() {
        commands.limit(ANN, SPREAD, Side.BUY, -7, 1);
        commands.limit(BOB, SPREAD, Side.SELL, -40, 1);
        assertThat(harness.events())
                .filteredOn(event -> event.startsWith("leg") || event.startsWith("top"))
                .last()
                .isEqualTo(EventText.top(SPREAD, "-", "-"));
        commands.limit(ANN, SPREAD, Side.SELL, -60, 1);
        final long buys = commands.limit(BOB, SPREAD, Side.BUY, -60, 1);
        assertThat(buys).isPositive();
        assertThat(harness.events())
                .contains(
                        BlockEventText.leg(commands.sequence() << 12, SPREAD, 0, NEAR, BOB, ANN, Side.BUY, 0, 1),
                        BlockEventText.leg(commands.sequence() << 12, SPREAD, 1, FAR, BOB, ANN, Side.SELL, 60, 1));
    }

    @Test
    void lotsOfALegAreThoseOfItsRatio() {
        commands.limit(ANN, ComboCommands.BOTH, Side.BUY, 100, 4);
        commands.limit(BOB, ComboCommands.BOTH, Side.SELL, 100, 4);
        assertThat(harness.events())
                .contains(
                        BlockEventText.leg(
                                commands.sequence() << 12, ComboCommands.BOTH, 0, 3, BOB, ANN, Side.SELL, 40, 8),
                        BlockEventText.leg(
                                commands.sequence() << 12, ComboCommands.BOTH, 1, 7, BOB, ANN, Side.SELL, 20, 4));
    }

    @Test
    void futuresAreSplitLikeOptions() {
        commands.limit(ANN, ComboCommands.ROLL, Side.BUY, -15, 2);
        commands.limit(BOB, ComboCommands.ROLL, Side.SELL, -15, 2);
        assertThat(harness.events())
                .contains(
                        BlockEventText.leg(
                                commands.sequence() << 12, ComboCommands.ROLL, 0, 1, BOB, ANN, Side.SELL, 1_000, 2),
                        BlockEventText.leg(
                                commands.sequence() << 12, ComboCommands.ROLL, 1, 5, BOB, ANN, Side.BUY, 1_015, 2));
    }

    @Test
    void postOnlyOrdersMoveInsideTheSpreadBelowNothingToo() {
        commands.limit(ANN, SPREAD, Side.SELL, 0, 1);
        harness.events();
        final long id = commands.newOrder(
                BOB, SPREAD, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 5, 1, true, false);
        expect(EventText.accepted(id, BOB, SPREAD, Side.BUY, -1, 1), EventText.top(SPREAD, "1@-1", "1@0"));
    }

    @Test
    void orderAndReplaceNeedEveryLegOpen() {
        final long resting = commands.limit(ANN, SPREAD, Side.SELL, 20, 3);
        commands.phase(FAR, InstrumentPhase.HALTED);
        harness.events();
        commands.limit(BOB, SPREAD, Side.BUY, 20, 1);
        commands.replace(ANN, SPREAD, resting, 21, 3);
        expect(EventText.rejected(RejectCode.INSTRUMENT_HALTED), EventText.rejected(RejectCode.INSTRUMENT_HALTED));
        commands.phase(FAR, InstrumentPhase.PRE_OPEN);
        harness.events();
        commands.limit(BOB, SPREAD, Side.BUY, 20, 1);
        expect(EventText.rejected(RejectCode.NOT_IN_AUCTION));
        commands.phase(FAR, InstrumentPhase.OPEN);
        commands.phase(SPREAD, InstrumentPhase.CLOSED);
        harness.events();
        commands.limit(BOB, SPREAD, Side.BUY, 20, 1);
        expect(EventText.rejected(RejectCode.INSTRUMENT_IS_CLOSED));
    }

    @Test
    void whatNoSequencerAcceptsIsAnError() {
        assertImpossible(
                "kind of order of combination",
                writer -> writer.newOrder(
                        ANN, SPREAD, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 5, 1, false, true));
        assertImpossible(
                "volatility band", writer -> new PhaseCommands(writer).band(SPREAD, 3, TriggerReference.LAST, 100));
        assertImpossible("phase of instrument", writer -> writer.phase(SPREAD, InstrumentPhase.PRE_OPEN));
    }

    private void assertImpossible(final String what, final Consumer<Commands> written) {
        written.accept(commands);
        final List<byte[]> frames = harness.lastFrames();
        final EngineHarness other = EngineHarness.withInstruments(ComboCommands.LAST);
        assertThatThrownBy(() -> other.take(frames)).hasMessageContaining(what);
        other.close();
    }

    private long position(final int account, final int instrument) {
        return harness.engine.positions().of(account, instrument).lots();
    }
}
