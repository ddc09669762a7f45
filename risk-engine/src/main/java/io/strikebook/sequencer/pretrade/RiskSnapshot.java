package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.RequestKind;

/** {@link RiskControls} as bytes, behind the mirror whose accounts they are of. */
public final class RiskSnapshot {
    private static final int VERSION = 2;

    private RiskSnapshot() {}

    /** Writes everything that decisions depend on. */
    public static void save(
            final Mirror mirror, final int underlyings, final int lastInstrumentId, final SnapshotOutput out) {
        final RiskControls controls = mirror.controls();
        out.section("risk", VERSION).putInt(controls.groups.count());
        for (int i = 0; i < controls.groups.count(); i++) {
            final AccountGroup group = controls.groups.at(i);
            out.putInt(group.groupId).putBoolean(group.killed);
            saveBooks(group.greeks, underlyings, out);
        }
        for (int i = 0; i < mirror.accountCount(); i++) {
            saveAccount(mirror.accountAt(i), underlyings, out);
        }
        for (int id = 1; id <= lastInstrumentId; id++) {
            out.putLong(controls.positions.ofInstrument(id));
        }
        controls.greeks().save(out);
    }

    private static void saveAccount(final Account account, final int underlyings, final SnapshotOutput out) {
        out.putInt(account.standing.value())
                .putInt(account.group == null ? 0 : account.group.groupId)
                .putLong(account.ownOrderValueE8)
                .putLong(account.ownDistanceE8);
        saveBooks(account.greeks, underlyings, out);
        for (int id = 1; id <= account.lastInstrumentId(); id++) {
            final Exposure exposure = account.exposure(id);
            if (exposure != null && exposure.maxPositionLots != 0) {
                out.putInt(id).putLong(exposure.maxPositionLots);
            }
        }
        out.putInt(0).putBoolean(account.rates != null);
        for (int at = 0; account.rates != null && at < AccountRates.KINDS; at++) {
            out.putInt(account.rates.ownPerSecond[at])
                    .putInt(account.rates.ownBurst[at])
                    .putLong(account.rates.fullAtNs[at]);
        }
    }

    private static void saveBooks(final GreekBook[] books, final int underlyings, final SnapshotOutput out) {
        for (int id = 1; id <= underlyings; id++) {
            final GreekBook book = books == null ? null : books[id];
            out.putLong(book == null ? 0 : book.maxDeltaE8).putLong(book == null ? 0 : book.maxVegaE8);
        }
    }

    /** Reads what {@link #save} wrote, once mirror and instruments are loaded. */
    public static void load(
            final Mirror mirror, final TradingState trading, final int underlyings, final SnapshotInput in) {
        final RiskControls controls = mirror.controls();
        in.section("risk", VERSION);
        final int groups = in.getInt();
        for (int i = 0; i < groups; i++) {
            final AccountGroup group = controls.groups.findOrMake(in.getInt());
            controls.groups.setKilled(group, in.getBoolean());
            for (int id = 1; id <= underlyings; id++) {
                controls.greekLimits.setGroup(group, id, in.getLong(), in.getLong());
            }
        }
        for (int i = 0; i < mirror.accountCount(); i++) {
            loadAccount(mirror, mirror.accountAt(i), trading, underlyings, in);
        }
        for (int id = 1; id <= trading.lastInstrumentId(); id++) {
            controls.positions.setInstrument(id, in.getLong());
        }
        controls.greeks().load(in);
    }

    private static void loadAccount(
            final Mirror mirror,
            final Account account,
            final TradingState trading,
            final int underlyings,
            final SnapshotInput in) {
        final RiskControls controls = mirror.controls();
        controls.setStanding(account, AccountStanding.get((short) in.getInt()));
        final int groupId = in.getInt();
        controls.setOrderLimits(account, in.getLong(), in.getLong());
        for (int id = 1; id <= underlyings; id++) {
            controls.greekLimits.setOwn(account, id, in.getLong(), in.getLong());
        }
        for (int id = in.getInt(); id != 0; id = in.getInt()) {
            final Instrument instrument = trading.instrument(id);
            controls.positions.setOwn(mirror.exposure(account, instrument), in.getLong());
        }
        controls.setGroup(account, groupId);
        if (in.getBoolean()) {
            for (int at = 0; at < AccountRates.KINDS; at++) {
                controls.setRate(account, RequestKind.get((short) at), in.getInt(), in.getInt());
                account.rates.fullAtNs[at] = in.getLong();
            }
        }
    }
}
