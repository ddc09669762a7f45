package io.strikebook.sequencer.pretrade;

import java.util.Arrays;

/**
 * Pairs of live orders of one account of which at most one trades: a trade of one takes the other off before anything else happens. So
 * the account needs what the larger of the two requires, and {@link PairedRequirement} counts that.
 */
public final class Pairs {
    private static final int INITIAL = 8;

    private final MirrorHash hash;

    Pairs(final MirrorHash hash) {
        this.hash = hash;
    }

    /** Two live orders of one account are a pair from now on; where they need different currencies, each counts for itself. */
    public void pair(final LiveOrder first, final LiveOrder second) {
        first.sibling = second;
        second.sibling = first;
        final CurrencyView view = first.exposure.view;
        if (view == second.exposure.view) {
            insert(view, first.orderId < second.orderId ? first : second);
        }
        hash.changed(first);
        hash.changed(second);
    }

    /** Part of loading a snapshot: pairs an order with one that was loaded before; null does nothing. */
    void restore(final LiveOrder order, final LiveOrder sibling) {
        if (sibling != null && order.sibling == null) {
            order.sibling = sibling;
            sibling.sibling = order;
            if (order.exposure.view == sibling.exposure.view) {
                insert(order.exposure.view, order.orderId < sibling.orderId ? order : sibling);
            }
            hash.changed(sibling);
        }
    }

    /** An order is gone: the other of its pair, if it is of one, is on its own. */
    void part(final LiveOrder order) {
        final LiveOrder sibling = order.sibling;
        if (sibling == null) {
            return;
        }
        order.sibling = null;
        sibling.sibling = null;
        if (order.exposure.view == sibling.exposure.view) {
            remove(order.exposure.view, order.orderId < sibling.orderId ? order : sibling);
        }
        hash.changed(sibling);
    }

    private static void insert(final CurrencyView view, final LiveOrder first) {
        if (view.pairs == null) {
            view.pairs = new LiveOrder[INITIAL];
        } else if (view.pairCount == view.pairs.length) {
            view.pairs = Arrays.copyOf(view.pairs, view.pairCount * 2);
        }
        int at = view.pairCount++;
        while (at > 0 && view.pairs[at - 1].orderId > first.orderId) {
            view.pairs[at] = view.pairs[at - 1];
            at--;
        }
        view.pairs[at] = first;
    }

    private static void remove(final CurrencyView view, final LiveOrder first) {
        int at = 0;
        while (view.pairs[at] != first) {
            at++;
        }
        System.arraycopy(view.pairs, at + 1, view.pairs, at, --view.pairCount - at);
        view.pairs[view.pairCount] = null;
    }
}
