package io.strikebook.matching.protection;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;

/**
 * Market-maker protection of one group: limits on what its quotes (or flagged orders) may trade within a window, and the freeze that a
 * breach starts. A limit is breached by the trade that reaches it. Frozen is a group until the freeze ends by time or is reset, and in any
 * case for the venue's block on re-entry.
 *
 * <p>The most that one window can trade is less than twice the maximum quote quantity: what was traded before the breach is below the
 * quantity limit, which is at most the maximum quote quantity, and the trade that breaches is one quote, which is no larger than that
 * either. (A window that ends without a breach starts over; what a group holds by then is in its account's positions, against which the
 * sequencer takes its next quotes.)
 */
public final class Protection {
    /** {@link #closedUntilNs()} of a group that only a reset opens. */
    public static final long UNTIL_RESET = Long.MAX_VALUE;

    /** How many {@link #field}s there are. */
    public static final int FIELDS = 13;

    private static final long HASH_KIND = 11;
    private static final long OPEN = 0;

    private final StateHash stateHash;
    private final long identityHash;
    private final ProtectionWindow window = new ProtectionWindow();
    private final ProtectionWindow plan = new ProtectionWindow();
    private long intervalNs;
    private long frozenNs;
    private long quantityLimitE8;
    private long deltaLimitE8;
    private long vegaLimitE8;
    private long maxQuoteQuantityE8;
    private long reserveE12;
    private long frozenUntilNs;
    private long blockedUntilNs;
    private long plannedFor;

    /** A trade of the plan reached a limit: the next one, of another leg, may bring the delta back, but comes too late. */
    private boolean planBreached;

    private long limitsHash;
    private long hash;

    /** Protection without limits: nothing may be quoted. */
    public Protection(final long groupHash, final StateHash stateHash) {
        this.stateHash = stateHash;
        this.identityHash = StateHash.of(HASH_KIND, groupHash, 0, 0, 0);
        limitsChanged();
    }

    /**
     * Sets the limits, and starts without a window. A freeze goes on.
     *
     * @param newIntervalNs length of a window; 0 takes the limits away
     * @param newFrozenNs   how long a breach freezes; 0 until it is reset
     * @param quantityE8    coins; 0: the maximum quote quantity
     * @param deltaE8       coins, 0 for none
     * @param vegaE8        USD, 0 for none
     */
    public void set(
            final long newIntervalNs,
            final long newFrozenNs,
            final long quantityE8,
            final long deltaE8,
            final long vegaE8,
            final long newMaxQuoteQuantityE8,
            final long newReserveE12) {
        intervalNs = newIntervalNs;
        frozenNs = newFrozenNs;
        quantityLimitE8 = quantityE8;
        deltaLimitE8 = deltaE8;
        vegaLimitE8 = vegaE8;
        maxQuoteQuantityE8 = newMaxQuoteQuantityE8;
        reserveE12 = newReserveE12;
        window.clear();
        limitsChanged();
    }

    /** Ends the freeze and the window; the block on re-entry stays. */
    public void reset() {
        frozenUntilNs = OPEN;
        window.clear();
        changed();
    }

    /** Counts a trade. */
    public void count(
            final long nowNs,
            final NewestMarks marks,
            final Instrument instrument,
            final boolean buy,
            final long lots,
            final long priceE8) {
        window.count(nowNs, intervalNs, marks, instrument, buy, lots, priceE8);
        changed();
    }

    /** Whether the trades of the window reach a limit. */
    public boolean isBreached() {
        return isBreached(window);
    }

    /**
     * Counts a trade that is only thought of, after those planned under the same key.
     *
     * @param planKey number of the plan
     */
    public void plan(
            final long planKey,
            final long nowNs,
            final NewestMarks marks,
            final Instrument instrument,
            final boolean buy,
            final long lots,
            final long priceE8) {
        if (plannedFor != planKey) {
            plannedFor = planKey;
            plan.copy(window);
            planBreached = false;
        }
        plan.count(nowNs, intervalNs, marks, instrument, buy, lots, priceE8);
        planBreached |= isBreached(plan);
    }

