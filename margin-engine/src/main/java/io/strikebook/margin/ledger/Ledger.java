package io.strikebook.margin.ledger;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.schemas.Currency;
import java.util.Arrays;

/**
 * Double-entry ledger. Every movement takes an amount from one account and gives it to another of the same currency, so that all money
 * of a currency always sums to zero; the two halves are summed as they are posted, and {@link #requireBalanced} throws on a difference.
 *
 * <p>Accounts are numbers: the venue's own first, the same for every ledger, then customers' in the order opened. Amounts are in the
 * ledger unit of the currency. Single-threaded; a movement allocates nothing.
 */
public final class Ledger {
    private static final Currency[] CURRENCIES = {Currency.BTC, Currency.ETH, Currency.USDC, Currency.USD};
    private static final AccountKind[] VENUE_KINDS = {AccountKind.HOUSE_FEES, AccountKind.CLEARING, AccountKind.EXTERNAL
    };
    private static final long HASH_KIND = 1;
    private static final int STRIDE = 4;
    private static final int BALANCE = 0;
    private static final int HASH = 1;
    private static final int OWNER = 2;
    private static final int CURRENCY = 3;

    private final StateHash hash;
    private final long[] unbalanced = new long[CURRENCIES.length];

    /** Numbers of each account, one after the other, since whoever posts needs them all. */
    private long[] numbers = new long[1024 * STRIDE];

    private int size;

    /** A ledger with the venue's own accounts, all zero, whose balances are part of {@code hash}. */
    public Ledger(final StateHash hash) {
        this.hash = hash;
        for (final AccountKind kind : VENUE_KINDS) {
            for (final Currency currency : CURRENCIES) {
                append(kind, 0, currency);
            }
        }
    }

    /** Number of currencies; their indexes are 0 to this minus 1. */
    public static int currencyCount() {
        return CURRENCIES.length;
    }

    /** The currency with an index. */
    public static Currency currency(final int index) {
        return CURRENCIES[index];
    }

    /** Index of a currency, or -1 for one that this ledger does not keep. */
    public static int indexOf(final Currency currency) {
        final int index = currency.value() - 1;
        return index >= 0 && index < CURRENCIES.length ? index : -1;
    }

    /** The venue's fee account in a currency. */
    public static int houseFees(final int currencyIndex) {
        return currencyIndex;
    }

    /** The clearing account in a currency. */
    public static int clearing(final int currencyIndex) {
        return CURRENCIES.length + currencyIndex;
    }

    /** The account of the outside world in a currency. */
    public static int external(final int currencyIndex) {
        return 2 * CURRENCIES.length + currencyIndex;
    }

    /** Opens a customer's account with nothing in it and returns its number. */
    public int openCustomer(final int holder, final Currency currency) {
        return append(AccountKind.CUSTOMER, holder, currency);
    }

    /** Number of accounts; they are 0 to this minus 1. */
    public int size() {
        return size;
    }

    /** Balance of an account, in ledger units; negative means owed. */
    public long balance(final int account) {
        return numbers[STRIDE * account + BALANCE];
    }

    /** Moves an amount, not negative, between two accounts of one currency. */
    public void move(final int from, final int to, final long amount) {
        if (amount < 0 || currencyIndex(from) != currencyIndex(to)) {
            throw new IllegalArgumentException("move of " + amount + " from account " + from + " in "
                    + CURRENCIES[currencyIndex(from)] + " to account " + to + " in " + CURRENCIES[currencyIndex(to)]);
        }
        if (amount == 0) {
            return;
        }
        final long less = FixedPoint.subtract(balance(from), amount);
        final long more = FixedPoint.add(from == to ? less : balance(to), amount);
        post(from, less);
        post(to, more);
    }

    /** Throws unless what was posted since the start sums to zero in every currency; cheap enough for every command. */
    public void requireBalanced(final long sequence) {
        for (int i = 0; i < unbalanced.length; i++) {
            if (unbalanced[i] != 0) {
                throw new IllegalStateException("after command " + sequence + " the ledger in " + CURRENCIES[i]
                        + " is out of balance by " + unbalanced[i]);
            }
        }
    }

    /** Sum of all balances of a currency, by walking them: zero, always. */
    public long sumOf(final int currencyIndex) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += currencyIndex(i) == currencyIndex ? balance(i) : 0;
        }
        return sum;
    }

    /** Sets a balance that a snapshot carried. {@link #requireBalanced} after the last one tells whether all were consistent. */
    public void restoreBalance(final int account, final long balance) {
        post(account, balance);
    }

    private void post(final int account, final long balance) {
        unbalanced[currencyIndex(account)] += balance - balance(account);
        numbers[STRIDE * account + BALANCE] = balance;
        hash.remove(numbers[STRIDE * account + HASH]);
        rehash(account);
    }

    private int append(final AccountKind kind, final int holder, final Currency currency) {
        final int index = indexOf(currency);
        if (index < 0) {
            throw new IllegalArgumentException("no ledger in currency " + currency);
        }
        if (STRIDE * size == numbers.length) {
            numbers = Arrays.copyOf(numbers, numbers.length * 2);
        }
        numbers[STRIDE * size + OWNER] = (long) kind.code() << Integer.SIZE | holder;
        numbers[STRIDE * size + CURRENCY] = index;
        rehash(size);
        return size++;
    }

    private int currencyIndex(final int account) {
        return (int) numbers[STRIDE * account + CURRENCY];
    }

    private void rehash(final int account) {
        final int at = STRIDE * account;
        numbers[at + HASH] =
                StateHash.of(HASH_KIND, numbers[at + OWNER], numbers[at + CURRENCY], numbers[at + BALANCE], account);
        hash.add(numbers[at + HASH]);
    }
}
