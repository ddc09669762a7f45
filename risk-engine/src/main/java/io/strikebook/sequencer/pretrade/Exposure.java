package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.StandardMargin;

/**
 * What one account has in one instrument: its position and its order versions in the order of commands, and their requirement as last
 * computed. Exposures are made once and kept.
 */
final class Exposure {
    CurrencyView view;
    Instrument instrument;

    /** Signed lots as of the executions applied. */
    long position;

    /** Signed lots as of the account's state. */
    long marginPosition;

    long buyOpenLots;
    long sellOpenLots;
    /** The account's own limit here: 0 as others have it, -1 none. */
    long maxPositionLots;

    /** What this adds to the Greeks of its account, and of the account's group; null where nobody counts them. */
    GreekLine ownLine;

    GreekLine groupLine;
    long buyLots;
    long sellLots;
    long buyCostE12;
    long sellCostE12;

    /** Requirements of the two sides that are part of the view's sum. */
    long buysE12;

    long sellsE12;

    /** Epoch that the prices below are of; -1 before the first. */
    long pricedEpoch = -1;

    long markE8;
    long indexE8;

    /** Standard margin with the rates of that epoch; null before the first. */
    StandardMargin margin;

    /** Options: initial margin of one short unit at these prices; negative where it is not computed. */
    long shortUnitE12 = -1;

    /** The costs must be computed from the list again. */
    boolean costsStale = true;

    /** In the view's list of exposures with a side to be computed again. */
    boolean dirty;

    boolean buysStale;
    boolean sellsStale;
    long hash;
    OrderVersion first;
    OrderVersion last;
    Exposure nextDirty;
    Exposure previousActive;
    Exposure nextActive;
    boolean active;

    /** Under portfolio margin: in the view's list of those that may have a position. */
    boolean held;

    /** Under portfolio margin: signed lots that are in the view's book. */
    long bookedPosition;

    Exposure(final CurrencyView view, final Instrument instrument) {
        this.view = view;
        this.instrument = instrument;
    }

    /** The position changed by so many lots, signed. */
    void traded(final long lots) {
        position += lots;
        counted(lots, 0, 0);
    }

    /** So many lots more, or fewer, are open on a side. */
    void opened(final boolean buy, final long lots) {
        if (buy) {
            buyOpenLots += lots;
            counted(0, lots, 0);
        } else {
            sellOpenLots += lots;
            counted(0, 0, lots);
        }
    }

    private void counted(final long positionLots, final long buysLots, final long sellsLots) {
        if (ownLine != null) {
            ownLine.moved(positionLots, buysLots, sellsLots);
        }
        if (groupLine != null) {
            groupLine.moved(positionLots, buysLots, sellsLots);
        }
    }

    /** What an account has where it has nothing: turns an exposure that never gets an order into that of another. */
    Exposure asEmpty(final CurrencyView otherView, final Instrument otherInstrument) {
        view = otherView;
        instrument = otherInstrument;
        pricedEpoch = -1;
        margin = null;
        shortUnitE12 = -1;
        return this;
    }

    /** The live order that the given command made a version of, or null. Only versions of later commands are looked at besides. */
    LiveOrder orderOf(final long sequence) {
        OrderVersion version = last;
        while (version != null && (version.sequence > sequence || version.sequence < 0)) {
            version = version.previous;
        }
        return version != null && version.sequence == sequence ? version.order : null;
    }

    void append(final OrderVersion version) {
        version.previous = last;
        version.next = null;
        if (last == null) {
            first = version;
            view.activate(this);
        } else {
            last.next = version;
        }
        last = version;
    }

    void unlink(final OrderVersion version) {
        if (version.previous == null) {
            first = version.next;
        } else {
            version.previous.next = version.next;
        }
        if (version.next == null) {
            last = version.previous;
        } else {
            version.next.previous = version.previous;
        }
        version.previous = null;
        version.next = null;
        if (first == null) {
            view.deactivate(this);
        }
    }
}
