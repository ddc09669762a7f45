package io.strikebook.orderflow.load;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelOrderEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.ReplaceOrderEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** Requests to the generator's own queue, one group each; the source sequence goes on from what the queue holds. */
final class RequestPublisher {
    private final Publication publication;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replaceOrder = new ReplaceOrderEncoder();
    private long nowNs;

    RequestPublisher(final Publication publication) {
        this.publication = publication;
    }

    /** Sets the time of the requests that follow; it does not go back. */
    void time(final long newNowNs) {
        nowNs = Math.max(nowNs, newNowNs);
    }

    /** Source sequence of the next request. */
    long nextSequence() {
        return publication.lastSequence() + 1;
    }

    void newOrder(
            final int accountId,
            final int instrumentId,
            final Side side,
            final long clientOrderId,
            final long priceE8,
            final long lots,
            final TimeInForce timeInForce) {
        final int offset = begin(NewOrderEncoder.BLOCK_LENGTH);
        newOrder.wrapAndApplyHeader(publication.buffer(), offset, header)
                .clientOrderId(clientOrderId)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(timeInForce);
        newOrder.flags().clear();
        end(newOrder.encodedLength());
    }

    void cancel(final int accountId, final int instrumentId, final long orderId, final long clientOrderId) {
        final int offset = begin(CancelOrderEncoder.BLOCK_LENGTH);
        cancelOrder
                .wrapAndApplyHeader(publication.buffer(), offset, header)
                .orderId(orderId)
                .clientOrderId(clientOrderId)
                .accountId(accountId)
                .instrumentId(instrumentId);
        end(cancelOrder.encodedLength());
    }

    void replace(
            final int accountId,
            final int instrumentId,
            final long orderId,
            final long clientOrderId,
            final long priceE8,
            final long totalLots) {
        final int offset = begin(ReplaceOrderEncoder.BLOCK_LENGTH);
        replaceOrder
                .wrapAndApplyHeader(publication.buffer(), offset, header)
                .orderId(orderId)
                .clientOrderId(clientOrderId)
                .priceE8(priceE8)
                .quantityLots(totalLots)
                .accountId(accountId)
                .instrumentId(instrumentId);
        end(replaceOrder.encodedLength());
    }

    /** Where a request of so many bytes goes; {@link #end} follows. */
    int begin(final int blockLength) {
        publication.beginGroup(nextSequence(), nowNs);
        return publication.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    UnsafeBuffer buffer() {
        return publication.buffer();
    }

    void end(final int encodedLength) {
        publication.commit(FrameLayout.HEADER_LENGTH + encodedLength);
        publication.endGroup();
    }
}
