package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import java.util.Arrays;

/** Every group that ever had limits, by account, underlying and number, and walked in that order. Groups are made once and stay. */
public final class QuoteGroups {
    /** Highest number of a group; 0 is for flagged orders. */
    public static final int MAX_NUMBER = 16;

    private static final int PER_UNDERLYING = MAX_NUMBER + 1;
    private static final int INITIAL_ACCOUNTS = 64;

    private final int maxAccounts;
    private final int underlyings;
    private final StateHash stateHash;
    private QuoteGroup[][] byAccount = new QuoteGroup[INITIAL_ACCOUNTS][];

    /** No groups yet. */
    public QuoteGroups(final int maxAccounts, final int underlyings, final StateHash stateHash) {
        this.maxAccounts = maxAccounts;
        this.underlyings = underlyings;
        this.stateHash = stateHash;
    }

    /** The group, or null where it never had limits, or there is none of these ids. */
    public QuoteGroup find(final int accountId, final int underlyingId, final int number) {
        final QuoteGroup[] groups = accountId > 0 && accountId < byAccount.length ? byAccount[accountId] : null;
        return groups != null && isGroup(underlyingId, number) ? groups[indexOf(underlyingId, number)] : null;
    }

    /** The group, made where there is none. */
    public QuoteGroup findOrMake(final int accountId, final int underlyingId, final int number) {
        final QuoteGroup found = find(accountId, underlyingId, number);
        if (found != null) {
            return found;
        }
        if (accountId <= 0 || accountId > maxAccounts || !isGroup(underlyingId, number)) {
            throw new IllegalArgumentException(
                    "there can be no group " + number + " of account " + accountId + " in underlying " + underlyingId);
        }
        if (accountId >= byAccount.length) {
            byAccount = Arrays.copyOf(byAccount, Math.min(maxAccounts + 1, accountId * 2));
        }
        if (byAccount[accountId] == null) {
            byAccount[accountId] = new QuoteGroup[underlyings * PER_UNDERLYING];
        }
        final QuoteGroup made = new QuoteGroup(accountId, underlyingId, number, stateHash);
        byAccount[accountId][indexOf(underlyingId, number)] = made;
        return made;
    }

    /** Whether a group could be there. */
    public boolean isGroup(final int underlyingId, final int number) {
        return underlyingId > 0 && underlyingId <= underlyings && number >= 0 && number <= MAX_NUMBER;
    }

    /** Bound on accounts: {@link #hasAny} is false from there on. */
    public int accountsEnd() {
        return byAccount.length;
    }

    /** Whether the account has a group. */
    public boolean hasAny(final int accountId) {
        return accountId > 0 && accountId < byAccount.length && byAccount[accountId] != null;
    }

    /** How many places for groups an account has. */
    public int places() {
        return underlyings * PER_UNDERLYING;
    }

    /** The group at a place of an account that {@link #hasAny}, by underlying and number, or null. */
    public QuoteGroup at(final int accountId, final int place) {
        return byAccount[accountId][place];
    }

    /** How many quotes rest. */
    public int resting() {
        int count = 0;
        for (int account = 1; account < byAccount.length; account++) {
            for (int place = 0; hasAny(account) && place < places(); place++) {
                final QuoteGroup group = at(account, place);
                count += group == null ? 0 : group.resting();
            }
        }
        return count;
    }

    /** Checks every group, see {@link QuoteGroup#check()}. */
    public void check() {
        for (int account = 1; account < byAccount.length; account++) {
            for (int place = 0; hasAny(account) && place < places(); place++) {
                final QuoteGroup group = at(account, place);
                if (group != null) {
                    group.check();
                }
            }
        }
    }

    private static int indexOf(final int underlyingId, final int number) {
        return (underlyingId - 1) * PER_UNDERLYING + number;
    }
}
