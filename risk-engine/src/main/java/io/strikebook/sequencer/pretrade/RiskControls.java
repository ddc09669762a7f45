package io.strikebook.sequencer.pretrade;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RequestKind;

/**
 * What operators let accounts do, beside what they have money for: standing, risk groups with their kill switch, size and distance of an
 * order, positions, Greeks, rates of requests. The checks are stateless; the rest applies accepted commands. Operators set a standing today;
 * a liquidation would set it in the same way, by a command.
 */
public final class RiskControls {
    private static final long STANDING_KIND = 45;

    final AccountGroups groups;
    final PositionLimits positions;
    final GreekLimits greekLimits;
    private final OrderLimits orders;
    private final RateLimits rates;
    private final Greeks greeks;
    private final StateHash stateHash;

    RiskControls(final VenueParameters parameters, final MarkHistory marks, final StateHash stateHash) {
        this.stateHash = stateHash;
        this.groups = new AccountGroups(stateHash);
        this.orders = new OrderLimits(parameters.riskLimits(), marks, new PriceBand(parameters, marks));
        this.positions = new PositionLimits(parameters, marks, stateHash);
        this.rates = new RateLimits(parameters.riskLimits());
        this.greeks = new Greeks(parameters.preTrade().maxInstruments(), marks);
        this.greekLimits = new GreekLimits(greeks, parameters.underlyings().size(), stateHash);
    }

    /** Greeks as marked. */
    public Greeks greeks() {
        return greeks;
    }

    /** Rates of requests. */
    public RateLimits rates() {
        return rates;
    }

    void opened(final Account account) {
        orders.changed(account);
        rates.opened(account);
    }

    /**
     * What an account may do at all.
     *
     * @param reduces whether what it asks for can only make less of what it has
     */
    static RejectCode standing(final Account account, final boolean reduces) {
        if (account.standing == AccountStanding.OPEN) {
            return RejectCode.ACCEPTED;
        }
        if (account.standing == AccountStanding.BLOCKED) {
            return RejectCode.ACCOUNT_BLOCKED;
        }
        return reduces ? RejectCode.ACCEPTED : RejectCode.ACCOUNT_CLOSE_ONLY;
    }

    /** Whether the account's own kill switch is on, or its group's. */
    static boolean isKilled(final Account account) {
        return account.killed || account.group != null && account.group.killed;
    }

    /** See {@link OrderLimits}. */
    RejectCode size(
            final Account account,
            final Instrument instrument,
            final boolean market,
            final long priceE8,
            final long lots) {
        return orders.check(account, instrument, market, priceE8, lots);
    }

    /** Position and, but for orders that only reduce, Greek limits of so many lots more; spot has neither. */
    RejectCode exposure(final Exposure exposure, final boolean buy, final long lots, final boolean reduces) {
        if (exposure.instrument.isSpot()) {
            return RejectCode.ACCEPTED;
        }
        if (positions.isExceeded(exposure, buy, lots)) {
            return RejectCode.POSITION_LIMIT;
        }
        final Account account = exposure.view.account;
        if (reduces || account.greeks == null && account.group == null) {
            return RejectCode.ACCEPTED;
        }
        greekLimits.begin(account, exposure.instrument.underlyingId());
        greekLimits.with(exposure.instrument, buy, lots);
        return greekLimits.code();
    }

    /** Whether the account may send something that costs so many tokens. */
    boolean allows(final Account account, final RequestKind kind, final int tokens, final long nowNs) {
        return !rates.isActive() || rates.allows(account, kind, tokens, nowNs);
    }

    /** Whether a group was ever named. */
    public boolean isGroup(final int groupId) {
        return groups.find(groupId) != null;
    }

    /** Whether another account may join a group. */
    public boolean hasRoomIn(final int groupId, final Account account) {
        final AccountGroup group = groups.find(groupId);
        return groupId == 0 || group == null || group == account.group || group.members < AccountGroups.MAX_MEMBERS;
    }

