package io.strikebook.matching;

import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MarksAdvancedCommandEncoder;
import io.strikebook.schemas.NewTriggerOrderCommandEncoder;
import io.strikebook.schemas.ReplaceTriggerOrderCommandEncoder;
import io.strikebook.schemas.TriggeredOrderCommandEncoder;
import java.nio.charset.StandardCharsets;

/** Writes the commands about orders that wait for a trigger; more of {@link Commands}. Allocates nothing where labels are empty. */
final class TriggerCommands {
    private final Commands commands;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewTriggerOrderCommandEncoder newOrder = new NewTriggerOrderCommandEncoder();
    private final ReplaceTriggerOrderCommandEncoder replace = new ReplaceTriggerOrderCommandEncoder();
    private final TriggeredOrderCommandEncoder triggered = new TriggeredOrderCommandEncoder();
    private final MarksAdvancedCommandEncoder advanced = new MarksAdvancedCommandEncoder();

    TriggerCommands(final Commands commands) {
        this.commands = commands;
    }

    /** An order that waits, as the reference has it; returns its id. */
    long newOrder(final ReferenceMatching.Entry order) {
        final int offset = commands.begin(NewTriggerOrderCommandEncoder.BLOCK_LENGTH);
        final ReferenceTriggers.Trigger trigger = order.trigger;
        newOrder.wrapAndApplyHeader(commands.buffer(), offset, header)
                .clientOrderId(commands.sequence())
                .priceE8(order.price)
                .quantityLots(order.open)
                .accountId(order.account)
                .instrumentId(order.instrument)
                .side(order.side)
                .orderType(order.type)
                .timeInForce(order.timeInForce)
                .displayLots(0)
                .minimumLots(order.minimum)
                .expireNs(order.expireNs)
                .validUntilNs(0)
                .triggerPriceE8(trigger.offset != 0 ? 0 : trigger.price)
                .triggerOffsetE8(trigger.offset)
                .triggerKind(trigger.kind)
                .triggerReference(trigger.reference)
                .reserved(0)
                .flags()
                .clear()
                .postOnly(order.postOnly)
                .reduceOnly(order.reduceOnly)
                .rejectPostOnly(order.rejectPostOnly);
        final int labelAt = offset + FrameLayout.HEADER_LENGTH + NewTriggerOrderCommandEncoder.labelEncodingOffset();
        commands.buffer().setMemory(labelAt, NewTriggerOrderCommandEncoder.labelEncodingLength(), (byte) 0);
        if (!order.label.isEmpty()) {
            commands.buffer().putBytes(labelAt, order.label.getBytes(StandardCharsets.US_ASCII));
        }
        commands.end(newOrder.envelope(), NewTriggerOrderCommandEncoder.BLOCK_LENGTH);
        return OrderIds.of(commands.sequence(), 0);
    }

    void replace(
            final int account,
            final int instrument,
            final long orderId,
            final long price,
            final long lots,
            final long triggerPrice,
            final long offset) {
        replace.wrapAndApplyHeader(
                        commands.buffer(), commands.begin(ReplaceTriggerOrderCommandEncoder.BLOCK_LENGTH), header)
                .orderId(orderId)
                .clientOrderId(0)
                .priceE8(price)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument)
                .triggerPriceE8(triggerPrice)
                .triggerOffsetE8(offset);
        commands.end(replace.envelope(), ReplaceTriggerOrderCommandEncoder.BLOCK_LENGTH);
    }

    void triggered(final int account, final int instrument, final long orderId, final long price, final long lots) {
        triggered
                .wrapAndApplyHeader(
                        commands.buffer(), commands.begin(TriggeredOrderCommandEncoder.BLOCK_LENGTH), header)
                .orderId(orderId)
                .clientOrderId(0)
                .priceE8(price)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument);
        commands.end(triggered.envelope(), TriggeredOrderCommandEncoder.BLOCK_LENGTH);
    }

    void marksAdvanced() {
        advanced.wrapAndApplyHeader(
                commands.buffer(), commands.begin(MarksAdvancedCommandEncoder.BLOCK_LENGTH), header);
        commands.end(advanced.envelope(), MarksAdvancedCommandEncoder.BLOCK_LENGTH);
    }
}
