package io.strikebook.sequencer;

import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.LinkedOrderReducedEncoder;
import io.strikebook.schemas.NewLinkedOrdersCommandDecoder;
import io.strikebook.schemas.NewLinkedOrdersEncoder;
import io.strikebook.schemas.NewLinkedOrdersEncoder.PartsEncoder;
import io.strikebook.schemas.OrderTriggeredEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerOrderReplacedEncoder;
import java.util.ArrayList;
import java.util.List;

/** A request of linked orders of account 1, part by part, and what matching says of them. */
final class LinkedOrders {
    /** What one part asks for: a limit order of the first instrument unless said otherwise. */
    static final class Part {
        long clientOrderId;
        int instrument = 1;
        Side side;
        OrderType type = OrderType.LIMIT;
        TimeInForce timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
        int flags;
        long priceE8;
        long lots;
        long expireNs;
        long triggerPriceE8;
        int triggerKind;
        int triggerReference;

        Part(final Side side, final long priceE8, final long lots) {
            this.side = side;
            this.priceE8 = priceE8;
            this.lots = lots;
        }
    }

    private static final int MAX_LENGTH = 512;

    private final SequencerFixture venue;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final List<Part> parts = new ArrayList<>();
    int underlying = 1;
    long validUntilNs;
    int kind = LinkKind.ONE_CANCELS_OTHER.value();
    int condition = FillCondition.FIRST_HIT.value();

    LinkedOrders(final SequencerFixture venue) {
        this.venue = venue;
    }

    LinkedOrders of(final LinkKind newKind, final FillCondition newCondition, final Part... newParts) {
        kind = newKind.value();
        condition = newCondition.value();
        parts.clear();
        parts.addAll(List.of(newParts));
        return this;
    }

    RejectCode send() {
        final int offset = venue.open(venue.ordersOut, MAX_LENGTH);
        venue.ordersOut.buffer().setMemory(offset, MAX_LENGTH, (byte) 0);
        final NewLinkedOrdersEncoder encoder = new NewLinkedOrdersEncoder();
        encoder.wrapAndApplyHeader(venue.ordersOut.buffer(), offset, header)
                .validUntilNs(validUntilNs)
                .accountId(1)
                .underlyingId(underlying);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        venue.ordersOut.buffer().putByte(body + NewLinkedOrdersEncoder.linkKindEncodingOffset(), (byte) kind);
        venue.ordersOut.buffer().putByte(body + NewLinkedOrdersEncoder.fillConditionEncodingOffset(), (byte) condition);
        final PartsEncoder group = encoder.partsCount(parts.size());
        for (final Part part : parts) {
            write(group.next(), part);
            venue.ordersOut
                    .buffer()
                    .putByte(
                            encoder.limit() - PartsEncoder.sbeBlockLength() + PartsEncoder.flagsEncodingOffset(),
                            (byte) part.flags);
        }
        return venue.request(encoder.encodedLength());
    }

    private static void write(final PartsEncoder group, final Part part) {
        group.clientOrderId(part.clientOrderId)
                .priceE8(part.priceE8)
                .quantityLots(part.lots)
                .expireNs(part.expireNs)
                .triggerPriceE8(part.triggerPriceE8)
                .instrumentId(part.instrument)
                .side(part.side)
                .orderType(part.type)
                .timeInForce(part.timeInForce)
                .triggerKind((short) part.triggerKind)
                .triggerReference((short) part.triggerReference);
    }

    /** Id of a part of the last command. */
    long id(final int part) {
        return OrderIds.of(venue.lastCommand, part);
    }

    /** The last command, which must be one of linked orders. */
    NewLinkedOrdersCommandDecoder command() {
        return new NewLinkedOrdersCommandDecoder()
                .wrap(
                        venue.lastBuffer(),
                        venue.lastOffset() + FrameLayout.HEADER_LENGTH,
                        NewLinkedOrdersCommandDecoder.BLOCK_LENGTH,
                        0);
    }

    /** Matching makes a part smaller, in a group that is open. */
    void reduced(final long orderId, final long lots, final long remainingLots) {
        final int offset = venue.executionsOut.claim(128);
        venue.executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        new LinkedOrderReducedEncoder()
                .wrapAndApplyHeader(venue.executionsOut.buffer(), offset, header)
                .orderId(orderId)
                .quantityLots(lots)
                .remainingLots(remainingLots);
        venue.executionsOut.commit(FrameLayout.HEADER_LENGTH + LinkedOrderReducedEncoder.BLOCK_LENGTH);
    }

    /** An order that waited is live with so many lots, in a group that is open. */
    void live(final long orderId, final long priceE8, final long lots) {
        final int offset = venue.executionsOut.claim(128);
        venue.executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        new OrderTriggeredEncoder()
                .wrapAndApplyHeader(venue.executionsOut.buffer(), offset, header)
                .orderId(orderId)
                .priceE8(priceE8)
                .quantityLots(lots);
        venue.executionsOut.commit(FrameLayout.HEADER_LENGTH + OrderTriggeredEncoder.BLOCK_LENGTH);
    }

    /** An order that waits has other terms and so much of it, what was filled included, in a group that is open. */
    void waitingReplaced(final long orderId, final long quantityLots) {
        final int offset = venue.executionsOut.claim(128);
        venue.executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        new TriggerOrderReplacedEncoder()
                .wrapAndApplyHeader(venue.executionsOut.buffer(), offset, header)
                .orderId(orderId)
                .quantityLots(quantityLots);
        venue.executionsOut.commit(FrameLayout.HEADER_LENGTH + TriggerOrderReplacedEncoder.BLOCK_LENGTH);
    }
}
