package io.strikebook.benchmarks.matching;

import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.schemas.CancelOrderCommandEncoder;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderCommandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A flow as the frames of {@code commands}, back to back in memory; before them one that lists the instrument. */
final class EncodedFlow {
    private static final int INSTRUMENT = 1;

    /** The longest of those that a flow has. */
    private static final int LONGEST_FRAME = FrameLayout.HEADER_LENGTH + ReplaceOrderCommandEncoder.BLOCK_LENGTH;

    private static final int LISTING_FRAME = FrameLayout.HEADER_LENGTH + ListInstrumentCommandEncoder.BLOCK_LENGTH;

    /** Sequence of the first command, after the listing. */
    private static final long FIRST_SEQUENCE = 2;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewOrderCommandEncoder newOrder = new NewOrderCommandEncoder();
    private final CancelOrderCommandEncoder cancelOrder = new CancelOrderCommandEncoder();
    private final ReplaceOrderCommandEncoder replaceOrder = new ReplaceOrderCommandEncoder();
    private final Publication publication;
    private final UnsafeBuffer frames;
    private final int[] offsets;
    private int end;

    EncodedFlow(final OrderFlow flow) {
        frames = new UnsafeBuffer(ByteBuffer.allocateDirect(LISTING_FRAME + flow.size() * LONGEST_FRAME));
        offsets = new int[flow.size() + 1];
        publication = new GroupBuffer((buffer, offset, length, firstSequence, groupsEnded) -> {
            frames.putBytes(end, buffer, offset, length);
            end += length;
        });
        encodeListing();
        for (int i = 0; i < flow.size(); i++) {
            publication.flush();
            offsets[i] = end;
            encode(flow, i);
        }
        publication.flush();
        offsets[flow.size()] = end;
    }

    /** Number of commands, without the listing. */
    int size() {
        return offsets.length - 1;
    }

    /** Lists the instrument. */
    void list(final MatchingEngine engine) {
        engine.onCommand(frames, 0, offsets[0]);
    }

    /** Gives a command to an engine. */
    void give(final int command, final MatchingEngine engine) {
        final int offset = offsets[command];
        engine.onCommand(frames, offset, offsets[command + 1] - offset);
    }

    private void encode(final OrderFlow flow, final int command) {
        final long sequence = FIRST_SEQUENCE + command;
        final long orderId = OrderIds.of(FIRST_SEQUENCE + flow.order(command), 0);
        switch (flow.kind(command)) {
            case OrderFlow.CANCEL -> {
                cancelOrder
                        .wrapAndApplyHeader(
                                publication.buffer(), begin(sequence, CancelOrderCommandEncoder.BLOCK_LENGTH), header)
                        .orderId(orderId)
                        .clientOrderId(0)
                        .accountId(flow.account(command))
                        .instrumentId(INSTRUMENT);
                end(cancelOrder.envelope(), sequence, CancelOrderCommandEncoder.BLOCK_LENGTH);
            }
            case OrderFlow.MOVE, OrderFlow.REDUCE -> {
                replaceOrder
                        .wrapAndApplyHeader(
                                publication.buffer(), begin(sequence, ReplaceOrderCommandEncoder.BLOCK_LENGTH), header)
                        .orderId(orderId)
                        .clientOrderId(0)
                        .priceE8(flow.price(command))
                        .quantityLots(flow.totalLots(command))
                        .accountId(flow.account(command))
                        .instrumentId(INSTRUMENT);
                end(replaceOrder.envelope(), sequence, ReplaceOrderCommandEncoder.BLOCK_LENGTH);
            }
            default -> encodeOrder(flow, command, sequence);
        }
    }

    private void encodeOrder(final OrderFlow flow, final int command, final long sequence) {
        newOrder.wrapAndApplyHeader(publication.buffer(), begin(sequence, NewOrderCommandEncoder.BLOCK_LENGTH), header)
                .clientOrderId(command)
                .priceE8(flow.price(command))
                .quantityLots(flow.lots(command))
                .accountId(flow.account(command))
                .instrumentId(INSTRUMENT)
                .side(flow.isBuy(command) ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(
                        flow.kind(command) == OrderFlow.PLACE
                                ? TimeInForce.GOOD_TIL_CANCELLED
                                : TimeInForce.IMMEDIATE_OR_CANCEL)
                .flags()
                .clear();
        end(newOrder.envelope(), sequence, NewOrderCommandEncoder.BLOCK_LENGTH);
    }

    private void encodeListing() {
        final ListInstrumentCommandEncoder listing = new ListInstrumentCommandEncoder();
        listing.wrapAndApplyHeader(publication.buffer(), begin(1, ListInstrumentCommandEncoder.BLOCK_LENGTH), header)
                .instrumentId(INSTRUMENT)
                .underlyingId(1);
        TermsCodec.encode(OrderFlow.TERMS, listing.terms());
        end(listing.envelope(), 1, ListInstrumentCommandEncoder.BLOCK_LENGTH);
    }

    private int begin(final long sequence, final int blockLength) {
        publication.beginGroup(sequence, sequence);
        return publication.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    private void end(final EnvelopeEncoder envelope, final long sequence, final int blockLength) {
        envelope.sourceSequence(sequence)
                .marksTo(0)
                .marginTo(0)
                .sourceId(1)
                .decision(RejectCode.ACCEPTED)
                .envelopeReserved(0);
        publication.commit(FrameLayout.HEADER_LENGTH + blockLength);
        publication.endGroup();
    }
}
