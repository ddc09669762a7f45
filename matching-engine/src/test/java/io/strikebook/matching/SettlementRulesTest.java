package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.hash.StateHash;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.Test;

/** What has expired and is settled is closed, and nobody holds it any more. */
class SettlementRulesTest extends EngineRules {
    private static final int EXPIRING = Commands.EXPIRING;
    private static final int UNDERLYING = 2;
    private static final long EXPIRY_NS = Commands.terms(EXPIRING).expiryNs();

    private final PhaseCommands phases = new PhaseCommands(commands);

    SettlementRulesTest() {
        super(EXPIRING);
    }

    @Test
    void whatExpiredIsClosedInTheGroupOfItsSettlement() {
        commands.limit(ANN, EXPIRING, Side.BUY, 100, 5);
        commands.limit(BOB, EXPIRING, Side.SELL, 100, 3);
        commands.limit(ANN, BOOK, Side.BUY, 100, 5);
        commands.skip(100_000);
        commands.tick();
        harness.events();
        phases.settle(SettlementKind.EXPIRY, UNDERLYING, EXPIRY_NS);
        expect(PhaseEventText.phase(EXPIRING, InstrumentPhase.CLOSED, PhaseReason.EXPIRY, 0));
        phases.settle(SettlementKind.EXPIRY, UNDERLYING, EXPIRY_NS);
        expect("done");
        commands.limit(ANN, EXPIRING, Side.BUY, 100, 5);
        expect(EventText.rejected(RejectCode.INSTRUMENT_IS_CLOSED));
    }

    /** Whoever settles first: what is due by then happens before. */
    @Test
    void ordersGoBeforeItIsClosed() {
        final long order = commands.limit(ANN, EXPIRING, Side.BUY, 100, 5);
        harness.events();
        commands.skip(100_000);
        phases.settle(SettlementKind.EXPIRY, UNDERLYING, EXPIRY_NS);
        expect(
                PhaseEventText.phase(EXPIRING, InstrumentPhase.SETTLEMENT, PhaseReason.EXPIRY, 0),
                EventText.cancelled(order, ANN, 5, CancelReason.INSTRUMENT_EXPIRED),
                PhaseEventText.phase(EXPIRING, InstrumentPhase.CLOSED, PhaseReason.EXPIRY, 0),
                EventText.top(EXPIRING, "-", "-"));
    }

    @Test
    void otherExpiriesUnderlyingsAndTheDayChangeNothing() {
        commands.limit(ANN, EXPIRING, Side.BUY, 100, 5);
        harness.events();
        phases.settle(SettlementKind.EXPIRY, UNDERLYING, EXPIRY_NS + 1);
        phases.settle(SettlementKind.EXPIRY, 1, EXPIRY_NS);
        phases.settle(SettlementKind.DAILY, UNDERLYING, EXPIRY_NS);
        commands.decided(RejectCode.NOT_EXPIRED);
        phases.settle(SettlementKind.EXPIRY, UNDERLYING, EXPIRY_NS);
        commands.decided(RejectCode.ACCEPTED);
        expect("done", "done", "done", EventText.rejected(RejectCode.NOT_EXPIRED));
    }

    @Test
    void positionsOfSomeInstrumentsEndAndLeaveNoHash() {
        final StateHash hash = new StateHash();
        final PositionMirror positions = new PositionMirror(hash);
        positions.move(ANN, 2, 7);
        positions.move(BOB, 2, -7);
        final long before = hash.value();
        positions.move(ANN, 1, 5);
        positions.move(BOB, 1, -5);
        positions.end(instrument -> instrument == 1);
        assertThat(positions.of(ANN, 1).lots()).isZero();
        assertThat(positions.of(BOB, 1).lots()).isZero();
        assertThat(positions.of(ANN, 2).lots()).isEqualTo(7);
        assertThat(hash.value()).isEqualTo(before);
    }
}
