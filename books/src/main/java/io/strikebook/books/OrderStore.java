package io.strikebook.books;

import io.strikebook.common.order.OrderIds;
import java.util.Arrays;

/**
 * Orders as records of 32 bytes in one array, half a cache line each and no object, and where each id's record is. A record is named by its
 * place, from 1; 0 is none. Grows by doubling; single-threaded.
 *
 * <pre>
 *   word 0: order id
 *   word 1: hidden lots | shown lots        32 bits each, unsigned
 *   word 2: next place | previous place     of the queue at its price
 *   word 3: extras | level                  numbers of its {@link OrderExtras} and {@link FollowedLevel}, 0 for none
 * </pre>
 *
 * An entry of the table has 32 bits of the id's hash beside the place, so that other ids are passed over without a look at their records.
 */
final class OrderStore {
    private static final int INITIAL_ORDERS = 1 << 12;
    private static final int WORDS = 4;
    private static final int LOTS = 1;
    private static final int LINKS = 2;
    private static final int PLACE = 3;
    private static final long LOW = 0xFFFF_FFFFL;

    /** 2^64 divided by the golden ratio: neighbouring groups come to lie far apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Orders of eight commands in a row have their entries side by side, in a line of the cache: they are wanted together. */
    private static final int GROUP_BITS = 3;

    private static final int GROUP_MASK = (1 << GROUP_BITS) - 1;

    private long[] words = new long[INITIAL_ORDERS * WORDS];

    /** Free records, linked by their next places; beyond {@link #used} all are free. */
    private int free;

    private int used = 1;
    private int size;

    /** Entries: hash | place, twice as many as records at least; 0 is none. */
    private long[] table = new long[INITIAL_ORDERS * 2];

    private int indexed;

    private static int hash(final long orderId) {
        final long sequence = OrderIds.sequenceOf(orderId);
        final long group = sequence >>> GROUP_BITS ^ orderId << Long.SIZE - OrderIds.ORDINAL_BITS;
        return (int) (group * SPREAD >>> Integer.SIZE) & ~GROUP_MASK | (int) sequence & GROUP_MASK;
    }

    private int home(final int hash) {
        return hash >>> Integer.numberOfLeadingZeros(table.length) + 1 & ~GROUP_MASK | hash & GROUP_MASK;
    }

    /** Where an order is that is found by its id, or 0. */
    int find(final long orderId) {
        final long[] entries = table;
        final int mask = entries.length - 1;
        final int hash = hash(orderId);
        int at = home(hash);
        long entry = entries[at];
        while (entry != 0) {
            if ((int) (entry >>> Integer.SIZE) == hash && words[(int) entry * WORDS] == orderId) {
                return (int) entry;
            }
            at = at + 1 & mask;
            entry = entries[at];
        }
        return 0;
    }

    /** Where an order is that has to be known. */
    int require(final long orderId) {
        final int place = find(orderId);
        if (place == 0) {
            throw new IllegalStateException("order " + orderId + " is in no book");
        }
        return place;
    }

    /** A new record that is found by its id. */
    int addFound(final long orderId) {
        if (indexed * 2 >= table.length) {
            growTable();
        }
        final int place = add(orderId);
        put(table, home(hash(orderId)), (long) hash(orderId) << Integer.SIZE | place);
        indexed++;
        return place;
    }

    /** A new record without lots and level. */
    int add(final long orderId) {
        int place = free;
        if (place != 0) {
            free = next(place);
        } else {
            if (used * WORDS == words.length) {
                words = Arrays.copyOf(words, words.length * 2);
            }
            place = used++;
        }
        final int at = place * WORDS;
        words[at] = orderId;
        words[at + LOTS] = 0;
        words[at + LINKS] = 0;
        words[at + PLACE] = 0;
        size++;
        return place;
    }

    /** Ends an order that is found by its id. */
    void removeFound(final int place) {
        final long[] entries = table;
        final int mask = entries.length - 1;
        int hole = home(hash(orderId(place)));
        while ((int) entries[hole] != place) {
            if (entries[hole] == 0) {
                throw new IllegalStateException("order " + orderId(place) + " is not found by its id");
            }
            hole = hole + 1 & mask;
        }
        int at = hole + 1 & mask;
        while (entries[at] != 0) {
            // one that would not be found any more behind the hole moves into it
            if ((at - home((int) (entries[at] >>> Integer.SIZE)) & mask) >= (at - hole & mask)) {
                entries[hole] = entries[at];
                hole = at;
            }
            at = at + 1 & mask;
        }
        entries[hole] = 0;
        indexed--;
        remove(place);
    }

    /** Ends an order that is not found by its id. */
    void remove(final int place) {
        words[place * WORDS] = 0;
        words[place * WORDS + LINKS] = (long) free << Integer.SIZE;
        free = place;
        size--;
    }

    private static void put(final long[] entries, final int home, final long entry) {
        final int mask = entries.length - 1;
        int at = home;
        while (entries[at] != 0) {
            at = at + 1 & mask;
        }
        entries[at] = entry;
    }

    private void growTable() {
        final long[] smaller = table;
        table = new long[smaller.length * 2];
        for (final long entry : smaller) {
            if (entry != 0) {
                put(table, home((int) (entry >>> Integer.SIZE)), entry);
            }
        }
    }

    /** How many orders there are. */
    int size() {
        return size;
    }

    long orderId(final int place) {
        return words[place * WORDS];
    }

    void orderId(final int place, final long orderId) {
        words[place * WORDS] = orderId;
    }

    long shownLots(final int place) {
        return words[place * WORDS + LOTS] & LOW;
    }

    long hiddenLots(final int place) {
        return words[place * WORDS + LOTS] >>> Integer.SIZE;
    }

    void lots(final int place, final long shown, final long hidden) {
        words[place * WORDS + LOTS] = hidden << Integer.SIZE | shown;
    }

    int next(final int place) {
        return (int) (words[place * WORDS + LINKS] >>> Integer.SIZE);
    }

    int previous(final int place) {
        return (int) words[place * WORDS + LINKS];
    }

    void next(final int place, final int next) {
        final int at = place * WORDS + LINKS;
        words[at] = words[at] & LOW | (long) next << Integer.SIZE;
    }

    void previous(final int place, final int previous) {
        final int at = place * WORDS + LINKS;
        words[at] = words[at] & ~LOW | previous;
    }

    void links(final int place, final int previous, final int next) {
        words[place * WORDS + LINKS] = (long) next << Integer.SIZE | previous;
    }

    int level(final int place) {
        return (int) words[place * WORDS + PLACE];
    }

    void level(final int place, final int level) {
        final int at = place * WORDS + PLACE;
        words[at] = words[at] & ~LOW | level;
    }

    int extras(final int place) {
        return (int) (words[place * WORDS + PLACE] >>> Integer.SIZE);
    }

    void extras(final int place, final int extras) {
        final int at = place * WORDS + PLACE;
        words[at] = words[at] & LOW | (long) extras << Integer.SIZE;
    }
}
