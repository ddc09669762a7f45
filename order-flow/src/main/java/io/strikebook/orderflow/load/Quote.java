package io.strikebook.orderflow.load;

import io.strikebook.schemas.Side;

/** One side of one maker in one instrument: at most one order at a time, and at most one request about it in flight. */
final class Quote {
    /** Where the order is, as far as the venue has answered. */
    enum State {
        EMPTY,
        ENTERING,
        LIVE,
        CHANGING,
        CANCELLING
    }

    private final Side side;
    private final int maker;
    private final Runnable changed;
    private State state = State.EMPTY;
    private long clientOrderId;
    private long orderId;
    private long priceE8;
    private long openLots;
    private long filledLots;
    private long quotedMarkE8;
    private boolean refused;

    /**
     * No order yet.
     *
     * @param changed is told of whatever changes
     */
    Quote(final Side side, final int maker, final Runnable changed) {
        this.side = side;
        this.maker = maker;
        this.changed = changed;
    }

    Side side() {
        return side;
    }

    /** Index of the maker, from 0. */
    int maker() {
        return maker;
    }

    State state() {
        return state;
    }

    boolean isEmpty() {
        return state == State.EMPTY;
    }

    /** Live with nothing in flight. */
    boolean isSettled() {
        return state == State.LIVE;
    }

    long clientOrderId() {
        return clientOrderId;
    }

    long orderId() {
        return orderId;
    }

    long priceE8() {
        return priceE8;
    }

    /** Open quantity that takers may count on; 0 until the venue accepted the order. */
    long openLots() {
        return openLots;
    }

    long filledLots() {
        return filledLots;
    }

    /** Mark that the last request about this order was made around. */
    long quotedMarkE8() {
        return quotedMarkE8;
    }

    /** Whether the last change was refused, so that only a cancel is left. */
    boolean refused() {
        return refused;
    }

    void entering(final long newClientOrderId, final long markE8) {
        changed.run();
        state = State.ENTERING;
        clientOrderId = newClientOrderId;
        orderId = 0;
        openLots = 0;
        filledLots = 0;
        quotedMarkE8 = markE8;
        refused = false;
    }

    void changing(final long markE8) {
        changed.run();
        state = State.CHANGING;
        quotedMarkE8 = markE8;
    }

    void cancelling() {
        changed.run();
        state = State.CANCELLING;
    }

    void accepted(final long newOrderId, final long newPriceE8, final long lots) {
        changed.run();
        state = State.LIVE;
        orderId = newOrderId;
        priceE8 = newPriceE8;
        openLots = lots;
    }

    void replaced(final long newPriceE8, final long remainingLots) {
        changed.run();
        state = State.LIVE;
        priceE8 = newPriceE8;
        openLots = remainingLots;
    }

    void filled(final long lots, final long remainingLots) {
        changed.run();
        filledLots += lots;
        openLots = remainingLots;
        if (remainingLots == 0) {
            gone();
        }
    }

    void changeRefused() {
        changed.run();
        state = State.LIVE;
        refused = true;
    }

    void gone() {
        changed.run();
        state = State.EMPTY;
        openLots = 0;
    }
}
