package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.SelfTradePrevention;
import java.util.Arrays;

/**
 * What accounts asked for that is no order: how their orders treat each other, and what goes with a
 * source that is lost. Every account has the defaults until it asks. Bounded by
 * the venue's accounts; single-threaded.
 */
public final class AccountSettings {
    private static final long SELF_TRADE_HASH_KIND = 15;
    private static final long DISCONNECT_HASH_KIND = 16;
    private static final SelfTradePrevention[] MODES = {
        SelfTradePrevention.NONE,
        SelfTradePrevention.CANCEL_TAKER,
        SelfTradePrevention.CANCEL_MAKER,
        SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT
    };

    private static final CancelOnDisconnect[] SCOPES = {
        CancelOnDisconnect.OFF, CancelOnDisconnect.SESSION, CancelOnDisconnect.ACCOUNT
    };

    private final StateHash stateHash;
    private final int[] groups;
    private final byte[] modes;
    private final byte defaultMode;

    /** By source id, then account id; null where no account asked that source. */
    private byte[][] scopes = new byte[8][];

    /** Defaults for accounts 1 to {@code maxAccounts}, whose own orders may trade; changes are kept in the hash. */
    public AccountSettings(final int maxAccounts, final StateHash stateHash) {
        this(maxAccounts, SelfTradePrevention.NONE, stateHash);
    }

    /**
     * Defaults for accounts 1 to {@code maxAccounts}; changes are kept in the hash.
     *
     * @param defaultMode how an account's orders treat its own until it asks
     */
    public AccountSettings(final int maxAccounts, final SelfTradePrevention defaultMode, final StateHash stateHash) {
        this.groups = new int[maxAccounts + 1];
        this.modes = new byte[maxAccounts + 1];
        this.defaultMode = (byte) defaultMode.value();
        this.stateHash = stateHash;
        Arrays.fill(modes, this.defaultMode);
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

    /** Whether the account has what every account begins with. */
    public boolean hasDefaultSelfTrade(final int accountId) {
        return groups[accountId] == 0 && modes[accountId] == defaultMode;
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

    /** Sources that an account may have asked something have ids below this. */
    public int sourceLimit() {
        return scopes.length;
    }

    /** What is cancelled when a source is lost, as the account asked through it. */
    public CancelOnDisconnect cancelOnDisconnect(final int sourceId, final int accountId) {
        return sourceId < scopes.length && scopes[sourceId] != null
                ? SCOPES[scopes[sourceId][accountId]]
                : CancelOnDisconnect.OFF;
    }

    /** Sets what is cancelled when a source is lost; allocates for the first account of a source. */
    public void cancelOnDisconnect(final int sourceId, final int accountId, final CancelOnDisconnect scope) {
        if (sourceId >= scopes.length) {
            scopes = Arrays.copyOf(scopes, Math.max(sourceId + 1, scopes.length * 2));
        }
        if (scopes[sourceId] == null) {
            scopes[sourceId] = new byte[groups.length];
        }
        stateHash.remove(disconnectHash(sourceId, accountId));
        scopes[sourceId][accountId] = (byte) scope.value();
        stateHash.add(disconnectHash(sourceId, accountId));
    }

    private long disconnectHash(final int sourceId, final int accountId) {
        final long scope = scopes[sourceId][accountId];
        return scope == 0 ? 0 : StateHash.of(DISCONNECT_HASH_KIND, accountId, sourceId, scope, 0);
    }

    private long selfTradeHash(final int accountId) {
        return hasDefaultSelfTrade(accountId)
                ? 0
                : StateHash.of(SELF_TRADE_HASH_KIND, accountId, groups[accountId], modes[accountId], 0);
    }
}
