package io.strikebook.matching.rules;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PriceLevel;
import io.strikebook.schemas.Side;
import java.util.BitSet;

/**
 * The best prices at which combinations can be bought and sold in the books of their legs, as these show them, and what of it was published.
 * Published with the first tick, or epoch of marks, of each hundredth of a second, for each combination whose prices are not those that were
 * published last: so however much the legs move, a combination takes a hundred frames a second at most. What was published is state, since
 * it decides what is published next; what the prices are follows from the books.
 */
public final class ImpliedTops {
    /** Least time between two, of one combination. */
    public static final long INTERVAL_NS = 10_000_000L;

    private static final long TOP_HASH_KIND = 40;
    private static final long INTERVAL_HASH_KIND = 41;

    private final Books books;
    private final StateHash stateHash;

    /** By instrument; null for what is no combination. */
    private final ImpliedTop[] published;

    /** The combinations to be looked at; all of them after a restart. Not part of the state. */
    private final BitSet changed;

    private final ImpliedTop now = new ImpliedTop();

    /** Of the last time that anything could be published, in intervals. */
    private long interval;

    ImpliedTops(final Books books, final StateHash stateHash) {
        this.books = books;
        this.stateHash = stateHash;
        this.published = new ImpliedTop[books.capacity() + 1];
        this.changed = new BitSet(books.capacity() + 1);
    }

    /** What was published of a combination last. */
    public ImpliedTop published(final int comboId) {
        if (published[comboId] == null) {
            published[comboId] = new ImpliedTop();
        }
        return published[comboId];
    }

    /** When anything could be published last, in intervals. */
    public long interval() {
        return interval;
    }

    /** Sets what a snapshot has. */
    public void restore(final long savedInterval) {
        stateHash.remove(hash(interval));
        interval = savedInterval;
        stateHash.add(hash(interval));
    }

    /** Sets what a snapshot has of a combination. */
    public void restore(final int comboId, final long bidE8, final long bidLots, final long askE8, final long askLots) {
        now.set(bidE8, bidLots, askE8, askLots);
        publish(comboId);
    }

    /** A combination, its legs or how they trade changed. */
    void changed(final int comboId) {
        changed.set(comboId);
    }

    /** Time has passed. */
    void publish(final long timestampNs, final Implied implied, final ExecutionListener listener) {
        final long nowInterval = timestampNs / INTERVAL_NS;
        if (nowInterval == interval) {
            return;
        }
        restore(nowInterval);
        for (int id = changed.nextSetBit(0); id >= 0; id = changed.nextSetBit(id + 1)) {
            final OrderBook combo = books.get(id);
            now.set(0, 0, 0, 0);
            if (implied.isActive(combo)) {
                look(combo.instrument().legs(), true);
                look(combo.instrument().legs(), false);
            }
            if (!now.isSame(published(id))) {
                publish(id);
                listener.onImpliedTop(combo, published(id));
            }
        }
        changed.clear();
    }

    private void publish(final int comboId) {
        final ImpliedTop top = published(comboId);
        stateHash.remove(hash(comboId, top));
        top.set(now);
        stateHash.add(hash(comboId, top));
    }

    /** What who buys the combination, or sells it, gets from the legs. */
    private void look(final ComboLegs legs, final boolean buys) {
        long priceE8 = 0;
        long lots = Long.MAX_VALUE;
        for (int i = 0; i < legs.count(); i++) {
            final long ratio = Math.abs(legs.ratio(i));
            PriceLevel level = books.get(legs.leg(i).instrumentId()).best(legs.buys(i, buys) ? Side.SELL : Side.BUY);
            long openLots = ratio;
            lots = Math.min(lots, level == null ? 0 : Math.max(1, level.lots() / ratio));
            while (level != null && openLots > 0) {
                final long takenLots = Math.min(openLots, level.lots());
                priceE8 += (legs.ratio(i) > 0 ? takenLots : -takenLots) * level.priceE8();
                openLots -= takenLots;
                lots = openLots > 0 ? 1 : lots;
                level = level.worse();
            }
            if (openLots > 0) {
                return;
            }
        }
        if (Math.abs(priceE8) <= NumberRange.MAX_PRICE_E8) {
            now.set(buys, priceE8, lots);
        }
    }

    /** Hash of what was published of a combination; public so that it can be computed anew. */
    public static long hash(final int comboId, final ImpliedTop top) {
        return top.isEmpty()
                ? 0
                : StateHash.and(
                        StateHash.of(TOP_HASH_KIND, comboId, top.bidE8(), top.bidLots(), top.askE8()), top.askLots());
    }

    /** Hash of when anything could be published last; public so that it can be computed anew. */
    public static long hash(final long interval) {
        return interval == 0 ? 0 : StateHash.of(INTERVAL_HASH_KIND, interval, 0, 0, 0);
    }
}
