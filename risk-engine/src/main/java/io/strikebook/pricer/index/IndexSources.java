package io.strikebook.pricer.index;

import io.strikebook.common.hash.StateHash;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;

/**
 * The sources of one index, in the order in which they were first named: constituents that the feeder numbers, and outside venues whose
 * tickers carry an index. A source that was switched off, lost input or is older than allowed does not count.
 */
final class IndexSources {
    static final int MAX_SOURCES = 64;
    static final int FULL_WEIGHT = 100;

    /** Dearest price that is believed; with the largest weights of all sources no sum overflows. */
    static final long MAX_PRICE_E8 = 10_000_000_000_000_000L;

    private static final long NEVER_NS = Long.MIN_VALUE;

    private final int[] constituentIds = new int[MAX_SOURCES];
    private final String[] venues = new String[MAX_SOURCES];
    private final long[] pricesE8 = new long[MAX_SOURCES];
    private final long[] timesNs = new long[MAX_SOURCES];
    private final int[] weights = new int[MAX_SOURCES];
    private final boolean[] off = new boolean[MAX_SOURCES];
    private final boolean[] suspect = new boolean[MAX_SOURCES];
    private final boolean[] outside = new boolean[MAX_SOURCES];
    private int count;

    /** Number of a source, made on first sight; -1 where there are too many. */
    int number(final int constituentId, final String venue) {
        for (int i = 0; i < count; i++) {
            if (constituentIds[i] == constituentId && venues[i].equals(venue)) {
                return i;
            }
        }
        if (count == MAX_SOURCES) {
            return -1;
        }
        constituentIds[count] = constituentId;
        venues[count] = venue;
        timesNs[count] = NEVER_NS;
        weights[count] = FULL_WEIGHT;
        return count++;
    }

    /** Takes a price; one that is no price, or dearer than believed, is not heard. Returns whether it may change the index. */
    boolean onPrice(final int source, final long priceE8, final long timeNs, final long maximumAgeNs) {
        if (source < 0 || priceE8 <= 0 || priceE8 > MAX_PRICE_E8) {
            return false;
        }
        final boolean changed = pricesE8[source] != priceE8 || !counts(source, timeNs, maximumAgeNs);
        pricesE8[source] = priceE8;
        timesNs[source] = timeNs;
        suspect[source] = false;
        return changed;
    }

    /** Input of the source was lost: its price is not to be trusted until its next one. Returns whether it was until now. */
    boolean onGap(final int source) {
        final boolean changed = source >= 0 && !suspect[source] && wasHeard(source);
        if (changed) {
            suspect[source] = true;
        }
        return changed;
    }

    void set(final int source, final boolean enabled, final int weight) {
        off[source] = !enabled;
        weights[source] = weight;
    }

    boolean counts(final int source, final long timeNs, final long maximumAgeNs) {
        return wasHeard(source) && !off[source] && !suspect[source] && timeNs - timesNs[source] <= maximumAgeNs;
    }

    boolean wasHeard(final int source) {
        return timesNs[source] != NEVER_NS;
    }

    /** Whether any source ever gave a price. */
    boolean anyHeard() {
        for (int i = 0; i < count; i++) {
            if (wasHeard(i)) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return count;
    }

    int constituentId(final int source) {
        return constituentIds[source];
    }

    String venue(final int source) {
        return venues[source];
    }

    long priceE8(final int source) {
        return pricesE8[source];
    }

    long timeNs(final int source) {
        return timesNs[source];
    }

    int weight(final int source) {
        return weights[source];
    }

    boolean isOutside(final int source) {
        return outside[source];
    }

    void setOutside(final int source, final boolean is) {
        outside[source] = is;
    }

    private int flags(final int source) {
        return (off[source] ? 1 : 0) | (suspect[source] ? 2 : 0) | (outside[source] ? 4 : 0);
    }

    long hash() {
        long hash = count;
        for (int i = 0; i < count; i++) {
            hash = StateHash.and(hash, constituentIds[i], venues[i].hashCode(), pricesE8[i], timesNs[i]);
            hash = StateHash.and(hash, (long) weights[i] << 3 | flags(i));
        }
        return hash;
    }

    void save(final SnapshotOutput out) {
        out.putInt(count);
        for (int i = 0; i < count; i++) {
            out.putInt(constituentIds[i])
                    .putString(venues[i])
                    .putLong(pricesE8[i])
                    .putLong(timesNs[i])
                    .putInt(weights[i])
                    .putInt(flags(i));
        }
    }

    void load(final SnapshotInput in) {
        for (int left = in.getInt(); left > 0; left--) {
            final int source = number(in.getInt(), in.getString());
            pricesE8[source] = in.getLong();
            timesNs[source] = in.getLong();
            weights[source] = in.getInt();
            final int flags = in.getInt();
            off[source] = (flags & 1) != 0;
            suspect[source] = (flags & 2) != 0;
            outside[source] = (flags & 4) != 0;
        }
    }
}
