package io.strikebook.margin.standard;

import java.util.Arrays;

/**
 * Wallets whose state is due by time, earliest report first, ties by slot: a binary heap in which each wallet knows its place, so that
 * one that is reported early leaves at once. Not thread safe; allocates only to grow.
 */
final class DueHeap {
    private Wallet[] heap = new Wallet[256];
    private int size;

    /** The wallet that waits longest, or null. */
    Wallet first() {
        return size == 0 ? null : heap[0];
    }

    int size() {
        return size;
    }

    /** Adds a wallet unless it is in already; its {@code reportedNs} must not change while it is. */
    void add(final Wallet wallet) {
        if (wallet.heapIndex >= 0) {
            return;
        }
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        up(size++, wallet);
    }

    /** Takes a wallet out if it is in. */
    void remove(final Wallet wallet) {
        final int hole = wallet.heapIndex;
        if (hole < 0) {
            return;
        }
        wallet.heapIndex = -1;
        final Wallet moved = heap[--size];
        heap[size] = null;
        if (moved == wallet) {
            return;
        }
        if (hole > 0 && before(moved, heap[hole - 1 >>> 1])) {
            up(hole, moved);
        } else {
            down(hole, moved);
        }
    }

    private void up(final int start, final Wallet wallet) {
        int index = start;
        while (index > 0) {
            final int parent = index - 1 >>> 1;
            if (!before(wallet, heap[parent])) {
                break;
            }
            place(index, heap[parent]);
            index = parent;
        }
        place(index, wallet);
    }

    private void down(final int start, final Wallet wallet) {
        int index = start;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], wallet)) {
                break;
            }
            place(index, heap[child]);
            index = child;
        }
        place(index, wallet);
    }

    private void place(final int index, final Wallet wallet) {
        heap[index] = wallet;
        wallet.heapIndex = index;
    }

    private static boolean before(final Wallet left, final Wallet right) {
        return left.reportedNs != right.reportedNs ? left.reportedNs < right.reportedNs : left.slot < right.slot;
    }
}
