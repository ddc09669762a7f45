package io.strikebook.sequencer;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.ForcedTradesCommandEncoder;
import io.strikebook.schemas.ForcedTradesRequestDecoder;
import io.strikebook.schemas.LiquidationCancelCommandEncoder;
import io.strikebook.schemas.LiquidationOrderCommandEncoder;
import io.strikebook.schemas.LiquidationRequestDecoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ShareLossCommandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.sequencer.pretrade.Ladder;
import io.strikebook.sequencer.pretrade.LiquidationLadder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes a command of each step of a liquidation that margin asks for. Only steps that trade in the book may be refused, see
 * {@link LiquidationLadder}; whatever else margin asks for is its own to decide.
 */
final class LiquidationDesk {
    private final LiquidationRequestDecoder request = new LiquidationRequestDecoder();
    private final ForcedTradesRequestDecoder forcedRequest = new ForcedTradesRequestDecoder();
    private final LiquidationCancelCommandEncoder cancel = new LiquidationCancelCommandEncoder();
    private final LiquidationOrderCommandEncoder order = new LiquidationOrderCommandEncoder();
    private final ForcedTradesCommandEncoder forced = new ForcedTradesCommandEncoder();
    private final ShareLossCommandEncoder share = new ShareLossCommandEncoder();
    private final SequencerState state;
    private final CommandPublisher publisher;
    private final CommandWriter writer;
    private final LiquidationLadder ladder;

    LiquidationDesk(
            final SequencerState state,
            final CommandPublisher publisher,
            final CommandWriter writer,
            final Ladder ladder) {
        this.state = state;
        this.publisher = publisher;
        this.writer = writer;
        this.ladder = new LiquidationLadder(ladder, state.trading, state.marks, state.mirror);
    }

    /** Whether margin's oldest request is for a step of a liquidation. */
    boolean isNext() {
        final PendingLiquidation oldest = state.liquidations.peekFirst();
        return oldest != null && oldest.sourceSequence() == state.oldestMarginRequest();
    }

    /** Decides margin's oldest request, which is for a step of a liquidation. */
    void decideOldest(final long timestampNs) {
        final PendingLiquidation oldest = state.liquidations.peekFirst();
        if (oldest.templateId() == ForcedTradesRequestDecoder.TEMPLATE_ID) {
            forcedTrades(oldest, timestampNs);
            return;
        }
        request.wrap(
                oldest.body(), 0, LiquidationRequestDecoder.BLOCK_LENGTH, LiquidationRequestDecoder.SCHEMA_VERSION);
        switch (request.stage()) {
            case CANCEL_ORDERS -> cancel(oldest, timestampNs);
            case REDUCE -> order(oldest, timestampNs);
            case SHARE_LOSS -> share(oldest, timestampNs);
            default ->
                throw new IllegalStateException(
                        "margin's request " + oldest.sourceSequence() + " is for stage " + request.stage());
        }
    }

    private int begin(
            final int template,
            final int blockLength,
            final RejectCode decision,
            final PendingLiquidation asked,
            final long timestampNs) {
        writer.begin(template, blockLength, decision, state.marginSource, asked.sourceSequence(), timestampNs);
        return publisher.frame() + FrameLayout.HEADER_LENGTH;
    }

    private void cancel(final PendingLiquidation asked, final long timestampNs) {
        final int block = begin(
                LiquidationCancelCommandEncoder.TEMPLATE_ID,
                LiquidationCancelCommandEncoder.BLOCK_LENGTH,
                RejectCode.ACCEPTED,
                asked,
                timestampNs);
        cancel.wrap(publisher.buffer(), block)
                .accountId(request.accountId())
                .instrumentId(0)
                .orderSourceId(0)
                .side((short) 0)
                .kind((short) 0)
                .settlementCurrency(request.currency().value())
                .reserved1((short) 0)
                .reserved2(0);
        writer.end();
    }

    private void order(final PendingLiquidation asked, final long timestampNs) {
        final Instrument instrument = state.trading.instrument(request.instrumentId());
        final boolean buy = request.side() == Side.BUY.value();
        final RejectCode decision =
                ladder.check(instrument, buy, request.priceE8(), Math.max(state.timestampNs, timestampNs));
        final int block = begin(
                LiquidationOrderCommandEncoder.TEMPLATE_ID,
                LiquidationOrderCommandEncoder.BLOCK_LENGTH,
                decision,
                asked,
                timestampNs);
        order.wrap(publisher.buffer(), block)
                .clientOrderId(0)
                .priceE8(ladder.priceE8())
                .quantityLots(request.quantityLots())
                .accountId(request.accountId())
                .instrumentId(request.instrumentId())
                .side(buy ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .flags()
                .clear()
                .reduceOnly(true);
        writer.end();
    }

    private void share(final PendingLiquidation asked, final long timestampNs) {
        final int block = begin(
                ShareLossCommandEncoder.TEMPLATE_ID,
                ShareLossCommandEncoder.BLOCK_LENGTH,
                RejectCode.ACCEPTED,
                asked,
                timestampNs);
        share.wrap(publisher.buffer(), block)
                .accountId(request.accountId())
                .currency(request.currency())
                .reserved1((short) 0)
                .reserved2(0);
        writer.end();
    }

    /** The trades as margin wrote them: they are the same bytes in both. */
    private void forcedTrades(final PendingLiquidation asked, final long timestampNs) {
        final UnsafeBuffer body = asked.body();
        forcedRequest.wrap(body, 0, ForcedTradesRequestDecoder.BLOCK_LENGTH, ForcedTradesRequestDecoder.SCHEMA_VERSION);
        final int length = body.capacity() - ForcedTradesRequestDecoder.BLOCK_LENGTH;
        writer.behindBlock(length);
        final int block = begin(
                ForcedTradesCommandEncoder.TEMPLATE_ID,
                ForcedTradesCommandEncoder.BLOCK_LENGTH,
                RejectCode.ACCEPTED,
                asked,
                timestampNs);
        forced.wrap(publisher.buffer(), block)
                .accountId(forcedRequest.accountId())
                .stage(forcedRequest.stage())
                .currency(forcedRequest.currency())
                .reserved(0);
        publisher
                .buffer()
                .putBytes(
                        block + ForcedTradesCommandEncoder.BLOCK_LENGTH,
                        body,
                        ForcedTradesRequestDecoder.BLOCK_LENGTH,
                        length);
        writer.end();
    }
}
