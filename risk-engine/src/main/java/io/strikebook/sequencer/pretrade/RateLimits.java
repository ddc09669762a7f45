package io.strikebook.sequencer.pretrade;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.venue.RiskLimits;
import io.strikebook.schemas.RequestKind;

/**
 * How many requests an account may send: a token bucket per account and kind, in venue time. A bucket is the one time at which it is full
 * again; a request of so many tokens moves that on by as many intervals, and is one too many where that would be farther away than a whole
 * bucket takes. Every request costs, also what is refused, but for what is refused because of this; and what always passes (cancels) takes
 * what there is, so a bucket is empty at worst.
 */
public final class RateLimits {
    static final long SECOND_NS = 1_000_000_000L;
    private static final RequestKind[] KINDS = {
        RequestKind.NON_MATCHING,
        RequestKind.TRADING,
        RequestKind.CANCEL_ALL,
        RequestKind.MASS_QUOTES,
        RequestKind.QUOTES,
        RequestKind.SPOT
    };

    private final RiskLimits venue;
    private boolean active;

    RateLimits(final RiskLimits venue) {
        this.venue = venue;
        this.active = !venue.rates().isEmpty();
    }

    /** Whether any account has a limit, or had. */
    public boolean isActive() {
        return active;
    }

    /** An account is new. */
    void opened(final Account account) {
        if (!venue.rates().isEmpty()) {
            ofOrMake(account);
        }
    }

    AccountRates ofOrMake(final Account account) {
        if (account.rates == null) {
            account.rates = new AccountRates();
            for (final RequestKind kind : KINDS) {
                account.rates.changed(kind, venue);
            }
        }
        return account.rates;
    }

    /** A rate of its own, from the next request on; the tokens that are out stay out for as long as they took before. */
    void set(final Account account, final RequestKind kind, final int perSecond, final int burst) {
        active = true;
        final AccountRates rates = ofOrMake(account);
        rates.ownPerSecond[kind.value()] = perSecond;
        rates.ownBurst[kind.value()] = burst;
        rates.changed(kind, venue);
    }

    /** Whether an account may send something that costs so many tokens now. */
    public boolean allows(final Account account, final RequestKind kind, final int tokens, final long nowNs) {
        final AccountRates rates = account.rates;
        if (rates == null) {
            return true;
        }
        final int at = kind.value();
        final long intervalNs = rates.intervalsNs[at];
        return intervalNs == 0
                || Math.max(rates.fullAtNs[at], nowNs) + tokens * intervalNs - nowNs <= rates.windowsNs[at];
    }

    /** The account has sent something that costs so many tokens. */
    public void charge(final Account account, final RequestKind kind, final int tokens, final long nowNs) {
        final AccountRates rates = account.rates;
        if (rates == null) {
            return;
        }
        final int at = kind.value();
        final long intervalNs = rates.intervalsNs[at];
        if (intervalNs != 0) {
            rates.fullAtNs[at] = Math.min(
                    Math.max(rates.fullAtNs[at], nowNs) + tokens * intervalNs,
                    Math.max(rates.fullAtNs[at], nowNs + rates.windowsNs[at]));
        }
    }

    /** Continues a hash with the buckets of an account; wanted at checkpoints only. */
    static long hash(final Account account, final long before) {
        long hash = before;
        final AccountRates rates = account.rates;
        if (rates != null) {
            for (int at = 0; at < AccountRates.KINDS; at++) {
                hash = StateHash.and(
                        hash, account.accountId, rates.fullAtNs[at], rates.ownPerSecond[at], rates.ownBurst[at]);
            }
        }
        return hash;
    }
}
