package io.strikebook.matching;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.order.Label;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.Order;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.OrderDetails;
import io.strikebook.matching.book.QuoteGroup;
import io.strikebook.matching.book.TradeStatistics;
import io.strikebook.matching.rules.ExecutionListener;
import io.strikebook.matching.rules.ImpliedTop;
import io.strikebook.matching.rules.MassQuote;
import io.strikebook.schemas.AllocationChangedEncoder;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.CheckpointAnswerEncoder;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.EngineRole;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentListedEncoder;
import io.strikebook.schemas.InstrumentStatisticsEncoder;
import io.strikebook.schemas.OrderDetailsEncoder;
import io.strikebook.schemas.OrdersDecrementedEncoder;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedEncoder;
import java.nio.ByteOrder;

/** What happened, as the frames of one group per command. Allocates nothing after construction. */
public final class ExecutionPublisher implements ExecutionListener {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final DoneEncoder done = new DoneEncoder();
    private final RejectedEncoder rejected = new RejectedEncoder();
    private final OrderDetailsEncoder orderDetails = new OrderDetailsEncoder();
    private final OrdersDecrementedEncoder decremented = new OrdersDecrementedEncoder();
    private final InstrumentListedEncoder listed = new InstrumentListedEncoder();
    private final InstrumentStatisticsEncoder statistics = new InstrumentStatisticsEncoder();
    private final AllocationChangedEncoder allocationChanged = new AllocationChangedEncoder();
    private final CheckpointAnswerEncoder checkpointAnswer = new CheckpointAnswerEncoder();
    private final Publication executions;
    private final OrderFrames orders;
    private final QuotePublisher quotes;
    private final TriggerPublisher triggers;
    private final PhasePublisher phases;
    private final BlockPublisher blocks;
    private final LinkPublisher links;
    private final ComboPublisher combos;
    private final ImpliedPublisher implied;
    private final HoldPublisher holds;
    private int frames;

    /** Publishes there; whoever does not leave it to a {@link MatchingEngine} begins and ends the groups. */
    public ExecutionPublisher(final Publication executions) {
        this.executions = executions;
        this.orders = new OrderFrames(executions);
        this.quotes = new QuotePublisher(executions);
        this.triggers = new TriggerPublisher(executions);
        this.phases = new PhasePublisher(executions);
        this.blocks = new BlockPublisher(executions);
        this.links = new LinkPublisher(executions);
        this.combos = new ComboPublisher(executions);
        this.implied = new ImpliedPublisher(executions);
        this.holds = new HoldPublisher(executions);
    }

    /** Begins the group of a command. */
    public void beginGroup(final long sequence, final long timestampNs) {
        executions.beginGroup(sequence, timestampNs);
        frames = 0;
    }

