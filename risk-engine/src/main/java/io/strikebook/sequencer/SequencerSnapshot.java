package io.strikebook.sequencer;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.snapshot.InstrumentSnapshot;
import io.strikebook.ipc.snapshot.ScenarioSnapshot;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.InstrumentTermsDecoder;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.sequencer.pretrade.MirrorSnapshot;
import io.strikebook.sequencer.pretrade.RiskSnapshot;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** State of the sequencer as bytes, every section in the order of ids; the hash of what was loaded must be that of what was saved. */
final class SequencerSnapshot {
    private static final int VERSION = 6;

    private SequencerSnapshot() {}

    static void save(final SequencerState state, final long producedHash, final SnapshotOutput out) {
        out.section("sequencer", VERSION)
                .putLong(state.sequence)
                .putLong(state.timestampNs)
                .putLong(state.lastForAllNs)
                .putLong(state.marksApplied)
                .putLong(state.marksTo)
                .putLong(state.marginTo)
                .putLong(state.executionsTo)
                .putLong(state.ownCommands)
                .putBoolean(state.checkpointed)
                .putLong(state.marksHash)
                .putLong(state.executionsHash)
                .putLong(state.marginHash)
                .putLong(state.requestsHash)
                .putLong(producedHash);
        saveTrading(state, out);
        MirrorSnapshot.save(state.mirror, out);
        RiskSnapshot.save(state.mirror, state.parameters.underlyings().size(), state.trading.lastInstrumentId(), out);
        state.marks.save(out);
        state.risks.save(out);
        saveSources(state, out);
        ScenarioSnapshot.save(state.scenarios, out);
        ScenarioSnapshot.save(state.levels, out);
        out.putLong(state.stateHash());
    }

    /** Returns the hash of the frames produced. */
    static long load(final SequencerState state, final SnapshotInput in) {
        in.section("sequencer", VERSION);
        state.sequence = in.getLong();
        state.timestampNs = in.getLong();
        state.lastForAllNs = in.getLong();
        state.marksApplied = in.getLong();
        state.marksTo = in.getLong();
        state.marginTo = in.getLong();
        state.executionsTo = in.getLong();
        state.ownCommands = in.getLong();
        state.checkpointed = in.getBoolean();
        state.marksHash = in.getLong();
        state.executionsHash = in.getLong();
        state.marginHash = in.getLong();
        state.requestsHash = in.getLong();
        final long producedHash = in.getLong();
        loadTrading(state, in);
        MirrorSnapshot.load(state.mirror, state.trading, in);
        RiskSnapshot.load(
                state.mirror, state.trading, state.parameters.underlyings().size(), in);
        state.marks.load(in);
        state.risks.load(in);
        loadSources(state, in);
        ScenarioSnapshot.load(state.scenarios, in);
        ScenarioSnapshot.load(state.levels, in);
        final long savedHash = in.getLong();
        if (savedHash != state.stateHash()) {
            throw new IllegalStateException("snapshot of the sequencer after command " + state.sequence
                    + " has state hash " + Long.toHexString(savedHash) + ", loaded is "
                    + Long.toHexString(state.stateHash()));
        }
        return producedHash;
    }

    private static void saveTrading(final SequencerState state, final SnapshotOutput out) {
        out.section("trading", 4)
                .putBoolean(state.trading.isKilled())
                .putBoolean(state.trading.isDiskLow())
                .putInt(state.trading.lastInstrumentId());
        for (int id = 1; id <= state.trading.lastInstrumentId(); id++) {
            final Instrument instrument = state.trading.instrument(id);
            out.putInt(instrument.underlyingId())
                    .putInt(state.trading.phase(instrument).value())
                    .putLong(state.trading.phaseSequence(instrument))
                    .putInt(state.trading.modes().mode(id).value())
                    .putLong(state.trading.modes().delayNs(id))
                    .putBoolean(state.trading.isSettled(instrument));
            InstrumentSnapshot.save(instrument, out);
        }
    }

    private static void loadTrading(final SequencerState state, final SnapshotInput in) {
        in.section("trading", 4);
        state.trading.setKilled(in.getBoolean());
        state.trading.setDiskLow(in.getBoolean());
        final int last = in.getInt();
        for (int id = 1; id <= last; id++) {
            final int underlyingId = in.getInt();
            final InstrumentPhase phase = InstrumentPhase.get((short) in.getInt());
            final long phaseSequence = in.getLong();
            final MarketMode mode = MarketMode.get((short) in.getInt());
            final long delayNs = in.getLong();
            final boolean settled = in.getBoolean();
            state.trading.list(InstrumentSnapshot.load(in, id, underlyingId, state.trading::instrument));
            state.risks.list(state.trading.instrument(id));
            state.trading.setPhase(state.trading.instrument(id), phase, phaseSequence);
            state.trading.modes().set(id, mode, delayNs);
            if (settled) {
                state.trading.settle(state.trading.instrument(id));
            }
        }
    }

