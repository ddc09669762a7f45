package io.strikebook.sequencer.pretrade;

import io.strikebook.common.hash.StateHash;

/** The mirror's share of the state hash: that of an entity is exchanged whenever the entity changed. */
final class MirrorHash {
    private static final long ACCOUNT_KIND = 3;
    private static final long VIEW_KIND = 4;
    private static final long EXPOSURE_KIND = 5;
    private static final long VERSION_KIND = 6;

    private final StateHash stateHash;

    MirrorHash(final StateHash stateHash) {
        this.stateHash = stateHash;
    }

    void changed(final Account account) {
        stateHash.remove(account.hash);
        account.hash = StateHash.of(
                ACCOUNT_KIND, account.accountId, account.maxOpenOrders, account.maxOrderLots, account.killed ? 1 : 0);
        if (account.marginModelSince != 0) {
            final int models = account.marginModel.value() << Byte.SIZE | account.marginModelBefore.value();
            account.hash = StateHash.and(StateHash.and(account.hash, account.marginModelSince), models);
        }
        stateHash.add(account.hash);
    }

    void changed(final CurrencyView view) {
        stateHash.remove(view.hash);
        final long hash = StateHash.of(
                VIEW_KIND,
                view.account.accountId,
                view.asOfSequence << 8 | view.currency.value(),
                view.marginBalanceE12,
                view.initialMarginE12);
        final boolean unknown = view.asOfSequence == 0 && view.withdrawalsE12 == 0;
        final long more = StateHash.and(StateHash.and(hash, view.withdrawalsE12), view.marksEpoch);
        final long margins = StateHash.and(more, view.maintenanceMarginE12);
        final long known = view.cashE12 == view.marginBalanceE12 ? margins : StateHash.and(margins, view.cashE12);
        view.hash = unknown ? 0 : view.inLiquidation ? StateHash.mix(known) : known;
        stateHash.add(view.hash);
    }

    void changed(final Exposure exposure) {
        stateHash.remove(exposure.hash);
        final boolean flat = exposure.position == 0 && exposure.marginPosition == 0;
        exposure.hash = flat
                ? 0
                : StateHash.of(
                        EXPOSURE_KIND,
                        exposure.view.account.accountId,
                        exposure.instrument.instrumentId(),
                        exposure.position,
                        exposure.marginPosition);
        stateHash.add(exposure.hash);
    }

    void changed(final OrderVersion version) {
        stateHash.remove(version.hash);
        final long hash =
                StateHash.of(VERSION_KIND, version.sequence, version.priceE8, version.openLots, version.marginLots);
        final long ofOrder = StateHash.and(
                hash, version.order == null ? 0 : version.order.mmp ? -version.order.orderId : version.order.orderId);
        version.hash = StateHash.and(ofOrder, version.order == null ? 0 : version.order.clientOrderId);
        if (version.order != null && version.order.displayLots != 0) {
            version.hash = StateHash.and(version.hash, version.order.displayLots);
        }
        if (version.order != null && (version.order.untriggered || version.order.growing)) {
            final LiveOrder order = version.order;
            version.hash = StateHash.and(
                    version.hash,
                    version.totalLots,
                    order.market ? 1 : 0,
                    (order.trailing ? 1 : 0)
                            | (order.growing ? 2 : 0)
                            | (order.untriggered ? 4 : 0)
                            | (order.awaited ? 8 : 0),
                    order.statedAt << 1 | (order.triggerless ? 1 : 0));
        }
        if (version.order != null && version.order.sibling != null) {
            version.hash = StateHash.and(version.hash, version.order.sibling.orderId);
        }
        stateHash.add(version.hash);
    }

    /** Something of an order changed that each of its versions is counted with. */
    void changed(final LiveOrder order) {
        for (OrderVersion version = order.current; version != null; version = version.nextVersion) {
            changed(version);
        }
    }

    void removed(final OrderVersion version) {
        stateHash.remove(version.hash);
    }
}
