package io.strikebook.sequencer.pretrade;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;

/**
 * What the checks know of accounts, for whoever looks at engines that stand still. Nothing here changes a decision: sums that the checks
 * keep are at most brought up to date. Of accounts that there are; amounts are 1e-12 of the settlement currency.
 */
public final class AccountInquiry {
    private final Mirror mirror;

    /** Of the accounts of a mirror. */
    public AccountInquiry(final Mirror mirror) {
        this.mirror = mirror;
    }

    /** The account, or null where there is none. */
    public Account account(final int accountId) {
        return mirror.account(accountId);
    }

    /** What its margin is computed by. */
    public AccountMarginModel model(final int accountId) {
        return mirror.account(accountId).marginModel;
    }

    /** Orders that count as open: resting, waiting, and in flight. */
    public int openOrders(final int accountId) {
        return mirror.account(accountId).openOrders;
    }

    /** Whether a kill switch of its own or of its group is on. */
    public boolean isKilled(final int accountId) {
        return RiskControls.isKilled(mirror.account(accountId));
    }

    /** Initial margin that is held for groups of quotes. */
    public long protectionE12(final int accountId, final Currency currency) {
        return view(accountId, currency).reservedE12;
    }

    /** What is held for orders in spot, which would pay this currency. */
    public long spotE12(final int accountId, final Currency currency) {
        return view(accountId, currency).spotE12;
    }

    /**
     * Initial margin that open orders at their worst add to that of positions; under portfolio margin, where only both together are known, to
     * that given. The largest number that is counted with where it is beyond that.
     */
    public long ordersE12(final int accountId, final Currency currency, final long positionsE12) {
        final CurrencyView view = view(accountId, currency);
        try {
            final long requiredE12 = mirror.pairedRequirement().ofView(view);
            return view.portfolio == null ? requiredE12 : Math.max(0, NumberRange.clampE12(requiredE12) - positionsE12);
        } catch (final FixedPointOverflowException overflow) {
            return NumberRange.MAX_HELD_E12;
        }
    }

    /** What a new order could use: what the margin check compares with zero. */
    public long freeE12(final int accountId, final Currency currency) {
        final CurrencyView view = view(accountId, currency);
        try {
            return mirror.requirement().freeE12(view, mirror.pairedRequirement().ofView(view));
        } catch (final FixedPointOverflowException overflow) {
            return -NumberRange.MAX_HELD_E12;
        }
    }

    /** What open orders at their worst, and quotes, add to initial margin of positions over all currencies, dollars, 1e-8. */
    public long crossOrdersE8(final int accountId, final long positionsE8) {
        final Account account = mirror.account(accountId);
        final CurrencyView any = account.view(1);
        try {
            final long requiredE8 = mirror.requirement().ofView(any);
            final long ordersE8 = any.portfolio == null ? requiredE8 : Math.max(0, requiredE8 - positionsE8);
            return Math.min(ordersE8 + mirror.requirement().cross().reservedE8(account), NumberRange.MAX_HELD_E12);
        } catch (final FixedPointOverflowException overflow) {
            return NumberRange.MAX_HELD_E12;
        }
    }

    /** What a new order could use with one margin over all currencies, dollars, 1e-8. */
    public long crossFreeE8(final int accountId) {
        final CurrencyView any = mirror.account(accountId).view(1);
        try {
            return mirror.requirement().freeE12(any, mirror.requirement().ofView(any));
        } catch (final FixedPointOverflowException overflow) {
            return -NumberRange.MAX_HELD_E12;
        }
    }

    private CurrencyView view(final int accountId, final Currency currency) {
        return mirror.account(accountId).view(currency.value());
    }
}
