package io.strikebook.matching;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PriceLevel;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.FillEncoder;
import io.strikebook.schemas.OrderAcceptedEncoder;
import io.strikebook.schemas.OrderCancelledEncoder;
import io.strikebook.schemas.OrderFlagsEncoder;
import io.strikebook.schemas.OrderReplacedEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TopOfBookEncoder;
import org.agrona.UnsafeApi;

/**
 * The frames that nearly every command causes. Their fields are put at addresses, at the offsets that the schema's encoders name: the
 * encoders themselves check bounds, and read their own fields again, for each field that they put, which takes three times as long as
 * everything else here. Little-endian machines only, as {@code GroupBuffer} makes sure.
 */
final class OrderFrames {
    private final Publication executions;
    private final long buffer;

    OrderFrames(final Publication executions) {
        this.executions = executions;
        this.buffer = executions.buffer().addressOffset() + FrameLayout.HEADER_LENGTH;
    }

    void accepted(final Order order) {
        final long block = claim(OrderAcceptedEncoder.BLOCK_LENGTH);
        UnsafeApi.putLong(block + OrderAcceptedEncoder.orderIdEncodingOffset(), order.orderId());
        UnsafeApi.putLong(block + OrderAcceptedEncoder.clientOrderIdEncodingOffset(), order.clientOrderId());
        UnsafeApi.putLong(block + OrderAcceptedEncoder.priceE8EncodingOffset(), order.priceE8());
        UnsafeApi.putLong(block + OrderAcceptedEncoder.quantityLotsEncodingOffset(), order.quantityLots());
        UnsafeApi.putInt(block + OrderAcceptedEncoder.accountIdEncodingOffset(), order.accountId());
        UnsafeApi.putInt(block + OrderAcceptedEncoder.instrumentIdEncodingOffset(), order.instrumentId());
        UnsafeApi.putByte(block + OrderAcceptedEncoder.sideEncodingOffset(), (byte)
                order.side().value());
        UnsafeApi.putByte(block + OrderAcceptedEncoder.orderTypeEncodingOffset(), (byte)
                order.orderType().value());
        UnsafeApi.putByte(block + OrderAcceptedEncoder.timeInForceEncodingOffset(), (byte)
                order.timeInForce().value());
        UnsafeApi.putByte(block + OrderAcceptedEncoder.flagsEncodingOffset(), flags(order));
        UnsafeApi.putInt(block + OrderAcceptedEncoder.reservedEncodingOffset(), 0);
        executions.commit(OrderAcceptedEncoder.TEMPLATE_ID, OrderAcceptedEncoder.BLOCK_LENGTH);
    }

    private static byte flags(final Order order) {
        byte flags = OrderFlagsEncoder.postOnly((byte) 0, order.postOnly());
        flags = OrderFlagsEncoder.reduceOnly(flags, order.reduceOnly());
        flags = OrderFlagsEncoder.mmp(flags, order.mmp());
        return OrderFlagsEncoder.rejectPostOnly(flags, order.rejectPostOnly());
    }

    void replaced(final Order order, final boolean keptPriority, final boolean restOfMarket) {
        final long block = claim(OrderReplacedEncoder.BLOCK_LENGTH);
        UnsafeApi.putLong(block + OrderReplacedEncoder.orderIdEncodingOffset(), order.orderId());
        UnsafeApi.putLong(block + OrderReplacedEncoder.clientOrderIdEncodingOffset(), order.clientOrderId());
        UnsafeApi.putLong(block + OrderReplacedEncoder.priceE8EncodingOffset(), order.priceE8());
        UnsafeApi.putLong(block + OrderReplacedEncoder.quantityLotsEncodingOffset(), order.quantityLots());
        UnsafeApi.putLong(block + OrderReplacedEncoder.remainingLotsEncodingOffset(), order.remainingLots());
        UnsafeApi.putInt(block + OrderReplacedEncoder.accountIdEncodingOffset(), order.accountId());
        UnsafeApi.putInt(block + OrderReplacedEncoder.instrumentIdEncodingOffset(), order.instrumentId());
        UnsafeApi.putByte(block + OrderReplacedEncoder.keptPriorityEncodingOffset(), (byte) (keptPriority ? 1 : 0));
        UnsafeApi.putByte(block + OrderReplacedEncoder.restOfMarketEncodingOffset(), (byte) (restOfMarket ? 1 : 0));
        UnsafeApi.putShort(block + OrderReplacedEncoder.reserved2EncodingOffset(), (short) 0);
        executions.commit(OrderReplacedEncoder.TEMPLATE_ID, OrderReplacedEncoder.BLOCK_LENGTH);
    }

