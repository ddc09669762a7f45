package io.strikebook.feeder.venue;

import io.strikebook.common.book.DepthSide;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.MarketDataListener;

/** An instrument as a feed of its venue sees it. Used by one thread. */
public class VenueInstrument {
    /** A middle that stays where it is is given so often, since who takes it does not count what is old. */
    private static final long REPEAT_NS = 30_000_000_000L;

    private final String symbol;
    private final InstrumentTerms terms;
    private final Underlying constituentOf;
    private int number;
    private int constituentId;
    private long lastMidE8;
    private long midGivenNs;
    private final OutsideBook book;
    private boolean trusted;
    private boolean asked;
    private boolean crossed;
    private boolean stale;

    /** Of {@link QuietWatch}. */
    long heardNs;

    /** When all of its book was given last. */
    long wholeNs;

    VenueInstrument earlier;
    VenueInstrument later;
    boolean watched;

    /** An instrument that nothing was said of yet, with any number of levels. */
    protected VenueInstrument(final String symbol, final InstrumentTerms terms, final Underlying constituentOf) {
        this(symbol, terms, constituentOf, DepthSide.MAX_LEVELS);
    }

    /**
     * An instrument that nothing was said of yet.
     *
     * @param terms         what it is, or null where it is no instrument of the kinds that this venue lists: it is numbered, not described
     * @param constituentOf the underlying whose index its middle price is part of, or null
     * @param maxLevels     as many levels as a side of its book has at most
     */
    protected VenueInstrument(
            final String symbol, final InstrumentTerms terms, final Underlying constituentOf, final int maxLevels) {
        this.symbol = symbol;
        this.terms = terms;
        this.constituentOf = constituentOf;
        this.book = new OutsideBook(maxLevels);
    }

    /** Its name at its venue. */
    public final String symbol() {
        return symbol;
    }

    /** Its number in this recording, 0 before its first event. */
    public final int number() {
        return number;
    }

    /** Whether its book is the venue's: a snapshot came, and nothing was lost since. */
    public final boolean isTrusted() {
        return trusted;
    }

    /** Its book, which is the venue's while it is trusted. */
    public final OutsideBook book() {
        return book;
    }

    /** Flags of its book as it is now, see {@code MarketDataListener.book}. */
    final int flags() {
        return (trusted ? 0 : MarketDataListener.BROKEN)
                | (crossed ? MarketDataListener.CROSSED : 0)
                | (stale ? MarketDataListener.STALE : 0);
    }

    /** Whether its book's middle is a price. */
    final boolean hasMiddle() {
        return flags() == 0 && book.isTwoSided();
    }

    /** Looks whether the book is crossed; returns whether it became so just now. */
    final boolean crosses() {
        final boolean before = crossed;
        crossed = trusted && book.isCrossed();
        return crossed && !before;
    }

    /** Sets whether nothing was heard of it for long; returns whether that is new. */
    final boolean stale(final boolean newStale) {
        final boolean changes = stale != newStale;
        stale = newStale;
        return changes;
    }

    final InstrumentTerms terms() {
        return terms;
    }

    final Underlying constituentOf() {
        return constituentOf;
    }

    final int constituentId() {
        return constituentId;
    }

    final void number(final int newNumber, final int newConstituentId) {
        number = newNumber;
        constituentId = newConstituentId;
    }

    final void trust() {
        trusted = true;
        asked = false;
    }

    /** The snapshot that was asked for came to nothing. */
    final void askAgain() {
        asked = false;
    }

    /** Returns whether a snapshot has to be asked for, which it has not been since it was lost. */
    final boolean distrust() {
        final boolean first = trusted || !asked;
        trusted = false;
        crossed = false;
        asked = true;
        return first;
    }

    /** Notes a middle price; returns whether it is to be given: another than before, or the same for long. */
    final boolean moves(final long midE8) {
        final boolean moves = midE8 != lastMidE8 || heardNs - midGivenNs >= REPEAT_NS;
        if (moves) {
            lastMidE8 = midE8;
            midGivenNs = heardNs;
        }
        return moves;
    }

    /** No middle price is known any more; returns whether one had been given that is to be taken back. */
    final boolean losesMiddle() {
        final boolean loses = constituentId != 0 && lastMidE8 != 0;
        lastMidE8 = 0;
        return loses;
    }
}
