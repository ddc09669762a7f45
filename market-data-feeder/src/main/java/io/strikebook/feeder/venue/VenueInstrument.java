package io.strikebook.feeder.venue;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;

/** An instrument as a feed of its venue sees it. Used by one thread. */
public class VenueInstrument {
    private final String symbol;
    private final InstrumentTerms terms;
    private final Underlying constituentOf;
    private int number;
    private int constituentId;
    private long lastMidE8;
    private boolean trusted;
    private boolean asked;

    /**
     * An instrument that nothing was said of yet.
     *
     * @param terms         what it is, or null where it is no instrument of the kinds that this venue lists: it is numbered, not described
     * @param constituentOf the underlying whose index its middle price is part of, or null
     */
    protected VenueInstrument(final String symbol, final InstrumentTerms terms, final Underlying constituentOf) {
        this.symbol = symbol;
        this.terms = terms;
        this.constituentOf = constituentOf;
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

    /** Returns whether a snapshot has to be asked for, which it has not been since it was lost. */
    final boolean distrust() {
        final boolean first = trusted || !asked;
        trusted = false;
        asked = true;
        return first;
    }

    /** Notes a middle price; returns whether it is another than before. */
    final boolean moves(final long midE8) {
        final boolean moves = midE8 != lastMidE8;
        lastMidE8 = midE8;
        return moves;
    }
}
