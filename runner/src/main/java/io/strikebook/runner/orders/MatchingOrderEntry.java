package io.strikebook.runner.orders;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.order.OrderIds;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.matching.MatchingAgent;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.orderflow.replay.FillListener;
import io.strikebook.orderflow.replay.OrderEntry;
import io.strikebook.orderflow.replay.OrderRefusedException;
import io.strikebook.schemas.CancelOrderCommandEncoder;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.ReplaceOrderCommandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.sequencer.CommandPublisher;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The matching engine behind queues in memory, as {@link io.strikebook.runner.Lockstep} drives it: every call is one accepted command,
 * written as the sequencer writes it, and its group of executions is read before the call returns. One instrument, one account.
 */
final class MatchingOrderEntry implements OrderEntry {
    private static final int SOURCE = 1;
    private static final int ACCOUNT = 1;
    private static final int INSTRUMENT = 1;
    private static final int UNDERLYING = 1;
    private static final long TIMESTAMP_NS = 1;

    /** Matching knows neither tick nor lot size: what another exchange took is on its own grid. */
    private static final InstrumentTerms ANY_GRID = new InstrumentTerms(
            "RECORDED",
            "RECORDED",
            InstrumentKind.PERPETUAL,
            OptionType.NONE,
            ContractStyle.LINEAR,
            Currency.USD,
            0,
            0,
            1,
            1,
            InstrumentTerms.MAX_ORDER_LOTS_LIMIT);

    private final ListInstrumentCommandEncoder list = new ListInstrumentCommandEncoder();
    private final NewOrderCommandEncoder newOrder = new NewOrderCommandEncoder();
    private final CancelOrderCommandEncoder cancelOrder = new CancelOrderCommandEncoder();
    private final ReplaceOrderCommandEncoder replaceOrder = new ReplaceOrderCommandEncoder();
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private final Publication commands;
    private final CommandPublisher publisher;
    private final MatchingEngine engine;
    private final MatchingAgent agent;
    private final Subscription executions;
    private final FrameHandler onExecution = this::onExecution;
    private FillListener listener;

    MatchingOrderEntry() {
        final MemoryQueue commandQueue = new MemoryQueue();
        final MemoryQueue executionQueue = new MemoryQueue();
        final MemoryQueue noMarks = new MemoryQueue();
        final Publication answers = executionQueue.publication();
        commands = commandQueue.publication();
        publisher = new CommandPublisher(commands);
        engine = new MatchingEngine(VenueParameters.defaults(), answers);
        agent = new MatchingAgent(engine, commandQueue.subscription(), noMarks.subscription(), answers);
        executions = executionQueue.subscription();
        list();
    }

    private void list() {
        begin(ListInstrumentCommandEncoder.TEMPLATE_ID, ListInstrumentCommandEncoder.BLOCK_LENGTH);
        list.wrap(commands.buffer(), block()).instrumentId(INSTRUMENT).underlyingId(UNDERLYING);
        TermsCodec.encode(ANY_GRID, list.terms());
        end();
    }

    @Override
    public void fillListener(final FillListener newListener) {
        listener = newListener;
    }

    @Override
    public long submit(final Side side, final long priceE8, final long lots, final TimeInForce timeInForce) {
        final long sequence = begin(NewOrderCommandEncoder.TEMPLATE_ID, NewOrderCommandEncoder.BLOCK_LENGTH);
        newOrder.wrap(commands.buffer(), block())
                .clientOrderId(sequence)
                .priceE8(priceE8)
                .quantityLots(lots)
                .accountId(ACCOUNT)
                .instrumentId(INSTRUMENT)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(timeInForce);
        newOrder.flags().clear();
        end();
        return OrderIds.of(sequence, 0);
    }

    @Override
    public void cancel(final long orderId) {
        begin(CancelOrderCommandEncoder.TEMPLATE_ID, CancelOrderCommandEncoder.BLOCK_LENGTH);
        cancelOrder
                .wrap(commands.buffer(), block())
                .orderId(orderId)
                .clientOrderId(OrderIds.sequenceOf(orderId))
                .accountId(ACCOUNT)
                .instrumentId(INSTRUMENT);
        end();
    }

    @Override
    public void replace(final long orderId, final long priceE8, final long totalLots) {
        begin(ReplaceOrderCommandEncoder.TEMPLATE_ID, ReplaceOrderCommandEncoder.BLOCK_LENGTH);
        replaceOrder
                .wrap(commands.buffer(), block())
                .orderId(orderId)
                .clientOrderId(OrderIds.sequenceOf(orderId))
                .priceE8(priceE8)
                .quantityLots(totalLots)
                .accountId(ACCOUNT)
                .instrumentId(INSTRUMENT);
        end();
    }

    /** Walks the engine's books and throws where they disagree. */
    void check() {
        engine.check();
    }

    private long begin(final int templateId, final int blockLength) {
        final long sequence = commands.lastSequence() + 1;
        publisher.begin(sequence, TIMESTAMP_NS, templateId, blockLength, RejectCode.ACCEPTED);
        publisher.origin(SOURCE, sequence);
        publisher.watermarks(0, 0);
        return sequence;
    }

    private int block() {
        return publisher.frame() + FrameLayout.HEADER_LENGTH;
    }

    private void end() {
        publisher.end();
        commands.flush();
        agent.doWork();
        if (!executions.poll(onExecution)) {
            throw new IllegalStateException("no answer to command " + commands.lastSequence());
        }
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
                        "our engine refused command " + commands.lastSequence() + ": " + rejected.code());
            }
            default -> {}
        }
    }
}
