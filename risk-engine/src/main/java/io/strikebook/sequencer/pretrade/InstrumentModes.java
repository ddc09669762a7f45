package io.strikebook.sequencer.pretrade;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.MarketMode;
import java.util.Arrays;

/** The market mode of each instrument, as commands have set it: whether time has to pass in small steps because one of them holds orders. */
public final class InstrumentModes {
    private static final long MODE_KIND = 28;

    private final StateHash stateHash;
    private final MarketMode[] modes;
    private final long[] delaysNs;
    private int holding;

    InstrumentModes(final int instruments, final StateHash stateHash) {
        this.stateHash = stateHash;
        this.modes = new MarketMode[instruments];
        this.delaysNs = new long[instruments];
        Arrays.fill(modes, MarketMode.CONTINUOUS);
    }

    /** Whether an instrument has another mode than continuous. */
    public boolean isAnyHolding() {
        return holding > 0;
    }

    /** The mode of an instrument. */
    public MarketMode mode(final int instrumentId) {
        return modes[instrumentId];
    }

    /** What belongs to it. */
    public long delayNs(final int instrumentId) {
        return delaysNs[instrumentId];
    }

    /** Sets both. */
    public void set(final int instrumentId, final MarketMode mode, final long delayNs) {
        stateHash.remove(hash(instrumentId));
        holding -= modes[instrumentId] == MarketMode.CONTINUOUS ? 0 : 1;
        modes[instrumentId] = mode;
        delaysNs[instrumentId] = delayNs;
        holding += mode == MarketMode.CONTINUOUS ? 0 : 1;
        stateHash.add(hash(instrumentId));
    }

    private long hash(final int instrumentId) {
        return modes[instrumentId] == MarketMode.CONTINUOUS
                ? 0
                : StateHash.of(MODE_KIND, instrumentId, modes[instrumentId].value(), delaysNs[instrumentId], 0);
    }
}
