package io.strikebook.sequencer.pretrade;

import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.AccountMarginModel;
import org.agrona.collections.Long2ObjectHashMap;

/** The mirror as bytes: accounts in the order of creation, within each its currencies, exposures and, last, what is pending. */
public final class MirrorSnapshot {
    private MirrorSnapshot() {}

    /** Writes everything that decisions depend on. */
    public static void save(final Mirror mirror, final SnapshotOutput out) {
        out.section("mirror", 12).putInt(mirror.accountCount());
        for (int i = 0; i < mirror.accountCount(); i++) {
            saveAccount(mirror.accountAt(i), mirror.reserves(), out);
        }
    }

    private static void saveAccount(final Account account, final Reserves reserves, final SnapshotOutput out) {
        out.putInt(account.accountId)
                .putInt(account.maxOpenOrders)
                .putLong(account.maxOrderLots)
                .putBoolean(account.killed)
                .putInt(account.marginModel.value())
                .putInt(account.marginModelBefore.value())
                .putLong(account.marginModelSince);
        reserves.save(account, out);
        for (int id = 1; id <= account.lastInstrumentId(); id++) {
            final Exposure exposure = account.exposure(id);
            if (exposure != null) {
                saveExposure(exposure, out);
            }
        }
        out.putInt(0);
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            final CurrencyView view = account.view(currency);
            out.putBoolean(view.inLiquidation)
                    .putLong(view.cashE12)
                    .putLong(view.asOfSequence)
                    .putLong(view.marksEpoch)
                    .putLong(view.marginBalanceE12)
                    .putLong(view.initialMarginE12)
                    .putLong(view.maintenanceMarginE12);
            for (Pending pending = view.firstPending; pending != null; pending = pending.next) {
                out.putLong(pending.sequence)
                        .putLong(pending.amount)
                        .putLong(pending.version == null ? 0 : pending.version.sequence);
            }
            out.putLong(0);
        }
    }

    private static void saveExposure(final Exposure exposure, final SnapshotOutput out) {
        out.putInt(exposure.instrument.instrumentId())
                .putLong(exposure.position)
                .putLong(exposure.marginPosition);
        for (OrderVersion version = exposure.first; version != null; version = version.next) {
            out.putLong(version.sequence)
                    .putBoolean(version.buy)
                    .putLong(version.priceE8)
                    .putLong(version.totalLots)
                    .putLong(version.openLots)
                    .putLong(version.marginLots);
            final LiveOrder order = version.order;
            out.putLong(order == null ? 0 : order.orderId);
            if (order != null) {
                out.putLong(order.clientOrderId)
                        .putLong(order.filledLots)
                        .putBoolean(order.reduceOnly)
                        .putLong(order.displayLots)
                        .putBoolean(order.mmp)
                        .putBoolean(order.untriggered)
                        .putBoolean(order.market)
                        .putBoolean(order.trailing)
                        .putBoolean(order.triggerless)
                        .putBoolean(order.growing)
                        .putBoolean(order.awaited)
                        .putLong(order.statedAt)
                        .putLong(order.sibling == null ? 0 : order.sibling.orderId);
            }
        }
        out.putLong(0);
    }

    /** Reads what {@link #save} wrote into an empty mirror. */
    public static void load(final Mirror mirror, final TradingState trading, final SnapshotInput in) {
        in.section("mirror", 12);
        final int accounts = in.getInt();
        for (int i = 0; i < accounts; i++) {
            loadAccount(mirror, trading, in);
        }
    }

    private static void loadAccount(final Mirror mirror, final TradingState trading, final SnapshotInput in) {
        final int accountId = in.getInt();
        mirror.createAccount(accountId, in.getInt());
        final Account account = mirror.account(accountId);
        mirror.setLimits(account, account.maxOpenOrders, in.getLong());
        mirror.setKilled(account, in.getBoolean());
        final AccountMarginModel model = AccountMarginModel.get((short) in.getInt());
        account.marginModel = AccountMarginModel.get((short) in.getInt());
        mirror.models().set(in.getLong(), account, model);
        mirror.reserves().load(account, in);
        final Long2ObjectHashMap<OrderVersion> versions = new Long2ObjectHashMap<>();
        int instrumentId = in.getInt();
        while (instrumentId != 0) {
            final Exposure exposure = mirror.exposure(account, trading.instrument(instrumentId));
            mirror.restorePositions(exposure, in.getLong(), in.getLong());
            long sequence = in.getLong();
            while (sequence != 0) {
                versions.put(sequence, loadVersion(mirror, exposure, sequence, versions, in));
                sequence = in.getLong();
            }
            instrumentId = in.getInt();
        }
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            final CurrencyView view = account.view(currency);
            view.inLiquidation = in.getBoolean();
            view.cashE12 = in.getLong();
            mirror.restoreState(view, in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
            long sequence = in.getLong();
            while (sequence != 0) {
                final long amount = in.getLong();
                final long versionSequence = in.getLong();
                mirror.restorePending(view, sequence, versions.get(versionSequence), amount);
                sequence = in.getLong();
            }
        }
    }

    private static OrderVersion loadVersion(
            final Mirror mirror,
            final Exposure exposure,
            final long sequence,
            final Long2ObjectHashMap<OrderVersion> loaded,
            final SnapshotInput in) {
        final boolean buy = in.getBoolean();
        final long priceE8 = in.getLong();
        final long totalLots = in.getLong();
        final long openLots = in.getLong();
        final long marginLots = in.getLong();
        final long orderId = in.getLong();
        LiveOrder order = null;
        if (orderId != 0) {
            order = mirror.restoreOrder(exposure, orderId, in.getLong(), in.getLong(), in.getBoolean());
            order.displayLots = in.getLong();
            order.mmp = in.getBoolean();
            order.untriggered = in.getBoolean();
            order.market = in.getBoolean();
            order.trailing = in.getBoolean();
            order.triggerless = in.getBoolean();
            order.growing = in.getBoolean();
            order.awaited = in.getBoolean();
            order.statedAt = in.getLong();
            mirror.pairs().restore(order, mirror.order(in.getLong()));
        }
        if (exposure.instrument.isCombo()) {
            return mirror.versions()
                    .restoreCombo(order, exposure, sequence, buy, priceE8, totalLots, openLots, marginLots, loaded);
        }
        final OrderVersion version =
                mirror.versions().append(order, exposure, sequence, buy, priceE8, totalLots, openLots, marginLots);
        if (LegNumbers.isOne(sequence) && !LegNumbers.isOfCombination(sequence)) {
            mirror.blocks().restore(version);
        }
        return version;
    }
}