    /** How many accounts a group has. */
    public int membersOf(final int groupId) {
        final AccountGroup group = groups.find(groupId);
        return group == null ? 0 : group.members;
    }

    /** Sets what an account may do. */
    public void setStanding(final Account account, final AccountStanding standing) {
        account.standing = standing;
        changed(account);
    }

    /** Puts an account into a group; 0: into none. */
    public void setGroup(final Account account, final int groupId) {
        greekLimits.detachAll(account);
        if (account.group != null) {
            account.group.members--;
        }
        account.group = groupId == 0 ? null : groups.findOrMake(groupId);
        if (account.group != null) {
            account.group.members++;
        }
        greekLimits.attachAll(account);
        changed(account);
    }

    /** Sets how much net delta and vega an account may have in an underlying; 0 for any of each. */
    public void setGreekLimits(
            final Account account, final int underlyingId, final long maxDeltaE8, final long maxVegaE8) {
        greekLimits.detachAll(account);
        greekLimits.setOwn(account, underlyingId, maxDeltaE8, maxVegaE8);
        greekLimits.attachAll(account);
    }

    /** The same of all accounts of a group together. */
    public void setGroupGreekLimits(
            final Mirror mirror,
            final int groupId,
            final int underlyingId,
            final long maxDeltaE8,
            final long maxVegaE8) {
        final AccountGroup group = groups.find(groupId);
        for (int i = 0; i < mirror.accountCount(); i++) {
            if (mirror.accountAt(i).group == group) {
                greekLimits.detachAll(mirror.accountAt(i));
            }
        }
        greekLimits.setGroup(group, underlyingId, maxDeltaE8, maxVegaE8);
        for (int i = 0; i < mirror.accountCount(); i++) {
            if (mirror.accountAt(i).group == group) {
                greekLimits.attachAll(mirror.accountAt(i));
            }
        }
    }

    /** Sets the largest position of an account in an instrument, or, where that is null, of all that have none of their own. */
    public void setPositionLimit(
            final Mirror mirror, final Account account, final Instrument instrument, final long lots) {
        if (account == null) {
            positions.setInstrument(instrument.instrumentId(), lots);
        } else {
            positions.setOwn(mirror.exposure(account, instrument), lots);
        }
    }

    /** Sets the kill switch of a group. */
    public void setGroupKilled(final int groupId, final boolean on) {
        groups.setKilled(groups.find(groupId), on);
    }

    /** Sets what one order of an account may be at most; 0 as the venue has it, -1 for no limit. */
    public void setOrderLimits(final Account account, final long maxValueE8, final long maxDistanceE8) {
        account.ownOrderValueE8 = maxValueE8;
        account.ownDistanceE8 = maxDistanceE8;
        orders.changed(account);
        changed(account);
    }

    /** Sets the rate of a kind of requests; 0 as the venue has it, -1 for no limit. */
    public void setRate(final Account account, final RequestKind kind, final int perSecond, final int burst) {
        rates.set(account, kind, perSecond, burst);
    }

    /** Continues a hash with what is not hashed entity by entity. */
    public long hash(final Mirror mirror, final long before) {
        long hash = greeks.hash(before);
        if (rates.isActive()) {
            for (int i = 0; i < mirror.accountCount(); i++) {
                hash = RateLimits.hash(mirror.accountAt(i), hash);
            }
        }
        return hash;
    }

    private void changed(final Account account) {
        stateHash.remove(account.controlsHash);
        final int group = account.group == null ? 0 : account.group.groupId;
        final long switches = (long) group << 8 | account.standing.value();
        account.controlsHash = switches == 0 && account.ownOrderValueE8 == 0 && account.ownDistanceE8 == 0
                ? 0
                : StateHash.of(
                        STANDING_KIND, account.accountId, switches, account.ownOrderValueE8, account.ownDistanceE8);
        stateHash.add(account.controlsHash);
    }
}
