package io.strikebook.sequencer.pretrade;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTable;
import io.strikebook.common.instrument.InstrumentTerms;
import org.agrona.collections.Object2ObjectHashMap;

/** What is listed, what is halted, and the switches that stop the whole venue. */
public final class TradingState {
    private static final long INSTRUMENT_KIND = 7;
    private static final long SWITCH_KIND = 8;

    private final StateHash stateHash;
    private final InstrumentTable instruments = new InstrumentTable();
    private final boolean[] halted;

    /** Look-up only, never iterated. */
    private final Object2ObjectHashMap<String, Instrument> bySymbol = new Object2ObjectHashMap<>();

    private boolean killed;
    private boolean diskLow;

    /** Nothing listed, everything on; changes are kept in the hash. */
    public TradingState(final int maxInstruments, final StateHash stateHash) {
        this.halted = new boolean[maxInstruments + 1];
        this.stateHash = stateHash;
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
        return instruments.lastId() + 1 < halted.length;
    }

    /** Whether an instrument of this name is listed. */
    public boolean isListed(final String symbol) {
        return bySymbol.containsKey(symbol);
    }

    /** Lists an instrument; ids are dense from 1. */
    public void list(final int instrumentId, final int underlyingId, final InstrumentTerms terms) {
        final Instrument instrument = new Instrument(instrumentId, underlyingId, terms);
        instruments.add(instrument);
        bySymbol.put(terms.symbol(), instrument);
        stateHash.add(hash(instrument));
    }

    /** Whether trading in the instrument is halted. */
    public boolean isHalted(final Instrument instrument) {
        return halted[instrument.instrumentId()];
    }

    /** Halts an instrument or opens it again. */
    public void setHalted(final Instrument instrument, final boolean on) {
        stateHash.remove(hash(instrument));
        halted[instrument.instrumentId()] = on;
        stateHash.add(hash(instrument));
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
                INSTRUMENT_KIND,
                instrument.instrumentId(),
                instrument.underlyingId(),
                halted[instrument.instrumentId()] ? 1 : 0,
                terms.strikeE8());
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
        return StateHash.and(hash, terms.maxOrderLots());
    }

    private long hashOfSwitches() {
        return killed || diskLow ? StateHash.of(SWITCH_KIND, killed ? 1 : 0, diskLow ? 1 : 0, 0, 0) : 0;
    }
}
