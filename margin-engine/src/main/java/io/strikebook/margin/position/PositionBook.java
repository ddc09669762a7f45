package io.strikebook.margin.position;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import java.util.Arrays;

/**
 * All open positions: per owner a table in the order opened. Owners are slots from 0, chosen by the caller. Long and short open interest per
 * instrument are kept and compared at every trade's end. Single-threaded; allocates only to grow, but where it says so.
 */
public final class PositionBook {
    private static final long HASH_KIND = 2;

    private final StateHash hash;
    private final Position obtained = new Position(this);
    private PositionTable[] tables = new PositionTable[256];
    private Instrument[] instruments = new Instrument[256];
    private long[] longLots = new long[256];
    private long[] shortLots = new long[256];
    private int openCount;

    /** An empty book whose positions are part of {@code hash}. */
    public PositionBook(final StateHash hash) {
        this.hash = hash;
    }

    /** Positions of an owner; null where there never was one. */
    public PositionTable table(final int slot) {
        return slot < tables.length ? tables[slot] : null;
    }

    /** Whether an owner holds nothing. */
    public boolean isFlat(final int slot) {
        final PositionTable table = table(slot);
        return table == null || table.open() == 0;
    }

    /** A view for the caller to aim, aimed at nothing yet. */
    public Position view() {
        return new Position(this);
    }

    /** A view of the first open position of an owner, or null; {@link Position#next} goes on. Allocates. */
    public Position first(final int slot) {
        final Position position = view();
        return position.toFirst(slot) ? position : null;
    }

    /** A view of the owner's position, or null where it is flat. Allocates. */
    public Position find(final int slot, final int instrumentId) {
        final Position position = view();
        return position.to(slot, instrumentId) ? position : null;
    }

    /** What is held where a table says this id. */
    public Instrument instrument(final int instrumentId) {
        return instruments[instrumentId];
    }

    /**
     * Reads what a trade of an owner will read, for a number without a meaning: memory answers while other things are done, and for two
     * owners at once.
     */
    public long touch(final int slot, final int instrumentId) {
        final PositionTable table = table(slot);
        return table == null ? 0 : table.touch(instrumentId);
    }

    /** Number of open positions. */
    public int openCount() {
        return openCount;
    }

    /** Sum of all long positions in an instrument, in lots. */
    public long longLots(final int instrumentId) {
        return instrumentId < longLots.length ? longLots[instrumentId] : 0;
    }

    /** Sum of all short positions in an instrument, in lots, not negative. */
    public long shortLots(final int instrumentId) {
        return instrumentId < shortLots.length ? shortLots[instrumentId] : 0;
    }

    /**
     * The owner's position, opened with 0 lots where there was none; to be traded, then {@link #keepOrRelease}d.
     *
     * @return this book's own view, until the next call
     */
    public Position obtain(final int slot, final Instrument instrument) {
        final int id = instrument.instrumentId();
        growTo(slot, id);
        instruments[id] = instrument;
        PositionTable table = tables[slot];
        if (table == null) {
            table = new PositionTable();
            tables[slot] = table;
        }
        obtained.aim(slot, table);
        final int row = table.find(id);
        if (row == PositionTable.NONE) {
            obtained.to(table.append(id));
            obtained.setHashed(false);
            openCount++;
        } else {
            obtained.to(row);
            change(obtained);
        }
        return obtained;
    }

    /** A position is about to change; then it is {@link #keepOrRelease}d. */
    public void change(final Position position) {
        hash.remove(entityHash(position));
        position.setHashed(false);
    }

    /**
     * Trades a position obtained here and returns what its closing part realised, 1e-12.
     *
     * @param signedLots    positive bought, not 0
     * @param tradeValueE12 value of the whole trade, not negative, the same number for buyer and seller
     */
    public long trade(final Position position, final long signedLots, final long priceE8, final long tradeValueE12) {
        final int instrumentId = position.instrument().instrumentId();
        final long before = position.lots();
        final long realisedE12 = position.trade(signedLots, priceE8, tradeValueE12);
        count(instrumentId, before, position.lots());
        return realisedE12;
    }

    /** Counts the funding of a position that changes and returns what that realised, 1e-12; see {@link Position#fund}. */
    public long fund(final Position position, final long cumulativeE12) {
        return position.fund(cumulativeE12);
    }

    /** A future that changes costs what it was worth when last valued from here on; the owner of its profit takes that. */
    public void settle(final Position position) {
        position.settle();
    }

    /** Ends a position, whose owner has its profit. */
    public void end(final Position position) {
        change(position);
        count(position.instrument().instrumentId(), position.lots(), 0);
        position.restore(0, 0, 0, 0);
        keepOrRelease(position);
    }

    /** Ends a change of a position: it is in the hash again, or gone where it went flat. */
    public void keepOrRelease(final Position position) {
        if (position.isHashed()) {
            throw new IllegalStateException("a position in " + position.instrument() + " was changed unnoticed");
        }
        if (position.lots() != 0) {
            hash.add(entityHash(position));
        } else {
            position.table().release(position.row());
            openCount--;
        }
        position.setHashed(true);
    }

    /** Opens a position that a snapshot carried, after those before it; its valuation is set next, then {@link #keepOrRelease}. */
    public Position restore(
            final int slot,
            final Instrument instrument,
            final long lots,
            final long costE12,
            final long lastPriceE8,
            final long fundingE12) {
        final Position position = obtain(slot, instrument);
        position.restore(lots, costE12, lastPriceE8, fundingE12);
        count(instrument.instrumentId(), 0, lots);
        return position;
    }

    /** Throws where an instrument's long and short open interest differ. */
    public void requireMatched(final int instrumentId, final long sequence) {
        if (longLots(instrumentId) != shortLots(instrumentId)) {
            throw new IllegalStateException("after command " + sequence + " instrument " + instrumentId + " has "
                    + longLots(instrumentId) + " lots long and " + shortLots(instrumentId) + " short");
        }
    }

    private void count(final int instrumentId, final long before, final long after) {
        longLots[instrumentId] += Math.max(after, 0) - Math.max(before, 0);
        shortLots[instrumentId] += Math.max(-after, 0) - Math.max(-before, 0);
    }

    private void growTo(final int slot, final int instrumentId) {
        if (slot >= tables.length) {
            tables = Arrays.copyOf(tables, Math.max(slot + 1, tables.length * 2));
        }
        if (instrumentId >= longLots.length) {
            final int length = Math.max(instrumentId + 1, longLots.length * 2);
            instruments = Arrays.copyOf(instruments, length);
            longLots = Arrays.copyOf(longLots, length);
            shortLots = Arrays.copyOf(shortLots, length);
        }
    }

    private static long entityHash(final Position position) {
        long result = StateHash.of(
                HASH_KIND,
                (long) position.slot() << Integer.SIZE | position.instrument().instrumentId(),
                position.lots(),
                position.costE12(),
                position.lastPriceE8());
        if (position.instrument().isPerpetual() && position.fundingE12() != 0) {
            result = StateHash.and(result, position.fundingE12());
        }
        return result;
    }
}
