package io.strikebook.auditor;

import io.strikebook.auditor.tree.AccountEquities;
import io.strikebook.auditor.tree.Columns;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import java.util.Map;

/**
 * What the auditor saves of itself, so that a restart need not read {@code margin} from its beginning: the newest equity of each account
 * as of a link. Everything else is in {@code proofs}.
 */
final class AuditorState {
    private static final String SECTION = "auditor";
    private static final int VERSION = 1;
    private static final int KEPT = 2;

    private AuditorState() {}

    static SnapshotStore store(final Home home, final Manifest manifest) {
        return new SnapshotStore(home.resume(AuditorMain.ROLE), manifest.homeId(), line -> {});
    }

    static void save(final SnapshotStore store, final long sequence, final AccountEquities equities) {
        final SnapshotOutput out = new SnapshotOutput()
                .section(SECTION, VERSION)
                .putInt(Columns.COUNT)
                .putInt(equities.size());
        for (int place = 0; place < equities.size(); place++) {
            final int accountId = equities.account(place);
            out.putInt(accountId);
            for (int column = 0; column < Columns.COUNT; column++) {
                out.putLong(equities.equityE12(accountId, column));
            }
        }
        store.write(sequence, Map.of(AuditorMain.ROLE, out));
        store.keepNewest(KEPT);
    }

    /**
     * Loads the newest state that is not beyond a sequence.
     *
     * @return the sequence that it is of; 0 where there is none, and nothing was loaded
     */
    static long loadNewest(final SnapshotStore store, final long notBeyond, final AccountEquities equities) {
        final SnapshotSet set = store.newest(AuditorMain.ROLE, notBeyond).orElse(null);
        if (set == null) {
            return 0;
        }
        final SnapshotInput in = set.open(AuditorMain.ROLE);
        in.section(SECTION, VERSION);
        final int columns = in.getInt();
        final int accounts = in.getInt();
        for (int place = 0; place < accounts; place++) {
            final int accountId = in.getInt();
            for (int column = 0; column < columns; column++) {
                equities.set(accountId, Columns.currency(column), in.getLong());
            }
        }
        in.end();
        return set.sequence();
    }
}
