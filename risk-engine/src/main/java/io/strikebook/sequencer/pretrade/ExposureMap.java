package io.strikebook.sequencer.pretrade;

/**
 * The exposures of an account by instrument, of the instruments only that it ever had any in: by open addressing, half empty at least, so
 * that most are found at the first place. Never iterated but in the order of instruments. Allocates only to grow.
 */
final class ExposureMap {
    private static final Exposure[] NONE = new Exposure[1];
    private static final int FIRST_ROOM = 4;
    private static final int SPREAD = 0x9E3779B9;

    private Exposure[] places = NONE;
    private int shift = Integer.SIZE - 1;
    private int count;
    private int lastInstrumentId;

    /** The exposure to an instrument, or null. */
    Exposure get(final int instrumentId) {
        final int mask = places.length - 1;
        int place = instrumentId * SPREAD >>> shift & mask;
        Exposure found = places[place];
        while (found != null && found.instrument.instrumentId() != instrumentId) {
            place = place + 1 & mask;
            found = places[place];
        }
        return found;
    }

    /** Adds one to an instrument that there is none to. */
    void put(final Exposure exposure) {
        if (2 * (count + 1) > places.length) {
            grow();
        }
        enter(exposure);
        count++;
        lastInstrumentId = Math.max(lastInstrumentId, exposure.instrument.instrumentId());
    }

    /** Highest instrument that there is an exposure to; 0 where there is none. */
    int lastInstrumentId() {
        return lastInstrumentId;
    }

    private void grow() {
        final Exposure[] before = places;
        places = new Exposure[Math.max(FIRST_ROOM, 2 * before.length)];
        shift = Integer.numberOfLeadingZeros(places.length - 1);
        for (final Exposure exposure : before) {
            if (exposure != null) {
                enter(exposure);
            }
        }
    }

    private void enter(final Exposure exposure) {
        final int mask = places.length - 1;
        int place = exposure.instrument.instrumentId() * SPREAD >>> shift & mask;
        while (places[place] != null) {
            place = place + 1 & mask;
        }
        places[place] = exposure;
    }
}
