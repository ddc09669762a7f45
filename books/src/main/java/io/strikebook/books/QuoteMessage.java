package io.strikebook.books;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.QuotesAcceptedDecoder;
import io.strikebook.schemas.QuotesAcceptedDecoder.EntriesDecoder;
import io.strikebook.schemas.RejectCode;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The mass quote whose group is being taken. Its sides come into the books one after the other, bid before ask, each before the fills that
 * it caused; all that is left when the group ends. So it keeps a copy of the entries.
 */
final class QuoteMessage {
    private static final int SIDES = 2;

    private final FollowedQuotes quotes;
    private final ExpandableArrayBuffer entries = new ExpandableArrayBuffer();
    private QuoteSlots slots;
    private long setId;
    private long firstId;
    private int entryLength;
    private int sides;

    /** Sides that are in the books. */
    private int placed;

    QuoteMessage(final FollowedQuotes quotes) {
        this.quotes = quotes;
    }

    /** Takes a {@code QuotesAccepted}. */
    void begin(final UnsafeBuffer buffer, final int frame) {
        final int body = frame + FrameLayout.HEADER_LENGTH;
        slots = quotes.findOrMake(
                buffer.getInt(body + QuotesAcceptedDecoder.accountIdEncodingOffset(), LITTLE_ENDIAN),
                buffer.getInt(body + QuotesAcceptedDecoder.underlyingIdEncodingOffset(), LITTLE_ENDIAN),
                buffer.getByte(body + QuotesAcceptedDecoder.mmpGroupEncodingOffset()));
        setId = buffer.getLong(body + QuotesAcceptedDecoder.quoteSetIdEncodingOffset(), LITTLE_ENDIAN);
        firstId = OrderIds.ofQuote(FrameLayout.sequence(buffer, frame), 0, false);
        final int dimension = body + FrameLayout.blockLength(buffer, frame);
        entryLength = buffer.getShort(dimension, LITTLE_ENDIAN) & 0xFFFF;
        final int count = buffer.getShort(dimension + Short.BYTES, LITTLE_ENDIAN) & 0xFFFF;
        entries.putBytes(0, buffer, dimension + EntriesDecoder.sbeHeaderSize(), count * entryLength);
        sides = count * SIDES;
        placed = 0;
    }

    /** Places it up to and including the side that has this id, if it is one of its own. */
    void placeTo(final ListedBooks books, final long id) {
        final long side = id - firstId;
        if (side >= placed && side < sides) {
            place(books, (int) side + 1);
        }
    }

    /** Places it up to the side that has this id, if it is one of its own, which is held: what it replaces is off, and no more; false for another. */
    boolean hold(final ListedBooks books, final long id) {
        final long side = id - firstId;
        if (side < placed || side >= sides) {
            return false;
        }
        place(books, (int) side);
        final int at = (int) side / SIDES * entryLength;
        final FollowedBook book =
                books.book(entries.getInt(at + EntriesDecoder.instrumentIdEncodingOffset(), LITTLE_ENDIAN));
        quotes.quote(slots, book, (side & 1) == 0, id, setId, 0, 0);
        placed = (int) side + 1;
        return true;
    }

    /** Places all that is left. */
    void end(final ListedBooks books) {
        if (placed < sides) {
            place(books, sides);
        }
        sides = 0;
    }

    /** Its group was stopped: nothing more of it is placed. */
    void stop(final QuoteSlots stopped) {
        if (slots == stopped) {
            sides = 0;
        }
    }

    private void place(final ListedBooks books, final int to) {
        for (int side = placed; side < to; side++) {
            final int at = side / SIDES * entryLength;
            final FollowedBook book =
                    books.book(entries.getInt(at + EntriesDecoder.instrumentIdEncodingOffset(), LITTLE_ENDIAN));
            if (book != null) {
                place(book, side, at);
            }
        }
        placed = to;
    }

    private void place(final FollowedBook book, final int side, final int at) {
        final boolean buy = (side & 1) == 0;
        final int code = buy ? EntriesDecoder.bidCodeEncodingOffset() : EntriesDecoder.askCodeEncodingOffset();
        final int lots = buy ? EntriesDecoder.bidLotsEncodingOffset() : EntriesDecoder.askLotsEncodingOffset();
        final int price = buy ? EntriesDecoder.bidPriceE8EncodingOffset() : EntriesDecoder.askPriceE8EncodingOffset();
        quotes.quote(
                slots,
                book,
                buy,
                firstId + side,
                setId,
                entries.getLong(at + price, LITTLE_ENDIAN),
                entries.getShort(at + code, LITTLE_ENDIAN) == RejectCode.ACCEPTED.value()
                        ? entries.getInt(at + lots, LITTLE_ENDIAN) & 0xFFFF_FFFFL
                        : 0);
    }
}
