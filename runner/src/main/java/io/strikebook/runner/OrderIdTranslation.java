package io.strikebook.runner;

import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelOrderDecoder;
import io.strikebook.schemas.CancelOrderEncoder;
import io.strikebook.schemas.ReplaceOrderDecoder;
import io.strikebook.schemas.ReplaceOrderEncoder;
import io.strikebook.schemas.ReplaceTriggerOrderDecoder;
import java.nio.ByteOrder;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Order ids follow from command sequences, which change when a recording is sequenced again. A client that cancels or replaces by id
 * means the order that it sent; so its request is given that order's new id.
 */
final class OrderIdTranslation {
    private static final long NONE = 0;

    private final Long2LongHashMap newSequences = new Long2LongHashMap(NONE);
    private final UnsafeBuffer translated = new UnsafeBuffer(new byte[FrameLayout.MAX_FRAME_LENGTH]);

    /** The request that command {@code recorded} answered has now been answered by another. */
    void resequenced(final long recorded, final long sequence) {
        newSequences.put(recorded, sequence);
    }

    /**
     * The request as it must be sent now; its frame begins at offset 0 and is valid until the next call. The id of an order that is
     * not part of this run becomes one that no order has.
     */
    UnsafeBuffer translate(final UnsafeBuffer buffer, final int offset, final int length) {
        translated.putBytes(0, buffer, offset, length);
        final int template = FrameLayout.templateId(buffer, offset);
        if (template == CancelOrderDecoder.TEMPLATE_ID) {
            translateAt(FrameLayout.HEADER_LENGTH + CancelOrderEncoder.orderIdEncodingOffset(), length);
        } else if (template == ReplaceOrderDecoder.TEMPLATE_ID || template == ReplaceTriggerOrderDecoder.TEMPLATE_ID) {
            translateAt(FrameLayout.HEADER_LENGTH + ReplaceOrderEncoder.orderIdEncodingOffset(), length);
        }
        return translated;
    }

    private void translateAt(final int at, final int length) {
        if (at + Long.BYTES > length) {
            return; // cut short: the sequencer refuses it as unusable
        }
        final long recorded = translated.getLong(at, ByteOrder.LITTLE_ENDIAN);
        if (recorded > 0) {
            final long sequence = newSequences.get(OrderIds.sequenceOf(recorded));
            final long orderId =
                    sequence == NONE ? Long.MAX_VALUE : OrderIds.of(sequence, (int) recorded & OrderIds.MAX_ORDINAL);
            translated.putLong(at, orderId, ByteOrder.LITTLE_ENDIAN);
        }
    }
}
