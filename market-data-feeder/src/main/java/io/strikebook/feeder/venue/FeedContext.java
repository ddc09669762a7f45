package io.strikebook.feeder.venue;

import io.strikebook.common.venue.Underlying;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.InstrumentNumbers;
import java.util.List;

/**
 * What all sources of one feeder share: one numbering of outside instruments, one of index constituents, and what went wrong. Used by the
 * thread that runs the sources.
 */
public final class FeedContext {
    private final List<Underlying> underlyings;
    private final FeedErrors errors;
    private final long staleAfterNs;
    private final long wholeBooksEveryNs;
    private final InstrumentNumbers numbers = new InstrumentNumbers();
    private final ConstituentNumbers constituents = new ConstituentNumbers();

    /** Three minutes: what an index takes as its sources' patience too. */
    public static final long STALE_AFTER_NS = 180_000_000_000L;

    /** Numbers nothing yet. */
    public FeedContext(final List<Underlying> underlyings, final FeedErrors errors) {
        this(underlyings, errors, STALE_AFTER_NS);
    }

    /**
     * Numbers nothing yet.
     *
     * @param staleAfterNs a book is stale where nothing was heard of its instrument for longer, while its venue went on
     */
    public FeedContext(final List<Underlying> underlyings, final FeedErrors errors, final long staleAfterNs) {
        this(underlyings, errors, staleAfterNs, 0);
    }

    /**
     * Numbers nothing yet.
     *
     * @param staleAfterNs      a book is stale where nothing was heard of its instrument for longer, while its venue went on
     * @param wholeBooksEveryNs books are given as a whole again once such a period of market-data time; 0: never
     */
    public FeedContext(
            final List<Underlying> underlyings,
            final FeedErrors errors,
            final long staleAfterNs,
            final long wholeBooksEveryNs) {
        this.underlyings = List.copyOf(underlyings);
        this.errors = errors;
        this.staleAfterNs = staleAfterNs;
        this.wholeBooksEveryNs = wholeBooksEveryNs;
    }

    /** How often, in market-data time, books are given as a whole again; 0: never. */
    public long wholeBooksEveryNs() {
        return wholeBooksEveryNs;
    }

    /** A book is stale where nothing was heard of its instrument for longer. */
    public long staleAfterNs() {
        return staleAfterNs;
    }

    /** Underlyings of this venue. */
    public List<Underlying> underlyings() {
        return underlyings;
    }

    /** The underlying of a code, or null where this venue does not have it. */
    public Underlying underlying(final String code) {
        for (final Underlying underlying : underlyings) {
            if (underlying.code().equals(code)) {
                return underlying;
            }
        }
        return null;
    }

    /** What was refused or missed. */
    public FeedErrors errors() {
        return errors;
    }

    /** Numbers of outside instruments, by venue, colon and symbol. */
    public InstrumentNumbers numbers() {
        return numbers;
    }

    /** Numbers of index constituents. */
    public ConstituentNumbers constituents() {
        return constituents;
    }
}
