package io.strikebook.benchmarks.matching;

import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelOrderCommandEncoder;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.ReplaceOrderCommandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/** Makes frames of a flow of orders; the scene is their one instrument. */
final class EncodedFlow {
    private static final int INSTRUMENT = 1;
    private static final int SCENE = 1;

    private static final int LISTING_FRAME = FrameLayout.HEADER_LENGTH + ListInstrumentCommandEncoder.BLOCK_LENGTH;

    /** The longest of those that a flow has. */
    private static final int LONGEST_FRAME = FrameLayout.HEADER_LENGTH + ReplaceOrderCommandEncoder.BLOCK_LENGTH;

    private final NewOrderCommandEncoder newOrder = new NewOrderCommandEncoder();
    private final CancelOrderCommandEncoder cancelOrder = new CancelOrderCommandEncoder();
    private final ReplaceOrderCommandEncoder replaceOrder = new ReplaceOrderCommandEncoder();
    private final OrderFlow flow;
    private final CommandFrames frames;

    private EncodedFlow(final OrderFlow flow) {
        this.flow = flow;
        frames = new CommandFrames(SCENE, flow.size(), LISTING_FRAME + (long) flow.size() * LONGEST_FRAME);
    }

    static CommandFrames of(final OrderFlow flow) {
        final EncodedFlow encoded = new EncodedFlow(flow);
        encoded.frames.list(INSTRUMENT, OrderFlow.TERMS);
        for (int i = 0; i < flow.size(); i++) {
            encoded.encode(i);
        }
        return encoded.frames;
    }

    private void encode(final int command) {
        final long orderId = OrderIds.of(frames.sequenceOf(flow.order(command)), 0);
        switch (flow.kind(command)) {
            case OrderFlow.CANCEL -> {
                cancelOrder
                        .wrapAndApplyHeader(
                                frames.buffer(), frames.begin(CancelOrderCommandEncoder.BLOCK_LENGTH), frames.header())
                        .orderId(orderId)
                        .clientOrderId(0)
                        .accountId(flow.account(command))
                        .instrumentId(INSTRUMENT);
                frames.end(cancelOrder.envelope(), CancelOrderCommandEncoder.BLOCK_LENGTH);
            }
            case OrderFlow.MOVE, OrderFlow.REDUCE -> {
                replaceOrder
                        .wrapAndApplyHeader(
                                frames.buffer(), frames.begin(ReplaceOrderCommandEncoder.BLOCK_LENGTH), frames.header())
                        .orderId(orderId)
                        .clientOrderId(0)
                        .priceE8(flow.price(command))
                        .quantityLots(flow.totalLots(command))
                        .accountId(flow.account(command))
                        .instrumentId(INSTRUMENT);
                frames.end(replaceOrder.envelope(), ReplaceOrderCommandEncoder.BLOCK_LENGTH);
            }
            default -> encodeOrder(command);
        }
    }

    private void encodeOrder(final int command) {
        newOrder.wrapAndApplyHeader(frames.buffer(), frames.begin(NewOrderCommandEncoder.BLOCK_LENGTH), frames.header())
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
        frames.end(newOrder.envelope(), NewOrderCommandEncoder.BLOCK_LENGTH);
    }
}
