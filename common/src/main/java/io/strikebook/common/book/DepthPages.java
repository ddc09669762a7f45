package io.strikebook.common.book;

import java.util.Arrays;

/**
 * Keys in ascending order with a quantity each, in pages: what comes or goes moves the entries of one page, and not all that are greater. A
 * directory has the pages in order, each with a key that is greater than all before the page and not greater than any in it; it is searched
 * first, then the page. Full pages are split and sparse neighbours joined, so that the pages' number stays in proportion. Allocates only where
 * it grows.
 */
final class DepthPages {
    private static final int PAGE_BITS = 6;
    private static final int PAGE = 1 << PAGE_BITS;

    /** Entries of a full page: one less than it has room for, so that the steps of a search are those of a whole word. */
    private static final int FULL = PAGE - 1;

    /** Behind a page's entries. */
    private static final long UNUSED = Long.MAX_VALUE;

    private static final int SPARSE = PAGE / 4;
    private static final int HALF = PAGE / 2;

    private long[] keys = unused(PAGE);
    private long[] quantities = new long[PAGE];

    /** The directory: where a page begins, how many entries it has, and its lowest key; of the first page that counts for nothing. */
    private int[] starts = new int[1];

    private int[] counts = new int[1];
    private long[] lows = new long[1];

    /** Pages in the directory; there is always one. The {@code pages} first starts are in use, those behind them are free. */
    private int pages = 1;

    private int size;

    /** Place of the directory, and within its page, that was found last. */
    private int page;

    private int slot;

    /** The page that an index was looked up in last, and the index that it begins with; none after a change. */
    private int readPage = -1;

    private int readFrom;

    int size() {
        return size;
    }

    /** The greatest key of some. */
    long greatest() {
        return keys[starts[pages - 1] + counts[pages - 1] - 1];
    }

    /** The least key of some. */
    long least() {
        return keys[starts[0]];
    }

    void clear() {
        pages = 1;
        Arrays.fill(keys, starts[0], starts[0] + PAGE, UNUSED);
        counts[0] = 0;
        size = 0;
        readPage = -1;
    }

    /** Looks for a key, or where it belongs; returns whether it is there. Halves are taken without a branch, which could not be predicted. */
    boolean find(final long key) {
        int at = 0;
        int left = pages - 1;
        while (left > 0) {
            final int half = left + 1 >>> 1;
            at += lows[at + half] <= key ? half : 0;
            left -= half;
        }
        page = at;
        final int start = starts[at];
        slot = below(start, key);
        return slot < counts[at] && keys[start + slot] == key;
    }

    /** How many keys of a page are less: always as many steps, whatever there is in it. */
    private int below(final int start, final long key) {
        final long[] all = keys;
        int at = start;
        at += all[at + 31] < key ? 32 : 0;
        at += all[at + 15] < key ? 16 : 0;
        at += all[at + 7] < key ? 8 : 0;
        at += all[at + 3] < key ? 4 : 0;
        at += all[at + 1] < key ? 2 : 0;
        at += all[at] < key ? 1 : 0;
        return at - start;
    }

    /** Quantity of the key that was found. */
    long found() {
        return quantities[starts[page] + slot];
    }

    /** Sets the quantity of the key that was found. */
    void replace(final long quantity) {
        quantities[starts[page] + slot] = quantity;
    }

    /** Enters the key that was looked for and is not there. */
    void insert(final long key, final long quantity) {
        if (counts[page] == FULL) {
            split();
        }
        final int start = starts[page];
        move(start + slot, start + slot + 1, counts[page] - slot);
        keys[start + slot] = key;
        quantities[start + slot] = quantity;
        if (slot == 0) {
            lows[page] = Math.min(lows[page], key);
        }
        counts[page]++;
        size++;
        readPage = -1;
    }

    /** Takes out the key that was found. */
    void remove() {
        final int start = starts[page];
        final int count = --counts[page];
        move(start + slot + 1, start + slot, count - slot);
        keys[start + count] = UNUSED;
        size--;
        readPage = -1;
        if (count <= SPARSE && !join(page - 1)) {
            join(page);
        }
    }

