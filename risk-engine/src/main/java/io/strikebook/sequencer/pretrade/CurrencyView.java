package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.schemas.Currency;

/**
 * One account in one settlement currency: the newest state that margin reported, what happened after it, and the sum of what its
 * orders require.
 */
final class CurrencyView {
    final Account account;
    final Currency currency;

    /** Sequence that the state is as of; 0 before the first. */
    long asOfSequence;

    /** Epoch of the marks that margin valued the state at. */
    long marksEpoch;

    long marginBalanceE12;
    long initialMarginE12;
    long maintenanceMarginE12;

    /** Margin is closing its positions: it may only cancel. */
    boolean inLiquidation;

    /** Accepted withdrawals that the state does not cover yet. */
    long withdrawalsE12;

    /** Cash of the state, without profit or loss that was not realised. */
    long cashE12;

    /** What orders in spot would pay of this currency, and what they traded that the state does not cover yet. */
    long spotE12;

    /** Initial margin held for groups of quotes. */
    long reservedE12;

    /** Sum of the requirements of the exposures, apart from the dirty ones. */
    long requirementE12;

    /** Epoch that the exposures were last priced at; -1 before the first. */
    long pricedEpoch = -1;

    /** The first of each pair of orders of which at most one trades, by id; null where there never was one. */
    LiveOrder[] pairs;

    int pairCount;

    /** Under portfolio margin, else null; of all views of the account the same where one margin is over all. */
    PortfolioView portfolio;

    Exposure firstActive;
    Exposure firstDirty;
    Pending firstPending;
    Pending lastPending;
    long hash;

    CurrencyView(final Account account, final Currency currency) {
        this.account = account;
        this.currency = currency;
    }

    /** Epoch of the marks that what the view is counted with was valued at. */
    long statedEpoch() {
        return account.isCross() ? account.newestEpoch() : marksEpoch;
    }

    /**
     * What counts of the reported balance: less withdrawals that it does not cover, and less what is held for spot. That is paid in cash: while
     * anything is held, profit that was not realised counts for nothing.
     */
    long countedE12() {
        final long ownE12 = spotE12 == 0 ? marginBalanceE12 : Math.min(marginBalanceE12, cashE12);
        return subtract(ownE12, add(withdrawalsE12, spotE12));
    }

    /** Cash that no withdrawal and no order in spot is going to take. */
    long cashForSpotE12() {
        return subtract(cashE12, add(withdrawalsE12, spotE12));
    }

    /** What margin reported last. */
    void state(
            final long newAsOfSequence,
            final long newMarksEpoch,
            final long newMarginBalanceE12,
            final long newInitialMarginE12,
            final long newMaintenanceMarginE12) {
        asOfSequence = newAsOfSequence;
        marksEpoch = newMarksEpoch;
        marginBalanceE12 = newMarginBalanceE12;
        initialMarginE12 = newInitialMarginE12;
        maintenanceMarginE12 = newMaintenanceMarginE12;
    }

    void activate(final Exposure exposure) {
        exposure.active = true;
        exposure.previousActive = null;
        exposure.nextActive = firstActive;
        if (firstActive != null) {
            firstActive.previousActive = exposure;
        }
        firstActive = exposure;
    }

    void deactivate(final Exposure exposure) {
        exposure.active = false;
        if (exposure.previousActive == null) {
            firstActive = exposure.nextActive;
        } else {
            exposure.previousActive.nextActive = exposure.nextActive;
        }
        if (exposure.nextActive != null) {
            exposure.nextActive.previousActive = exposure.previousActive;
        }
        exposure.previousActive = null;
        exposure.nextActive = null;
    }

    void markDirty(final Exposure exposure) {
        if (!exposure.dirty) {
            exposure.dirty = true;
            exposure.nextDirty = firstDirty;
            firstDirty = exposure;
        }
    }

    void append(final Pending pending) {
        pending.next = null;
        if (lastPending == null) {
            firstPending = pending;
        } else {
            lastPending.next = pending;
        }
        lastPending = pending;
    }
}
