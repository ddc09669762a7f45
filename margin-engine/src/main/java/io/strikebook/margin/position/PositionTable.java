package io.strikebook.margin.position;

import java.util.Arrays;

/**
 * Open positions of one owner, in the order opened: 60 bytes each, in two stretches of memory. What every re-mark reads and writes of all
 * of them lies close together (instruments in one stretch, lots and worth first in the other), the rest row by row behind that. A row that
 * went flat stays with zero lots and worth, and adds nothing to any sum, until the table has to make room. Instruments are looked up by
 * scanning where there are few, else by an index. Single-threaded; allocates only to grow.
 */
public final class PositionTable {
    /** From the lots of a row, which are at the row times this, to those of the next; its worth is behind its lots. */
    public static final int STRIDE = 2;

    /** No row. */
    static final int NONE = -1;

    /** Numbers of a row besides lots and worth. */
    private static final int REST = 5;

    private static final int COST = 0;
    private static final int LAST_PRICE = 1;
    private static final int FUNDING = 2;
    private static final int INITIAL = 3;
    private static final int MAINTENANCE = 4;

    private static final int FIRST_ROOM = 2;
    private static final int MOST_SCANNED = 16;
    private static final int SPREAD = 0x9E3779B9;

    /** The instrument of each row; behind the room, where rows are many, row by instrument, plus one, by open addressing. */
    private int[] keys = new int[FIRST_ROOM];

    private long[] numbers = new long[FIRST_ROOM * (STRIDE + REST)];
    private int room = FIRST_ROOM;
    private int used;
    private int open;

    /** Bits of a place in the index; 0 where there is none. */
    private int indexBits;

    PositionTable() {}

    /** Rows that are in use; some may be flat. */
    public int rows() {
        return used;
    }

    /** Rows that are not flat. */
    public int open() {
        return open;
    }

    /** Instruments of the rows first; 0 or any where a row is flat. Not to be changed. */
    public int[] keys() {
        return keys;
    }

    /** Numbers, lots and worth of the rows first, {@link #STRIDE} apart. Only a worth is anybody else's to change. */
    public long[] numbers() {
        return numbers;
    }

    int instrumentId(final int row) {
        return keys[row];
    }

    long lots(final int row) {
        return numbers[STRIDE * row];
    }

    void lots(final int row, final long lots) {
        numbers[STRIDE * row] = lots;
    }

    long worthE12(final int row) {
        return numbers[STRIDE * row + 1];
    }

    void worthE12(final int row, final long worthE12) {
        numbers[STRIDE * row + 1] = worthE12;
    }

    long costE12(final int row) {
        return numbers[rest(row) + COST];
    }

    void costE12(final int row, final long costE12) {
        numbers[rest(row) + COST] = costE12;
    }

    long lastPriceE8(final int row) {
        return numbers[rest(row) + LAST_PRICE];
    }

    void lastPriceE8(final int row, final long priceE8) {
        numbers[rest(row) + LAST_PRICE] = priceE8;
    }

    long fundingE12(final int row) {
        return numbers[rest(row) + FUNDING];
    }

    void fundingE12(final int row, final long cumulativeE12) {
        numbers[rest(row) + FUNDING] = cumulativeE12;
    }

    long initialMarginE12(final int row) {
        return numbers[rest(row) + INITIAL];
    }

    long maintenanceMarginE12(final int row) {
        return numbers[rest(row) + MAINTENANCE];
    }

    void margins(final int row, final long initialE12, final long maintenanceE12) {
        final int rest = rest(row);
        numbers[rest + INITIAL] = initialE12;
        numbers[rest + MAINTENANCE] = maintenanceE12;
    }

    /** Positions have no margins of their own from here on, until they are valued with them. */
    public void clearMargins() {
        for (int row = 0; row < used; row++) {
            margins(row, 0, 0);
        }
    }

    private int rest(final int row) {
        return STRIDE * room + REST * row;
    }

    /** The next row from one on that is not flat, or {@link #NONE}. */
    int from(final int start) {
        for (int row = start; row < used; row++) {
            if (lots(row) != 0) {
                return row;
            }
        }
        return NONE;
    }

    /** The row of an instrument that is held, or {@link #NONE}. */
    int find(final int instrumentId) {
        final int row = indexBits == 0 ? scan(instrumentId) : keys[place(instrumentId)] - 1;
        return row == NONE || lots(row) == 0 ? NONE : row;
    }

    /** Reads what a trade in an instrument will read, waiting for none of it; a number without a meaning. */
    long touch(final int instrumentId) {
        if (indexBits == 0) {
            return keys[0] + numbers[0];
        }
        final int row = Math.max(0, keys[room + (instrumentId * SPREAD >>> Integer.SIZE - indexBits)] - 1);
        return keys[row] + lots(row) + costE12(row);
    }

    /** Opens a row behind all others, with zeros, for an instrument that is not held. */
    int append(final int instrumentId) {
        if (used == room) {
            makeRoom();
        }
        final int place = indexBits == 0 ? NONE : place(instrumentId);
        final int flat = indexBits == 0 ? scan(instrumentId) : keys[place] - 1;
        if (flat != NONE) {
            keys[flat] = 0;
        }
        final int row = used++;
        open++;
        keys[row] = instrumentId;
        lots(row, 0);
        worthE12(row, 0);
        Arrays.fill(numbers, rest(row), rest(row) + REST, 0);
        if (indexBits != 0) {
            keys[place] = row + 1;
        }
        return row;
    }

    /** A row is flat from here on. */
    void release(final int row) {
        open--;
        lots(row, 0);
        worthE12(row, 0);
    }

    private int scan(final int instrumentId) {
        for (int row = 0; row < used; row++) {
            if (keys[row] == instrumentId) {
                return row;
            }
        }
        return NONE;
    }

    /** Where an instrument is in the index, or would be. */
    private int place(final int instrumentId) {
        final int mask = (1 << indexBits) - 1;
        int place = instrumentId * SPREAD >>> Integer.SIZE - indexBits;
        while (keys[room + place] != 0 && keys[keys[room + place] - 1] != instrumentId) {
            place = place + 1 & mask;
        }
        return room + place;
    }

    /** Moves rows together, in a quarter and more room where less than a quarter of them were flat. */
    private void makeRoom() {
        final int[] oldKeys = keys;
        final long[] old = numbers;
        final int oldRoom = room;
        final int oldUsed = used;
        if (open >= room - room / 4) {
            room += room / 4 + FIRST_ROOM;
            indexBits = room <= MOST_SCANNED ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(2 * room - 1);
            keys = new int[room + (indexBits == 0 ? 0 : 1 << indexBits)];
            numbers = new long[room * (STRIDE + REST)];
        }
        used = 0;
        for (int row = 0; row < oldUsed; row++) {
            if (old[STRIDE * row] != 0) {
                keys[used] = oldKeys[row];
                System.arraycopy(old, STRIDE * row, numbers, STRIDE * used, STRIDE);
                System.arraycopy(old, STRIDE * oldRoom + REST * row, numbers, rest(used), REST);
                used++;
            }
        }
        Arrays.fill(keys, used, keys.length, 0);
        for (int row = 0; row < used && indexBits != 0; row++) {
            keys[place(keys[row])] = row + 1;
        }
    }
}
