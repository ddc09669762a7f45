package io.strikebook.matching;

import io.strikebook.common.order.Label;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.OrderDetails;
import io.strikebook.matching.book.PriceLevel;
import io.strikebook.matching.book.QuoteGroup;
import io.strikebook.matching.rules.ExecutionListener;
import io.strikebook.matching.rules.MassQuote;
import io.strikebook.schemas.AllocationChangedEncoder;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.CheckpointAnswerEncoder;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.EngineRole;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentPhaseChangedEncoder;
import io.strikebook.schemas.OrderAcceptedEncoder;
import io.strikebook.schemas.OrderCancelledEncoder;
import io.strikebook.schemas.OrderDetailsEncoder;
import io.strikebook.schemas.OrderReplacedEncoder;
import io.strikebook.schemas.OrdersDecrementedEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TopOfBookEncoder;
import java.nio.ByteOrder;

/** What happened, as the frames of one group per command. Allocates nothing after construction. */
final class ExecutionPublisher implements ExecutionListener {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final DoneEncoder done = new DoneEncoder();
    private final RejectedEncoder rejected = new RejectedEncoder();
    private final OrderAcceptedEncoder accepted = new OrderAcceptedEncoder();
    private final OrderDetailsEncoder orderDetails = new OrderDetailsEncoder();
    private final OrderReplacedEncoder replaced = new OrderReplacedEncoder();
    private final OrderCancelledEncoder cancelled = new OrderCancelledEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final OrdersDecrementedEncoder decremented = new OrdersDecrementedEncoder();
    private final TopOfBookEncoder topOfBook = new TopOfBookEncoder();
    private final InstrumentPhaseChangedEncoder phaseChanged = new InstrumentPhaseChangedEncoder();
    private final AllocationChangedEncoder allocationChanged = new AllocationChangedEncoder();
    private final CheckpointAnswerEncoder checkpointAnswer = new CheckpointAnswerEncoder();
    private final Publication executions;
    private final QuotePublisher quotes;
    private int frames;

    ExecutionPublisher(final Publication executions) {
        this.executions = executions;
        this.quotes = new QuotePublisher(executions);
    }

    void beginGroup(final long sequence, final long timestampNs) {
        executions.beginGroup(sequence, timestampNs);
        frames = 0;
    }

    /** Ends the group; one that nothing happened in is a {@code Done}. */
    void endGroup() {
        if (frames == 0) {
            done.wrapAndApplyHeader(executions.buffer(), claim(DoneEncoder.BLOCK_LENGTH), header);
            commit(DoneEncoder.BLOCK_LENGTH);
        }
        executions.endGroup();
    }

    void rejected(
            final int commandTemplateId,
            final EnvelopeDecoder envelope,
            final long clientOrderId,
            final int accountId,
            final int instrumentId,
            final RejectCode code) {
        rejected.wrapAndApplyHeader(executions.buffer(), claim(RejectedEncoder.BLOCK_LENGTH), header)
                .sourceSequence(envelope.sourceSequence())
                .clientOrderId(clientOrderId)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .commandTemplateId(commandTemplateId)
                .sourceId(envelope.sourceId())
                .code(code)
                .reserved(0);
        commit(RejectedEncoder.BLOCK_LENGTH);
    }

