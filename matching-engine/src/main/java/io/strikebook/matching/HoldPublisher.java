package io.strikebook.matching;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.Quote;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MarketModeChangedEncoder;
import io.strikebook.schemas.OrderHeldEncoder;
import io.strikebook.schemas.OrderReleasedEncoder;

/** Market modes, and what they have wait, as frames of the group that is open. Allocates nothing after construction. */
final class HoldPublisher {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final MarketModeChangedEncoder modeChanged = new MarketModeChangedEncoder();
    private final OrderHeldEncoder held = new OrderHeldEncoder();
    private final OrderReleasedEncoder released = new OrderReleasedEncoder();
    private final Publication executions;

    HoldPublisher(final Publication executions) {
        this.executions = executions;
    }

    void mode(final OrderBook book) {
        modeChanged
                .wrapAndApplyHeader(executions.buffer(), claim(MarketModeChangedEncoder.BLOCK_LENGTH), header)
                .delayNs(book.held().delayNs())
                .instrumentId(book.instrumentId())
                .mode(book.held().mode())
                .reserved1((short) 0)
                .reserved2(0);
        commit(MarketModeChangedEncoder.BLOCK_LENGTH);
    }

    void held(final Order order, final long releaseNs) {
        held.wrapAndApplyHeader(executions.buffer(), claim(OrderHeldEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .releaseNs(releaseNs)
                .accountId(order.accountId())
                .instrumentId(order.instrumentId());
        commit(OrderHeldEncoder.BLOCK_LENGTH);
    }

    void released(final OrderBook book, final Order order) {
        final int group = order instanceof Quote ? ((Quote) order).group().number() : 0;
        released.wrapAndApplyHeader(executions.buffer(), claim(OrderReleasedEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .priceE8(order.priceE8())
                .remainingLots(order.remainingLots())
                .accountId(order.accountId())
                .instrumentId(order.instrumentId())
                .underlyingId(book.instrument().underlyingId())
                .side(order.side())
                .mmpGroup((short) group)
                .reserved(0);
        commit(OrderReleasedEncoder.BLOCK_LENGTH);
    }

    private int claim(final int blockLength) {
        return executions.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    private void commit(final int blockLength) {
        executions.commit(FrameLayout.HEADER_LENGTH + blockLength);
    }
}