    /** Key at an index, the least at 0. */
    long key(final int index) {
        return keys[at(index)];
    }

    /** Quantity at an index. */
    long quantity(final int index) {
        return quantities[at(index)];
    }

    /** Where an index is: found at once while those asked for are next to each other. */
    private int at(final int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        if (readPage < 0) {
            readPage = pages - 1;
            readFrom = size - counts[readPage];
        }
        while (index < readFrom) {
            readPage--;
            readFrom -= counts[readPage];
        }
        while (index >= readFrom + counts[readPage]) {
            readFrom += counts[readPage];
            readPage++;
        }
        return starts[readPage] + index - readFrom;
    }

    private static long[] unused(final int count) {
        final long[] made = new long[count];
        Arrays.fill(made, UNUSED);
        return made;
    }

    private void move(final int from, final int to, final int count) {
        System.arraycopy(keys, from, keys, to, count);
        System.arraycopy(quantities, from, quantities, to, count);
    }

    /**
     * Makes room in the page that was found, which is full. Where the new key goes to one of the ends, as those of a snapshot do, it gets a page of
     * its own, so that the others stay full.
     */
    private void split() {
        final boolean lowest = page == 0 && slot == 0;
        final boolean greatest = page == pages - 1 && slot == FULL;
        final int stay = lowest ? 0 : greatest ? FULL : HALF;
        final int old = starts[page];
        final int added = addPage(page + 1);
        Arrays.fill(keys, added, added + PAGE, UNUSED);
        System.arraycopy(keys, old + stay, keys, added, FULL - stay);
        System.arraycopy(quantities, old + stay, quantities, added, FULL - stay);
        Arrays.fill(keys, old + stay, old + PAGE, UNUSED);
        counts[page] = stay;
        counts[page + 1] = FULL - stay;
        lows[page + 1] = greatest ? Long.MAX_VALUE : keys[added];
        if (slot > stay || greatest) {
            page++;
            slot -= stay;
        }
    }

    /** Takes a free page into the directory, and returns its start. */
    private int addPage(final int place) {
        if (pages == starts.length) {
            starts = Arrays.copyOf(starts, pages * 2);
            counts = Arrays.copyOf(counts, pages * 2);
            lows = Arrays.copyOf(lows, pages * 2);
            keys = Arrays.copyOf(keys, keys.length * 2);
            quantities = Arrays.copyOf(quantities, keys.length);
            for (int i = pages; i < starts.length; i++) {
                starts[i] = i << PAGE_BITS;
            }
        }
        final int added = starts[pages];
        final int behind = pages - place;
        System.arraycopy(starts, place, starts, place + 1, behind);
        System.arraycopy(counts, place, counts, place + 1, behind);
        System.arraycopy(lows, place, lows, place + 1, behind);
        starts[place] = added;
        pages++;
        return added;
    }

    /** Puts a page's entries behind those of the one before it, where both are few, or one is empty; returns whether it did. */
    private boolean join(final int first) {
        final int second = first + 1;
        if (first < 0 || second == pages) {
            return false;
        }
        if (counts[first] + counts[second] > HALF && counts[first] > 0 && counts[second] > 0) {
            return false;
        }
        final int from = starts[second];
        if (counts[first] == 0) {
            // the second takes the first one's place, its entries stay where they are
            starts[second] = starts[first];
            starts[first] = from;
        } else {
            final int to = starts[first] + counts[first];
            System.arraycopy(keys, from, keys, to, counts[second]);
            System.arraycopy(quantities, from, quantities, to, counts[second]);
        }
        counts[first] += counts[second];
        final int freed = starts[second];
        final int behind = pages - second - 1;
        System.arraycopy(starts, second + 1, starts, second, behind);
        System.arraycopy(counts, second + 1, counts, second, behind);
        System.arraycopy(lows, second + 1, lows, second, behind);
        pages--;
        starts[pages] = freed;
        return true;
    }
}