    /** Answers a checkpoint; the produced hash is that of the groups before this one. */
    void checkpointAnswer(final long stateHash, final long consumedHash) {
        checkpointAnswer
                .wrapAndApplyHeader(executions.buffer(), claim(CheckpointAnswerEncoder.BLOCK_LENGTH), header)
                .role(EngineRole.MATCHING)
                .reserved1((short) 0)
                .reserved2(0)
                .hashes()
                .stateHash(stateHash)
                .consumedHash(consumedHash)
                .producedHash(executions.producedHash());
        commit(CheckpointAnswerEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onAccepted(final Order order) {
        accepted.wrapAndApplyHeader(executions.buffer(), claim(OrderAcceptedEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .priceE8(order.priceE8())
                .quantityLots(order.quantityLots())
                .accountId(order.accountId())
                .instrumentId(order.instrumentId())
                .side(order.side())
                .orderType(order.orderType())
                .timeInForce(order.timeInForce())
                .reserved(0)
                .flags()
                .clear()
                .postOnly(order.postOnly())
                .reduceOnly(order.reduceOnly())
                .mmp(order.mmp())
                .rejectPostOnly(order.rejectPostOnly());
        commit(OrderAcceptedEncoder.BLOCK_LENGTH);
        if (order.details() != null) {
            onDetails(order, order.details());
        }
    }

    private void onDetails(final Order order, final OrderDetails details) {
        orderDetails
                .wrapAndApplyHeader(executions.buffer(), claim(OrderDetailsEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .displayLots(details.displayLots())
                .minimumLots(details.minimumLots())
                .expireNs(details.expireNs())
                .accountId(order.accountId())
                .instrumentId(order.instrumentId());
        final int label = orderDetails.offset() + OrderDetailsEncoder.labelEncodingOffset();
        for (int i = 0; i < Label.words(); i++) {
            executions.buffer().putLong(label + i * Long.BYTES, details.label().word(i), ByteOrder.LITTLE_ENDIAN);
        }
        commit(OrderDetailsEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onReplaced(final Order order, final boolean keptPriority) {
        replaced.wrapAndApplyHeader(executions.buffer(), claim(OrderReplacedEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .priceE8(order.priceE8())
                .quantityLots(order.quantityLots())
                .remainingLots(order.remainingLots())
                .accountId(order.accountId())
                .instrumentId(order.instrumentId())
                .keptPriority((short) (keptPriority ? 1 : 0))
                .reserved1((short) 0)
                .reserved2(0);
        commit(OrderReplacedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onFill(final long tradeId, final Order maker, final Order taker, final long lots) {
        fill.wrapAndApplyHeader(executions.buffer(), claim(FillEncoder.BLOCK_LENGTH), header)
                .tradeId(tradeId)
                .makerOrderId(maker.orderId())
                .takerOrderId(taker.orderId())
                .priceE8(maker.priceE8())
                .quantityLots(lots)
                .makerRemainingLots(maker.remainingLots())
                .takerRemainingLots(taker.remainingLots())
                .instrumentId(taker.instrumentId())
                .makerAccountId(maker.accountId())
                .takerAccountId(taker.accountId())
                .takerSide(taker.side())
                .reserved1((short) 0)
                .reserved2(0);
        commit(FillEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onDecremented(final Order maker, final Order taker, final long lots) {
        decremented
                .wrapAndApplyHeader(executions.buffer(), claim(OrdersDecrementedEncoder.BLOCK_LENGTH), header)
                .makerOrderId(maker.orderId())
                .takerOrderId(taker.orderId())
                .quantityLots(lots)
                .makerRemainingLots(maker.remainingLots())
                .takerRemainingLots(taker.remainingLots())
                .instrumentId(taker.instrumentId())
                .makerAccountId(maker.accountId())
                .takerAccountId(taker.accountId())
                .reserved(0);
        commit(OrdersDecrementedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onCancelled(final Order order, final CancelReason reason) {
        cancelled
                .wrapAndApplyHeader(executions.buffer(), claim(OrderCancelledEncoder.BLOCK_LENGTH), header)
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .remainingLots(order.remainingLots())
                .accountId(order.accountId())
                .instrumentId(order.instrumentId())
                .reason(reason)
                .reserved1((short) 0)
                .reserved2(0);
        commit(OrderCancelledEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onAllocation(final OrderBook book) {
        allocationChanged
                .wrapAndApplyHeader(executions.buffer(), claim(AllocationChangedEncoder.BLOCK_LENGTH), header)
                .instrumentId(book.instrumentId())
                .rule(book.allocation())
                .topOrderPercent((short) book.topOrderPercent())
                .reserved(0);
        commit(AllocationChangedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onPhase(final OrderBook book) {
        phaseChanged
                .wrapAndApplyHeader(executions.buffer(), claim(InstrumentPhaseChangedEncoder.BLOCK_LENGTH), header)
                .instrumentId(book.instrumentId())
                .phase(book.phase())
                .reserved1((short) 0)
                .reserved2(0);
        commit(InstrumentPhaseChangedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onTopOfBook(final OrderBook book) {
        final PriceLevel bid = book.best(Side.BUY);
        final PriceLevel ask = book.best(Side.SELL);
        topOfBook
                .wrapAndApplyHeader(executions.buffer(), claim(TopOfBookEncoder.BLOCK_LENGTH), header)
                .bidPriceE8(bid == null ? TopOfBookEncoder.bidPriceE8NullValue() : bid.priceE8())
                .bidLots(bid == null ? 0 : bid.lots())
                .askPriceE8(ask == null ? TopOfBookEncoder.askPriceE8NullValue() : ask.priceE8())
                .askLots(ask == null ? 0 : ask.lots())
                .instrumentId(book.instrumentId())
                .reserved(0);
        commit(TopOfBookEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onQuotes(final MassQuote message) {
        quotes.accepted(message);
        frames++;
    }

    @Override
    public void onQuotesCancelled(
            final int accountId,
            final int underlyingId,
            final int group,
            final int instrumentId,
            final long quoteSetId,
            final int cancelledQuotes,
            final CancelReason reason) {
        quotes.cancelled(accountId, underlyingId, group, instrumentId, quoteSetId, cancelledQuotes, reason);
        frames++;
    }

    @Override
    public void onMmpTriggered(final QuoteGroup group, final int instrumentId, final int cancelledQuotes) {
        quotes.triggered(group, instrumentId, cancelledQuotes);
        frames++;
    }

    @Override
    public void onMmpChanged(final QuoteGroup group, final long nowNs) {
        quotes.changed(group, nowNs);
        frames++;
    }

    private int claim(final int blockLength) {
        return executions.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    private void commit(final int blockLength) {
        executions.commit(FrameLayout.HEADER_LENGTH + blockLength);
        frames++;
    }
}
