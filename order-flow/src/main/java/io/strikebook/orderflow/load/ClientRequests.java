package io.strikebook.orderflow.load;

import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.NewDetailedOrderEncoder;
import io.strikebook.schemas.NewLinkedOrdersEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.NewTriggerOrderEncoder;
import io.strikebook.schemas.OrderFlagsEncoder;
import io.strikebook.schemas.ReplaceOrderEncoder;
import io.strikebook.schemas.ReplaceTriggerOrderEncoder;
import java.nio.charset.StandardCharsets;

/** The clients' requests that are about orders: plain, with details, with triggers, linked, and their replaces. One thread; allocates nothing. */
final class ClientRequests {
    /** How many labels clients use. */
    static final int LABELS = 4;

    private final RequestPublisher publisher;
    private final ClientOrders orders;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewOrderEncoder plain = new NewOrderEncoder();
    private final NewDetailedOrderEncoder detailed = new NewDetailedOrderEncoder();
    private final NewTriggerOrderEncoder waiting = new NewTriggerOrderEncoder();
    private final NewLinkedOrdersEncoder linked = new NewLinkedOrdersEncoder();
    private final ReplaceOrderEncoder replace = new ReplaceOrderEncoder();
    private final ReplaceTriggerOrderEncoder retarget = new ReplaceTriggerOrderEncoder();
    private NewLinkedOrdersEncoder.PartsEncoder parts;

    ClientRequests(final RequestPublisher publisher, final ClientOrders orders) {
        this.publisher = publisher;
        this.orders = orders;
    }

    /** A label, printable and zero padded. */
    static byte[] label(final int number) {
        final byte[] label = new byte[NewDetailedOrderEncoder.labelLength()];
        final byte[] text = ("strategy-" + number).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, label, 0, text.length);
        return label;
    }

    void plain(final OrderDraft draft) {
        final int offset = publisher.begin(NewOrderEncoder.BLOCK_LENGTH);
        plain.wrapAndApplyHeader(publisher.buffer(), offset, header);
        writePlain(draft, plain.offset());
        publisher.end(NewOrderEncoder.BLOCK_LENGTH);
    }

    void detailed(final OrderDraft draft, final byte[] label) {
        final int offset = publisher.begin(NewDetailedOrderEncoder.BLOCK_LENGTH);
        detailed.wrapAndApplyHeader(publisher.buffer(), offset, header);
        writeDetailed(draft, label, detailed.offset());
        publisher.end(NewDetailedOrderEncoder.BLOCK_LENGTH);
    }

    void waiting(final OrderDraft draft, final byte[] label) {
        final int offset = publisher.begin(NewTriggerOrderEncoder.BLOCK_LENGTH);
        waiting.wrapAndApplyHeader(publisher.buffer(), offset, header)
                .triggerPriceE8(draft.triggerPriceE8)
                .triggerOffsetE8(draft.triggerOffsetE8)
                .triggerKind(draft.trigger)
                .triggerReference(draft.reference)
                .reserved(0);
        writeDetailed(draft, label, waiting.offset());
        publisher.end(NewTriggerOrderEncoder.BLOCK_LENGTH);
    }

    /** The fields of {@code NewDetailedOrder}, with whose block {@code NewTriggerOrder} begins. */
    private void writeDetailed(final OrderDraft draft, final byte[] label, final int block) {
        writePlain(draft, block);
        detailed.wrap(publisher.buffer(), block)
                .displayLots(draft.displayLots)
                .minimumLots(draft.minimumLots)
                .expireNs(draft.expireNs)
                .validUntilNs(0)
                .putLabel(label, 0);
    }

    /** The fields of {@code NewOrder}, with whose block both others begin. */
    private void writePlain(final OrderDraft draft, final int block) {
        draft.note(publisher.nextSequence(), orders);
        plain.wrap(publisher.buffer(), block)
                .clientOrderId(draft.place.clientOrderId)
                .priceE8(draft.priceE8)
                .quantityLots(draft.lots)
                .accountId(draft.accountId)
                .instrumentId(draft.instrumentId)
                .side(draft.side)
                .orderType(draft.type)
                .timeInForce(draft.timeInForce);
        flags(draft, plain.flags());
    }

    /** Begins linked orders; as many parts follow. */
    void linked(
            final int accountId,
            final int underlyingId,
            final LinkKind kind,
            final FillCondition condition,
            final byte[] label,
            final int count) {
        final int offset = publisher.begin(NewLinkedOrdersEncoder.BLOCK_LENGTH
                + NewLinkedOrdersEncoder.PartsEncoder.sbeHeaderSize()
                + count * NewLinkedOrdersEncoder.PartsEncoder.sbeBlockLength());
        linked.wrapAndApplyHeader(publisher.buffer(), offset, header)
                .validUntilNs(0)
                .accountId(accountId)
                .underlyingId(underlyingId)
                .linkKind(kind)
                .fillCondition(condition)
                .reserved1(0)
                .reserved2(0)
                .putLabel(label, 0);
        parts = linked.partsCount(count);
    }

    void part(final OrderDraft draft) {
        draft.note(publisher.nextSequence(), orders);
        parts.next()
                .clientOrderId(draft.place.clientOrderId)
                .priceE8(draft.priceE8)
                .quantityLots(draft.lots)
                .expireNs(draft.expireNs)
                .triggerPriceE8(draft.triggerPriceE8)
                .triggerOffsetE8(draft.triggerOffsetE8)
                .instrumentId(draft.instrumentId)
                .side(draft.side)
                .orderType(draft.type)
                .timeInForce(draft.timeInForce)
                .triggerKind(draft.trigger == null ? 0 : draft.trigger.value())
                .triggerReference(draft.trigger == null ? 0 : draft.reference.value())
                .partReserved(0);
        flags(draft, parts.flags());
    }

    void endLinked() {
        publisher.end(linked.encodedLength());
    }

    /** By order id, or by the client's. */
    void replace(
            final int accountId,
            final ClientOrder order,
            final boolean byClientId,
            final long priceE8,
            final long totalLots) {
        final int offset = publisher.begin(ReplaceOrderEncoder.BLOCK_LENGTH);
        replace.wrapAndApplyHeader(publisher.buffer(), offset, header)
                .orderId(byClientId ? 0 : order.orderId)
                .clientOrderId(order.clientOrderId)
                .priceE8(priceE8)
                .quantityLots(totalLots)
                .accountId(accountId)
                .instrumentId(order.instrumentId);
        publisher.end(replace.encodedLength());
    }

    /** New terms and another trigger of an order that waits. */
    void retarget(
            final int accountId,
            final ClientOrder order,
            final long priceE8,
            final long totalLots,
            final long triggerPriceE8,
            final long triggerOffsetE8) {
        final int offset = publisher.begin(ReplaceTriggerOrderEncoder.BLOCK_LENGTH);
        retarget.wrapAndApplyHeader(publisher.buffer(), offset, header)
                .orderId(order.orderId)
                .clientOrderId(order.clientOrderId)
                .priceE8(priceE8)
                .quantityLots(totalLots)
                .accountId(accountId)
                .instrumentId(order.instrumentId)
                .triggerPriceE8(triggerPriceE8)
                .triggerOffsetE8(triggerOffsetE8);
        publisher.end(retarget.encodedLength());
    }

    private static void flags(final OrderDraft draft, final OrderFlagsEncoder flags) {
        flags.clear();
        flags.postOnly(draft.postOnly)
                .rejectPostOnly(draft.rejectPostOnly)
                .reduceOnly(draft.reduceOnly)
                .mmp(draft.isProtected);
    }
}
