package io.strikebook.margin.standard;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.venue.Currencies;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.portfolio.PortfolioBooks;
import io.strikebook.margin.position.Position;
import io.strikebook.schemas.Currency;

/**
 * One account in one settlement currency: margin is kept per currency, so this is what has a margin balance. The sums over its
 * positions are changed by each position's difference; cash is the ledger's. Amounts ending in E12 are 1e-12 of the currency.
 *
 * <p>Sums are exact in 128 bits. What is stated of them is clamped to {@link io.strikebook.common.margin.NumberRange#MAX_HELD_E12}, flags
 * compare the exact ones. A wallet with a position that is worth more than can be counted is flagged below both margins, and nothing of
 * it is available, whatever its cash.
 */
public final class Wallet {
    /** Flag: margin balance is below initial margin. */
    public static final int BELOW_INITIAL = 1;

    /** Flag: margin balance is below maintenance margin. */
    public static final int BELOW_MAINTENANCE = 2;

    private static final long HASH_KIND = 5;

    final int slot;
    final int accountId;
    final Currency currency;
    final int ledgerAccount;
    final long unitE12;
    long cash;
    final WideSum unrealised = new WideSum();
    final WideSum optionValue = new WideSum();
    final WideSum initialMargin = new WideSum();
    final WideSum maintenanceMargin = new WideSum();

    /** Open positions that are worth more than can be counted. */
    int beyondRange;

    /** Under portfolio margin, which replaces the sums of the positions' margins; else null. */
    PortfolioBooks portfolio;

    /** Its account's margin over all currencies, in place of its own; else null. */
    CrossAccount cross;

    /** It may only cancel. */
    private boolean inLiquidation;

    private final WideSum scratch = new WideSum();
    long marksEpoch;
    long reportedSequence;
    long reportedNs;
    long reportedBalanceE12;
    long reportedAvailableE12;
    int reportedFlags;
    int pendingCommands;
    int heapIndex = -1;
    boolean touched;
    boolean reportNow;

    /** Positions were settled since the state was last reported. */
    boolean owed;

    long entityHash;

    Wallet(final int slot, final int accountId, final Currency currency, final int ledgerAccount) {
        this.slot = slot;
        this.accountId = accountId;
        this.currency = currency;
        this.ledgerAccount = ledgerAccount;
        this.unitE12 = Currencies.unitE12(currency);
    }

    /** Position of this wallet in creation order, from 0; also its owner slot in the position book. */
    public int slot() {
        return slot;
    }

    /** Whose it is. */
    public int accountId() {
        return accountId;
    }

    /** Settlement currency. */
    public Currency currency() {
        return currency;
    }

    /** A ledger unit of its currency, 1e-12. */
    public long unitE12() {
        return unitE12;
    }

    /** Whether it is being brought back above maintenance margin. */
    public boolean isInLiquidation() {
        return cross == null ? inLiquidation : cross.isInLiquidation();
    }

    /** Sets whether it is; its owner keeps that in hash and snapshot. */
    public void setInLiquidation(final boolean on) {
        if (cross == null) {
            inLiquidation = on;
        } else {
            cross.setInLiquidation(on);
        }
    }

    /** Cash in ledger units. */
    public long cash() {
        return cash;
    }

    /** Epoch of the marks that the positions were last valued with. */
    public long marksEpoch() {
        return marksEpoch;
    }

    /** Whoever values it next does so whatever the epoch, and tells: somebody looked at it in between. */
    void forgetMarks() {
        marksEpoch = -1;
    }

    /** Unrealised profit of futures. */
    public long unrealisedE12() {
        return unrealised.clampedE12();
    }

    /** Cash and unrealised futures profit; options count zero, but under portfolio margin. */
    public long marginBalanceE12() {
        return balance().clampedE12();
    }

    /** Cash, unrealised futures profit and the value of options. */
    public long equityE12() {
        return settled().add(optionValue).clampedE12();
    }

    /** Whether it is under portfolio margin. */
    public boolean isPortfolio() {
        return portfolio != null;
    }

    /** Margin of its account over all currencies, or null where each is by itself. */
    public CrossAccount cross() {
        return cross;
    }

    /** Its books under portfolio margin, else null. */
    public PortfolioBooks portfolio() {
        return portfolio;
    }

    /** Sets what portfolio margin was computed to. */
    public void portfolioMargin(final long initialE12, final long maintenanceE12) {
        initialMargin.clear().add(initialE12);
        maintenanceMargin.clear().add(maintenanceE12);
    }

    /** Initial margin of the positions; none under portfolio margin over all currencies. */
    public long initialMarginE12() {
        return initialMargin.clampedE12();
    }

    /** Maintenance margin of the positions; none under portfolio margin over all currencies. */
    public long maintenanceMarginE12() {
        return maintenanceMargin.clampedE12();
    }

