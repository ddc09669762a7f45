package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.SelfTradePrevention;

/**
 * What accounts asked for that is no order: how their orders treat each other. Every account has the defaults until it asks. Bounded by
 * the venue's accounts; single-threaded.
 */
public final class AccountSettings {
    private static final long SELF_TRADE_HASH_KIND = 15;
    private static final SelfTradePrevention[] MODES = {
        SelfTradePrevention.NONE,
        SelfTradePrevention.CANCEL_TAKER,
        SelfTradePrevention.CANCEL_MAKER,
        SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT
    };

    private final StateHash stateHash;
    private final int[] groups;
    private final byte[] modes;

    /** Defaults for accounts 1 to {@code maxAccounts}; changes are kept in the hash. */
    public AccountSettings(final int maxAccounts, final StateHash stateHash) {
        this.groups = new int[maxAccounts + 1];
        this.modes = new byte[maxAccounts + 1];
        this.stateHash = stateHash;
    }

    /** Highest account id. */
    public int maxAccounts() {
        return groups.length - 1;
    }

    /** What happens where an arriving order of the account meets one of its group. */
    public SelfTradePrevention selfTradePrevention(final int accountId) {
        return MODES[modes[accountId]];
    }

    /** Accounts of one group count as one; 0: this account alone. */
    public int group(final int accountId) {
        return groups[accountId];
    }

    /** Whether orders of the two accounts count as one's own: the same account, or the same group. */
    public boolean isSelf(final int accountId, final int otherAccountId) {
        return accountId == otherAccountId || groups[accountId] != 0 && groups[accountId] == groups[otherAccountId];
    }

    /** Sets how an account's orders treat those of its group. */
    public void selfTradePrevention(final int accountId, final int group, final SelfTradePrevention mode) {
        stateHash.remove(selfTradeHash(accountId));
        groups[accountId] = group;
        modes[accountId] = (byte) mode.value();
        stateHash.add(selfTradeHash(accountId));
    }

    private long selfTradeHash(final int accountId) {
        return groups[accountId] == 0 && modes[accountId] == 0
                ? 0
                : StateHash.of(SELF_TRADE_HASH_KIND, accountId, groups[accountId], modes[accountId], 0);
    }
}
