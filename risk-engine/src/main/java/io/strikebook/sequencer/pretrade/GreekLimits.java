package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.RejectCode;

/**
 * How much net delta and vega an account, and all of its risk group together, may have in an underlying, open orders at their worst. An
 * order that brings what it adds to towards nothing passes whatever the sums are; one that adds has to leave them within the limit. Who has
 * no limits, and is in no group that has, has no {@link GreekBook} and costs two look-ups.
 */
final class GreekLimits {
    private static final long OWN_KIND = 43;
    private static final long GROUP_KIND = 44;

    private final Greeks greeks;
    private final int underlyings;
    private final StateHash stateHash;

    /** What is being checked. */
    private GreekBook own;

    private GreekBook group;
    private long deltaUpE8;
    private long deltaDownE8;
    private long vegaUpE8;
    private long vegaDownE8;

    GreekLimits(final Greeks greeks, final int underlyings, final StateHash stateHash) {
        this.greeks = greeks;
        this.underlyings = underlyings;
        this.stateHash = stateHash;
    }

    private static GreekBook book(final GreekBook[] books, final int underlyingId) {
        return books == null ? null : books[underlyingId];
    }

    /** Begins to check what an account would add in an underlying; {@link #with} and {@link #code} follow. */
    void begin(final Account account, final int underlyingId) {
        own = book(account.greeks, underlyingId);
        group = account.group == null ? null : book(account.group.greeks, underlyingId);
        deltaUpE8 = 0;
        deltaDownE8 = 0;
        vegaUpE8 = 0;
        vegaDownE8 = 0;
    }

    void with(final Instrument instrument, final boolean buy, final long lots) {
        if (own == null && group == null) {
            return;
        }
        final long signedLots = buy ? lots : -lots;
        final long deltaE8 = greeks.deltaE8(instrument, signedLots);
        final long vegaE8 = greeks.vegaE8(instrument, signedLots);
        deltaUpE8 = add(deltaUpE8, Math.max(0, deltaE8));
        deltaDownE8 = add(deltaDownE8, Math.min(0, deltaE8));
        vegaUpE8 = add(vegaUpE8, Math.max(0, vegaE8));
        vegaDownE8 = add(vegaDownE8, Math.min(0, vegaE8));
    }

    /** Which limit all of it would leave, the account's first. */
    RejectCode code() {
        if (own != null) {
            own.refresh(greeks);
            if (own.exceedsDelta(deltaUpE8, deltaDownE8)) {
                return RejectCode.DELTA_LIMIT;
            }
            if (own.exceedsVega(vegaUpE8, vegaDownE8)) {
                return RejectCode.VEGA_LIMIT;
            }
        }
        if (group != null) {
            group.refresh(greeks);
            if (group.exceedsDelta(deltaUpE8, deltaDownE8)) {
                return RejectCode.GROUP_DELTA_LIMIT;
            }
            if (group.exceedsVega(vegaUpE8, vegaDownE8)) {
                return RejectCode.GROUP_VEGA_LIMIT;
            }
        }
        return RejectCode.ACCEPTED;
    }

    /** An account begins to have something in an instrument. */
    void attach(final Exposure exposure) {
        final Account account = exposure.view.account;
        final int underlyingId = exposure.instrument.underlyingId();
        final GreekBook ofAccount = book(account.greeks, underlyingId);
        final GreekBook ofGroup = account.group == null ? null : book(account.group.greeks, underlyingId);
        exposure.ownLine = ofAccount == null ? null : joined(ofAccount, exposure);
        exposure.groupLine = ofGroup == null ? null : joined(ofGroup, exposure);
    }

    /** Combinations count in their legs; coins have no Greeks. */
    private static GreekLine joined(final GreekBook book, final Exposure exposure) {
        if (!exposure.instrument.holdsPositions()) {
            return null;
        }
        final GreekLine line = book.line(exposure.instrument);
        line.moved(exposure.position, exposure.buyOpenLots, exposure.sellOpenLots);
        return line;
    }

    private static void detach(final Exposure exposure) {
        leave(exposure.ownLine, exposure);
        leave(exposure.groupLine, exposure);
        exposure.ownLine = null;
        exposure.groupLine = null;
    }

    private static void leave(final GreekLine line, final Exposure exposure) {
        if (line != null) {
            line.moved(-exposure.position, -exposure.buyOpenLots, -exposure.sellOpenLots);
        }
    }

    /** Takes what an account has out of the books that it is in; {@link #attachAll} follows. */
    void detachAll(final Account account) {
        for (int id = 1; id <= account.lastInstrumentId(); id++) {
            if (account.exposure(id) != null) {
                detach(account.exposure(id));
            }
        }
    }

    /** Puts what an account has into the books that it belongs in now. */
    void attachAll(final Account account) {
        for (int id = 1; id <= account.lastInstrumentId(); id++) {
            if (account.exposure(id) != null) {
                attach(account.exposure(id));
            }
        }
    }

    /** Limits of an account, 0 for none of each; what it has is attached anew around this. */
    void setOwn(final Account account, final int underlyingId, final long maxDeltaE8, final long maxVegaE8) {
        final GreekBook before = book(account.greeks, underlyingId);
        stateHash.remove(hash(OWN_KIND, account.accountId, underlyingId, before));
        account.greeks = with(account.greeks, underlyingId, maxDeltaE8, maxVegaE8);
        stateHash.add(hash(OWN_KIND, account.accountId, underlyingId, book(account.greeks, underlyingId)));
    }

    /** Limits of a group; what its accounts have is attached anew around this. */
    void setGroup(final AccountGroup of, final int underlyingId, final long maxDeltaE8, final long maxVegaE8) {
        final GreekBook before = book(of.greeks, underlyingId);
        stateHash.remove(hash(GROUP_KIND, of.groupId, underlyingId, before));
        of.greeks = with(of.greeks, underlyingId, maxDeltaE8, maxVegaE8);
        stateHash.add(hash(GROUP_KIND, of.groupId, underlyingId, book(of.greeks, underlyingId)));
    }

    private GreekBook[] with(
            final GreekBook[] books, final int underlyingId, final long maxDeltaE8, final long maxVegaE8) {
        final boolean none = maxDeltaE8 == 0 && maxVegaE8 == 0;
        if (none && books == null) {
            return null;
        }
        final GreekBook[] result = books == null ? new GreekBook[underlyings + 1] : books;
        result[underlyingId] = none ? null : new GreekBook(maxDeltaE8, maxVegaE8);
        return result;
    }

    private static long hash(final long kind, final int owner, final int underlyingId, final GreekBook book) {
        return book == null ? 0 : StateHash.of(kind, owner, underlyingId, book.maxDeltaE8, book.maxVegaE8);
    }
}
