package io.strikebook.auditor.tree;

import io.strikebook.schemas.Currency;
import java.util.Arrays;
import org.agrona.collections.Int2IntHashMap;

/** Newest equity of each account in each currency, 1e-12, as margin has reported it. Accounts keep the place of their first report. */
public final class AccountEquities {
    private static final int NONE = -1;

    private final Int2IntHashMap places = new Int2IntHashMap(NONE);
    private int[] accounts = new int[1_024];
    private long[] equitiesE12 = new long[1_024 * Columns.COUNT];
    private int size;

    /** Takes a report. */
    public void set(final int accountId, final Currency currency, final long equityE12) {
        final int place = placeOf(accountId); // before the array is looked at, which may grow by it
        equitiesE12[place * Columns.COUNT + Columns.of(currency)] = equityE12;
    }

    private int placeOf(final int accountId) {
        final int found = places.get(accountId);
        if (found != NONE) {
            return found;
        }
        if (size == accounts.length) {
            accounts = Arrays.copyOf(accounts, size * 2);
            equitiesE12 = Arrays.copyOf(equitiesE12, size * 2 * Columns.COUNT);
        }
        places.put(accountId, size);
        accounts[size] = accountId;
        return size++;
    }

    /** How many accounts there are. */
    public int size() {
        return size;
    }

    /** Account of a place. */
    public int account(final int place) {
        return accounts[place];
    }

    /** Whether an account was ever reported. */
    public boolean knows(final int accountId) {
        return places.get(accountId) != NONE;
    }

    /** Equity of an account that is known; 0 in a currency that it was never reported in. */
    public long equityE12(final int accountId, final int column) {
        return equitiesE12[places.get(accountId) * Columns.COUNT + column];
    }
}
