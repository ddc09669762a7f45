package io.strikebook.matching;

import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.book.Quote;
import io.strikebook.matching.book.QuoteGroup;
import io.strikebook.matching.book.QuoteGroups;
import io.strikebook.matching.protection.NewestMarks;
import io.strikebook.matching.protection.Protection;
import io.strikebook.matching.rules.Books;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Newest marks, groups with their protection, and the quotes that rest or are held, as bytes: by id, bid before ask. Other quotes leave
 * nothing behind.
 */
final class QuoteSnapshot {
    private static final String SECTION = "quotes";
    private static final int VERSION = 4;
    private static final int LIMITS = 7;

    private QuoteSnapshot() {}

    static void save(
            final SnapshotOutput output, final QuoteGroups groups, final NewestMarks marks, final Books books) {
        output.section(SECTION, VERSION);
        saveMarks(output, marks);
        final List<QuoteGroup> all = new ArrayList<>();
        for (int account = 1; account < groups.accountsEnd(); account++) {
            for (int place = 0; groups.hasAny(account) && place < groups.places(); place++) {
                if (groups.at(account, place) != null) {
                    all.add(groups.at(account, place));
                }
            }
        }
        output.putInt(all.size());
        for (final QuoteGroup group : all) {
            saveGroup(output, group, books);
        }
    }

    private static void saveMarks(final SnapshotOutput output, final NewestMarks marks) {
        for (int id = 1; id <= marks.maxInstrumentId(); id++) {
            if (marks.hasMark(id)) {
                output.putInt(id)
                        .putLong(marks.markE8(id))
                        .putInt(marks.deltaE9(id))
                        .putLong(marks.vegaE8(id))
                        .putBoolean(marks.isMarkStale(id));
            }
        }
        output.putInt(0);
        for (int id = 1; id <= marks.maxUnderlyingId(); id++) {
            if (marks.hasIndex(id)) {
                output.putInt(id).putLong(marks.indexE8(id)).putBoolean(marks.isIndexStale(id));
            }
        }
        output.putInt(0);
    }

    private static void saveGroup(final SnapshotOutput output, final QuoteGroup group, final Books books) {
        output.putInt(group.accountId()).putInt(group.underlyingId()).putInt(group.number());
        for (int i = 0; i < Protection.FIELDS; i++) {
            output.putLong(group.protection().field(i));
        }
        output.putInt(group.live());
        for (int id = group.lowestInstrument(); id <= group.highestInstrument(); id++) {
            saveQuote(output, group.find(id, Side.BUY), books);
            saveQuote(output, group.find(id, Side.SELL), books);
        }
    }

    private static void saveQuote(final SnapshotOutput output, final Quote quote, final Books books) {
        if (quote != null && (quote.isResting() || quote.isHeld())) {
            output.putInt(quote.instrumentId())
                    .putInt(quote.side().value())
                    .putLong(quote.orderId())
                    .putLong(quote.clientOrderId())
                    .putLong(quote.priceE8())
                    .putLong(quote.remainingLots())
                    .putLong(quote.filledLots())
                    .putLong(quote.priority())
                    .putLong(LoadedOrders.releaseNs(books.get(quote.instrumentId()), quote));
        }
    }

    /** Adds the quotes to those that are to be put into the books. */
    static void load(
            final SnapshotInput input,
            final QuoteGroups groups,
            final NewestMarks marks,
            final PositionMirror positions,
            final LoadedOrders loaded) {
        input.section(SECTION, VERSION);
        for (int id = input.getInt(); id != 0; id = input.getInt()) {
            marks.mark(id, input.getLong(), input.getInt(), input.getLong());
            marks.markStale(id, input.getBoolean());
        }
        for (int id = input.getInt(); id != 0; id = input.getInt()) {
            marks.index(id, input.getLong());
            marks.indexStale(id, input.getBoolean());
        }
        final int count = input.getInt();
        for (int i = 0; i < count; i++) {
            loadGroup(input, groups, positions, loaded);
        }
    }

    private static void loadGroup(
            final SnapshotInput input,
            final QuoteGroups groups,
            final PositionMirror positions,
            final LoadedOrders loaded) {
        final QuoteGroup group = groups.findOrMake(input.getInt(), input.getInt(), input.getInt());
        final long[] limits = new long[LIMITS];
        for (int i = 0; i < LIMITS; i++) {
            limits[i] = input.getLong();
        }
        group.protection().set(limits[0], limits[1], limits[2], limits[3], limits[4], limits[5], limits[6]);
        group.protection()
                .restore(
                        input.getLong(),
                        input.getLong(),
                        input.getLong(),
                        input.getLong(),
                        input.getLong(),
                        input.getLong());
        final int quotes = input.getInt();
        for (int i = 0; i < quotes; i++) {
            final int instrumentId = input.getInt();
            final Quote quote = group.findOrMake(instrumentId, Side.get((short) input.getInt()), positions);
            quote.renew(input.getLong(), input.getLong(), input.getLong(), input.getLong());
            quote.restore(input.getLong(), input.getLong());
            final long releaseNs = input.getLong();
            if (releaseNs == 0) {
                group.rested();
            } else {
                group.held();
            }
            loaded.add(quote, releaseNs);
        }
    }
}
