package io.strikebook.sequencer;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.FillEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ImpliedFillEncoder;
import io.strikebook.schemas.ImpliedLegFillEncoder;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.InstrumentPhaseChangedEncoder;
import io.strikebook.schemas.OrderCancelledEncoder;
import io.strikebook.schemas.OrderReplacedEncoder;
import io.strikebook.schemas.OrdersDecrementedEncoder;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.RejectedEncoder;
import io.strikebook.schemas.Side;

/** Matching's answers, written by hand, frame by frame, into a queue in memory. */
class HandwrittenExecutions {
    final MemoryQueue executions = new MemoryQueue();
    final Publication executionsOut = executions.publication();
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final OrderCancelledEncoder cancelled = new OrderCancelledEncoder();
    private final DoneEncoder done = new DoneEncoder();
    long nowNs = 1_000_000_000L;

    /** Opens the executions group of a command. */
    HandwrittenExecutions executions(final long sequence) {
        executionsOut.beginGroup(sequence, nowNs);
        final int offset = executionsOut.claim(32);
        done.wrapAndApplyHeader(executionsOut.buffer(), offset, header);
        executionsOut.commit(FrameLayout.HEADER_LENGTH);
        return this;
    }

    HandwrittenExecutions fill(final long maker, final long taker, final long lots) {
        final int offset = executionsOut.claim(128);
        executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        fill.wrapAndApplyHeader(executionsOut.buffer(), offset, header)
                .makerOrderId(maker)
                .takerOrderId(taker)
                .quantityLots(lots);
        executionsOut.commit(FrameLayout.HEADER_LENGTH + fill.encodedLength());
        return this;
    }

    /** An order of a combination trades with legs. */
    HandwrittenExecutions impliedFill(final long orderId, final long lots) {
        final int offset = executionsOut.claim(128);
        executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        final ImpliedFillEncoder encoder = new ImpliedFillEncoder()
                .wrapAndApplyHeader(executionsOut.buffer(), offset, header)
                .orderId(orderId)
                .quantityLots(lots);
        executionsOut.commit(FrameLayout.HEADER_LENGTH + encoder.encodedLength());
        return this;
    }

    /** An order of a leg trades with that. */
    HandwrittenExecutions impliedLegFill(final long makerOrderId, final Side takerSide, final long lots) {
        final int offset = executionsOut.claim(128);
        executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        final ImpliedLegFillEncoder encoder = new ImpliedLegFillEncoder()
                .wrapAndApplyHeader(executionsOut.buffer(), offset, header)
                .makerOrderId(makerOrderId)
                .takerSide(takerSide)
                .quantityLots(lots);
        executionsOut.commit(FrameLayout.HEADER_LENGTH + encoder.encodedLength());
        return this;
    }

    HandwrittenExecutions cancelled(final long orderId) {
        final int offset = executionsOut.claim(128);
        executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        cancelled.wrapAndApplyHeader(executionsOut.buffer(), offset, header).orderId(orderId);
        executionsOut.commit(FrameLayout.HEADER_LENGTH + cancelled.encodedLength());
        return this;
    }

    HandwrittenExecutions rejected(final int template, final int account) {
        return rejected(template, account, 0);
    }

    HandwrittenExecutions rejected(final int template, final int account, final int instrument) {
        final int offset = executionsOut.claim(128);
        executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        final RejectedEncoder encoder = new RejectedEncoder()
                .wrapAndApplyHeader(executionsOut.buffer(), offset, header)
                .accountId(account)
                .instrumentId(instrument)
                .commandTemplateId(template);
        executionsOut.commit(FrameLayout.HEADER_LENGTH + encoder.encodedLength());
        return this;
    }

    /** An order loses lots to another of its group without a trade; both are the same here. */
    HandwrittenExecutions decremented(final long orderId, final long lots) {
        final int offset = executionsOut.claim(128);
        executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        final OrdersDecrementedEncoder encoder = new OrdersDecrementedEncoder()
                .wrapAndApplyHeader(executionsOut.buffer(), offset, header)
                .makerOrderId(orderId)
                .takerOrderId(orderId)
                .quantityLots(lots / 2);
        executionsOut.commit(FrameLayout.HEADER_LENGTH + encoder.encodedLength());
        return this;
    }

    HandwrittenExecutions replaced(final long orderId, final long priceE8, final long remainingLots) {
        return replaced(orderId, priceE8, remainingLots, 0);
    }

    /** What is left of a market-to-limit order has its limit. */
    HandwrittenExecutions becameLimit(final long orderId, final long priceE8, final long remainingLots) {
        return replaced(orderId, priceE8, remainingLots, 1);
    }

    private HandwrittenExecutions replaced(
            final long orderId, final long priceE8, final long remainingLots, final int restOfMarket) {
        final int offset = executionsOut.claim(128);
        executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        final OrderReplacedEncoder encoder = new OrderReplacedEncoder()
                .wrapAndApplyHeader(executionsOut.buffer(), offset, header)
                .orderId(orderId)
                .priceE8(priceE8)
                .remainingLots(remainingLots)
                .restOfMarket((short) restOfMarket);
        executionsOut.commit(FrameLayout.HEADER_LENGTH + encoder.encodedLength());
        return this;
    }

    HandwrittenExecutions phaseChanged(final int instrumentId, final InstrumentPhase phase) {
        final int offset = executionsOut.claim(128);
        executionsOut.buffer().setMemory(offset, 128, (byte) 0);
        final InstrumentPhaseChangedEncoder encoder = new InstrumentPhaseChangedEncoder()
                .wrapAndApplyHeader(executionsOut.buffer(), offset, header)
                .instrumentId(instrumentId)
                .phase(phase)
                .reason(PhaseReason.SCHEDULE);
        executionsOut.commit(FrameLayout.HEADER_LENGTH + encoder.encodedLength());
        return this;
    }

    void endExecutions() {
        executionsOut.endGroup();
        executionsOut.flush();
    }
}
