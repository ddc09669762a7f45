package io.strikebook.feeder.venue;

import io.strikebook.feeder.BadMessageException;
import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.json.MalformedJsonException;
import io.strikebook.schemas.GapReason;
import java.nio.charset.StandardCharsets;

/**
 * What the rules of all venues share: instruments by symbol, described in their first event; which of them are doubted when a message is
 * refused; asking for snapshots. Every gap that is given here leaves the books of its instruments untrusted until their next snapshots.
 *
 * @param <I> what a venue keeps of an instrument
 */
public abstract class VenueRules<I extends VenueInstrument> implements VenueNormaliser {
    private final String venue;
    private final String market;
    private final FeedContext context;
    private final VenueRequests requests;
    private final SymbolTable<I> instruments = new SymbolTable<>();
    private final SymbolTable<String> listed = new SymbolTable<>();
    private final QuietWatch<I> quiet = new QuietWatch<>();
    private final BookLevels noLevels = new BookLevels();
    private final WholeBooks<I> wholeBooks;
    private I addressed;
    private long checksumsRight;

    /**
     * Rules that have seen nothing yet.
     *
     * @param venue  the venue's name in descriptions
     * @param market the venue's name, and beside it that of its market where symbols of two markets may be the same
     */
    protected VenueRules(
            final String venue, final String market, final FeedContext context, final VenueRequests requests) {
        this.venue = venue;
        this.market = market;
        this.context = context;
        this.requests = requests;
        wholeBooks = new WholeBooks<>(instruments, context.wholeBooksEveryNs());
    }

    /** Reads a message and gives its events. */
    protected abstract void read(long receivedNs, byte[] text, int start, int end, MarketDataListener listener)
            throws BadMessageException, MalformedJsonException;

    /** Reads an answer and gives its events; what is not said otherwise needs none. */
    protected void readAnswer(
            final String request,
            final long receivedNs,
            final byte[] text,
            final int start,
            final int end,
            final MarketDataListener listener)
            throws BadMessageException, MalformedJsonException {}

    /** An instrument of a symbol that comes for the first time. */
    protected abstract I create(String symbol) throws BadMessageException;

    /** Forgets what the order of an instrument's messages was, since they begin anew. */
    protected abstract void restart(I instrument);

    @Override
    public final void onMessage(
            final long receivedNs, final byte[] text, final int start, final int end, final MarketDataListener listener)
            throws BadMessageException {
        addressed = null;
        try {
            read(receivedNs, text, start, end, listener);
            addressed = null;
            watch(receivedNs, listener);
            wholeBooks.step(receivedNs, listener);
        } catch (final MalformedJsonException e) {
            throw malformed(e, end - start);
        }
    }

    @Override
    public final void onAnswer(
            final String request,
            final long receivedNs,
            final byte[] text,
            final int start,
            final int end,
            final MarketDataListener listener)
            throws BadMessageException {
        addressed = null;
        boolean used = false;
        try {
            readAnswer(request, receivedNs, text, start, end, listener);
            addressed = null;
            used = true;
        } catch (final MalformedJsonException e) {
            throw malformed(e, end - start);
        } finally {
            if (!used && addressed != null) {
                addressed.askAgain();
            }
        }
    }

    @Override
    public final void onInterrupted(final long timeNs, final MarketDataListener listener) {
        context.errors().report(FeedErrorKind.INTERRUPTED, "connection interrupted");
        boolean open = false;
        for (int i = 0; i < instruments.size(); i++) {
            restart(instruments.at(i));
            open = gap(instruments.at(i), 0, GapReason.INTERRUPTED, open, timeNs, listener);
        }
        if (open) {
            listener.endEvent();
        }
    }

    @Override
    public final void onRefused(
            final long timeNs, final FeedErrorKind kind, final long number, final MarketDataListener listener) {
        if (kind == FeedErrorKind.UNKNOWN_INSTRUMENT && noticesMissing()) {
            return;
        }
        final GapReason reason = reason(kind);
        boolean open = false;
        if (addressed != null) {
            open = gap(addressed, number, reason, false, timeNs, listener);
        } else {
            for (int i = 0; i < instruments.size(); i++) {
                open = gap(instruments.at(i), number, reason, open, timeNs, listener);
            }
        }
        if (open) {
            listener.endEvent();
        }
        addressed = null;
    }

