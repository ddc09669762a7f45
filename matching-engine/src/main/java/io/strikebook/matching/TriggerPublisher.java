package io.strikebook.matching;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.Trigger;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.OrderTriggeredEncoder;
import io.strikebook.schemas.TriggerDetailsEncoder;
import io.strikebook.schemas.TriggerFiredEncoder;
import io.strikebook.schemas.TriggerOrderReplacedEncoder;

/** What happened to orders that wait for a trigger, as frames of the open group. Allocates nothing after construction. */
final class TriggerPublisher {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final TriggerDetailsEncoder details = new TriggerDetailsEncoder();
    private final TriggerFiredEncoder fired = new TriggerFiredEncoder();
    private final TriggerOrderReplacedEncoder replaced = new TriggerOrderReplacedEncoder();
    private final OrderTriggeredEncoder triggered = new OrderTriggeredEncoder();
    private final Publication executions;

    TriggerPublisher(final Publication executions) {
        this.executions = executions;
    }

    /** Follows the details of an order that was accepted. */
    void details(final Order order) {
        final Trigger trigger = order.details().trigger();
        details.wrapAndApplyHeader(executions.buffer(), claim(TriggerDetailsEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .triggerPriceE8(trigger.priceE8())
                .triggerOffsetE8(trigger.offsetE8())
                .accountId(order.accountId())
                .instrumentId(order.instrumentId())
                .triggerKind(trigger.kind())
                .triggerReference(trigger.reference())
                .reserved(0);
        commit(TriggerDetailsEncoder.BLOCK_LENGTH);
    }

    void fired(final Order order, final long referenceE8) {
        final Trigger trigger = order.details().trigger();
        fired.wrapAndApplyHeader(executions.buffer(), claim(TriggerFiredEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .triggerPriceE8(trigger.priceE8())
                .referencePriceE8(referenceE8)
                .accountId(order.accountId())
                .instrumentId(order.instrumentId())
                .triggerKind(trigger.kind())
                .triggerReference(trigger.reference())
                .reserved(0);
        commit(TriggerFiredEncoder.BLOCK_LENGTH);
    }

    void replaced(final Order order) {
        final Trigger trigger = order.details().trigger();
        replaced.wrapAndApplyHeader(executions.buffer(), claim(TriggerOrderReplacedEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .priceE8(order.priceE8())
                .quantityLots(order.quantityLots())
                .triggerPriceE8(trigger.priceE8())
                .triggerOffsetE8(trigger.offsetE8())
                .accountId(order.accountId())
                .instrumentId(order.instrumentId());
        commit(TriggerOrderReplacedEncoder.BLOCK_LENGTH);
    }

    void triggered(final Order order) {
        triggered
                .wrapAndApplyHeader(executions.buffer(), claim(OrderTriggeredEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .priceE8(order.priceE8())
                .quantityLots(order.remainingLots())
                .accountId(order.accountId())
                .instrumentId(order.instrumentId());
        commit(OrderTriggeredEncoder.BLOCK_LENGTH);
    }

    private int claim(final int blockLength) {
        return executions.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    private void commit(final int blockLength) {
        executions.commit(FrameLayout.HEADER_LENGTH + blockLength);
    }
}
