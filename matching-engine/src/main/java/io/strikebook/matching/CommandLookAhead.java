package io.strikebook.matching;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.LookAhead;
import io.strikebook.matching.rules.Books;
import io.strikebook.schemas.CancelOrderCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.Side;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Looks over the next commands where they lie back to back, for what {@link LookAhead} is to fetch. They are not checked yet: what is wrong
 * here is found when they are carried out. Single-threaded; allocates nothing.
 */
final class CommandLookAhead {
    private final Books books;
    private final LookAhead fetches;

    CommandLookAhead(final Books books, final LiveOrders orders) {
        this.books = books;
        this.fetches = new LookAhead(orders);
    }

    /** Looks at the commands from one offset to another, at {@link LookAhead#COMMANDS} of them at most. */
    void over(final UnsafeBuffer buffer, final int offset, final int end) {
        if (!fetches.pays()) {
            return;
        }
        int at = offset;
        int frames = 0;
        while (frames < LookAhead.COMMANDS && at + FrameLayout.HEADER_LENGTH <= end) {
            final int length = FrameLayout.frameLength(buffer, at);
            if (length <= FrameLayout.HEADER_LENGTH || length > end - at) {
                break;
            }
            lookAt(buffer, at, length);
            at += length;
            frames++;
        }
        fetches.fetch();
    }

    private void lookAt(final UnsafeBuffer buffer, final int at, final int length) {
        final int block = at + FrameLayout.HEADER_LENGTH;
        final int room = length - FrameLayout.HEADER_LENGTH;
        switch (FrameLayout.templateId(buffer, at)) {
            case CancelOrderCommandDecoder.TEMPLATE_ID -> {
                if (room >= CancelOrderCommandDecoder.BLOCK_LENGTH) {
                    fetches.cancel(
                            buffer.getLong(block + CancelOrderCommandDecoder.orderIdEncodingOffset(), LITTLE_ENDIAN));
                }
            }
            case ReplaceOrderCommandDecoder.TEMPLATE_ID -> {
                if (room >= ReplaceOrderCommandDecoder.BLOCK_LENGTH) {
                    fetches.replace(
                            buffer.getLong(block + ReplaceOrderCommandDecoder.orderIdEncodingOffset(), LITTLE_ENDIAN),
                            books.get(buffer.getInt(
                                    block + ReplaceOrderCommandDecoder.instrumentIdEncodingOffset(), LITTLE_ENDIAN)),
                            buffer.getLong(block + ReplaceOrderCommandDecoder.priceE8EncodingOffset(), LITTLE_ENDIAN));
                }
            }
            case NewOrderCommandDecoder.TEMPLATE_ID -> {
                if (room >= NewOrderCommandDecoder.BLOCK_LENGTH) {
                    fetches.place(
                            OrderIds.of(FrameLayout.sequence(buffer, at), 0),
                            books.get(buffer.getInt(
                                    block + NewOrderCommandDecoder.instrumentIdEncodingOffset(), LITTLE_ENDIAN)),
                            buffer.getByte(block + NewOrderCommandDecoder.sideEncodingOffset()) == Side.SELL.value()
                                    ? Side.SELL
                                    : Side.BUY,
                            buffer.getLong(block + NewOrderCommandDecoder.priceE8EncodingOffset(), LITTLE_ENDIAN));
                }
            }
            default -> {
                // rare, or of many orders
            }
        }
    }
}
