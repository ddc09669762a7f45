package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.GrowLinkedOrderCommandEncoder;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.NewLinkedOrdersCommandEncoder;
import io.strikebook.schemas.NewLinkedOrdersCommandEncoder.PartsEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the commands about linked orders; more of {@link Commands}. */
final class LinkCommands {
    private final GrowLinkedOrderCommandEncoder grow = new GrowLinkedOrderCommandEncoder();
    private final Commands commands;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewLinkedOrdersCommandEncoder newOrders = new NewLinkedOrdersCommandEncoder();

    LinkCommands(final Commands commands) {
        this.commands = commands;
    }

    /** Parts as the reference has them; returns the sequence. */
    long newOrders(final LinkKind kind, final FillCondition condition, final List<ReferenceMatching.Entry> parts) {
        final int size = PartsEncoder.sbeHeaderSize() + parts.size() * PartsEncoder.sbeBlockLength();
        final int offset = commands.begin(NewLinkedOrdersCommandEncoder.BLOCK_LENGTH + size);
        final ReferenceMatching.Entry first = parts.get(0);
        newOrders
                .wrapAndApplyHeader(commands.buffer(), offset, header)
                .validUntilNs(0)
                .accountId(first.account)
                .underlyingId(Commands.underlying(first.instrument))
                .linkKind(kind)
                .fillCondition(condition)
                .reserved1(0)
                .reserved2(0);
        final int labelAt = offset + FrameLayout.HEADER_LENGTH + NewLinkedOrdersCommandEncoder.labelEncodingOffset();
        commands.buffer().setMemory(labelAt, NewLinkedOrdersCommandEncoder.labelEncodingLength(), (byte) 0);
        if (!first.label.isEmpty()) {
            commands.buffer().putBytes(labelAt, first.label.getBytes(StandardCharsets.US_ASCII));
        }
        final PartsEncoder encoder = newOrders.partsCount(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            write(encoder.next(), parts.get(i));
        }
        commands.end(newOrders.envelope(), NewLinkedOrdersCommandEncoder.BLOCK_LENGTH + size);
        return commands.sequence();
    }

    /** So many lots more of a part were decided on. */
    void grow(final int account, final int instrument, final long orderId, final long price, final long lots) {
        grow.wrapAndApplyHeader(commands.buffer(), commands.begin(GrowLinkedOrderCommandEncoder.BLOCK_LENGTH), header)
                .orderId(orderId)
                .clientOrderId(0)
                .priceE8(price)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument);
        commands.end(grow.envelope(), GrowLinkedOrderCommandEncoder.BLOCK_LENGTH);
    }

    private void write(final PartsEncoder encoder, final ReferenceMatching.Entry part) {
        final ReferenceTriggers.Trigger trigger = part.trigger;
        final boolean triggered = trigger != null && trigger.kind != null;
        encoder.clientOrderId(commands.sequence())
                .priceE8(part.price)
                .quantityLots(part.open)
                .expireNs(part.expireNs)
                .triggerPriceE8(!triggered || trigger.offset != 0 ? 0 : trigger.price)
                .triggerOffsetE8(triggered ? trigger.offset : 0)
                .instrumentId(part.instrument)
                .side(part.side)
                .orderType(part.type)
                .timeInForce(part.timeInForce)
                .triggerKind(triggered ? trigger.kind.value() : 0)
                .triggerReference(triggered ? trigger.reference.value() : 0)
                .partReserved(0)
                .flags()
                .clear()
                .postOnly(part.postOnly)
                .reduceOnly(part.reduceOnly)
                .rejectPostOnly(part.rejectPostOnly);
    }
}