    /** Only instruments that were named so are known from now on. */
    public final void list(final String symbol) {
        if (listed.find(symbol) == null) {
            listed.add(symbol, symbol);
        }
    }

    /** The message may be about any instrument. */
    protected final void addressAll() {
        addressed = null;
    }

    /**
     * The instrument that the message is about, added where it is new. To be called once the whole message was read: where it is refused from then
     * on, that casts doubt on this instrument alone, and before on all.
     */
    protected final I address(final byte[] text, final int start, final int end) throws BadMessageException {
        addressed = instruments.find(text, start, end);
        if (addressed == null) {
            final String symbol = new String(text, start, end - start, StandardCharsets.UTF_8);
            if (listed.size() > 0 && listed.find(text, start, end) == null) {
                throw new BadMessageException(FeedErrorKind.UNKNOWN_INSTRUMENT, "unknown instrument: " + symbol);
            }
            addressed = create(symbol);
            instruments.add(symbol, addressed);
        }
        return addressed;
    }

    /** The instrument that the message is about, which was found before. */
    protected final void address(final I instrument) {
        addressed = instrument;
    }

    /** Instruments that messages were about. */
    protected final SymbolTable<I> instruments() {
        return instruments;
    }

    /** What sources share. */
    protected final FeedContext context() {
        return context;
    }

    /** The other end of the connection. */
    protected final VenueRequests requests() {
        return requests;
    }

    /** Opens an event, and describes the instrument in its first. */
    protected final void begin(final I instrument, final long timeNs, final MarketDataListener listener) {
        quiet.heard(instrument, timeNs);
        listener.beginEvent(timeNs);
        if (instrument.stale(false)) {
            listener.book(instrument.number(), MarketDataListener.NONE, instrument.flags(), noLevels);
        }
        if (instrument.number() == 0) {
            final String name = market + ":" + instrument.symbol();
            final int constituentId = instrument.constituentOf() == null
                    ? 0
                    : context.constituents().of(instrument.constituentOf().underlyingId(), name);
            final int known = context.numbers().find(name);
            instrument.number(known == 0 ? context.numbers().allot(name) : known, constituentId);
            if (known == 0 && instrument.terms() != null) {
                listener.instrument(instrument.number(), venue, instrument.terms());
            }
        }
    }

    /** Within an event: updates are missing. */
    protected final void missed(
            final I instrument, final long expected, final long received, final MarketDataListener listener) {
        context.errors().gap(expected, received);
        listener.gap(instrument.number(), expected, received, GapReason.MISSING);
        distrust(instrument);
        takeBackMiddle(instrument, listener);
    }

    /**
     * Within an event: a change of the book, or all of it. Where the book can be trusted it follows, and is checked.
     *
     * @return whether the book can be trusted behind it
     */
    protected final boolean change(
            final I instrument,
            final long exchangeTimeNs,
            final boolean snapshot,
            final BookLevels levels,
            final MarketDataListener listener) {
        if (snapshot) {
            instrument.book().clear();
            instrument.wholeNs = instrument.heardNs;
            trust(instrument);
        }
        if (instrument.isTrusted()) {
            instrument.book().apply(levels);
            compareChecksum(instrument, listener);
            if (instrument.crosses()) {
                context.errors().report(FeedErrorKind.CROSSED, "book is crossed: best bid at or above best ask");
            }
        }
        listener.book(
                instrument.number(),
                exchangeTimeNs,
                instrument.flags() | (snapshot ? MarketDataListener.SNAPSHOT : 0),
                levels);
        return instrument.isTrusted();
    }

    /**
     * Whether the venue's numbers tell when an update of an instrument is missing. Then a message about an unknown instrument casts doubt on none:
     * were it one of ours under a damaged name, that would show.
     */
    protected boolean noticesMissing() {
        return true;
    }

    /** The book is the venue's, as far as whoever keeps it elsewhere can tell: a snapshot came. */
    protected final void trust(final I instrument) {
        instrument.trust();
        requests.obtained(instrument.symbol());
    }

