package io.strikebook.orderflow.replay;

import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * A matching engine with one instrument, as the replayer sees it. Every call is complete when it returns: its fills have been handed to
 * the listener. A call that the engine refuses is an error of the replay, so implementations throw an
 * {@link OrderRefusedException} with the reject code.
 */
public interface OrderEntry {
    /** Who hears of fills; set before the first order. */
    void fillListener(FillListener listener);

    /** Enters a limit order and returns the venue's id of it. */
    long submit(Side side, long priceE8, long lots, TimeInForce timeInForce);

    /** Cancels a resting order. */
    void cancel(long orderId);

    /** Gives a resting order a new price and a new total size, what was filled included. */
    void replace(long orderId, long priceE8, long totalLots);
}
