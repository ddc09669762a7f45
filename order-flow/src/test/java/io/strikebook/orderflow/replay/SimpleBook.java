package io.strikebook.orderflow.replay;

import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.List;

/** Price-time matching in the most obvious way: one list per side, searched from the start. */
final class SimpleBook implements OrderEntry {
    private static final class Resting {
        private final long id;
        private final long priceE8;
        private long lots;

        private Resting(final long id, final long priceE8, final long lots) {
            this.id = id;
            this.priceE8 = priceE8;
            this.lots = lots;
        }
    }

    private final List<Resting> bids = new ArrayList<>();
    private final List<Resting> asks = new ArrayList<>();
    private final List<Long> filledLots = new ArrayList<>();
    private final boolean youngestFirst;
    private FillListener listener;

    SimpleBook() {
        this(false);
    }

    /** With {@code youngestFirst} a wrong book: each order goes before those of its price. */
    SimpleBook(final boolean youngestFirst) {
        this.youngestFirst = youngestFirst;
    }

    @Override
    public void fillListener(final FillListener newListener) {
        listener = newListener;
    }

    @Override
    public long submit(final Side side, final long priceE8, final long lots, final TimeInForce timeInForce) {
        filledLots.add(0L);
        final long id = filledLots.size();
        enter(id, side, priceE8, lots, timeInForce);
        return id;
    }

    private void enter(final long id, final Side side, final long priceE8, final long lots, final TimeInForce time) {
        final List<Resting> own = side == Side.BUY ? bids : asks;
        final List<Resting> opposite = side == Side.BUY ? asks : bids;
        final long sign = side == Side.BUY ? 1 : -1;
        long open = lots;
        while (open > 0 && !opposite.isEmpty() && sign * opposite.get(0).priceE8 <= sign * priceE8) {
            final Resting maker = opposite.get(0);
            final long lotsFilled = Math.min(open, maker.lots);
            maker.lots -= lotsFilled;
            open -= lotsFilled;
            note(maker.id, lotsFilled);
            note(id, lotsFilled);
            if (maker.lots == 0) {
                opposite.remove(0);
            }
            listener.onFill(maker.id, maker.priceE8, lotsFilled);
        }
        if (open > 0 && time == TimeInForce.GOOD_TIL_CANCELLED) {
            int at = 0;
            final long before = youngestFirst ? sign * priceE8 + 1 : sign * priceE8;
            while (at < own.size() && sign * own.get(at).priceE8 >= before) {
                at++;
            }
            own.add(at, new Resting(id, priceE8, open));
        }
    }

    private void note(final long id, final long lots) {
        filledLots.set((int) id - 1, filledLots.get((int) id - 1) + lots);
    }

    @Override
    public void cancel(final long orderId) {
        if (!bids.removeIf(order -> order.id == orderId) && !asks.removeIf(order -> order.id == orderId)) {
            throw new IllegalStateException("cancel of order " + orderId + ", which does not rest");
        }
    }

    @Override
    public void replace(final long orderId, final long priceE8, final long totalLots) {
        final long open = totalLots - filledLots.get((int) orderId - 1);
        final Side side = bids.stream().anyMatch(order -> order.id == orderId) ? Side.BUY : Side.SELL;
        for (final Resting order : side == Side.BUY ? bids : asks) {
            if (order.id == orderId && order.priceE8 == priceE8 && open < order.lots) {
                order.lots = open;
                return;
            }
        }
        cancel(orderId);
        enter(orderId, side, priceE8, open, TimeInForce.GOOD_TIL_CANCELLED);
    }
}
