package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;

/**
 * The groups of quotes of every account, and the initial margin that is held for them in place of a check of each quote. A reserve that
 * grows is held from its command on; one that shrinks is let go once matching has answered the command: what the group's quotes traded
 * before it is known by then, and counts by itself.
 */
public final class Reserves {
    /** Highest number of a group of quotes; 0 is for flagged orders. */
    public static final int MAX_NUMBER = 16;

    private static final long HASH_KIND = 30;
    private static final int PER_UNDERLYING = MAX_NUMBER + 1;

    private final int underlyings;
    private final StateHash stateHash;

    Reserves(final int underlyings, final StateHash stateHash) {
        this.underlyings = underlyings;
        this.stateHash = stateHash;
    }

    /** Whether the venue has the underlying. */
    public boolean isUnderlying(final int underlyingId) {
        return underlyingId > 0 && underlyingId <= underlyings;
    }

    /** The group, or null where it has never been set. */
    ReservedGroup find(final Account account, final int underlyingId, final int number) {
        return account.groups == null ? null : account.groups[indexOf(underlyingId, number)];
    }

    /** Whether the group has limits now. */
    boolean isSet(final Account account, final int underlyingId, final int number) {
        final ReservedGroup group = find(account, underlyingId, number);
        return group != null && group.maxQuoteQuantityE8 != 0;
    }

    /**
     * An accepted change of the given command.
     *
     * @param maxQuoteQuantityE8 0: no limits any more
     * @param reserveE12         to be held from now on
     */
    public void accept(
            final long sequence,
            final Account account,
            final int underlyingId,
            final int number,
            final int currencyValue,
            final long maxQuoteQuantityE8,
            final long reserveE12) {
        final ReservedGroup group = findOrMake(account, underlyingId, number, currencyValue);
        group.maxQuoteQuantityE8 = maxQuoteQuantityE8;
        group.changedBy = sequence;
        group.nextE12 = reserveE12;
        hold(group, Math.max(group.heldE12, reserveE12));
        changed(group);
    }

    /** Matching answered a command that changed a group. */
    public void answered(final long sequence, final Account account, final int underlyingId, final int number) {
        final ReservedGroup group = find(account, underlyingId, number);
        if (group != null && group.changedBy == sequence) {
            group.changedBy = 0;
            hold(group, group.nextE12);
            changed(group);
        }
    }

    /** A group whose currency is another than before is made anew; that it holds nothing was checked. */
    private ReservedGroup findOrMake(
            final Account account, final int underlyingId, final int number, final int currencyValue) {
        final ReservedGroup found = find(account, underlyingId, number);
        if (found != null && found.view.currency.value() == currencyValue) {
            return found;
        }
        if (found != null) {
            stateHash.remove(found.hash);
        }
        if (account.groups == null) {
            account.groups = new ReservedGroup[underlyings * PER_UNDERLYING];
        }
        final ReservedGroup made = new ReservedGroup(account.view(currencyValue), underlyingId, number);
        account.groups[indexOf(underlyingId, number)] = made;
        return made;
    }

    private static void hold(final ReservedGroup group, final long reserveE12) {
        group.view.reservedE12 += reserveE12 - group.heldE12;
        group.heldE12 = reserveE12;
    }

    /**
     * Most lots of an instrument that all of an account's groups may have open on one side, none where it has no groups.
     *
     * @param mostE8 dearest price, for inverse futures, whose lots are in USD
     */
    static long mostQuotedLots(final Account account, final Instrument instrument, final long mostE8) {
        if (account.groups == null) {
            return 0;
        }
        long coinsE8 = 0;
        for (final ReservedGroup group : account.groups) {
            if (group != null && group.underlyingId == instrument.underlyingId()) {
                coinsE8 = add(coinsE8, group.maxQuoteQuantityE8);
            }
        }
        final long unitsE8 = instrument.isInverseFuture() ? multiplyDivideCeil(coinsE8, mostE8, E8) : coinsE8;
        return unitsE8 / instrument.terms().lotSizeE8();
    }

    private static int indexOf(final int underlyingId, final int number) {
        return (underlyingId - 1) * PER_UNDERLYING + number;
    }

    private void changed(final ReservedGroup group) {
        stateHash.remove(group.hash);
        final long identity = StateHash.of(
                HASH_KIND, group.view.account.accountId, group.underlyingId, group.number, group.view.currency.value());
        group.hash = StateHash.and(identity, group.maxQuoteQuantityE8, group.heldE12, group.changedBy, group.nextE12);
        stateHash.add(group.hash);
    }

    void save(final Account account, final SnapshotOutput out) {
        for (int i = 0; account.groups != null && i < account.groups.length; i++) {
            final ReservedGroup group = account.groups[i];
            if (group != null) {
                out.putInt(group.underlyingId)
                        .putInt(group.number)
                        .putInt(group.view.currency.value())
                        .putLong(group.maxQuoteQuantityE8)
                        .putLong(group.heldE12)
                        .putLong(group.changedBy)
                        .putLong(group.nextE12);
            }
        }
        out.putInt(0);
    }

    void load(final Account account, final SnapshotInput in) {
        for (int underlyingId = in.getInt(); underlyingId != 0; underlyingId = in.getInt()) {
            final ReservedGroup group = findOrMake(account, underlyingId, in.getInt(), in.getInt());
            group.maxQuoteQuantityE8 = in.getLong();
            hold(group, in.getLong());
            group.changedBy = in.getLong();
            group.nextE12 = in.getLong();
            changed(group);
        }
    }
}
