package io.strikebook.feeder.lobster;

import io.strikebook.feeder.BookLevels;
import io.strikebook.feeder.FeedErrorKind;
import io.strikebook.feeder.json.DecimalReader;
import io.strikebook.feeder.l3.EntryResult;
import io.strikebook.feeder.l3.LevelEvidence;
import io.strikebook.feeder.l3.OrderBookEvent;
import io.strikebook.feeder.l3.OrderByOrderBook;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.recorded.GzipLines;
import io.strikebook.schemas.Side;
import java.nio.file.Path;
import org.agrona.collections.LongArrayList;

/**
 * An order book file of LOBSTER: after each line of the message file, {@code ask price, size, bid price, size} of so many levels. Quantity that
 * the messages do not explain, because its orders were entered deeper than is recorded or before the recording, rests in orders of their own
 * with negative ids; levels that leave the recorded depth leave the book, since nothing more is told of them.
 */
final class LobsterLevels implements LevelEvidence {
    private static final long E4_TO_E8 = 10_000L;
    private static final long E8 = 100_000_000L;
    private static final int FIELDS_PER_LEVEL = 4;
    private static final long LARGEST = Long.MAX_VALUE / E8;

    private final GzipLines lines;
    private final FeedErrors.Place errors;
    private final DecimalReader decimal = new DecimalReader();
    private final BookLevels recorded = new BookLevels();
    private final BookLevels own = new BookLevels();
    private final LongArrayList ids = new LongArrayList();
    private final long[] fields = new long[FIELDS_PER_LEVEL];
    private long lastUnseenId;
    private boolean ended;
    private long equalLevels;
    private long enteredLevels;
    private long leftLevels;
    private long correctedLevels;

    LobsterLevels(final Path path, final FeedErrors errors) {
        this.lines = new GzipLines(path);
        this.errors = errors.file(path);
    }

    /** Levels that were as recorded by the messages alone. */
    long equalLevels() {
        return equalLevels;
    }

    /** Levels that came into the recorded depth. */
    long enteredLevels() {
        return enteredLevels;
    }

    /** Levels that left the recorded depth. */
    long leftLevels() {
        return leftLevels;
    }

    /** Levels that were there before and after and not what the messages say. */
    long correctedLevels() {
        return correctedLevels;
    }

    @Override
    public boolean takeUnseen(
            final Side side,
            final long priceE8,
            final long quantityE8,
            final boolean executed,
            final OrderByOrderBook book,
            final OrderBookEvent event) {
        ids.clear();
        book.copyOrderIds(side, priceE8, ids);
        for (int i = 0; i < ids.size(); i++) {
            final long id = ids.getLong(i);
            if (id < 0 && book.openE8(id) >= quantityE8) {
                return (executed ? event.execute(id, quantityE8) : event.cancel(id, quantityE8)) == EntryResult.DONE;
            }
        }
        return false;
    }

    @Override
    public void after(final long line, final OrderByOrderBook book, final OrderBookEvent event) {
        while (!ended && lines.lineNumber() < line) {
            ended = !lines.next();
        }
        if (ended || !read()) {
            return;
        }
        own.clear();
        book.copyLevels(Integer.MAX_VALUE, own);
        for (int i = 0; i < own.size(); i++) {
            if (own.quantityE8(i) > 0 && find(recorded, own.side(i), own.priceE8(i)) < 0) {
                leftLevels++;
                takeOff(own.side(i), own.priceE8(i), own.quantityE8(i), book, event);
            }
        }
        for (int i = 0; i < recorded.size(); i++) {
            final int at = find(own, recorded.side(i), recorded.priceE8(i));
            final long missingE8 = recorded.quantityE8(i) - (at < 0 ? 0 : own.quantityE8(at));
            if (missingE8 == 0) {
                equalLevels++;
                continue;
            }
            if (at < 0 || own.quantityE8(at) == 0) {
                enteredLevels++;
            } else {
                correctedLevels++;
            }
            if (missingE8 > 0) {
                event.add(--lastUnseenId, recorded.side(i), recorded.priceE8(i), missingE8);
            } else {
                takeOff(recorded.side(i), recorded.priceE8(i), -missingE8, book, event);
            }
        }
    }

    private void takeOff(
            final Side side,
            final long priceE8,
            final long quantityE8,
            final OrderByOrderBook book,
            final OrderBookEvent event) {
        ids.clear();
        book.copyOrderIds(side, priceE8, ids);
        long leftE8 = quantityE8;
        for (int i = 0; i < ids.size() && leftE8 > 0; i++) {
            final long takenE8 = Math.min(leftE8, book.openE8(ids.getLong(i)));
            event.cancel(ids.getLong(i), takenE8);
            leftE8 -= takenE8;
        }
    }

    private static int find(final BookLevels levels, final Side side, final long priceE8) {
        for (int i = 0; i < levels.size(); i++) {
            if (levels.priceE8(i) == priceE8 && levels.side(i) == side) {
                return i;
            }
        }
        return -1;
    }

    /** Reads the line; a level without size is none. */
    private boolean read() {
        recorded.clear();
        if (lines.problem() != null) {
            return refuse(FeedErrorKind.TRUNCATED, lines.problem());
        }
        int field = 0;
        int start = 0;
        while (start < lines.length()) {
            final boolean negative = lines.text()[start] == '-';
            final int first = negative ? start + 1 : start;
            if (!decimal.readWhole(lines.text(), first, lines.length())) {
                return refuse(FeedErrorKind.MALFORMED, "field " + (field + 1) + " is no whole number");
            }
            fields[field % FIELDS_PER_LEVEL] = negative ? -decimal.value() : decimal.value();
            field++;
            if (field % FIELDS_PER_LEVEL == 0 && !level()) {
                return false;
            }
            start = decimal.end() + 1;
        }
        return field > 0 && field % FIELDS_PER_LEVEL == 0
                || refuse(FeedErrorKind.MALFORMED, field + " fields are no whole levels");
    }

    private boolean level() {
        for (int side = 0; side < FIELDS_PER_LEVEL; side += 2) {
            final long size = fields[side + 1];
            if (size < 0 || size > LARGEST || fields[side] > LARGEST || size > 0 && fields[side] <= 0) {
                return refuse(FeedErrorKind.MALFORMED, "a level of " + size + " at " + fields[side]);
            }
            if (size > 0) {
                recorded.add(side > 0, fields[side] * E4_TO_E8, size * E8);
            }
        }
        return true;
    }

    private boolean refuse(final FeedErrorKind kind, final String reason) {
        errors.refused(lines.lineNumber(), kind, reason);
        return false;
    }

    @Override
    public void close() {
        lines.close();
    }
}