    /** Margin balance less initial margin; negative where it is short. With margin over all currencies: what is left there, in this one. */
    public long availableE12() {
        return cross == null ? ownAvailableE12() : cross.availableE12(currency);
    }

    private long ownAvailableE12() {
        final long availableE12 = balance().subtract(initialMargin).clampedE12();
        return isBeyondRange() ? Math.min(availableE12, 0) : availableE12;
    }

    /** Whether it has positions that are worth more, or whose margin is more, than can be counted. */
    public boolean isBeyondRange() {
        return portfolio == null ? beyondRange != 0 : portfolio.isBeyondRange();
    }

    /** {@link #BELOW_INITIAL} and {@link #BELOW_MAINTENANCE}, as they are now. */
    public int flags() {
        if (cross != null) {
            return cross.flags();
        }
        if (isBeyondRange()) {
            return BELOW_INITIAL | BELOW_MAINTENANCE;
        }
        final boolean belowInitial = balance().subtract(initialMargin).isNegative();
        final boolean belowMaintenance = balance().subtract(maintenanceMargin).isNegative();
        return (belowInitial ? BELOW_INITIAL : 0) | (belowMaintenance ? BELOW_MAINTENANCE : 0);
    }

    /** What margin is compared with, in the scratch sum. */
    private WideSum balance() {
        return portfolio == null ? settled() : settled().add(optionValue);
    }

    /** Cash and unrealised profit in the scratch sum. */
    private WideSum settled() {
        return scratch.set(unrealised).addProduct(cash, unitE12);
    }

    /** Commands that changed this wallet since its state was last reported. */
    public int pendingCommands() {
        return pendingCommands;
    }

    /** Command as of which the state was last reported. */
    public long reportedSequence() {
        return reportedSequence;
    }

    /** When the state was last reported; {@code Long.MIN_VALUE} for never. */
    public long reportedNs() {
        return reportedNs;
    }

    /** Margin balance last reported. */
    public long reportedBalanceE12() {
        return reportedBalanceE12;
    }

    /** Available margin last reported, of this currency by itself. */
    public long reportedAvailableE12() {
        return reportedAvailableE12;
    }

    /** Whether positions were settled since the state was last reported. */
    public boolean isOwed() {
        return owed;
    }

    /** Flags last reported. */
    public int reportedFlags() {
        return reportedFlags;
    }

    /** All positions are about to be valued, and {@link #give given}, anew. */
    void clearSums() {
        unrealised.clear();
        optionValue.clear();
        initialMargin.clear();
        maintenanceMargin.clear();
        beyondRange = 0;
    }

    void take(final Position position) {
        (position.instrument().isOption() ? optionValue : unrealised).subtract(position.worthE12());
        if (portfolio == null) {
            initialMargin.subtract(position.initialMarginE12());
            maintenanceMargin.subtract(position.maintenanceMarginE12());
            beyondRange -= position.isBeyondRange() ? 1 : 0;
        }
    }

    void give(final Position position) {
        (position.instrument().isOption() ? optionValue : unrealised).add(position.worthE12());
        if (portfolio == null) {
            initialMargin.add(position.initialMarginE12());
            maintenanceMargin.add(position.maintenanceMarginE12());
            beyondRange += position.isBeyondRange() ? 1 : 0;
        }
    }

    /** Whether the balance or what is available moved by a threshold since the last report. */
    boolean movedBy(final long thresholdE12) {
        return Math.abs(marginBalanceE12() - reportedBalanceE12) >= thresholdE12
                || Math.abs(ownAvailableE12() - reportedAvailableE12) >= thresholdE12;
    }

    void reported(final long sequence, final long timestampNs) {
        reportedSequence = sequence;
        reportedNs = timestampNs;
        reportedBalanceE12 = marginBalanceE12();
        reportedAvailableE12 = ownAvailableE12();
        reportedFlags = flags();
        pendingCommands = 0;
    }

    /** Brings this wallet's part of the state hash up to date: with the sums over its positions, what those were valued at is in it. */
    void rehash(final StateHash hash) {
        hash.remove(entityHash);
        long result = StateHash.of(HASH_KIND, accountId, currency.value(), marksEpoch, pendingCommands);
        result = StateHash.and(result, reportedSequence);
        result = StateHash.and(result, reportedNs);
        result = StateHash.and(result, reportedBalanceE12);
        result = StateHash.and(result, reportedAvailableE12);
        result = unrealised.and(result);
        result = optionValue.and(result);
        result = initialMargin.and(result);
        result = maintenanceMargin.and(result);
        entityHash = StateHash.and(result, owed ? -1 - reportedFlags : reportedFlags);
        hash.add(entityHash);
    }
}
