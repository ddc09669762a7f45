package io.strikebook.sequencer.pretrade;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTable;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.MarketModes;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.InstrumentPhase;
import java.util.Arrays;
import org.agrona.collections.Object2ObjectHashMap;

/**
 * What is listed, which phase each instrument is in, and the switches that stop the whole venue. Matching moves phases; they are known as
 * executions have reported them, and those that operators set from their command on, whatever matching had reported of before that.
 */
public final class TradingState {
    private static final long INSTRUMENT_KIND = 7;
    private static final long SWITCH_KIND = 8;
    private static final long PHASE_KIND = 25;
    private static final long SETTLED_KIND = 26;

    private final StateHash stateHash;
    private final InstrumentTable instruments = new InstrumentTable();
    private final InstrumentPhase[] phases;

    /** The command since which each is in its phase. */
    private final long[] phaseSequences;

    /** Look-up only, never iterated. */
    private final Object2ObjectHashMap<String, Instrument> bySymbol = new Object2ObjectHashMap<>();

    private final boolean[] settled;
    private final InstrumentModes modes;
    private boolean killed;
    private boolean diskLow;

    /** Nothing listed, everything on; changes are kept in the hash. */
    public TradingState(final int maxInstruments, final StateHash stateHash) {
        this.phases = new InstrumentPhase[maxInstruments + 1];
        this.phaseSequences = new long[maxInstruments + 1];
        this.settled = new boolean[maxInstruments + 1];
        Arrays.fill(phases, InstrumentPhase.OPEN);
        this.stateHash = stateHash;
        this.modes = new InstrumentModes(maxInstruments + 1, stateHash);
    }

    /** The instrument, or null where the id is not listed. */
    public Instrument instrument(final int instrumentId) {
        return instruments.get(instrumentId);
    }

    /** Highest id listed; ids are dense from 1. */
    public int lastInstrumentId() {
        return instruments.lastId();
    }

    /** Whether another instrument can be listed. */
    public boolean hasRoom() {
        return instruments.lastId() + 1 < phases.length;
    }

    /** Whether an instrument of this name is listed. */
    public boolean isListed(final String symbol) {
        return bySymbol.containsKey(symbol);
    }

    /** Lists an instrument, in the market mode that a venue gives it. */
    public void list(final Instrument instrument, final VenueParameters parameters) {
        list(instrument);
        final MarketModes.Rule mode = parameters.marketMode(instrument.underlyingId(), instrument.terms());
        modes.set(instrument.instrumentId(), mode.mode(), mode.delayNs());
    }

    /** Market modes of instruments. */
    public InstrumentModes modes() {
        return modes;
    }

    /** Lists an instrument; ids are dense from 1. */
    public void list(final Instrument instrument) {
        instruments.add(instrument);
        bySymbol.put(instrument.terms().symbol(), instrument);
        stateHash.add(hash(instrument));
    }

    /** The phase of an instrument. */
    public InstrumentPhase phase(final Instrument instrument) {
        return phases[instrument.instrumentId()];
    }

    /** The command since which it is in that phase, 0 since it was listed. */
    public long phaseSequence(final Instrument instrument) {
        return phaseSequences[instrument.instrumentId()];
    }

    /** The instrument is in a phase since a command; older news is passed over. */
    public void setPhase(final Instrument instrument, final InstrumentPhase phase, final long sequence) {
        final int id = instrument.instrumentId();
        if (sequence < phaseSequences[id]) {
            return;
        }
        stateHash.remove(phaseHash(id));
        phases[id] = phase;
        phaseSequences[id] = sequence;
        stateHash.add(phaseHash(id));
    }

    /** Whether an instrument that expired was settled. */
    public boolean isSettled(final Instrument instrument) {
        return settled[instrument.instrumentId()];
    }

    /** An instrument that expired is settled. */
    public void settle(final Instrument instrument) {
        final int id = instrument.instrumentId();
        if (!settled[id]) {
            settled[id] = true;
            stateHash.add(StateHash.of(SETTLED_KIND, id, 0, 0, 0));
        }
    }

    /** All instruments of an underlying that expire at a time are settled. */
    public void settle(final int underlyingId, final long expiryNs) {
        for (int id = 1; id <= instruments.lastId(); id++) {
            final Instrument instrument = instruments.get(id);
            if (instrument.expires(underlyingId, expiryNs)) {
                settle(instrument);
            }
        }
    }

    /** Whether the whole venue's kill switch is on. */
    public boolean isKilled() {
        return killed;
    }

    /** Sets the whole venue's kill switch. */
    public void setKilled(final boolean on) {
        stateHash.remove(hashOfSwitches());
        killed = on;
        stateHash.add(hashOfSwitches());
    }

    /** Whether the machine's disk is nearly full. */
    public boolean isDiskLow() {
        return diskLow;
    }

    /** Sets whether the machine's disk is nearly full. */
    public void setDiskLow(final boolean on) {
        stateHash.remove(hashOfSwitches());
        diskLow = on;
        stateHash.add(hashOfSwitches());
    }

    private long hash(final Instrument instrument) {
        final InstrumentTerms terms = instrument.terms();
        long hash = StateHash.of(
                INSTRUMENT_KIND, instrument.instrumentId(), instrument.underlyingId(), 0, terms.strikeE8());
        for (int i = 0; i < terms.symbol().length(); i++) {
            hash = StateHash.and(hash, terms.symbol().charAt(i));
        }
        hash = StateHash.and(
                hash,
                terms.kind().value() << 16
                        | terms.optionType().value() << 8
                        | terms.style().value());
        hash = StateHash.and(hash, terms.settlementCurrency().value());
        hash = StateHash.and(hash, terms.expiryNs());
        hash = StateHash.and(hash, terms.tickSizeE8());
        hash = StateHash.and(hash, terms.lotSizeE8());
        hash = StateHash.and(hash, terms.maxOrderLots());
        return instrument.isCombo() ? StateHash.and(hash, instrument.legs().hash()) : hash;
    }

    private long phaseHash(final int instrumentId) {
        return phaseSequences[instrumentId] == 0
                ? 0
                : StateHash.of(PHASE_KIND, instrumentId, phases[instrumentId].value(), phaseSequences[instrumentId], 0);
    }

    private long hashOfSwitches() {
        return killed || diskLow ? StateHash.of(SWITCH_KIND, killed ? 1 : 0, diskLow ? 1 : 0, 0, 0) : 0;
    }
}
