package io.strikebook.margin.standard;

import io.strikebook.common.hash.StateHash;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.portfolio.Portfolios;
import io.strikebook.schemas.Currency;
import java.util.Arrays;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntHashSet;

/** Accounts in the order created, and their wallets in the order first used. Allocates when an account or wallet is new. */
public final class Wallets {
    private static final long HASH_KIND = 6;

    private final StateHash hash;
    private final Ledger ledger;
    private final Int2ObjectHashMap<Wallet[]> byAccount = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<CrossAccount> crossByAccount = new Int2ObjectHashMap<>();
    private final IntHashSet portfolioAccounts = new IntHashSet();
    private final Portfolios portfolios;
    private int[] accountIds = new int[64];
    private Wallet[] wallets = new Wallet[64];
    private int accountCount;
    private int size;

    Wallets(final StateHash hash, final Ledger ledger, final Portfolios portfolios) {
        this.hash = hash;
        this.ledger = ledger;
        this.portfolios = portfolios;
    }

    /** Whether the account was created. */
    public boolean hasAccount(final int accountId) {
        return byAccount.containsKey(accountId);
    }

    /** Adds an account; false where it is known already. */
    public boolean addAccount(final int accountId) {
        if (hasAccount(accountId)) {
            return false;
        }
        if (accountCount == accountIds.length) {
            accountIds = Arrays.copyOf(accountIds, accountCount * 2);
        }
        accountIds[accountCount++] = accountId;
        byAccount.put(accountId, new Wallet[Ledger.currencyCount()]);
        hash.add(StateHash.of(HASH_KIND, accountId, accountCount, 0, 0));
        return true;
    }

    /** Whether an account is under portfolio margin. */
    public boolean isPortfolio(final int accountId) {
        return portfolioAccounts.contains(accountId);
    }

    /** Puts a known account under portfolio margin, or standard margin; its wallets are the caller's to change. */
    public void setPortfolio(final int accountId, final boolean portfolio) {
        final boolean changed = portfolio ? portfolioAccounts.add(accountId) : portfolioAccounts.remove(accountId);
        if (changed) {
            final long model = StateHash.of(HASH_KIND, accountId, 0, 1, 0);
            if (portfolio) {
                hash.add(model);
            } else {
                hash.remove(model);
            }
        }
    }

    /** Margin of an account over all its currencies, or null where each is by itself. */
    public CrossAccount cross(final int accountId) {
        return crossByAccount.get(accountId);
    }

    /** Puts all currencies of a known account, whose other model is set before, under one margin, or each under its own. */
    public void setCross(final int accountId, final boolean on) {
        final CrossAccount now = crossByAccount.get(accountId);
        if (now != null) {
            now.leave(hash);
            crossByAccount.remove(accountId);
        }
        final CrossAccount next = on ? new CrossAccount(accountId, isPortfolio(accountId)) : null;
        if (next != null) {
            crossByAccount.put(accountId, next);
            next.rehash(hash);
        }
        for (final Wallet wallet : byAccount.get(accountId)) {
            if (wallet != null) {
                wallet.cross = next;
                if (next != null) {
                    next.add(wallet);
                }
            }
        }
    }

    /** Sets what a snapshot carried of margin over all currencies of an account. */
    public void restoreCross(
            final CrossAccount account, final long[] figuresE8, final boolean beyondRange, final long[] perDollarE12) {
        account.restore(figuresE8[0], figuresE8[1], figuresE8[2], figuresE8[3], beyondRange, perDollarE12);
        account.rehash(hash);
    }

    /** Number of accounts. */
    public int accountCount() {
        return accountCount;
    }

    /** Id of an account by its place in creation order. */
    public int accountId(final int index) {
        return accountIds[index];
    }

    /** Number of wallets. */
    public int size() {
        return size;
    }

    /** A wallet by its slot. */
    public Wallet get(final int slot) {
        return wallets[slot];
    }

    /** An account's wallet, or null where it has none in this currency. */
    public Wallet find(final int accountId, final Currency currency) {
        final Wallet[] ofAccount = byAccount.get(accountId);
        return ofAccount == null ? null : ofAccount[Ledger.indexOf(currency)];
    }

    /** A known account's wallet, made where it has none; a new one is at the given epoch, having nothing to value. */
    public Wallet obtain(final int accountId, final Currency currency, final long marksEpoch) {
        final Wallet[] ofAccount = byAccount.get(accountId);
        final int index = Ledger.indexOf(currency);
        if (ofAccount[index] == null) {
            if (size == wallets.length) {
                wallets = Arrays.copyOf(wallets, size * 2);
            }
            final Wallet wallet = new Wallet(size, accountId, currency, ledger.openCustomer(accountId, currency));
            wallet.marksEpoch = marksEpoch;
            wallet.portfolio = isPortfolio(accountId) ? portfolios.make() : null;
            wallet.cross = cross(accountId);
            if (wallet.cross != null) {
                wallet.cross.add(wallet);
            }
            wallet.reportedNs = Long.MIN_VALUE;
            wallet.rehash(hash);
            wallets[size++] = wallet;
            ofAccount[index] = wallet;
        }
        return ofAccount[index];
    }
}
