package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelByLabelEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.NewDetailedOrderCommandDecoder;
import io.strikebook.schemas.NewDetailedOrderEncoder;
import io.strikebook.schemas.OrderAcceptedEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.nio.charset.StandardCharsets;

/** A request for an order with details: set what a test is about, send it. Buys one lot of the first instrument for account 1. */
final class DetailedOrder {
    private final SequencerFixture venue;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    int account = 1;
    int instrument = 1;
    long clientOrderId;
    Side side = Side.BUY;
    OrderType type = OrderType.LIMIT;
    TimeInForce timeInForce = TimeInForce.GOOD_TIL_CANCELLED;
    int flags;
    long priceE8;
    long lots = 1;
    long displayLots;
    long minimumLots;
    long expireNs;
    long validUntilNs;
    String label = "";

    DetailedOrder(final SequencerFixture venue, final long priceE8) {
        this.venue = venue;
        this.priceE8 = priceE8;
    }

    RejectCode send() {
        final int offset = venue.open(venue.ordersOut, 192);
        final NewDetailedOrderEncoder encoder = new NewDetailedOrderEncoder();
        encoder.wrapAndApplyHeader(venue.ordersOut.buffer(), offset, header)
                .clientOrderId(clientOrderId)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(account)
                .instrumentId(instrument)
                .side(side)
                .orderType(type)
                .timeInForce(timeInForce)
                .displayLots(displayLots)
                .minimumLots(minimumLots)
                .expireNs(expireNs)
                .validUntilNs(validUntilNs);
        venue.ordersOut.buffer().putByte(encoder.flags().offset(), (byte) flags);
        write(offset + FrameLayout.HEADER_LENGTH + NewDetailedOrderEncoder.labelEncodingOffset());
        return venue.request(NewDetailedOrderEncoder.BLOCK_LENGTH);
    }

    /** Asks to cancel what has this one's label, of its account in its instrument. */
    RejectCode sendCancelByLabel() {
        final int offset = venue.open(venue.ordersOut, 192);
        new CancelByLabelEncoder()
                .wrapAndApplyHeader(venue.ordersOut.buffer(), offset, header)
                .accountId(account)
                .instrumentId(instrument);
        write(offset + FrameLayout.HEADER_LENGTH + CancelByLabelEncoder.labelEncodingOffset());
        return venue.request(CancelByLabelEncoder.BLOCK_LENGTH);
    }

    /** The last command, which must be one of an order with details. */
    NewDetailedOrderCommandDecoder command() {
        final NewDetailedOrderCommandDecoder decoder = new NewDetailedOrderCommandDecoder();
        return decoder.wrap(
                venue.lastBuffer(),
                venue.lastOffset() + FrameLayout.HEADER_LENGTH,
                NewDetailedOrderCommandDecoder.BLOCK_LENGTH,
                0);
    }

    /** Matching accepts this order at another price; part of an executions group. */
    void acceptedAt(final long orderId, final long acceptedE8) {
        final int offset = venue.executionsOut.claim(128);
        venue.executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        final OrderAcceptedEncoder encoder = new OrderAcceptedEncoder()
                .wrapAndApplyHeader(venue.executionsOut.buffer(), offset, header)
                .orderId(orderId)
                .priceE8(acceptedE8);
        venue.executionsOut.buffer().putByte(encoder.flags().offset(), (byte) flags);
        venue.executionsOut.commit(FrameLayout.HEADER_LENGTH + OrderAcceptedEncoder.BLOCK_LENGTH);
    }

    /** Matching refuses the last order sent. */
    void matchingRefuses() {
        venue.matchingRefuses(venue.lastCommand, NewDetailedOrderCommandDecoder.TEMPLATE_ID, 0);
    }

    private void write(final int labelAt) {
        venue.ordersOut.buffer().setMemory(labelAt, 64, (byte) 0);
        venue.ordersOut.buffer().putBytes(labelAt, label.getBytes(StandardCharsets.ISO_8859_1));
    }
}
