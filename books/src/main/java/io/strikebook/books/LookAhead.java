package io.strikebook.books;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.ImpliedLegFillDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.OrderReplacedDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings what the next frames are about into the cache, in three rounds over a few frames: the table's entries, the orders' records, their
 * neighbours in the queue. The loads of one round do not wait for each other, while an order's own wait for the one before: with a million
 * orders those are most of the time. Nothing is decided by what is read here.
 */
final class LookAhead {
    private static final int FRAMES = 16;

    /** With fewer orders all is in the cache anyway. */
    private static final int LARGE = 1 << 15;

    private final OrderStore orders;
    private final int[] places = new int[FRAMES];
    private final long[] links = new long[FRAMES];

    /** What was read comes here, so that it is read. */
    private long sink;

    LookAhead(final OrderStore orders) {
        this.orders = orders;
    }

    /** Looks at frames that lie back to back; returns where the ones that it has looked at end. */
    int over(final UnsafeBuffer buffer, final int offset, final int end) {
        if (orders.size() < LARGE) {
            return end;
        }
        int at = offset;
        int count = 0;
        while (at < end && count < FRAMES) {
            final int field = orderIdField(FrameLayout.templateId(buffer, at));
            if (field != 0) {
                places[count++] = orders.glance(buffer.getLong(at + field, LITTLE_ENDIAN));
            }
            at += FrameLayout.frameLength(buffer, at);
        }
        for (int i = 0; i < count; i++) {
            links[i] = orders.links(places[i]);
        }
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += orders.links((int) links[i]) + orders.links((int) (links[i] >>> Integer.SIZE));
        }
        sink += sum;
        return at;
    }

    private static int orderIdField(final int templateId) {
        return switch (templateId) {
            case OrderReplacedDecoder.TEMPLATE_ID ->
                FrameLayout.HEADER_LENGTH + OrderReplacedDecoder.orderIdEncodingOffset();
            case OrderCancelledDecoder.TEMPLATE_ID ->
                FrameLayout.HEADER_LENGTH + OrderCancelledDecoder.orderIdEncodingOffset();
            case FillDecoder.TEMPLATE_ID -> FrameLayout.HEADER_LENGTH + FillDecoder.makerOrderIdEncodingOffset();
            case ImpliedLegFillDecoder.TEMPLATE_ID ->
                FrameLayout.HEADER_LENGTH + ImpliedLegFillDecoder.makerOrderIdEncodingOffset();
            default -> 0;
        };
    }
}