    /** A trade; {@code auction}: of two that had rested. */
    void filled(
            final long tradeId,
            final Order maker,
            final Order taker,
            final long lots,
            final long priceE8,
            final boolean auction) {
        final long block = claim(FillEncoder.BLOCK_LENGTH);
        UnsafeApi.putLong(block + FillEncoder.tradeIdEncodingOffset(), tradeId);
        UnsafeApi.putLong(block + FillEncoder.makerOrderIdEncodingOffset(), maker.orderId());
        UnsafeApi.putLong(block + FillEncoder.takerOrderIdEncodingOffset(), taker.orderId());
        UnsafeApi.putLong(block + FillEncoder.priceE8EncodingOffset(), priceE8);
        UnsafeApi.putLong(block + FillEncoder.quantityLotsEncodingOffset(), lots);
        UnsafeApi.putLong(block + FillEncoder.makerRemainingLotsEncodingOffset(), maker.remainingLots());
        UnsafeApi.putLong(block + FillEncoder.takerRemainingLotsEncodingOffset(), taker.remainingLots());
        UnsafeApi.putInt(block + FillEncoder.instrumentIdEncodingOffset(), taker.instrumentId());
        UnsafeApi.putInt(block + FillEncoder.makerAccountIdEncodingOffset(), maker.accountId());
        UnsafeApi.putInt(block + FillEncoder.takerAccountIdEncodingOffset(), taker.accountId());
        UnsafeApi.putByte(block + FillEncoder.takerSideEncodingOffset(), (byte)
                taker.side().value());
        UnsafeApi.putByte(block + FillEncoder.auctionEncodingOffset(), (byte) (auction ? 1 : 0));
        UnsafeApi.putShort(block + FillEncoder.reserved2EncodingOffset(), (short) 0);
        executions.commit(FillEncoder.TEMPLATE_ID, FillEncoder.BLOCK_LENGTH);
    }

    void cancelled(final Order order, final CancelReason reason) {
        final long block = claim(OrderCancelledEncoder.BLOCK_LENGTH);
        UnsafeApi.putLong(block + OrderCancelledEncoder.orderIdEncodingOffset(), order.orderId());
        UnsafeApi.putLong(block + OrderCancelledEncoder.clientOrderIdEncodingOffset(), order.clientOrderId());
        UnsafeApi.putLong(block + OrderCancelledEncoder.remainingLotsEncodingOffset(), order.remainingLots());
        UnsafeApi.putInt(block + OrderCancelledEncoder.accountIdEncodingOffset(), order.accountId());
        UnsafeApi.putInt(block + OrderCancelledEncoder.instrumentIdEncodingOffset(), order.instrumentId());
        UnsafeApi.putByte(block + OrderCancelledEncoder.reasonEncodingOffset(), (byte) reason.value());
        UnsafeApi.putByte(block + OrderCancelledEncoder.reserved1EncodingOffset(), (byte) 0);
        UnsafeApi.putShort(block + OrderCancelledEncoder.reserved2EncodingOffset(), (short) 0);
        executions.commit(OrderCancelledEncoder.TEMPLATE_ID, OrderCancelledEncoder.BLOCK_LENGTH);
    }

    void topOfBook(final OrderBook book) {
        final PriceLevel bid = book.best(Side.BUY);
        final PriceLevel ask = book.best(Side.SELL);
        final long block = claim(TopOfBookEncoder.BLOCK_LENGTH);
        UnsafeApi.putLong(
                block + TopOfBookEncoder.bidPriceE8EncodingOffset(),
                bid == null ? TopOfBookEncoder.bidPriceE8NullValue() : bid.priceE8());
        UnsafeApi.putLong(block + TopOfBookEncoder.bidLotsEncodingOffset(), bid == null ? 0 : bid.lots());
        UnsafeApi.putLong(
                block + TopOfBookEncoder.askPriceE8EncodingOffset(),
                ask == null ? TopOfBookEncoder.askPriceE8NullValue() : ask.priceE8());
        UnsafeApi.putLong(block + TopOfBookEncoder.askLotsEncodingOffset(), ask == null ? 0 : ask.lots());
        UnsafeApi.putInt(block + TopOfBookEncoder.instrumentIdEncodingOffset(), book.instrumentId());
        UnsafeApi.putInt(block + TopOfBookEncoder.reservedEncodingOffset(), 0);
        executions.commit(TopOfBookEncoder.TEMPLATE_ID, TopOfBookEncoder.BLOCK_LENGTH);
    }

    private long claim(final int blockLength) {
        return buffer + executions.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }
}