    /** Ends the group; one that nothing happened in is a {@code Done}. */
    public void endGroup() {
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
        orders.accepted(order);
        frames++;
        if (order.details() != null) {
            onDetails(order, order.details());
        }
        if (order.isWaiting() && order.details().trigger().kind() != null) {
            triggers.details(order);
            frames++;
        }
        if (order.isLinked()) {
            links.details(order);
            frames++;
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
        orders.replaced(order, keptPriority, false);
        frames++;
    }

    @Override
    public void onBecameLimit(final Order order) {
        orders.replaced(order, false, true);
        frames++;
    }

    @Override
    public void onFill(final long tradeId, final Order maker, final Order taker, final long lots) {
        orders.filled(tradeId, maker, taker, lots, maker.priceE8(), false);
        frames++;
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
        orders.cancelled(order, reason);
        frames++;
    }

    @Override
    public void onListed(final OrderBook book) {
        listed.wrapAndApplyHeader(executions.buffer(), claim(InstrumentListedEncoder.BLOCK_LENGTH), header)
                .instrumentId(book.instrumentId())
                .underlyingId(book.instrument().underlyingId());
        TermsCodec.encode(book.instrument().terms(), listed.terms());
        commit(InstrumentListedEncoder.BLOCK_LENGTH);
        if (book.isCombo()) {
            combos.listed(book.instrument());
            frames++;
        }
    }

    @Override
    public void onStatistics(final OrderBook book) {
        final TradeStatistics trades = book.trades();
        final boolean traded = trades.hasRange();
        statistics
                .wrapAndApplyHeader(executions.buffer(), claim(InstrumentStatisticsEncoder.BLOCK_LENGTH), header)
                .volumeLots(trades.lots())
                .valueE8(trades.valueE8())
                .trades(trades.trades())
                .highE8(traded ? trades.highE8() : InstrumentStatisticsEncoder.highE8NullValue())
                .lowE8(traded ? trades.lowE8() : InstrumentStatisticsEncoder.lowE8NullValue())
                .lastTradeE8(trades.lastE8())
                .instrumentId(book.instrumentId())
                .reserved(0);
        commit(InstrumentStatisticsEncoder.BLOCK_LENGTH);
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
    public void onPhase(final OrderBook book, final PhaseReason reason) {
        phases.phase(book, reason);
        frames++;
    }

    @Override
    public void onUncrossed(
            final long tradeId, final Order maker, final Order taker, final long lots, final long priceE8) {
        orders.filled(tradeId, maker, taker, lots, priceE8, true);
        frames++;
    }

    @Override
    public void onIndication(final OrderBook book) {
        phases.indication(book);
        frames++;
    }

    @Override
    public void onVolatilityBand(final OrderBook book) {
        phases.volatilityBand(book);
        frames++;
    }

    @Override
    public void onLegFill(
            final long tradeId,
            final Instrument combo,
            final int leg,
            final int takerAccountId,
            final int makerAccountId,
            final long priceE8,
            final long lots,
            final boolean takerBuys) {
        combos.fill(tradeId, combo, leg, takerAccountId, makerAccountId, priceE8, lots, takerBuys);
        frames++;
    }

    @Override
    public void onImpliedFill(
            final long tradeId, final Order order, final long lots, final long priceE8, final boolean rested) {
        implied.fill(tradeId, order, lots, priceE8, rested);
        frames++;
    }

    @Override
    public void onImpliedLegFill(
            final long tradeId,
            final long comboTradeId,
            final int comboId,
            final int leg,
            final Order maker,
            final Order taker,
            final long lots,
            final boolean takerRested) {
        implied.legFill(tradeId, comboTradeId, comboId, leg, maker, taker, lots, takerRested);
        frames++;
    }

    @Override
    public void onImpliedTop(final OrderBook combo, final ImpliedTop top) {
        implied.top(combo, top);
        frames++;
    }

    @Override
    public void onBlockFill(
            final long tradeId,
            final long blockId,
            final int leg,
            final int instrumentId,
            final int buyerAccountId,
            final int sellerAccountId,
            final long priceE8,
            final long lots) {
        blocks.fill(tradeId, blockId, leg, instrumentId, buyerAccountId, sellerAccountId, priceE8, lots);
        frames++;
    }

    @Override
    public void onMarketMode(final OrderBook book) {
        holds.mode(book);
        frames++;
    }

    @Override
    public void onHeld(final Order order, final long releaseNs) {
        holds.held(order, releaseNs);
        frames++;
    }

    @Override
    public void onReleased(final OrderBook book, final Order order) {
        holds.released(book, order);
        frames++;
    }

    @Override
    public void onTopOfBook(final OrderBook book) {
        orders.topOfBook(book);
        frames++;
    }

    @Override
    public void onTriggerFired(final Order order, final long referenceE8) {
        triggers.fired(order, referenceE8);
        frames++;
    }

    @Override
    public void onWaitingReplaced(final Order order) {
        triggers.replaced(order);
        frames++;
    }

    @Override
    public void onTriggered(final Order order) {
        triggers.triggered(order);
        frames++;
    }

    @Override
    public void onLinkFired(final Order order) {
        links.fired(order);
        frames++;
    }

    @Override
    public void onLinkedReduced(final Order order, final long lots) {
        links.reduced(order, lots);
        frames++;
    }

    @Override
    public void onLinkedReleased(final Order order, final long lots, final boolean asks) {
        links.released(order, lots, asks, false);
        frames++;
    }

    @Override
    public void onLinkedIdle(final Order order, final long comingLots) {
        links.idle(order, comingLots, false);
        frames++;
    }

    @Override
    public void onNothingGrown(final Order order) {
        links.released(order, 0, false, true);
        frames++;
    }

    @Override
    public void onNothingDecided(final Order order, final long comingLots) {
        links.idle(order, comingLots, true);
        frames++;
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
