package io.strikebook.sequencer;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelOrderEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MassCancelEncoder;
import io.strikebook.schemas.NewDetailedOrderEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.ReplaceOrderEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** Requests and marks encoded into groups of any publication, each with the next number of its queue. Allocates nothing. */
final class RequestFrames {
    private static final int MAX_FRAME = 192;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final NewDetailedOrderEncoder detailed = new NewDetailedOrderEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replace = new ReplaceOrderEncoder();
    private final MassCancelEncoder massCancel = new MassCancelEncoder();
    private final MarkEncoder mark = new MarkEncoder();
    private final IndexPriceEncoder index = new IndexPriceEncoder();

    void newOrder(
            final Publication out,
            final long nowNs,
            final int account,
            final int instrument,
            final long clientOrderId,
            final boolean buy,
            final TimeInForce timeInForce,
            final long priceE8,
            final long lots) {
        final int offset = open(out, nowNs);
        newOrder.wrapAndApplyHeader(out.buffer(), offset, header)
                .clientOrderId(clientOrderId)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument)
                .side(buy ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(timeInForce)
                .flags()
                .clear();
        close(out, NewOrderEncoder.BLOCK_LENGTH);
    }

    /** A good-til-cancelled order with a label. */
    void labelledOrder(
            final Publication out,
            final long nowNs,
            final int account,
            final int instrument,
            final long clientOrderId,
            final boolean buy,
            final long priceE8,
            final long lots) {
        final int offset = open(out, nowNs);
        detailed.wrapAndApplyHeader(out.buffer(), offset, header)
                .clientOrderId(clientOrderId)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument)
                .side(buy ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                .validUntilNs(nowNs + 1)
                .label("a label");
        close(out, NewDetailedOrderEncoder.BLOCK_LENGTH);
    }

    void cancel(final Publication out, final long nowNs, final int account, final int instrument, final long orderId) {
        final int offset = open(out, nowNs);
        cancel.wrapAndApplyHeader(out.buffer(), offset, header)
                .orderId(orderId)
                .clientOrderId(0)
                .accountId(account)
                .instrumentId(instrument);
        close(out, CancelOrderEncoder.BLOCK_LENGTH);
    }

    void replace(
            final Publication out,
            final long nowNs,
            final int account,
            final int instrument,
            final long orderId,
            final long priceE8,
            final long lots) {
        final int offset = open(out, nowNs);
        replace.wrapAndApplyHeader(out.buffer(), offset, header)
                .orderId(orderId)
                .clientOrderId(0)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument);
        close(out, ReplaceOrderEncoder.BLOCK_LENGTH);
    }

    void massCancel(final Publication out, final long nowNs, final int account) {
        final int offset = open(out, nowNs);
        massCancel
                .wrapAndApplyHeader(out.buffer(), offset, header)
                .accountId(account)
                .instrumentId(0);
        close(out, MassCancelEncoder.BLOCK_LENGTH);
    }

    /** An epoch: index prices of the underlyings from 1 on and marks of the instruments 1 to so many. */
    void epoch(final Publication out, final long nowNs, final long[] indexesE8, final long[] marksE8, final int marks) {
        out.beginGroup(out.lastSequence() + 1, nowNs);
        for (int id = 1; id < indexesE8.length; id++) {
            final int offset = claim(out);
            index.wrapAndApplyHeader(out.buffer(), offset, header)
                    .priceE8(indexesE8[id])
                    .underlyingId(id);
            out.commit(FrameLayout.HEADER_LENGTH + IndexPriceEncoder.BLOCK_LENGTH);
        }
        for (int id = 1; id <= marks; id++) {
            final int offset = claim(out);
            mark.wrapAndApplyHeader(out.buffer(), offset, header)
                    .markPriceE8(marksE8[id])
                    .deltaE9(500_000_000)
                    .vegaE8(1_000_000_000L)
                    .instrumentId(id);
            out.commit(FrameLayout.HEADER_LENGTH + MarkEncoder.BLOCK_LENGTH);
        }
        out.endGroup();
        out.flush();
    }

    private static int open(final Publication out, final long nowNs) {
        out.beginGroup(out.lastSequence() + 1, nowNs);
        return claim(out);
    }

    private static int claim(final Publication out) {
        final int offset = out.claim(MAX_FRAME);
        final UnsafeBuffer buffer = out.buffer();
        buffer.setMemory(offset, MAX_FRAME, (byte) 0);
        return offset;
    }

    private static void close(final Publication out, final int block) {
        out.commit(FrameLayout.HEADER_LENGTH + block);
        out.endGroup();
        out.flush();
    }
}
