package io.strikebook.books;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.schemas.InstrumentListedDecoder;
import io.strikebook.schemas.InstrumentTermsDecoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** The books of the instruments that were listed, by their ids. */
final class ListedBooks {
    private final InstrumentTermsDecoder terms = new InstrumentTermsDecoder();
    private final OrderQueues queues;
    private FollowedBook[] books = new FollowedBook[64];
    private int lastInstrument;

    ListedBooks(final OrderQueues queues) {
        this.queues = queues;
    }

    /** The book of an instrument, or null where it was not listed. */
    FollowedBook book(final int instrumentId) {
        return instrumentId > 0 && instrumentId < books.length ? books[instrumentId] : null;
    }

    /** Highest instrument id, 0 for none. */
    int lastInstrument() {
        return lastInstrument;
    }

    /** The book of the instrument whose id lies there; throws where it was not listed. */
    FollowedBook bookAt(final UnsafeBuffer buffer, final int offset) {
        final int instrumentId = buffer.getInt(offset, LITTLE_ENDIAN);
        final FollowedBook book = book(instrumentId);
        if (book == null) {
            throw new IllegalStateException(
                    "instrument " + instrumentId + " was not listed; executions are followed from their first frame");
        }
        return book;
    }

    /** Takes an {@code InstrumentListed}: a new book, or null, since every shard lists every instrument and the first time counts. */
    FollowedBook list(final UnsafeBuffer buffer, final int body) {
        final int instrumentId =
                buffer.getInt(body + InstrumentListedDecoder.instrumentIdEncodingOffset(), LITTLE_ENDIAN);
        if (book(instrumentId) != null) {
            return null;
        }
        return open(new Instrument(
                instrumentId,
                buffer.getInt(body + InstrumentListedDecoder.underlyingIdEncodingOffset(), LITTLE_ENDIAN),
                TermsCodec.decode(terms.wrap(buffer, body + InstrumentListedDecoder.termsEncodingOffset()))));
    }

    /** A book of an instrument that has none. */
    FollowedBook open(final Instrument instrument) {
        final int instrumentId = instrument.instrumentId();
        if (instrumentId >= books.length) {
            books = Arrays.copyOf(books, Math.max(instrumentId + 1, books.length * 2));
        }
        final FollowedBook book = new FollowedBook(instrument, queues.nodes);
        books[instrumentId] = book;
        lastInstrument = Math.max(lastInstrument, instrumentId);
        return book;
    }

    /** Walks every book, throws where one is not what it has to be, and counts the orders. */
    int check() {
        int resting = 0;
        for (final FollowedBook book : books) {
            if (book != null) {
                resting += queues.check(book, true) + queues.check(book, false);
            }
        }
        return resting;
    }
}
