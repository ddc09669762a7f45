package io.strikebook.matching.protection;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.ContractStyle;
import java.util.Arrays;

/**
 * The newest mark and Greeks of each instrument and price of each underlying, as of the last frame of {@code marks} applied. Prices are
 * 1e-8 in the instrument's quotation, deltas 1e-9 per coin, vegas USD per volatility point and coin, 1e-8. Ids beyond the capacity are
 * ignored. What never came is zero.
 */
public final class NewestMarks {
    private static final long MARK_KIND = 12;
    private static final long INDEX_KIND = 13;
    private static final long STALE_MARK_KIND = 112;
    private static final long STALE_INDEX_KIND = 113;
    private static final int INITIAL_UNDERLYINGS = 8;

    /** An option that costs more coins than this is counted with this many, 1e-8. */
    private static final long MAX_PAID_E8 = 1L << 56;

    private static final int MAX_UNDERLYINGS = 1 << 16;

    private final StateHash stateHash;
    private final long[] marksE8;
    private final long[] vegasE8;
    private final int[] deltasE9;

    /** By instrument; 0 where no mark came. */
    private final long[] markHashes;

    private long[] indexesE8 = new long[INITIAL_UNDERLYINGS];
    private long[] indexHashes = new long[INITIAL_UNDERLYINGS];

    /** By instrument and underlying: the newest is flagged as not to be trusted. */
    private final boolean[] staleMarks;

    private boolean[] staleIndexes = new boolean[INITIAL_UNDERLYINGS];

    /** No marks yet; changes are kept in the hash. */
    public NewestMarks(final int maxInstruments, final StateHash stateHash) {
        this.stateHash = stateHash;
        this.marksE8 = new long[maxInstruments + 1];
        this.vegasE8 = new long[maxInstruments + 1];
        this.deltasE9 = new int[maxInstruments + 1];
        this.markHashes = new long[maxInstruments + 1];
        this.staleMarks = new boolean[maxInstruments + 1];
    }

    /** Takes a mark. */
    public void mark(final int instrumentId, final long markE8, final int deltaE9, final long vegaE8) {
        if (instrumentId <= 0 || instrumentId >= marksE8.length) {
            return;
        }
        marksE8[instrumentId] = markE8;
        deltasE9[instrumentId] = deltaE9;
        vegasE8[instrumentId] = vegaE8;
        stateHash.remove(markHashes[instrumentId]);
        markHashes[instrumentId] = StateHash.of(MARK_KIND, instrumentId, markE8, deltaE9, vegaE8);
        stateHash.add(markHashes[instrumentId]);
    }

    /** Takes the price of an underlying. */
    public void index(final int underlyingId, final long priceE8) {
        if (underlyingId <= 0 || underlyingId >= MAX_UNDERLYINGS) {
            return;
        }
        if (underlyingId >= indexesE8.length) {
            indexesE8 = Arrays.copyOf(indexesE8, underlyingId + INITIAL_UNDERLYINGS);
            indexHashes = Arrays.copyOf(indexHashes, underlyingId + INITIAL_UNDERLYINGS);
            staleIndexes = Arrays.copyOf(staleIndexes, underlyingId + INITIAL_UNDERLYINGS);
        }
        indexesE8[underlyingId] = priceE8;
        stateHash.remove(indexHashes[underlyingId]);
        indexHashes[underlyingId] = StateHash.of(INDEX_KIND, underlyingId, priceE8, 0, 0);
        stateHash.add(indexHashes[underlyingId]);
    }

    /** Flags the mark that came last of an instrument as one not to be trusted, or as one to be. */
    public void markStale(final int instrumentId, final boolean stale) {
        if (hasMark(instrumentId) && staleMarks[instrumentId] != stale) {
            staleMarks[instrumentId] = stale;
            count(STALE_MARK_KIND, instrumentId, stale);
        }
    }

    /** Flags the price that came last of an underlying, likewise. */
    public void indexStale(final int underlyingId, final boolean stale) {
        if (hasIndex(underlyingId) && staleIndexes[underlyingId] != stale) {
            staleIndexes[underlyingId] = stale;
            count(STALE_INDEX_KIND, underlyingId, stale);
        }
    }

    private void count(final long kind, final int id, final boolean stale) {
        final long hash = StateHash.of(kind, id, 0, 0, 0);
        if (stale) {
            stateHash.add(hash);
        } else {
            stateHash.remove(hash);
        }
    }

    /** Whether the newest mark of an instrument is not to be trusted. */
    public boolean isMarkStale(final int instrumentId) {
        return hasMark(instrumentId) && staleMarks[instrumentId];
    }

    /** Whether the newest price of an underlying is not to be trusted. */
    public boolean isIndexStale(final int underlyingId) {
        return hasIndex(underlyingId) && staleIndexes[underlyingId];
    }

    /** Whether a mark of the instrument came. */
    public boolean hasMark(final int instrumentId) {
        return instrumentId > 0 && instrumentId < markHashes.length && markHashes[instrumentId] != 0;
    }

    /** Mark in the instrument's quotation, 1e-8. */
    public long markE8(final int instrumentId) {
        return marksE8[instrumentId];
    }

    /** Black delta, 1e-9. */
    public int deltaE9(final int instrumentId) {
        return deltasE9[instrumentId];
    }

    /** USD per volatility point and coin, 1e-8. */
    public long vegaE8(final int instrumentId) {
        return vegasE8[instrumentId];
    }

    /** Whether a price of the underlying came. */
    public boolean hasIndex(final int underlyingId) {
        return underlyingId > 0 && underlyingId < indexHashes.length && indexHashes[underlyingId] != 0;
    }

    /** Price of an underlying, 1e-8; only where {@link #hasIndex}. */
    public long indexE8(final int underlyingId) {
        return indexesE8[underlyingId];
    }

    /** Highest instrument id that a mark may have. */
    public int maxInstrumentId() {
        return marksE8.length - 1;
    }

    /** Highest underlying id that a price may have come for. */
    public int maxUnderlyingId() {
        return indexesE8.length - 1;
    }

    /**
     * What one bought coin adds to the net transaction delta of an account, 1e-9: an inverse option costs its mark in coins, so that is
     * off its Black delta; a linear one is paid for in dollars; futures count in full.
     */
    long transactionDeltaE9(final Instrument instrument) {
        final int id = instrument.instrumentId();
        if (!instrument.isOption()) {
            return 1_000_000_000L;
        }
        if (instrument.terms().style() != ContractStyle.INVERSE) {
            return deltasE9[id];
        }
        return deltasE9[id] - 10 * Math.max(-MAX_PAID_E8, Math.min(marksE8[id], MAX_PAID_E8));
    }
}
