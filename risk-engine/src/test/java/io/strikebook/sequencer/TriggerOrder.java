package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.NewTriggerOrderCommandDecoder;
import io.strikebook.schemas.NewTriggerOrderEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceTriggerOrderEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import io.strikebook.schemas.TriggerRequestEncoder;
import io.strikebook.schemas.TriggeredOrderCommandDecoder;

/**
 * A request for an order that waits for a trigger, and what margin and matching say of it: set what a test is about, send it. Buys one lot
 * of the first instrument for account 1 once its mark is high enough.
 */
final class TriggerOrder {
    private final SequencerFixture venue;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    int instrumentId = 1;
    long clientOrderId;
    Side side = Side.BUY;
    OrderType type = OrderType.LIMIT;
    TimeInForce timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
    int flags;
    long priceE8;
    long lots = 1;
    long displayLots;
    long validUntilNs;
    int kind = TriggerKind.STOP.value();
    int reference = TriggerReference.MARK.value();
    long triggerPriceE8 = 3_000_000L;
    long offsetE8;
    private long requests;

    TriggerOrder(final SequencerFixture venue, final long priceE8) {
        this.venue = venue;
        this.priceE8 = priceE8;
    }

    RejectCode send() {
        final int offset = venue.open(venue.ordersOut, 256);
        venue.ordersOut.buffer().setMemory(offset, 256, (byte) 0);
        final NewTriggerOrderEncoder encoder = new NewTriggerOrderEncoder();
        encoder.wrapAndApplyHeader(venue.ordersOut.buffer(), offset, header)
                .clientOrderId(clientOrderId)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(1)
                .instrumentId(instrumentId)
                .side(side)
                .orderType(type)
                .timeInForce(timeInForce)
                .displayLots(displayLots)
                .validUntilNs(validUntilNs)
                .triggerPriceE8(triggerPriceE8)
                .triggerOffsetE8(offsetE8);
        final int body = offset + FrameLayout.HEADER_LENGTH;
        venue.ordersOut.buffer().putByte(encoder.flags().offset(), (byte) flags);
        venue.ordersOut.buffer().putByte(body + NewTriggerOrderEncoder.triggerKindEncodingOffset(), (byte) kind);
        venue.ordersOut.buffer().putByte(body + NewTriggerOrderEncoder.triggerReferenceEncodingOffset(), (byte)
                reference);
        return venue.request(NewTriggerOrderEncoder.BLOCK_LENGTH);
    }

    /** Asks for this price, quantity and trigger for an order. */
    RejectCode replace(final long orderId) {
        final int offset = venue.open(venue.ordersOut, 128);
        new ReplaceTriggerOrderEncoder()
                .wrapAndApplyHeader(venue.ordersOut.buffer(), offset, header)
                .orderId(orderId)
                .clientOrderId(0)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(1)
                .instrumentId(1)
                .triggerPriceE8(triggerPriceE8)
                .triggerOffsetE8(offsetE8);
        return venue.request(ReplaceTriggerOrderEncoder.BLOCK_LENGTH);
    }

    /** Margin asks to decide on an order, in the group of the last command, and the sequencer has read it. */
    void request(final long orderId) {
        final long sequence = venue.sequencer.lastSequence();
        venue.marginOut.beginGroup(sequence, venue.nowNs);
        final int offset = venue.marginOut.claim(128);
        new TriggerRequestEncoder()
                .wrapAndApplyHeader(venue.marginOut.buffer(), offset, header)
                .sourceSequence(++requests)
                .orderId(orderId)
                .clientOrderId(clientOrderId)
                .accountId(1)
                .instrumentId(1);
        venue.marginOut.commit(FrameLayout.HEADER_LENGTH + TriggerRequestEncoder.BLOCK_LENGTH);
        venue.endMargin();
    }

    /** Decides on the oldest order that margin asked for. */
    RejectCode decide() {
        venue.sequencer.decideTriggered(venue.nowNs);
        return venue.drainCommands();
    }

    /** Margin asks, the sequencer decides. */
    RejectCode fire(final long orderId) {
        venue.sequencer.tick(venue.nowNs += 10_000_000L);
        request(orderId);
        return decide();
    }

    /** The last command, which must be one of an order that was triggered. */
    TriggeredOrderCommandDecoder triggered() {
        return new TriggeredOrderCommandDecoder()
                .wrap(
                        venue.lastBuffer(),
                        venue.lastOffset() + FrameLayout.HEADER_LENGTH,
                        TriggeredOrderCommandDecoder.BLOCK_LENGTH,
                        0);
    }

    /** The last command, which must be one of an order that waits. */
    NewTriggerOrderCommandDecoder command() {
        return new NewTriggerOrderCommandDecoder()
                .wrap(
                        venue.lastBuffer(),
                        venue.lastOffset() + FrameLayout.HEADER_LENGTH,
                        NewTriggerOrderCommandDecoder.BLOCK_LENGTH,
                        0);
    }

    /** Matching cannot carry out a command of this template. */
    void matchingRefuses(final long sequence, final int template) {
        venue.matchingRefuses(sequence, template, 1);
    }
}
