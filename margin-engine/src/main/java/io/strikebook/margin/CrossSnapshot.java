package io.strikebook.margin;

import io.strikebook.common.margin.portfolio.CrossFigures;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.standard.MarginCore;

/** What margin over all currencies of accounts was last computed to, once accounts and wallets are there. */
final class CrossSnapshot {
    private static final int VERSION = 1;

    private CrossSnapshot() {}

    static void save(final MarginCore core, final SnapshotOutput output) {
        output.section("cross", VERSION);
        for (int i = 0; i < core.wallets().accountCount(); i++) {
            final CrossAccount account = core.wallets().cross(core.wallets().accountId(i));
            if (account != null) {
                final CrossFigures figures = account.figures();
                output.putLong(figures.collateralE8())
                        .putLong(figures.equityE8())
                        .putLong(figures.initialE8())
                        .putLong(figures.maintenanceE8())
                        .putBoolean(figures.isBeyondRange());
                for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
                    output.putLong(account.perDollarE12(currency));
                }
            }
        }
    }

    static void load(final MarginCore core, final SnapshotInput input) {
        input.section("cross", VERSION);
        for (int i = 0; i < core.wallets().accountCount(); i++) {
            final CrossAccount account = core.wallets().cross(core.wallets().accountId(i));
            if (account != null) {
                final long[] figuresE8 = {input.getLong(), input.getLong(), input.getLong(), input.getLong()};
                final boolean beyondRange = input.getBoolean();
                final long[] perDollarE12 = new long[Ledger.currencyCount()];
                for (int currency = 0; currency < perDollarE12.length; currency++) {
                    perDollarE12[currency] = input.getLong();
                }
                core.wallets().restoreCross(account, figuresE8, beyondRange, perDollarE12);
            }
        }
    }
}
