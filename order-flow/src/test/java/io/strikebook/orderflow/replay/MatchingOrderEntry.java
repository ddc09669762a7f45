package io.strikebook.orderflow.replay;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.order.OrderIds;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.orderflow.CommandWriter;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** The real matching engine over queues in memory: every call is one accepted command, and its group is read before it returns. */
final class MatchingOrderEntry implements OrderEntry {
    private static final int ACCOUNT = 1;
    private static final int INSTRUMENT = 1;
    private static final long E8 = 100_000_000L;

    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private final Publication publication;
    private final Subscription commands;
    private final Subscription executions;
    private final CommandWriter writer;
    private final MatchingEngine engine;
    private final FrameHandler toEngine;
    private final FrameHandler fromEngine = this::onExecution;
    private FillListener listener;

    MatchingOrderEntry(final InstrumentTerms terms) {
        final MemoryQueue commandQueue = new MemoryQueue();
        final MemoryQueue executionQueue = new MemoryQueue();
        writer = new CommandWriter(commandQueue.publication());
        commands = commandQueue.subscription();
        executions = executionQueue.subscription();
        publication = executionQueue.publication();
        engine = new MatchingEngine(VenueParameters.defaults(), publication);
        toEngine = engine::onCommand;
        writer.list(INSTRUMENT, 1, terms);
        run();
    }

    /** E-mini S&P 500 of March 2024: 50 USD per point, tick 0.25. */
    static InstrumentTerms future() {
        return linear("ESH4", "ES", 50 * E8, E8 / 4, 1_710_509_400_000_000_000L);
    }

    /** One share, in whole cents. */
    static InstrumentTerms share(final String symbol) {
        return linear(symbol, symbol, E8, E8 / 100, 0);
    }

    private static InstrumentTerms linear(
            final String symbol,
            final String underlying,
            final long lotSizeE8,
            final long tickE8,
            final long expiryNs) {
        return new InstrumentTerms(
                symbol,
                underlying,
                expiryNs == 0 ? InstrumentKind.PERPETUAL : InstrumentKind.FUTURE,
                OptionType.NONE,
                ContractStyle.LINEAR,
                Currency.USD,
                0,
                expiryNs,
                tickE8,
                lotSizeE8,
                1_000_000);
    }

    @Override
    public void fillListener(final FillListener newListener) {
        listener = newListener;
    }

    @Override
    public long submit(final Side side, final long priceE8, final long lots, final TimeInForce timeInForce) {
        final long clientOrderId = writer.lastSequence() + 1;
        writer.newOrder(ACCOUNT, INSTRUMENT, side, clientOrderId, priceE8, lots, timeInForce);
        run();
        return OrderIds.of(clientOrderId, 0);
    }

    @Override
    public void cancel(final long orderId) {
        writer.cancel(ACCOUNT, INSTRUMENT, orderId, OrderIds.sequenceOf(orderId));
        run();
    }

    @Override
    public void replace(final long orderId, final long priceE8, final long totalLots) {
        writer.replace(ACCOUNT, INSTRUMENT, orderId, OrderIds.sequenceOf(orderId), priceE8, totalLots);
        run();
    }

    /** Walks the engine's books. */
    void check() {
        engine.check();
    }

    private void run() {
        commands.poll(toEngine);
        publication.flush();
        if (!executions.poll(fromEngine)) {
            throw new IllegalStateException("no answer to command " + writer.lastSequence());
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
                throw new IllegalStateException(
                        "command " + writer.lastSequence() + " was refused: " + rejected.code());
            }
            default -> {}
        }
    }
}
