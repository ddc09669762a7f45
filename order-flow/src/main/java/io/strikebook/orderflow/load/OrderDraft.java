package io.strikebook.orderflow.load;

import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;

/** An order that is about to be sent. One is used again and again. */
final class OrderDraft {
    /** The client's place that it will be known by. */
    ClientOrder place;

    int accountId;
    int instrumentId;
    Side side;
    long priceE8;
    long lots;
    OrderType type;
    TimeInForce timeInForce;
    boolean postOnly;
    boolean rejectPostOnly;
    boolean reduceOnly;
    boolean isProtected;
    long displayLots;
    long minimumLots;
    long expireNs;
    TriggerKind trigger;
    TriggerReference reference;
    long triggerPriceE8;
    long triggerOffsetE8;

    /** A limit order until cancelled with nothing special about it. */
    OrderDraft begin(final ClientOrder newPlace, final int newAccountId, final int newInstrumentId) {
        place = newPlace;
        accountId = newAccountId;
        instrumentId = newInstrumentId;
        type = OrderType.LIMIT;
        timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        postOnly = false;
        rejectPostOnly = false;
        reduceOnly = false;
        isProtected = false;
        displayLots = 0;
        minimumLots = 0;
        expireNs = 0;
        trigger = null;
        reference = null;
        triggerPriceE8 = 0;
        triggerOffsetE8 = 0;
        return this;
    }

    /** A market order has no price. */
    void market(final OrderType marketType, final TimeInForce newTimeInForce) {
        type = marketType;
        timeInForce = newTimeInForce;
        priceE8 = 0;
    }

    boolean hasDetails() {
        return displayLots != 0
                || minimumLots != 0
                || expireNs != 0
                || timeInForce == TimeInForce.GOOD_TIL_DATE
                || timeInForce == TimeInForce.GOOD_TIL_DAY;
    }

    /** Notes what the place has to know once this is sent. */
    void note(final long sourceSequence, final ClientOrders orders) {
        orders.sent(place, sourceSequence);
        place.instrumentId = instrumentId;
        place.side = side;
        place.priceE8 = priceE8;
        place.lots = lots;
        place.market = type == OrderType.MARKET;
        place.trigger = trigger;
    }
}
