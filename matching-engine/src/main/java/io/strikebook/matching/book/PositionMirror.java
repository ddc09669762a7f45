package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Positions of every account and instrument that ever had an order together, in the order in which they first did. They
 * stay, because market makers come back; the bound is the number of such pairs.
 */
public final class PositionMirror {
    private final Long2ObjectHashMap<MirroredPosition> byAccountAndInstrument = new Long2ObjectHashMap<>(1 << 12, 0.6f);
    private final List<MirroredPosition> positions = new ArrayList<>(1 << 12);
    private final StateHash stateHash;

    /** An empty mirror that keeps the hash up to date. */
    public PositionMirror(final StateHash stateHash) {
        this.stateHash = stateHash;
    }

    /** The position, flat where it was never touched. */
    public MirroredPosition of(final int accountId, final int instrumentId) {
        final long key = (long) accountId << 32 | instrumentId;
        MirroredPosition position = byAccountAndInstrument.get(key);
        if (position == null) {
            position = new MirroredPosition(accountId, instrumentId);
            byAccountAndInstrument.put(key, position);
            positions.add(position);
        }
        return position;
    }

    /** Moves both sides of one fill. */
    public void onFill(final Order taker, final Order maker, final long lots) {
        final long takerLots = taker.side() == Side.BUY ? lots : -lots;
        add(taker.position(), takerLots);
        add(maker.position(), -takerLots);
    }

    /** Moves one side of what was traded outside the books. */
    public void move(final int accountId, final int instrumentId, final long signedLots) {
        add(of(accountId, instrumentId), signedLots);
    }

    /** Ends all positions of some instruments. */
    public void end(final IntPredicate instruments) {
        for (int i = 0; i < positions.size(); i++) {
            final MirroredPosition position = positions.get(i);
            if (position.lots() != 0 && instruments.test(position.instrumentId())) {
                add(position, -position.lots());
            }
        }
    }

    /** Sets a position of a snapshot. */
    public void restore(final int accountId, final int instrumentId, final long lots) {
        final MirroredPosition position = of(accountId, instrumentId);
        if (lots == 0 || position.lots() != 0) {
            throw new IllegalStateException("snapshot has position " + lots + " of account " + accountId
                    + " in instrument " + instrumentId + " beside " + position.lots());
        }
        add(position, lots);
    }

    /** How many positions {@link #get} has, flat ones included. */
    public int size() {
        return positions.size();
    }

    /** Position by the order of first touch, from 0. */
    public MirroredPosition get(final int index) {
        return positions.get(index);
    }

    private void add(final MirroredPosition position, final long signedLots) {
        stateHash.remove(position.entityHash());
        position.add(signedLots);
        stateHash.add(position.entityHash());
    }
}
