package io.strikebook.sequencer.pretrade;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import java.util.Arrays;

/**
 * The newest mark of each instrument and index price of each underlying. {@link #version()} changes whenever an epoch was applied, so
 * that whatever was computed from marks knows when to compute it again.
 */
public final class MarkTable {
    private static final long NO_PRICE = Long.MIN_VALUE;
    private static final long MARK_KIND = 1;
    private static final long INDEX_KIND = 2;

    private final long[] marksE8;
    private final long[] indexesE8;
    private final StateHash stateHash;
    private long version = 1;

    /** An empty table; changes are kept in the hash. */
    public MarkTable(final int maxInstruments, final int maxUnderlyings, final StateHash stateHash) {
        this.marksE8 = new long[maxInstruments + 1];
        this.indexesE8 = new long[maxUnderlyings + 1];
        this.stateHash = stateHash;
        Arrays.fill(marksE8, NO_PRICE);
        Arrays.fill(indexesE8, NO_PRICE);
    }

    /** Takes a mark; ids beyond the capacity are ignored. */
    public void mark(final int instrumentId, final long priceE8) {
        if (instrumentId > 0 && instrumentId < marksE8.length) {
            put(MARK_KIND, marksE8, instrumentId, priceE8);
        }
    }

    /** Takes an index price; ids beyond the capacity are ignored. */
    public void index(final int underlyingId, final long priceE8) {
        if (underlyingId > 0 && underlyingId < indexesE8.length) {
            put(INDEX_KIND, indexesE8, underlyingId, priceE8);
        }
    }

    /** An epoch is complete. */
    public void epochEnd() {
        version++;
    }

    /** Changes with every epoch; not part of state. */
    public long version() {
        return version;
    }

    /** Whether the instrument has a mark and its underlying an index price that orders can be priced with. */
    public boolean canPrice(final Instrument instrument) {
        final long markE8 = marksE8[instrument.instrumentId()];
        return (instrument.isOption() ? markE8 >= 0 : markE8 > 0) && indexesE8[instrument.underlyingId()] > 0;
    }

    /** Mark in the instrument's quotation, 1e-8; meaningful where {@link #canPrice}. */
    public long markE8(final Instrument instrument) {
        return marksE8[instrument.instrumentId()];
    }

    /** Price of the underlying, 1e-8; meaningful where {@link #canPrice}. */
    public long indexE8(final Instrument instrument) {
        return indexesE8[instrument.underlyingId()];
    }

    /** Writes every price. */
    public void save(final SnapshotOutput out) {
        out.section("marks", 1).putInt(marksE8.length).putInt(indexesE8.length);
        for (final long priceE8 : marksE8) {
            out.putLong(priceE8);
        }
        for (final long priceE8 : indexesE8) {
            out.putLong(priceE8);
        }
    }

    /** Reads what {@link #save} wrote into an empty table of the same capacity. */
    public void load(final SnapshotInput in) {
        in.section("marks", 1);
        final int marks = in.getInt();
        final int indexes = in.getInt();
        if (marks != marksE8.length || indexes != indexesE8.length) {
            throw new IllegalStateException("snapshot has room for " + (marks - 1) + " instruments and " + (indexes - 1)
                    + " underlyings, this venue for " + (marksE8.length - 1) + " and " + (indexesE8.length - 1));
        }
        for (int i = 0; i < marks; i++) {
            put(MARK_KIND, marksE8, i, in.getLong());
        }
        for (int i = 0; i < indexes; i++) {
            put(INDEX_KIND, indexesE8, i, in.getLong());
        }
        version++;
    }

    private void put(final long kind, final long[] prices, final int id, final long priceE8) {
        final long old = prices[id];
        if (old == priceE8) {
            return;
        }
        if (old != NO_PRICE) {
            stateHash.remove(StateHash.of(kind, id, old, 0, 0));
        }
        if (priceE8 != NO_PRICE) {
            stateHash.add(StateHash.of(kind, id, priceE8, 0, 0));
        }
        prices[id] = priceE8;
    }
}
