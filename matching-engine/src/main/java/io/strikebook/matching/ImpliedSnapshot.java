package io.strikebook.matching;

import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.matching.rules.Books;
import io.strikebook.matching.rules.ImpliedTop;

/** What was published of the prices of combinations in their legs as bytes. Allocates: not on a hot path. */
final class ImpliedSnapshot {
    private ImpliedSnapshot() {}

    static void save(final SnapshotOutput output, final Books books) {
        output.putLong(books.impliedTops().interval());
        for (int id = 1; id <= books.lastId(); id++) {
            if (isCombo(books, id)) {
                final ImpliedTop top = books.impliedTops().published(id);
                output.putLong(top.bidE8())
                        .putLong(top.bidLots())
                        .putLong(top.askE8())
                        .putLong(top.askLots());
            }
        }
    }

    static void load(final SnapshotInput input, final Books books) {
        books.impliedTops().restore(input.getLong());
        for (int id = 1; id <= books.lastId(); id++) {
            if (isCombo(books, id)) {
                books.impliedTops().restore(id, input.getLong(), input.getLong(), input.getLong(), input.getLong());
            }
        }
    }

    private static boolean isCombo(final Books books, final int id) {
        return books.get(id) != null && books.get(id).isCombo();
    }
}
