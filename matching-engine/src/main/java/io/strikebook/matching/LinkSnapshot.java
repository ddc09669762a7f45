package io.strikebook.matching;

import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.matching.book.Link;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.Order;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;

/** Links of live orders as bytes, by account and in the order of their ids: what they are and hold; which orders are their parts follows from the ids of those. */
final class LinkSnapshot {
    private LinkSnapshot() {}

    static void save(final SnapshotOutput output, final LiveOrders orders) {
        for (Order order = orders.first(); order != null; order = orders.after(order)) {
            if (order.isLinked()
                    && order.details().link().isFirst(order.details().part())) {
                final Link link = order.details().link();
                output.putLong(link.linkId())
                        .putInt(link.kind().value())
                        .putInt(link.condition().value())
                        .putBoolean(link.hasFired());
                for (int i = 1; i < Link.MAX_PARTS && link.grows(); i++) {
                    output.putLong(link.heldLots(i)).putLong(link.askedLots(i));
                }
            }
        }
        output.putLong(0);
    }

    static void load(final SnapshotInput input, final LiveOrders orders) {
        long linkId = input.getLong();
        while (linkId != 0) {
            final Link link = orders.links()
                    .restore(
                            linkId,
                            LinkKind.get((short) input.getInt()),
                            FillCondition.get((short) input.getInt()),
                            input.getBoolean());
            for (int i = 1; i < Link.MAX_PARTS && link.grows(); i++) {
                orders.links().restoreGrowth(link, i, input.getLong(), input.getLong());
            }
            for (int i = 0; i < Link.MAX_PARTS; i++) {
                final Order order = orders.get(linkId + i);
                if (order != null) {
                    orders.links().join(link, i, order);
                }
            }
            orders.links().built(link);
            linkId = input.getLong();
        }
    }
}
