package io.strikebook.matching;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.rules.ImpliedTop;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ImpliedFillEncoder;
import io.strikebook.schemas.ImpliedLegFillEncoder;
import io.strikebook.schemas.ImpliedTopOfBookEncoder;
import io.strikebook.schemas.Side;

/** Trades of combinations with their legs, as frames of the group that is open. Allocates nothing after construction. */
final class ImpliedPublisher {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final ImpliedFillEncoder fill = new ImpliedFillEncoder();
    private final ImpliedLegFillEncoder legFill = new ImpliedLegFillEncoder();
    private final ImpliedTopOfBookEncoder top = new ImpliedTopOfBookEncoder();
    private final Publication executions;

    ImpliedPublisher(final Publication executions) {
        this.executions = executions;
    }

    void fill(final long tradeId, final Order order, final long lots, final long priceE8, final boolean rested) {
        final int length = FrameLayout.HEADER_LENGTH + ImpliedFillEncoder.BLOCK_LENGTH;
        fill.wrapAndApplyHeader(executions.buffer(), executions.claim(length), header)
                .tradeId(tradeId)
                .orderId(order.orderId())
                .priceE8(priceE8)
                .quantityLots(lots)
                .remainingLots(order.remainingLots())
                .instrumentId(order.instrumentId())
                .accountId(order.accountId())
                .side(order.side())
                .rested((short) (rested ? 1 : 0))
                .reserved(0);
        executions.commit(length);
    }

    void top(final OrderBook combo, final ImpliedTop best) {
        final int length = FrameLayout.HEADER_LENGTH + ImpliedTopOfBookEncoder.BLOCK_LENGTH;
        top.wrapAndApplyHeader(executions.buffer(), executions.claim(length), header)
                .bidPriceE8(best.bidLots() == 0 ? ImpliedTopOfBookEncoder.bidPriceE8NullValue() : best.bidE8())
                .bidLots(best.bidLots())
                .askPriceE8(best.askLots() == 0 ? ImpliedTopOfBookEncoder.askPriceE8NullValue() : best.askE8())
                .askLots(best.askLots())
                .instrumentId(combo.instrumentId())
                .reserved(0);
        executions.commit(length);
    }

    void legFill(
            final long tradeId,
            final long comboTradeId,
            final int comboId,
            final int leg,
            final Order maker,
            final Order taker,
            final long lots,
            final boolean takerRested) {
        final int length = FrameLayout.HEADER_LENGTH + ImpliedLegFillEncoder.BLOCK_LENGTH;
        legFill.wrapAndApplyHeader(executions.buffer(), executions.claim(length), header)
                .tradeId(tradeId)
                .comboTradeId(comboTradeId)
                .makerOrderId(maker.orderId())
                .priceE8(maker.priceE8())
                .quantityLots(lots)
                .makerRemainingLots(maker.remainingLots())
                .instrumentId(maker.instrumentId())
                .comboId(comboId)
                .makerAccountId(maker.accountId())
                .takerAccountId(taker.accountId())
                .takerSide(maker.side() == Side.BUY ? Side.SELL : Side.BUY)
                .leg((short) leg)
                .takerRested((short) (takerRested ? 1 : 0))
                .reserved((short) 0);
        executions.commit(length);
    }
}