    /** Whether a trade planned under a key reached a limit. */
    public boolean isPlanBreached(final long planKey) {
        return plannedFor == planKey && planBreached;
    }

    private boolean isBreached(final ProtectionWindow counted) {
        return counted.quantityE8 >= (quantityLimitE8 == 0 ? maxQuoteQuantityE8 : quantityLimitE8)
                || deltaLimitE8 != 0 && Math.abs(counted.deltaE8) >= deltaLimitE8
                || vegaLimitE8 != 0 && Math.abs(counted.vegaE8) >= vegaLimitE8;
    }

    /** A limit was reached: freezes. What the window came to stays readable until {@link #closeWindow()}. */
    public void trip(final long nowNs, final long blockNs) {
        frozenUntilNs = frozenNs == 0 ? UNTIL_RESET : Math.addExact(nowNs, frozenNs);
        blockedUntilNs = Math.addExact(nowNs, blockNs);
        changed();
    }

    /** Forgets the window, so that the next trade opens one. */
    public void closeWindow() {
        window.clear();
        changed();
    }

    /** Whether nothing may be quoted now. */
    public boolean isClosed(final long nowNs) {
        return nowNs < frozenUntilNs || nowNs < blockedUntilNs;
    }

    /** Until when nothing may be quoted: {@link #UNTIL_RESET}, a time that may be past, or 0 where it never was closed. */
    public long closedUntilNs() {
        return Math.max(frozenUntilNs, blockedUntilNs);
    }

    /** Whether it has limits. */
    public boolean isSet() {
        return intervalNs != 0;
    }

    /** Coins traded in the window, 1e-8. */
    public long quantityE8() {
        return window.quantityE8;
    }

    /** Net transaction delta of the window, coins, 1e-8. */
    public long deltaE8() {
        return window.deltaE8;
    }

    /** Net vega of the window, USD, 1e-8. */
    public long vegaE8() {
        return window.vegaE8;
    }

    /** Initial margin that the sequencer holds for it. */
    public long reserveE12() {
        return reserveE12;
    }

    /** The state as numbers, for a snapshot: {@link #FIELDS} of them. */
    public long field(final int index) {
        return switch (index) {
            case 0 -> intervalNs;
            case 1 -> frozenNs;
            case 2 -> quantityLimitE8;
            case 3 -> deltaLimitE8;
            case 4 -> vegaLimitE8;
            case 5 -> maxQuoteQuantityE8;
            case 6 -> reserveE12;
            case 7 -> frozenUntilNs;
            case 8 -> blockedUntilNs;
            case 9 -> window.startNs;
            case 10 -> window.quantityE8;
            case 11 -> window.deltaE8;
            case 12 -> window.vegaE8;
            default -> throw new IllegalArgumentException("protection has no field " + index);
        };
    }

    /** Sets what a snapshot has beyond the limits. */
    public void restore(
            final long savedFrozenUntilNs,
            final long savedBlockedUntilNs,
            final long startNs,
            final long quantityE8,
            final long deltaE8,
            final long vegaE8) {
        frozenUntilNs = savedFrozenUntilNs;
        blockedUntilNs = savedBlockedUntilNs;
        window.startNs = startNs;
        window.quantityE8 = quantityE8;
        window.deltaE8 = deltaE8;
        window.vegaE8 = vegaE8;
        changed();
    }

    private void limitsChanged() {
        final long more = StateHash.of(identityHash, intervalNs, frozenNs, quantityLimitE8, deltaLimitE8);
        limitsHash = StateHash.and(StateHash.and(StateHash.and(more, vegaLimitE8), maxQuoteQuantityE8), reserveE12);
        changed();
    }

    private void changed() {
        stateHash.remove(hash);
        final long frozen = StateHash.of(limitsHash, frozenUntilNs, blockedUntilNs, window.startNs, window.quantityE8);
        hash = StateHash.and(StateHash.and(frozen, window.deltaE8), window.vegaE8);
        stateHash.add(hash);
    }
}