    /** The checksum that came with the message, or none. */
    protected long expectedChecksum() {
        return MarketDataListener.NONE;
    }

    /** The checksum of a book as it is now, by this venue's rule. */
    protected long checksum(final I instrument) {
        return MarketDataListener.NONE;
    }

    /** How many checksums came and were the book's. */
    public final long checksumsRight() {
        return checksumsRight;
    }

    private void compareChecksum(final I instrument, final MarketDataListener listener) {
        final long expected = expectedChecksum();
        if (expected == MarketDataListener.NONE) {
            return;
        }
        final long found = checksum(instrument);
        if (found == expected) {
            checksumsRight++;
            return;
        }
        context.errors().report(FeedErrorKind.CHECKSUM, "checksum is not the book's");
        listener.gap(instrument.number(), expected, found, GapReason.CHECKSUM);
        distrust(instrument);
        takeBackMiddle(instrument, listener);
    }

    /** The book is not the venue's: a snapshot is asked for, once. */
    protected final void distrust(final I instrument) {
        if (instrument.distrust()) {
            requests.snapshot(instrument.symbol());
        }
    }

    /** Within an event: the middle of a book that can be trusted, as {@link #middle}. */
    protected final void middleOfBook(final I instrument, final MarketDataListener listener) {
        if (instrument.constituentId() != 0 && instrument.hasMiddle()) {
            middle(instrument, instrument.book().midE8(), listener);
        }
    }

    /** Within an event: the middle price, where it is part of an index, and another than before or the same for long. */
    protected final void middle(final I instrument, final long midE8, final MarketDataListener listener) {
        if (instrument.constituentId() != 0 && instrument.moves(midE8)) {
            listener.constituent(instrument.constituentOf().underlyingId(), instrument.constituentId(), midE8);
        }
    }

    /** Within an event: an index is to do without the instrument's middle until its next one. */
    private void takeBackMiddle(final I instrument, final MarketDataListener listener) {
        if (instrument.losesMiddle()) {
            listener.constituent(
                    instrument.constituentOf().underlyingId(),
                    instrument.constituentId(),
                    MarketDataListener.NO_MIDDLE);
        }
    }

    /** Counts and names something that is no use here. */
    protected final void passedOver(final String what) {
        context.errors().report(FeedErrorKind.UNKNOWN_EVENT, what + " passed over");
    }

    /** Refuses a message unless a condition holds. */
    protected static void require(final boolean condition, final String problem) throws BadMessageException {
        if (!condition) {
            throw new BadMessageException(problem);
        }
    }

    private static BadMessageException malformed(final MalformedJsonException cause, final int length) {
        return new BadMessageException(
                cause.offset() >= length ? FeedErrorKind.TRUNCATED : FeedErrorKind.MALFORMED,
                "malformed JSON: " + cause.getMessage());
    }

    /** Flags books of which nothing was heard for long. */
    private void watch(final long nowNs, final MarketDataListener listener) {
        I stale = quiet.takeQuiet(nowNs - context.staleAfterNs());
        while (stale != null) {
            stale.stale(true);
            context.errors().report(FeedErrorKind.STALE, "nothing was heard for long of " + stale.symbol());
            listener.beginEvent(nowNs);
            listener.book(stale.number(), MarketDataListener.NONE, stale.flags(), noLevels);
            takeBackMiddle(stale, listener);
            listener.endEvent();
            stale = quiet.takeQuiet(nowNs - context.staleAfterNs());
        }
    }

    private static GapReason reason(final FeedErrorKind kind) {
        return switch (kind) {
            case REPEATED -> GapReason.REPEATED;
            case OUT_OF_ORDER -> GapReason.OUT_OF_ORDER;
            default -> GapReason.REFUSED;
        };
    }

    private boolean gap(
            final I instrument,
            final long number,
            final GapReason reason,
            final boolean open,
            final long timeNs,
            final MarketDataListener listener) {
        distrust(instrument);
        if (instrument.number() == 0) {
            return open;
        }
        if (!open) {
            listener.beginEvent(timeNs);
        }
        listener.gap(instrument.number(), number, 0, reason);
        takeBackMiddle(instrument, listener);
        return true;
    }
}
