package io.strikebook.orderflow.load;

import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerKind;

/** One order of a client, as far as the venue has answered; a place for the next one when it is gone. */
final class ClientOrder {
    /** What is known of it. */
    enum State {
        FREE,
        SENT,
        LIVE
    }

    final int client;
    final int place;
    State state = State.FREE;
    long clientOrderId;
    long orderId;
    int instrumentId;
    Side side;
    long priceE8;
    long lots;
    long filledLots;
    boolean cancelling;
    boolean market;

    /** What it was sent to wait for, or null. */
    TriggerKind trigger;

    ClientOrder(final int client, final int place) {
        this.client = client;
        this.place = place;
    }

    boolean isFree() {
        return state == State.FREE;
    }

    boolean isLive() {
        return state == State.LIVE;
    }
}
