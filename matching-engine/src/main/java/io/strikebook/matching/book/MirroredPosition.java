package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.Side;

/**
 * What one account holds of one instrument, mirrored from fills so that reduce-only orders can be clipped when they
 * trade. Margin owns the true position; both add up the same fills.
 */
public final class MirroredPosition {
    private static final long HASH_KIND = 2;

    private final int accountId;
    private final int instrumentId;
    private final long identityHash;
    private long lots;
    private long plannedFor;
    private long plannedLots;

    /** One for each source that ever sent an order: few. */
    private OrderOwner owners;

    MirroredPosition(final int accountId, final int instrumentId) {
        this.accountId = accountId;
        this.instrumentId = instrumentId;
        this.identityHash = StateHash.of(HASH_KIND, accountId, instrumentId, 0, 0);
    }

    /** Owner. */
    public int accountId() {
        return accountId;
    }

    /** Instrument held. */
    public int instrumentId() {
        return instrumentId;
    }

    /** Signed quantity; positive is long. */
    public long lots() {
        return lots;
    }

    /** How many lots an order of this side could trade before the position crosses zero; never negative. */
    public long reducibleLots(final Side side) {
        return Math.max(0, side == Side.SELL ? lots : -lots);
    }

    /** Like {@link #reducibleLots(Side)} after the account traded so many lots on the other side. */
    public long reducibleLotsAfter(final Side side, final long oppositeLots) {
        return Math.max(0, (side == Side.SELL ? lots : -lots) + oppositeLots);
    }

    /**
     * Like {@link #reducibleLots(Side)} after what was planned under the same key: a fill-or-kill order adds up what it
     * could trade before anything does.
     *
     * @param planKey number of the plan
     */
    public long reducibleLotsInPlan(final Side side, final long planKey) {
        return Math.max(0, reducibleLots(side) - (plannedFor == planKey ? plannedLots : 0));
    }

    /** Counts lots that a resting order of this account would trade; only within one side. */
    public void plan(final long planKey, final long lotsToTrade) {
        plannedLots = (plannedFor == planKey ? plannedLots : 0) + lotsToTrade;
        plannedFor = planKey;
    }

    /** The owner of this account's orders from a source, made when the first one comes. */
    OrderOwner owner(final int sourceId) {
        for (OrderOwner owner = owners; owner != null; owner = owner.nextOfPosition) {
            if (owner.sourceId() == sourceId) {
                return owner;
            }
        }
        final OrderOwner owner = new OrderOwner().own(this, sourceId);
        owner.nextOfPosition = owners;
        owners = owner;
        return owner;
    }

    long entityHash() {
        return lots == 0 ? 0 : StateHash.and(identityHash, lots);
    }

    void add(final long signedLots) {
        lots = Math.addExact(lots, signedLots);
    }
}
