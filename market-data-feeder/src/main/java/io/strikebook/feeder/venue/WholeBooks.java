package io.strikebook.feeder.venue;

import io.strikebook.common.book.DepthSide;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.MarketDataListener;

/**
 * Gives every book that can be trusted as a whole again once a period of market-data time, so that whoever missed updates of it can trust it
 * again, too. One book at most behind each message of its venue, in turn. The venue said nothing then: a stale book stays stale, and the index
 * constituent that a book's middle is comes with it only where the venue said something of the instrument within a period. Allocates only
 * where it grows.
 *
 * @param <I> what a venue keeps of an instrument
 */
final class WholeBooks<I extends VenueInstrument> {
    private final SymbolTable<I> instruments;
    private final long everyNs;
    private final BookLevels levels = new BookLevels();
    private int next;

    /** Of a venue's instruments; a period of 0: never. */
    WholeBooks(final SymbolTable<I> instruments, final long everyNs) {
        this.instruments = instruments;
        this.everyNs = everyNs;
    }

    /** Looks at one book, and gives an event where it is due. */
    void step(final long nowNs, final MarketDataListener listener) {
        if (everyNs == 0 || instruments.size() == 0) {
            return;
        }
        next = next < instruments.size() ? next : 0;
        final I instrument = instruments.at(next++);
        if (instrument.isTrusted() && nowNs - instrument.wholeNs >= everyNs) {
            give(instrument, nowNs, listener);
        }
    }

    private void give(final I instrument, final long nowNs, final MarketDataListener listener) {
        levels.clear();
        add(true, instrument.book().bids());
        add(false, instrument.book().asks());
        listener.beginEvent(nowNs);
        listener.book(
                instrument.number(), MarketDataListener.NONE, instrument.flags() | MarketDataListener.SNAPSHOT, levels);
        if (instrument.constituentId() != 0 && instrument.hasMiddle() && nowNs - instrument.heardNs <= everyNs) {
            listener.constituent(
                    instrument.constituentOf().underlyingId(),
                    instrument.constituentId(),
                    instrument.book().midE8());
        }
        listener.endEvent();
        instrument.wholeNs = nowNs;
    }

    private void add(final boolean bid, final DepthSide side) {
        for (int i = side.size() - 1; i >= 0; i--) {
            levels.add(bid, side.priceE8(i), side.quantityE8(i));
        }
    }
}
