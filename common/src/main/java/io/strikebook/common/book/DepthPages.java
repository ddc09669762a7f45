package io.strikebook.common.book;

import java.util.Arrays;

/**
 * Keys in ascending order with a quantity each, in pages of {@link DepthPage#TICKS} ticks in a row, so that a key's place is computed and not
 * searched: setting one moves nothing and hardly ever branches. The tick is what all keys so far are multiples of; a key that is none makes it
 * finer, and then all are filed anew. Pages are in order in a directory, and in a hash table by number. Allocates only where it grows.
 */
final class DepthPages {
    /** Entries of the table for each page that the directory has room for. */
    private static final int SPREAD = 4;

    /** A power of two. */
    private static final int FIRST_PAGES = 4;

    /** The tick, null before the first key. */
    private TickGrid grid;

    private long tick;

    /** The tick when all keys were forgotten before. */
    private long tickBefore;

    /** The directory: the {@code pages} first are in use, none of them is empty. */
    private DepthPage[] directory = new DepthPage[FIRST_PAGES];

    private int pages;

    /** The directory that was, while keys are filed anew. */
    private DepthPage[] spare = new DepthPage[FIRST_PAGES];

    /** The first page of each place, which leads to the others: neighbours are in neighbouring places. */
    private DepthPage[] table = new DepthPage[FIRST_PAGES * SPREAD];

    private DepthPage free;
    private int size;

    /** The page that an index was looked up in last, and the index that it begins with; none after a change. */
    private int readPage = -1;

    private int readFrom;

    int size() {
        return size;
    }

    /** The greatest key of some. */
    long greatest() {
        return directory[pages - 1].greatest() * tick;
    }

    /** The least key of some. */
    long least() {
        return directory[0].least() * tick;
    }

    /** Forgets all keys; also the tick, unless it has proved the same before: one odd key must not make all later pages sparse. */
    void clear() {
        for (int i = 0; i < pages; i++) {
            Arrays.fill(directory[i].quantities, 0);
            release(directory[i]);
        }
        Arrays.fill(table, null);
        pages = 0;
        size = 0;
        readPage = -1;
        if (tick != tickBefore) {
            tickBefore = tick;
            grid = null;
            tick = 0;
        }
    }

    /** Sets a key's quantity; 0 takes it out. Returns the quantity before, 0 where the key was not there. */
    long set(final long key, final long quantity) {
        if (grid == null || !grid.holds(key)) {
            if (quantity == 0) {
                return 0;
            }
            refine(key);
        }
        final long ticks = grid.ticks(key);
        final long number = ticks >> DepthPage.BITS;
        DepthPage page = table[place(number)];
        while (page != null && page.number != number) {
            page = page.next;
        }
        if (page == null) {
            if (quantity == 0) {
                return 0;
            }
            page = insert(number);
        }
        final int slot = DepthPage.slot(ticks);
        final long before = page.quantities[slot];
        page.quantities[slot] = quantity;
        final long bit = 1L << slot;
        final long occupied = quantity == 0 ? page.occupied & ~bit : page.occupied | bit;
        page.occupied = occupied;
        size += (quantity == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
        readPage = -1;
        if (occupied == 0) {
            remove(page);
        }
        return before;
    }

    /** Key at an index, the least at 0. */
    long key(final int index) {
        final DepthPage page = page(index);
        return page.tick(page.slot(index - readFrom)) * tick;
    }

    /** Quantity at an index. */
    long quantity(final int index) {
        final DepthPage page = page(index);
        return page.quantities[page.slot(index - readFrom)];
    }

    /** The page that an index is in: found at once while those asked for are next to each other. */
    private DepthPage page(final int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        if (readPage < 0) {
            readPage = pages - 1;
            readFrom = size - directory[readPage].count();
        }
        while (index < readFrom) {
            readPage--;
            readFrom -= directory[readPage].count();
        }
        int behind = readFrom + directory[readPage].count();
        while (index >= behind) {
            readFrom = behind;
            readPage++;
            behind += directory[readPage].count();
        }
        return directory[readPage];
    }

    private int place(final long number) {
        return (int) number & table.length - 1;
    }

    /** How many pages have lower numbers. */
    private int below(final long number) {
        int at = 0;
        int end = pages;
        while (at < end) {
            final int middle = at + end >>> 1;
            if (directory[middle].number < number) {
                at = middle + 1;
            } else {
                end = middle;
            }
        }
        return at;
    }

    private DepthPage insert(final long number) {
        if (pages == directory.length) {
            grow();
        }
        final DepthPage page = free == null ? new DepthPage() : free;
        free = page.next;
        page.number = number;
        link(page);
        final int at = below(number);
        System.arraycopy(directory, at, directory, at + 1, pages - at);
        directory[at] = page;
        pages++;
        return page;
    }

    private void grow() {
        directory = Arrays.copyOf(directory, pages * 2);
        spare = Arrays.copyOf(spare, pages * 2);
        table = new DepthPage[pages * 2 * SPREAD];
        for (int i = 0; i < pages; i++) {
            link(directory[i]);
        }
    }

    private void link(final DepthPage page) {
        final int place = place(page.number);
        page.next = table[place];
        table[place] = page;
    }

    private void unlink(final DepthPage page) {
        final int place = place(page.number);
        if (table[place] == page) {
            table[place] = page.next;
            return;
        }
        DepthPage before = table[place];
        while (before.next != page) {
            before = before.next;
        }
        before.next = page.next;
    }

    /** Takes a page out that became empty. */
    private void remove(final DepthPage page) {
        unlink(page);
        final int at = below(page.number);
        pages--;
        System.arraycopy(directory, at + 1, directory, at, pages - at);
        release(page);
    }

    private void release(final DepthPage page) {
        page.occupied = 0;
        page.next = free;
        free = page;
    }

    /** Makes the tick as fine as one more key wants it, and files all keys anew. */
    private void refine(final long key) {
        final long coarse = tick;
        tick = commonDivisor(key, coarse);
        grid = new TickGrid(tick);
        final DepthPage[] old = directory;
        final int count = pages;
        directory = spare;
        spare = old;
        Arrays.fill(table, null);
        pages = 0;
        size = 0;
        for (int i = 0; i < count; i++) {
            final DepthPage page = old[i];
            for (long left = page.occupied; left != 0; left &= left - 1) {
                final int slot = Long.numberOfTrailingZeros(left);
                set(page.tick(slot) * coarse, page.quantities[slot]);
                page.quantities[slot] = 0;
            }
            release(page);
        }
    }

    private static long commonDivisor(final long first, final long second) {
        long one = first;
        long other = second;
        while (other != 0) {
            final long rest = one % other;
            one = other;
            other = rest;
        }
        return Math.max(1, Math.abs(one));
    }
}
