package io.strikebook.matching.time;

import java.util.Arrays;

/**
 * Deadlines of all underlyings, a binary heap for each. They are due at or before the time of a command, and fire in it first, in the
 * order of time, then id: those of one underlying in commands of that underlying, all of them in commands for all. So it does not matter
 * how underlyings are spread over engines. Not part of the state by themselves: whoever sets one can set it again.
 *
 * <p>Grows as needed; allocates nothing once as many were set at once. Single-threaded.
 */
public final class Deadlines {
    private static final int INITIAL_UNDERLYINGS = 4;
    private static final int INITIAL_DEADLINES = 64;
    private static final int CHUNK = 64;

    private Deadline[][] heaps = new Deadline[INITIAL_UNDERLYINGS][];
    private int[] sizes = new int[INITIAL_UNDERLYINGS];
    private Deadline free;

    /** Of all heaps. */
    private long earliestNs = Long.MAX_VALUE;

    /** Whether any deadline of any underlying has come. */
    public boolean isAnyDue(final long nowNs) {
        return nowNs >= earliestNs;
    }

    /**
     * Sets a deadline.
     *
     * @param underlyingId from 1
     */
    public Deadline set(final int underlyingId, final DeadlineKind kind, final long id, final long atNs) {
        if (underlyingId < 1) {
            throw new IllegalArgumentException("deadline of underlying " + underlyingId);
        }
        final Deadline deadline = acquire();
        deadline.underlyingId = underlyingId;
        deadline.kind = kind;
        deadline.id = id;
        deadline.atNs = atNs;
        makeRoom(underlyingId);
        final int last = sizes[underlyingId]++;
        siftUp(heaps[underlyingId], last, deadline);
        earliestNs = Math.min(earliestNs, atNs);
        return deadline;
    }

    /** The first deadline of an underlying that has come, or null. */
    public Deadline due(final int underlyingId, final long nowNs) {
        if (underlyingId < 1 || underlyingId >= sizes.length || sizes[underlyingId] == 0) {
            return null;
        }
        final Deadline first = heaps[underlyingId][0];
        return first.atNs <= nowNs ? first : null;
    }

    /** The first deadline of any underlying that has come, or null. */
    public Deadline dueOfAll(final long nowNs) {
        Deadline first = null;
        for (int underlyingId = 1; underlyingId < sizes.length; underlyingId++) {
            final Deadline candidate = due(underlyingId, nowNs);
            if (candidate != null && (first == null || candidate.isBefore(first))) {
                first = candidate;
            }
        }
        return first;
    }

    /** How many are set. */
    public int size() {
        int size = 0;
        for (final int ofUnderlying : sizes) {
            size += ofUnderlying;
        }
        return size;
    }

    void remove(final Deadline deadline) {
        if (deadline.index < 0) {
            throw new IllegalStateException("a deadline was cancelled twice");
        }
        final Deadline[] heap = heaps[deadline.underlyingId];
        final int hole = deadline.index;
        final int last = --sizes[deadline.underlyingId];
        final Deadline moved = heap[last];
        heap[last] = null;
        if (moved != deadline) {
            if (hole > 0 && moved.isBefore(heap[hole - 1 >>> 1])) {
                siftUp(heap, hole, moved);
            } else {
                siftDown(heap, last, hole, moved);
            }
        }
        deadline.index = -1;
        if (deadline.atNs == earliestNs) {
            findEarliest();
        }
        deadline.nextFree = free;
        free = deadline;
    }

    /** Walks the heaps and throws where a deadline comes before one that it must not. */
    public void check() {
        for (int underlyingId = 1; underlyingId < sizes.length; underlyingId++) {
            for (int i = 0; i < sizes[underlyingId]; i++) {
                final Deadline deadline = heaps[underlyingId][i];
                if (deadline.index != i
                        || deadline.underlyingId != underlyingId
                        || deadline.atNs < earliestNs
                        || i > 0 && deadline.isBefore(heaps[underlyingId][i - 1 >>> 1])) {
                    throw new IllegalStateException("deadline " + deadline.kind + ' ' + deadline.id
                            + " is out of place " + i + " in underlying " + underlyingId);
                }
            }
        }
    }

    private void findEarliest() {
        earliestNs = Long.MAX_VALUE;
        for (int underlyingId = 1; underlyingId < sizes.length; underlyingId++) {
            if (sizes[underlyingId] > 0) {
                earliestNs = Math.min(earliestNs, heaps[underlyingId][0].atNs);
            }
        }
    }

    private static void siftUp(final Deadline[] heap, final int from, final Deadline deadline) {
        int hole = from;
        while (hole > 0 && deadline.isBefore(heap[hole - 1 >>> 1])) {
            final int parent = hole - 1 >>> 1;
            put(heap, hole, heap[parent]);
            hole = parent;
        }
        put(heap, hole, deadline);
    }

    private static void siftDown(final Deadline[] heap, final int size, final int from, final Deadline deadline) {
        int hole = from;
        int child = 2 * hole + 1;
        while (child < size) {
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(deadline)) {
                break;
            }
            put(heap, hole, heap[child]);
            hole = child;
            child = 2 * hole + 1;
        }
        put(heap, hole, deadline);
    }

    private static void put(final Deadline[] heap, final int index, final Deadline deadline) {
        heap[index] = deadline;
        deadline.index = index;
    }

    private void makeRoom(final int underlyingId) {
        if (underlyingId >= sizes.length) {
            final int length = Math.max(underlyingId + 1, sizes.length * 2);
            heaps = Arrays.copyOf(heaps, length);
            sizes = Arrays.copyOf(sizes, length);
        }
        if (heaps[underlyingId] == null) {
            heaps[underlyingId] = new Deadline[INITIAL_DEADLINES];
        } else if (sizes[underlyingId] == heaps[underlyingId].length) {
            heaps[underlyingId] = Arrays.copyOf(heaps[underlyingId], sizes[underlyingId] * 2);
        }
    }

    private Deadline acquire() {
        if (free == null) {
            for (int i = 0; i < CHUNK; i++) {
                final Deadline made = new Deadline(this);
                made.nextFree = free;
                free = made;
            }
        }
        final Deadline deadline = free;
        free = deadline.nextFree;
        deadline.nextFree = null;
        return deadline;
    }
}
