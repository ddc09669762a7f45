package io.strikebook.margin;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.snapshot.InstrumentSnapshot;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.NewestMarks;
import io.strikebook.margin.standard.Wallet;

/** The core's whole state, section by section, in the order that rebuilds it: instruments, marks, accounts, money, positions, pass. */
final class MarginSnapshot {
    private static final int VERSION = 5;

    private MarginSnapshot() {}

    static void save(final MarginCore core, final SnapshotOutput output) {
        saveInstruments(core, output);
        saveMarks(core, output);
        core.risks().save(output);
        core.funding().save(output.section("funding", VERSION));
        core.schedule().save(output.section("schedule", VERSION));
        saveAccounts(core, output);
        saveLedger(core, output);
        savePositions(core, output);
        CrossSnapshot.save(core, output);
        output.section("pass", VERSION)
                .putLong(core.reporting().passEpoch())
                .putLong(core.reporting().appliedEpoch())
                .putInt(core.reporting().passCursor())
                .putInt(core.reporting().owedCursor());
    }

    static void load(final MarginCore core, final SnapshotInput input) {
        loadInstruments(core, input);
        loadMarks(core, input);
        core.risks().load(input);
        input.section("funding", VERSION);
        core.funding().load(input);
        input.section("schedule", VERSION);
        core.schedule().load(input);
        loadAccounts(core, input);
        loadLedger(core, input);
        loadPositions(core, input);
        CrossSnapshot.load(core, input);
        input.section("pass", VERSION);
        core.reporting().restorePass(input.getLong(), input.getLong(), input.getInt(), input.getInt());
    }

    private static void saveInstruments(final MarginCore core, final SnapshotOutput output) {
        final int count = core.instruments().lastId();
        output.section("instruments", VERSION).putInt(count);
        for (int id = 1; id <= count; id++) {
            final Instrument instrument = core.instruments().get(id);
            output.putInt(instrument.underlyingId());
            InstrumentSnapshot.save(instrument, output);
        }
    }

    private static void loadInstruments(final MarginCore core, final SnapshotInput input) {
        input.section("instruments", VERSION);
        final int count = input.getInt();
        for (int id = 1; id <= count; id++) {
            final int underlyingId = input.getInt();
            core.list(InstrumentSnapshot.load(input, id, underlyingId, core.instruments()::get));
        }
    }

    private static void saveMarks(final MarginCore core, final SnapshotOutput output) {
        final NewestMarks marks = core.marks();
        output.section("marks", VERSION).putLong(marks.epoch());
        output.putInt(marks.lastIndex());
        for (int id = 1; id <= marks.lastIndex(); id++) {
            output.putLong(marks.indexE8(id));
        }
        output.putInt(marks.lastMark());
        for (int id = 1; id <= marks.lastMark(); id++) {
            output.putLong(marks.markE8(id));
        }
    }

    private static void loadMarks(final MarginCore core, final SnapshotInput input) {
        final NewestMarks marks = core.marks();
        input.section("marks", VERSION);
        marks.epoch(input.getLong());
        final int lastIndex = input.getInt();
        for (int id = 1; id <= lastIndex; id++) {
            final long priceE8 = input.getLong();
            if (priceE8 != NewestMarks.NONE) {
                marks.index(id, priceE8);
            }
        }
        final int lastMark = input.getInt();
        for (int id = 1; id <= lastMark; id++) {
            final long priceE8 = input.getLong();
            if (priceE8 != NewestMarks.NONE) {
                marks.mark(id, priceE8);
            }
        }
    }

    private static void saveAccounts(final MarginCore core, final SnapshotOutput output) {
        output.section("accounts", VERSION).putInt(core.wallets().accountCount());
        for (int i = 0; i < core.wallets().accountCount(); i++) {
            final int accountId = core.wallets().accountId(i);
            output.putInt(accountId)
                    .putBoolean(core.wallets().isPortfolio(accountId))
                    .putBoolean(core.wallets().cross(accountId) != null);
        }
        output.putInt(core.wallets().size());
        for (int slot = 0; slot < core.wallets().size(); slot++) {
            final Wallet wallet = core.wallets().get(slot);
            output.putInt(wallet.accountId()).putInt(wallet.currency().value());
        }
    }

