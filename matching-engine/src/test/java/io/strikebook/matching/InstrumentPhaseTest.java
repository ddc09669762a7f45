package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What moves an instrument from phase to phase, and what is taken in each. */
class InstrumentPhaseTest extends EngineRules {
    private static final long WAIT_NS = 1_000;

    private final PhaseCommands phases = new PhaseCommands(commands);

    InstrumentPhaseTest() {
        super(Commands.EXPIRING);
    }

    @Test
    void aScheduledOpeningGoesThroughPreOpenAndAuction() {
        final long auctionNs = commands.nextNs() + WAIT_NS;
        final long openNs = auctionNs + WAIT_NS;
        phases.schedule(BOOK, auctionNs, openNs);
        assertThat(harness.events())
                .containsExactly(PhaseEventText.phase(BOOK, InstrumentPhase.PRE_OPEN, PhaseReason.OPERATOR, auctionNs));
        commands.limit(ANN, BOOK, Side.BUY, 100, 1);
        commands.limit(BOB, BOOK, Side.SELL, 100, 1);
        harness.events();
        commands.skip(WAIT_NS);
        commands.tick();
        assertThat(harness.events())
                .containsExactly(
                        PhaseEventText.phase(BOOK, InstrumentPhase.OPENING_AUCTION, PhaseReason.SCHEDULE, openNs),
                        PhaseEventText.indication(BOOK, 100, 1, 0));
        commands.skip(2 * WAIT_NS);
        commands.tick();
        assertThat(harness.events())
                .hasSize(3)
                .contains(PhaseEventText.phase(BOOK, InstrumentPhase.OPEN, PhaseReason.SCHEDULE, 0));
    }

    @Test
    void oneCommandCoversAnyLeap() {
        phases.schedule(BOOK, commands.nextNs() + WAIT_NS, commands.nextNs() + 2 * WAIT_NS);
        harness.events();
        final EngineHarness restored = harness.restored();
        for (final EngineHarness each : List.of(harness, restored)) {
            each.commands.skip(10 * WAIT_NS);
            each.commands.tick();
            assertThat(each.events())
                    .hasSize(2)
                    .last()
                    .isEqualTo(PhaseEventText.phase(BOOK, InstrumentPhase.OPEN, PhaseReason.SCHEDULE, 0));
        }
        restored.close();
    }

    @Test
    void anAuctionThatIsDueBeginsAtOnceAndAnOperatorEndsASchedule() {
        final long openNs = commands.nextNs() + WAIT_NS;
        phases.schedule(BOOK, 0, openNs);
        assertThat(harness.events())
                .containsExactly(
                        PhaseEventText.phase(BOOK, InstrumentPhase.OPENING_AUCTION, PhaseReason.OPERATOR, openNs));
        commands.phase(BOOK, InstrumentPhase.HALTED);
        commands.skip(10 * WAIT_NS);
        commands.tick();
        assertThat(harness.events()).containsExactly(EventText.phase(BOOK, InstrumentPhase.HALTED), "done");
    }

    @Test
    void aCommandOfAnotherUnderlyingMovesNothing() {
        phases.schedule(BOOK, 0, commands.nextNs() + WAIT_NS);
        harness.events();
        commands.skip(10 * WAIT_NS);
        commands.limit(ANN, Commands.EXPIRING, Side.BUY, 1, 1);
        assertThat(harness.events()).noneMatch(event -> event.startsWith("phase"));
        commands.limit(ANN, 2, Side.BUY, 1, 1);
        assertThat(harness.events().get(0))
                .isEqualTo(PhaseEventText.phase(BOOK, InstrumentPhase.OPEN, PhaseReason.SCHEDULE, 0));
    }

