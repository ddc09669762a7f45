package io.strikebook.books;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.schemas.LinkDetailsDecoder;
import io.strikebook.schemas.LinkedOrderIdleDecoder;
import io.strikebook.schemas.LinkedOrderReducedDecoder;
import io.strikebook.schemas.Side;
import org.agrona.concurrent.UnsafeBuffer;

/** What is said of linked orders: what waits is in no book, whatever it will be once it is live. */
final class LinkedArrivals {
    private static final byte BUY = (byte) Side.BUY.value();

    private final OrderStore orders;
    private final Arrival arrival;
    private final LostLots lost;

    LinkedArrivals(final OrderStore orders, final Arrival arrival, final LostLots lost) {
        this.orders = orders;
        this.arrival = arrival;
        this.lost = lost;
    }

    /** One that is held waits, whether or not it has a trigger to wait for too. */
    void onDetails(final UnsafeBuffer buffer, final int body) {
        if (buffer.getByte(body + LinkDetailsDecoder.heldEncodingOffset()) != 0
                && arrival.is(buffer.getLong(body + LinkDetailsDecoder.orderIdEncodingOffset(), LITTLE_ENDIAN))) {
            arrival.beginToWait();
        }
    }

    /** What an order that waits will be is said once it is live. */
    void onReduced(final UnsafeBuffer buffer, final int body) {
        final long orderId = buffer.getLong(body + LinkedOrderReducedDecoder.orderIdEncodingOffset(), LITTLE_ENDIAN);
        final long remaining =
                buffer.getLong(body + LinkedOrderReducedDecoder.remainingLotsEncodingOffset(), LITTLE_ENDIAN);
        if (arrival.is(orderId)) {
            arrival.remaining(remaining);
        } else if (orders.level(orders.require(orderId)) != 0) {
            lost.shrink(orders.require(orderId), remaining);
        }
    }

    /** One with nothing open waits again, where something is to come. */
    void onIdle(final UnsafeBuffer buffer, final int body) {
        if (buffer.getLong(body + LinkedOrderIdleDecoder.comingLotsEncodingOffset(), LITTLE_ENDIAN) > 0) {
            arrival.waitAgain(
                    buffer.getLong(body + LinkedOrderIdleDecoder.orderIdEncodingOffset(), LITTLE_ENDIAN),
                    buffer.getByte(body + LinkedOrderIdleDecoder.sideEncodingOffset()) == BUY);
        }
    }
}
