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
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.sequencer.CommandPublisher;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The matching engine behind queues in memory, as {@link io.strikebook.runner.Lockstep} drives it: every command is an accepted one, written
 * as the sequencer writes it, and its group of executions is handed out before {@link #end} returns. One instrument, one account.
 */
final class EngineInMemory {
    static final int ACCOUNT = 1;
    static final int INSTRUMENT = 1;
    private static final int SOURCE = 1;
    private static final int UNDERLYING = 1;
    private static final long TIMESTAMP_NS = 1;

    private final NewOrderCommandEncoder newOrder = new NewOrderCommandEncoder();
    private final Publication commands;
    private final CommandPublisher publisher;
    private final MatchingEngine engine;
    private final MatchingAgent agent;
    private final Subscription executions;
    private final FrameHandler onExecution;

    /** An engine with its instrument listed. */
    EngineInMemory(final long tickE8, final FrameHandler onExecution) {
        final MemoryQueue commandQueue = new MemoryQueue();
        final MemoryQueue executionQueue = new MemoryQueue();
        final MemoryQueue noMarks = new MemoryQueue();
        final Publication answers = executionQueue.publication();
        commands = commandQueue.publication();
        publisher = new CommandPublisher(commands);
        engine = new MatchingEngine(VenueParameters.defaults(), answers);
        agent = new MatchingAgent(engine, commandQueue.subscription(), noMarks.subscription(), answers);
        executions = executionQueue.subscription();
        this.onExecution = onExecution;
        list(tickE8);
    }

    private void list(final long tickE8) {
        begin(ListInstrumentCommandEncoder.TEMPLATE_ID, ListInstrumentCommandEncoder.BLOCK_LENGTH);
        final ListInstrumentCommandEncoder list = new ListInstrumentCommandEncoder()
                .wrap(buffer(), block())
                .instrumentId(INSTRUMENT)
                .underlyingId(UNDERLYING);
        TermsCodec.encode(
                new InstrumentTerms(
                        "RECORDED",
                        "RECORDED",
                        InstrumentKind.PERPETUAL,
                        OptionType.NONE,
                        ContractStyle.LINEAR,
                        Currency.USD,
                        0,
                        0,
                        tickE8,
                        1,
                        InstrumentTerms.MAX_ORDER_LOTS_LIMIT),
                list.terms());
        end();
    }

    /** A limit order; returns its id. */
    long submit(final Side side, final long priceE8, final long lots, final TimeInForce timeInForce) {
        final long sequence = begin(NewOrderCommandEncoder.TEMPLATE_ID, NewOrderCommandEncoder.BLOCK_LENGTH);
        newOrder.wrap(buffer(), block())
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

    /** Opens the group of the next command, whose block is written at {@link #block}; returns its sequence. */
    long begin(final int templateId, final int blockLength) {
        final long sequence = commands.lastSequence() + 1;
        publisher.begin(sequence, TIMESTAMP_NS, templateId, blockLength, RejectCode.ACCEPTED);
        publisher.origin(SOURCE, sequence);
        publisher.watermarks(0, 0);
        return sequence;
    }

    UnsafeBuffer buffer() {
        return commands.buffer();
    }

    int block() {
        return publisher.frame() + FrameLayout.HEADER_LENGTH;
    }

    /** Ends and runs the command. */
    void end() {
        publisher.end();
        commands.flush();
        agent.doWork();
        if (!executions.poll(onExecution)) {
            throw new IllegalStateException("no answer to command " + commands.lastSequence());
        }
    }

    /** The last command. */
    long sequence() {
        return commands.lastSequence();
    }

    /** Walks the engine's books and throws where they disagree. */
    void check() {
        engine.check();
    }
}