    @Test
    void whatIsTakenInEachPhase() {
        final long rests = commands.limit(ANN, BOOK, Side.BUY, 100, 5);
        assertTaken(InstrumentPhase.OPEN, rests, null);
        assertTaken(InstrumentPhase.PRE_OPEN, rests, null);
        assertTaken(InstrumentPhase.OPENING_AUCTION, rests, null);
        assertTaken(InstrumentPhase.HALTED, rests, RejectCode.INSTRUMENT_HALTED);
        assertTaken(InstrumentPhase.SETTLEMENT, rests, RejectCode.INSTRUMENT_IN_SETTLEMENT);
        commands.cancel(ANN, BOOK, rests);
        assertThat(harness.events()).contains(EventText.cancelled(rests, ANN, 5, CancelReason.REQUESTED));
    }

    private void assertTaken(final InstrumentPhase phase, final long rests, final RejectCode refusal) {
        commands.phase(BOOK, phase);
        harness.events();
        final long before = harness.engine.stateHash();
        final long order = commands.limit(BOB, BOOK, Side.BUY, 90, 1);
        commands.replace(ANN, BOOK, rests, 100, 5);
        final List<String> events = harness.events();
        if (refusal == null) {
            assertThat(events).as("%s", phase).noneMatch(event -> event.startsWith("rejected"));
            commands.cancel(BOB, BOOK, order);
        } else {
            assertThat(events).containsExactly(EventText.rejected(refusal), EventText.rejected(refusal));
            assertThat(harness.engine.stateHash()).isEqualTo(before);
        }
    }

    @Test
    void closingTakesEverythingOff() {
        final long order = commands.limit(ANN, BOOK, Side.BUY, 100, 5);
        commands.quotes().protect(BOB, 1, 1, 1_000, 1_000, 0, 0, 0, QuoteCommands.COIN_E8);
        commands.quotes().entry(BOOK, 90, 3, 120, 3).send(BOB, 1, 1, 0);
        harness.events();
        commands.phase(BOOK, InstrumentPhase.CLOSED);
        assertThat(harness.events())
                .containsExactly(
                        EventText.phase(BOOK, InstrumentPhase.CLOSED),
                        EventText.cancelled(order, ANN, 5, CancelReason.INSTRUMENT_CLOSED),
                        QuoteEventText.cancelled(BOB, 0, 0, BOOK, 0, 2, CancelReason.INSTRUMENT_CLOSED),
                        EventText.top(BOOK, "-", "-"));
        commands.limit(ANN, BOOK, Side.BUY, 100, 5);
        assertThat(harness.events()).containsExactly(EventText.rejected(RejectCode.INSTRUMENT_IS_CLOSED));
    }

    @Test
    void atExpiryThereIsSettlementAndNoOrder() {
        final long order = commands.limit(ANN, Commands.EXPIRING, Side.BUY, 100, 5);
        harness.events();
        final EngineHarness restored = harness.restored();
        for (final EngineHarness each : List.of(harness, restored)) {
            each.commands.skip(100_000);
            each.commands.tick();
            each.commands.tick();
            assertThat(each.events())
                    .containsExactly(
                            PhaseEventText.phase(Commands.EXPIRING, InstrumentPhase.SETTLEMENT, PhaseReason.EXPIRY, 0),
                            EventText.cancelled(order, ANN, 5, CancelReason.INSTRUMENT_EXPIRED),
                            EventText.top(Commands.EXPIRING, "-", "-"),
                            "done");
        }
        restored.close();
    }

    @Test
    void whatNoSequencerAcceptsIsNamed() {
        assertImpossible(c -> c.phase(BOOK, InstrumentPhase.INTERRUPTION), "phase");
        assertImpossible(c -> c.phase(BOOK, InstrumentPhase.NULL_VAL), "phase");
        assertImpossible(c -> new PhaseCommands(c).schedule(BOOK, 0, c.nextNs()), "opening");
        assertImpossible(c -> new PhaseCommands(c).schedule(BOOK, c.nextNs() + 2, c.nextNs() + 1), "opening");
    }

    private static void assertImpossible(final Consumer<Commands> writer, final String what) {
        assertThatThrownBy(() -> EngineHarness.withInstruments(1).commandsThen(writer))
                .hasMessageContaining("impossible " + what);
    }
}