    private static void loadAccounts(final MarginCore core, final SnapshotInput input) {
        input.section("accounts", VERSION);
        final int accounts = input.getInt();
        for (int i = 0; i < accounts; i++) {
            final int accountId = input.getInt();
            core.createAccount(accountId);
            core.wallets().setPortfolio(accountId, input.getBoolean());
            core.wallets().setCross(accountId, input.getBoolean());
        }
        final int wallets = input.getInt();
        for (int slot = 0; slot < wallets; slot++) {
            core.wallets().obtain(input.getInt(), Ledger.currency(input.getInt() - 1), 0);
        }
    }

    private static void saveLedger(final MarginCore core, final SnapshotOutput output) {
        output.section("ledger", VERSION).putInt(core.ledger().size());
        for (int account = 0; account < core.ledger().size(); account++) {
            output.putLong(core.ledger().balance(account));
        }
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            output.putLong(core.roundingE12(currency));
        }
    }

    private static void loadLedger(final MarginCore core, final SnapshotInput input) {
        input.section("ledger", VERSION);
        final int accounts = input.getInt();
        if (accounts != core.ledger().size()) {
            throw new IllegalStateException("margin snapshot has " + accounts + " ledger accounts, its wallets make "
                    + core.ledger().size());
        }
        for (int account = 0; account < accounts; account++) {
            core.ledger().restoreBalance(account, input.getLong());
        }
        core.ledger().requireBalanced(0);
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            core.restoreRoundingE12(currency, input.getLong());
        }
    }

    private static void savePositions(final MarginCore core, final SnapshotOutput output) {
        output.section("positions", VERSION);
        final Position at = core.positions().view();
        for (int slot = 0; slot < core.wallets().size(); slot++) {
            for (boolean held = at.toFirst(slot); held; held = at.toNext()) {
                output.putInt(at.instrument().instrumentId())
                        .putLong(at.lots())
                        .putLong(at.costE12())
                        .putLong(at.lastPriceE8())
                        .putLong(at.fundingE12())
                        .putLong(at.unrealisedE12())
                        .putLong(at.optionValueE12())
                        .putLong(at.initialMarginE12())
                        .putLong(at.maintenanceMarginE12());
            }
            output.putInt(0);
            final Wallet wallet = core.wallets().get(slot);
            output.putLong(wallet.marksEpoch())
                    .putInt(wallet.pendingCommands())
                    .putLong(wallet.reportedSequence())
                    .putLong(wallet.reportedNs())
                    .putLong(wallet.reportedBalanceE12())
                    .putLong(wallet.reportedAvailableE12())
                    .putInt(wallet.reportedFlags())
                    .putBoolean(wallet.isOwed());
            if (wallet.isPortfolio()) {
                output.putLong(wallet.initialMarginE12()).putLong(wallet.maintenanceMarginE12());
                core.portfolios().save(wallet.portfolio(), output);
            }
        }
    }

    private static void loadPositions(final MarginCore core, final SnapshotInput input) {
        input.section("positions", VERSION);
        for (int slot = 0; slot < core.wallets().size(); slot++) {
            for (int id = input.getInt(); id != 0; id = input.getInt()) {
                final Position position = core.positions()
                        .restore(
                                slot,
                                core.instruments().get(id),
                                input.getLong(),
                                input.getLong(),
                                input.getLong(),
                                input.getLong());
                position.valuation(input.getLong() + input.getLong(), input.getLong(), input.getLong());
                core.positions().keepOrRelease(position);
            }
            core.restoreWallet(
                    slot,
                    input.getLong(),
                    input.getInt(),
                    input.getLong(),
                    input.getLong(),
                    input.getLong(),
                    input.getLong(),
                    input.getInt(),
                    input.getBoolean());
            if (core.wallets().get(slot).isPortfolio()) {
                core.restorePortfolio(
                        slot,
                        input.getLong(),
                        input.getLong(),
                        core.portfolios().load(input));
            }
        }
    }
}