    private static void saveSources(final SequencerState state, final SnapshotOutput out) {
        out.section("sources", 5).putInt(state.sources.lastId());
        for (int id = 1; id <= state.sources.lastId(); id++) {
            out.putLong(state.sources.sequencedTo(id)).putBoolean(state.sources.isLost(id));
        }
        out.putInt(state.listings.size());
        for (final SequencerState.PendingListing listing : state.listings) {
            out.putLong(listing.sourceSequence());
            for (int i = 0; i < InstrumentTermsDecoder.ENCODED_LENGTH; i += Long.BYTES) {
                out.putLong(listing.terms().getLong(i, ByteOrder.LITTLE_ENDIAN));
            }
        }
        out.putInt(state.askedLevels.size());
        for (final PendingLevel level : state.askedLevels) {
            out.putLong(level.sourceSequence())
                    .putInt(level.underlyingId())
                    .putLong(level.levelE8())
                    .putLong(level.realisedE8())
                    .putLong(level.impliedE8())
                    .putLong(level.measuredNs());
        }
        final PendingTriggers triggers = state.triggers;
        out.putInt(triggers.size());
        for (int place = 0; place < triggers.size(); place++) {
            out.putLong(triggers.sourceSequence(place))
                    .putLong(triggers.orderId(place))
                    .putLong(triggers.clientOrderId(place))
                    .putLong(triggers.quantityLots(place))
                    .putInt(triggers.accountId(place))
                    .putInt(triggers.instrumentId(place));
        }
        out.putInt(state.settlements.size());
        for (final PendingSettlement settlement : state.settlements) {
            out.putLong(settlement.sourceSequence())
                    .putInt(settlement.kind().value())
                    .putInt(settlement.underlyingId())
                    .putLong(settlement.settledNs())
                    .putLong(settlement.deliveryPriceE8())
                    .putInt(settlement.samples())
                    .putInt(settlement.missing());
        }
        out.putInt(state.liquidations.size());
        for (final PendingLiquidation step : state.liquidations) {
            out.putLong(step.sourceSequence())
                    .putInt(step.templateId())
                    .putInt(step.body().capacity());
            for (int at = 0; at < step.body().capacity(); at++) {
                out.putInt(step.body().getByte(at));
            }
        }
    }

    private static void loadSources(final SequencerState state, final SnapshotInput in) {
        in.section("sources", 5);
        final int last = in.getInt();
        for (int id = 1; id <= last; id++) {
            state.sources.restore(id, in.getLong());
            if (in.getBoolean()) {
                state.sources.lose(id);
            }
        }
        final int listings = in.getInt();
        for (int i = 0; i < listings; i++) {
            final long sourceSequence = in.getLong();
            final UnsafeBuffer terms = new UnsafeBuffer(new byte[InstrumentTermsDecoder.ENCODED_LENGTH]);
            for (int at = 0; at < InstrumentTermsDecoder.ENCODED_LENGTH; at += Long.BYTES) {
                terms.putLong(at, in.getLong(), ByteOrder.LITTLE_ENDIAN);
            }
            state.await(new SequencerState.PendingListing(sourceSequence, terms));
        }
        final int levels = in.getInt();
        for (int i = 0; i < levels; i++) {
            state.await(new PendingLevel(
                    in.getLong(), in.getInt(), in.getLong(), in.getLong(), in.getLong(), in.getLong()));
        }
        for (int i = 0; i < listings + levels; i++) {
            state.sources.see(state.pricerSource, state.sources.sequencedTo(state.pricerSource) + 1 + i);
        }
        loadMarginRequests(state, in);
    }

    /** Of two kinds, and their numbers in one row: each is known as seen by the largest. */
    private static void loadMarginRequests(final SequencerState state, final SnapshotInput in) {
        final int triggers = in.getInt();
        for (int i = 0; i < triggers; i++) {
            state.triggers.add(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getInt(), in.getInt());
        }
        final int settlements = in.getInt();
        for (int i = 0; i < settlements; i++) {
            state.await(new PendingSettlement(
                    in.getLong(),
                    SettlementKind.get((short) in.getInt()),
                    in.getInt(),
                    in.getLong(),
                    in.getLong(),
                    in.getInt(),
                    in.getInt()));
        }
        final int steps = in.getInt();
        for (int i = 0; i < steps; i++) {
            final long sourceSequence = in.getLong();
            final int templateId = in.getInt();
            final byte[] body = new byte[in.getInt()];
            for (int at = 0; at < body.length; at++) {
                body[at] = (byte) in.getInt();
            }
            state.await(new PendingLiquidation(sourceSequence, templateId, new UnsafeBuffer(body)));
        }
        for (int i = 0; i < triggers + settlements + steps; i++) {
            state.sources.see(state.marginSource, state.sources.sequencedTo(state.marginSource) + 1 + i);
        }
    }
}
