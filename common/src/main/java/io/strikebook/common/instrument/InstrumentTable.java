package io.strikebook.common.instrument;

import java.util.Arrays;

/** Listed instruments by id, in the order of their ids; look-up is an array access. Not thread safe. */
public final class InstrumentTable {
    private Instrument[] byId = new Instrument[256];
    private int lastId;

    /** The instrument, or null where the id is not listed (0 and negative ids included). */
    public Instrument get(final int instrumentId) {
        return instrumentId > 0 && instrumentId <= lastId ? byId[instrumentId] : null;
    }

    /** Adds the next instrument; ids are dense, from 1. */
    public void add(final Instrument instrument) {
        if (instrument.instrumentId() != lastId + 1) {
            throw new IllegalStateException("instrument id " + instrument.instrumentId() + " follows " + lastId);
        }
        lastId++;
        if (lastId == byId.length) {
            byId = Arrays.copyOf(byId, byId.length * 2);
        }
        byId[lastId] = instrument;
    }

    /** Highest id listed, 0 for none; every id from 1 to it is listed. */
    public int lastId() {
        return lastId;
    }
}
