package io.strikebook.feeder;

import io.strikebook.schemas.ExternalOrderAction;
import io.strikebook.schemas.Side;
import java.util.Arrays;

/** What happened to single orders in one source event, in order; refilled again and again, grows and never shrinks. Not thread safe. */
public final class OrderEntries {
    private ExternalOrderAction[] actions = new ExternalOrderAction[64];
    private Side[] sides = new Side[64];
    private long[] orderIds = new long[64];
    private long[] pricesE8 = new long[64];
    private long[] quantitiesE8 = new long[64];
    private int size;

    /** Forgets every entry. */
    public void clear() {
        size = 0;
    }

    /** Appends an entry; see the schema for what the quantity of each action is. */
    public void add(
            final ExternalOrderAction action,
            final long orderId,
            final Side side,
            final long priceE8,
            final long quantityE8) {
        if (size == orderIds.length) {
            actions = Arrays.copyOf(actions, size * 2);
            sides = Arrays.copyOf(sides, size * 2);
            orderIds = Arrays.copyOf(orderIds, size * 2);
            pricesE8 = Arrays.copyOf(pricesE8, size * 2);
            quantitiesE8 = Arrays.copyOf(quantitiesE8, size * 2);
        }
        actions[size] = action;
        sides[size] = side;
        orderIds[size] = orderId;
        pricesE8[size] = priceE8;
        quantitiesE8[size] = quantityE8;
        size++;
    }

    /** Number of entries. */
    public int size() {
        return size;
    }

    /** What happened. */
    public ExternalOrderAction action(final int index) {
        return actions[index];
    }

    /** Side of the order. */
    public Side side(final int index) {
        return sides[index];
    }

    /** The venue's id of the order. */
    public long orderId(final int index) {
        return orderIds[index];
    }

    /** Price, 1e-8. */
    public long priceE8(final int index) {
        return pricesE8[index];
    }

    /** Quantity, 1e-8: what is open after ADD and MODIFY, what was taken off by CANCEL and EXECUTE. */
    public long quantityE8(final int index) {
        return quantitiesE8[index];
    }
}
