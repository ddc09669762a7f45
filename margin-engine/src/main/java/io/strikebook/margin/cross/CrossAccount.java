package io.strikebook.margin.cross;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.portfolio.CrossFigures;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;

/**
 * One margin over all currencies of an account, dollars, 1e-8, as it was last computed: by standard margin in each currency, or by portfolio
 * margin of all together. Its wallets are valued and reported together, so that they are always of the same marks.
 */
public final class CrossAccount {
    private static final long HASH_KIND = 40;

    private final int accountId;
    private final boolean portfolio;
    private final CrossFigures figures = new CrossFigures();

    /** By currency, in the ledger's order; null where there is none. */
    private final Wallet[] byCurrency = new Wallet[Ledger.currencyCount()];

    /** What a dollar is in a currency, 1e-12, rounded down; 0 where it has no price. */
    private final long[] perDollarE12 = new long[Ledger.currencyCount()];

    private Wallet leader;
    private boolean inLiquidation;
    private long entityHash;

    /**
     * No wallet yet.
     *
     * @param portfolio whether by portfolio margin
     */
    public CrossAccount(final int accountId, final boolean portfolio) {
        this.accountId = accountId;
        this.portfolio = portfolio;
    }

    /** One more wallet. */
    public void add(final Wallet wallet) {
        byCurrency[Ledger.indexOf(wallet.currency())] = wallet;
        leader = leader == null || wallet.slot() < leader.slot() ? wallet : leader;
    }

    /** Whose it is. */
    public int accountId() {
        return accountId;
    }

    /** What it is computed by. */
    public AccountMarginModel model() {
        return portfolio ? AccountMarginModel.CROSS_PORTFOLIO : AccountMarginModel.CROSS_STANDARD;
    }

    /** Whether by portfolio margin. */
    public boolean isPortfolio() {
        return portfolio;
    }

    /** The account's wallet in a currency of the ledger, or null. */
    public Wallet wallet(final int currencyIndex) {
        return byCurrency[currencyIndex];
    }

    /** The oldest wallet, which stands for the account where one has to. */
    public Wallet leader() {
        return leader;
    }

    /** What it came to. */
    public CrossFigures figures() {
        return figures;
    }

    /** What a dollar is in each currency. */
    long[] perDollarE12() {
        return perDollarE12;
    }

    /** Collateral less initial margin; negative where it is short. */
    public long availableE8() {
        return figures.collateralE8() - figures.initialE8();
    }

    /** The same in a currency, see {@link #inCurrencyE12}. */
    public long availableE12(final Currency currency) {
        return inCurrencyE12(availableE8(), currency);
    }

    /** Dollars, 1e-8, in a currency, 1e-12, at what it was last computed with, rounded down; all that counts where it is more, 0 without a price. */
    public long inCurrencyE12(final long dollarsE8, final Currency currency) {
        try {
            final long amountE12 =
                    FixedPoint.multiplyDivideFloor(dollarsE8, perDollarE12[Ledger.indexOf(currency)], FixedPoint.E8);
            return NumberRange.clampE12(amountE12);
        } catch (final FixedPointOverflowException overflow) {
            return dollarsE8 < 0 ? -NumberRange.MAX_HELD_E12 : NumberRange.MAX_HELD_E12;
        }
    }

    /** {@link Wallet#BELOW_INITIAL} and {@link Wallet#BELOW_MAINTENANCE}, of each of the wallets. */
    public int flags() {
        if (figures.isBeyondRange()) {
            return Wallet.BELOW_INITIAL | Wallet.BELOW_MAINTENANCE;
        }
        return (figures.collateralE8() < figures.initialE8() ? Wallet.BELOW_INITIAL : 0)
                | (figures.collateralE8() < figures.maintenanceE8() ? Wallet.BELOW_MAINTENANCE : 0);
    }

    /** Whether the account is being brought back above maintenance margin. */
    public boolean isInLiquidation() {
        return inLiquidation;
    }

    /** Sets whether it is; its owner keeps that in hash and snapshot. */
    public void setInLiquidation(final boolean on) {
        inLiquidation = on;
    }

    /** Brings its part of the state hash up to date. */
    public void rehash(final StateHash hash) {
        hash.remove(entityHash);
        long result = StateHash.of(HASH_KIND, accountId, portfolio ? 1 : 0, figures.collateralE8(), figures.equityE8());
        result = StateHash.and(result, figures.initialE8());
        result = StateHash.and(result, figures.maintenanceE8());
        for (final long priceE12 : perDollarE12) {
            result = StateHash.and(result, priceE12);
        }
        entityHash = StateHash.and(result, figures.isBeyondRange() ? 1 : 0);
        hash.add(entityHash);
    }

    /** The account is under another model: its part leaves the state hash. */
    public void leave(final StateHash hash) {
        hash.remove(entityHash);
        entityHash = 0;
    }

    /** Sets what a snapshot carried. */
    public void restore(
            final long collateralE8,
            final long equityE8,
            final long initialE8,
            final long maintenanceE8,
            final boolean beyondRange,
            final long[] restoredPerDollarE12) {
        figures.set(collateralE8, equityE8, initialE8, maintenanceE8, beyondRange);
        System.arraycopy(restoredPerDollarE12, 0, perDollarE12, 0, perDollarE12.length);
    }

    /** For a snapshot: what a dollar is in a currency. */
    public long perDollarE12(final int currencyIndex) {
        return perDollarE12[currencyIndex];
    }
}
