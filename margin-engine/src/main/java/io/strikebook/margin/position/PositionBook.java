package io.strikebook.margin.position;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * All open positions: by owner and instrument, and per owner as a list in the order opened. Owners are slots from 0, chosen by the
 * caller. Flat positions are pooled. Long and short open interest per instrument are kept and compared at every trade's end.
 * Single-threaded; allocates only to grow.
 */
public final class PositionBook {
    private static final long HASH_KIND = 2;

    private final StateHash hash;
    private final Long2ObjectHashMap<Position> byOwnerAndInstrument = new Long2ObjectHashMap<>(4096, 0.6f);
    private Position[] first = new Position[256];
    private Position[] last = new Position[256];
    private long[] longLots = new long[256];
    private long[] shortLots = new long[256];
    private Position pool;
    private int openCount;

    /** An empty book whose positions are part of {@code hash}. */
    public PositionBook(final StateHash hash) {
        this.hash = hash;
    }

    /** First open position of an owner, or null; {@link Position#next} goes on. */
    public Position first(final int slot) {
        return slot < first.length ? first[slot] : null;
    }

    /** The owner's position, or null where it is flat. */
    public Position find(final int slot, final int instrumentId) {
        return byOwnerAndInstrument.get(key(slot, instrumentId));
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

    /** The owner's position, opened with 0 lots where there was none; to be traded, then {@link #keepOrRelease}d. */
    public Position obtain(final int slot, final Instrument instrument) {
        final long key = key(slot, instrument.instrumentId());
        final Position known = byOwnerAndInstrument.get(key);
        if (known != null) {
            return known;
        }
        Position position = pool;
        if (position == null) {
            position = new Position();
        } else {
            pool = position.next;
        }
        position.open(slot, instrument);
        growTo(slot, instrument.instrumentId());
        position.next = null;
        position.previous = last[slot];
        if (last[slot] == null) {
            first[slot] = position;
        } else {
            last[slot].next = position;
        }
        last[slot] = position;
        byOwnerAndInstrument.put(key, position);
        openCount++;
        position.entityHash = entityHash(position);
        hash.add(position.entityHash);
        return position;
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

    /** Counts the funding of a position obtained here and returns what that realised, 1e-12; see {@link Position#fund}. */
    public long fund(final Position position, final long cumulativeE12) {
        return position.fund(cumulativeE12);
    }

    /** A future costs what it was worth when last valued from here on; the owner of its profit takes that. */
    public void settle(final Position position) {
        position.settle();
    }

    /** Ends a position, whose owner has its profit, and returns it to the pool. */
    public void end(final Position position) {
        count(position.instrument().instrumentId(), position.lots(), 0);
        position.end();
        keepOrRelease(position);
    }

    /** Ends a change of a position: its hash is brought up to date, or it returns to the pool where it went flat. */
    public void keepOrRelease(final Position position) {
        hash.remove(position.entityHash);
        if (position.lots() != 0) {
            position.entityHash = entityHash(position);
            hash.add(position.entityHash);
            return;
        }
        final int slot = position.slot;
        byOwnerAndInstrument.remove(key(slot, position.instrument().instrumentId()));
        if (position.previous == null) {
            first[slot] = position.next;
        } else {
            position.previous.next = position.next;
        }
        if (position.next == null) {
            last[slot] = position.previous;
        } else {
            position.next.previous = position.previous;
        }
        position.previous = null;
        position.next = pool;
        pool = position;
        openCount--;
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
        if (slot >= first.length) {
            final int length = Math.max(slot + 1, first.length * 2);
            first = Arrays.copyOf(first, length);
            last = Arrays.copyOf(last, length);
        }
        if (instrumentId >= longLots.length) {
            final int length = Math.max(instrumentId + 1, longLots.length * 2);
            longLots = Arrays.copyOf(longLots, length);
            shortLots = Arrays.copyOf(shortLots, length);
        }
    }

    private static long key(final int slot, final int instrumentId) {
        return (long) slot << Integer.SIZE | instrumentId;
    }

    private static long entityHash(final Position position) {
        long result = StateHash.of(
                HASH_KIND,
                key(position.slot, position.instrument().instrumentId()),
                position.lots(),
                position.costE12(),
                position.lastPriceE8());
        if (position.fundingE12() != 0) {
            result = StateHash.and(result, position.fundingE12());
        }
        return result;
    }
}
