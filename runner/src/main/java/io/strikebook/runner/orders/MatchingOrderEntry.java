package io.strikebook.runner.orders;

import static io.strikebook.runner.orders.EngineInMemory.ACCOUNT;
import static io.strikebook.runner.orders.EngineInMemory.INSTRUMENT;

import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.orderflow.replay.FillListener;
import io.strikebook.orderflow.replay.OrderEntry;
import io.strikebook.orderflow.replay.OrderRefusedException;
import io.strikebook.schemas.CancelOrderCommandEncoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.ReplaceOrderCommandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** An entry of orders into a matching engine in memory: every call is one command, whose fills are told before the call returns. */
final class MatchingOrderEntry implements OrderEntry {
    /** Matching knows neither tick nor lot size: what another exchange took is on its own grid. */
    private static final long ANY_GRID = 1;

    private final CancelOrderCommandEncoder cancelOrder = new CancelOrderCommandEncoder();
    private final ReplaceOrderCommandEncoder replaceOrder = new ReplaceOrderCommandEncoder();
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private final EngineInMemory engine = new EngineInMemory(ANY_GRID, this::onExecution);
    private FillListener listener;

    @Override
    public void fillListener(final FillListener newListener) {
        listener = newListener;
    }

    @Override
    public long submit(final Side side, final long priceE8, final long lots, final TimeInForce timeInForce) {
        return engine.submit(side, priceE8, lots, timeInForce);
    }

    @Override
    public void cancel(final long orderId) {
        engine.begin(CancelOrderCommandEncoder.TEMPLATE_ID, CancelOrderCommandEncoder.BLOCK_LENGTH);
        cancelOrder
                .wrap(engine.buffer(), engine.block())
                .orderId(orderId)
                .clientOrderId(OrderIds.sequenceOf(orderId))
                .accountId(ACCOUNT)
                .instrumentId(INSTRUMENT);
        engine.end();
    }

    @Override
    public void replace(final long orderId, final long priceE8, final long totalLots) {
        engine.begin(ReplaceOrderCommandEncoder.TEMPLATE_ID, ReplaceOrderCommandEncoder.BLOCK_LENGTH);
        replaceOrder
                .wrap(engine.buffer(), engine.block())
                .orderId(orderId)
                .clientOrderId(OrderIds.sequenceOf(orderId))
                .priceE8(priceE8)
                .quantityLots(totalLots)
                .accountId(ACCOUNT)
                .instrumentId(INSTRUMENT);
        engine.end();
    }

    /** Walks the engine's books and throws where they disagree. */
    void check() {
        engine.check();
    }

    private void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrapAndApplyHeader(buffer, offset, header);
                listener.onFill(fill.makerOrderId(), fill.priceE8(), fill.quantityLots());
            }
            case RejectedDecoder.TEMPLATE_ID -> {
                rejected.wrapAndApplyHeader(buffer, offset, header);
                throw new OrderRefusedException(
                        "our engine refused command " + engine.sequence() + ": " + rejected.code());
            }
            default -> {}
        }
    }
}
