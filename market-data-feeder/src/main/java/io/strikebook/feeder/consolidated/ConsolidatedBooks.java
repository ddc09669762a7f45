package io.strikebook.feeder.consolidated;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows the books of all venues and merges those of the same kind of instrument: perpetuals, futures of one expiry, and spot in dollars.
 * Options are not merged, nor is spot in a currency that the schema has no name for.
 */
final class ConsolidatedBooks {
    private final int depth;
    private final ConsolidatedLevels levels;
    private final List<BookGroup> groups = new ArrayList<>();
    private final List<String> venues = new ArrayList<>();
    private VenueBook[] byInstrument = new VenueBook[64];
    private boolean dirty;

    ConsolidatedBooks(final int depth) {
        this.depth = depth;
        this.levels = new ConsolidatedLevels(depth);
    }

    /** Whether any of them changed since the last publication. */
    boolean isDirty() {
        return dirty;
    }

    void onInstrument(final int instrument, final String venue, final InstrumentTerms terms) {
        if (find(instrument) != null || !isMerged(terms)) {
            return;
        }
        if (!venues.contains(venue)) {
            if (venues.size() == BookGroup.MAX_VENUES) {
                throw new IllegalStateException("more than " + BookGroup.MAX_VENUES + " venues: " + venue);
            }
            venues.add(venue);
        }
        final BookGroup group = group(terms);
        final VenueBook book = new VenueBook(group, venues.indexOf(venue), QuantityUnits.perQuantityE8(venue, terms));
        group.add(book);
        if (instrument >= byInstrument.length) {
            byInstrument = Arrays.copyOf(byInstrument, Math.max(instrument + 1, byInstrument.length * 2));
        }
        byInstrument[instrument] = book;
    }

    private static boolean isMerged(final InstrumentTerms terms) {
        return switch (terms.kind()) {
            case PERPETUAL, FUTURE -> true;
            case SPOT -> terms.settlementCurrency() == Currency.USD || terms.settlementCurrency() == Currency.USDC;
            default -> false;
        };
    }

    private BookGroup group(final InstrumentTerms terms) {
        for (final BookGroup group : groups) {
            if (group.fits(terms)) {
                return group;
            }
        }
        final BookGroup group = new BookGroup(groups.size() + 1, terms);
        groups.add(group);
        return group;
    }

    private VenueBook find(final int instrument) {
        return instrument > 0 && instrument < byInstrument.length ? byInstrument[instrument] : null;
    }

    void onBook(final int instrument, final boolean snapshot, final boolean doubtful, final BookLevels changes) {
        final VenueBook book = find(instrument);
        if (book == null) {
            return;
        }
        if (snapshot) {
            book.restart();
        }
        for (int i = 0; i < changes.size(); i++) {
            book.side(changes.side(i) == Side.BUY).set(changes.priceE8(i), changes.quantityE8(i));
        }
        book.doubt(doubtful);
        touch(book);
    }

    /** Input was lost, of one instrument or, for 0, of all. */
    void onGap(final int instrument) {
        if (instrument != 0) {
            lose(find(instrument));
            return;
        }
        for (final VenueBook book : byInstrument) {
            lose(book);
        }
    }

    private void lose(final VenueBook book) {
        if (book != null) {
            book.lose();
            touch(book);
        }
    }

    private void touch(final VenueBook book) {
        book.group.dirty = true;
        dirty = true;
    }

    /** Something was heard of an instrument. */
    void onHeard(final int instrument, final long timeNs) {
        final VenueBook book = find(instrument);
        if (book != null) {
            book.heardNs = timeNs;
        }
    }

    /** Gives those that changed, within an event; books that were not heard of since a time are left out. */
    void publish(final long heardSinceNs, final MarketDataListener listener) {
        for (int i = 0; i < groups.size(); i++) {
            final BookGroup group = groups.get(i);
            if (group.dirty) {
                group.merge(depth, heardSinceNs, levels);
                listener.consolidatedBook(group, levels);
                group.dirty = false;
            }
        }
        dirty = false;
    }
}
