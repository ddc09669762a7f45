package io.strikebook.runner;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ImpliedFillDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.OrderAcceptedDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.sequencer.Sequencer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Sends one order as a client would, through its source's next request, and reads what commands and executions say of it. */
final class OrderTrial {
    private static final int CLAIM = 128;

    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final ImpliedFillDecoder impliedFill = new ImpliedFillDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private final Manifest manifest;
    private final Lockstep engines;
    private final List<OrderOutcome.Trade> trades = new ArrayList<>();
    private RejectCode code = RejectCode.NULL_VAL;
    private long orderSequence;
    private long orderId;
    private long liveLots;

    OrderTrial(final Manifest manifest, final Lockstep engines) {
        this.manifest = manifest;
        this.engines = engines;
    }

    OrderOutcome send(final int accountId, final OrderDraft draft) {
        final Sequencer sequencer = engines.sequencer();
        final int sourceId = source();
        final long last = sequencer.lastSequence();
        final ShardedExecutions executions = engines.executions();
        executions.seekAfter(last);
        try (Subscription decisions = engines.decisions()) {
            decisions.seekAfter(last);
            request(accountId, draft, sequencer.sequencedTo(sourceId) + 1)
                    .poll((buffer, offset, length) ->
                            sequencer.decide(sourceId, buffer, offset, length, sequencer.timestampNs()));
            engines.settle();
            engines.feedAnswers(sequencer.lastSequence());
            while (decisions.poll(this::onCommand)) {
                continue;
            }
            while (executions.poll(1, this::onExecution) > 0) {
                continue;
            }
        }
        return new OrderOutcome(draft, code, List.copyOf(trades), liveLots);
    }

    /** The first that sends orders: which one decides nothing. */
    private int source() {
        for (final SourceDescription source : manifest.sources()) {
            if (QueueNames.isOrders(source.queue())) {
                return source.sourceId();
            }
        }
        throw new HomeException("the home has no source of orders, so none can be sent");
    }

    private static Subscription request(final int accountId, final OrderDraft draft, final long sourceSequence) {
        final MemoryQueue queue = new MemoryQueue();
        final Publication requests = queue.publication();
        requests.beginGroup(sourceSequence, 0);
        final NewOrderEncoder order = new NewOrderEncoder()
                .wrapAndApplyHeader(requests.buffer(), requests.claim(CLAIM), new FrameHeaderEncoder())
                .clientOrderId(0)
                .priceE8(draft.priceE8())
                .quantityLots(draft.lots())
                .accountId(accountId)
                .instrumentId(draft.instrument().instrumentId())
                .side(draft.side())
                .orderType(draft.type())
                .timeInForce(draft.timeInForce());
        order.flags().clear().postOnly(draft.postOnly()).reduceOnly(draft.reduceOnly());
        requests.commit(FrameLayout.HEADER_LENGTH + order.encodedLength());
        requests.endGroup();
        requests.flush();
        return queue.subscription();
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) == NewOrderCommandDecoder.TEMPLATE_ID) {
            code = envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH).decision();
            orderSequence = FrameLayout.sequence(buffer, offset);
        }
    }

    private void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.sequence(buffer, offset) != orderSequence) {
            return;
        }
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        final int version = FrameLayout.version(buffer, offset);
        switch (FrameLayout.templateId(buffer, offset)) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrap(buffer, body, block, version);
                orderId = accepted.orderId();
                liveLots = accepted.quantityLots();
            }
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrap(buffer, body, block, version);
                traded(fill.takerOrderId(), fill.quantityLots(), fill.priceE8());
            }
            case ImpliedFillDecoder.TEMPLATE_ID -> {
                impliedFill.wrap(buffer, body, block, version);
                traded(impliedFill.orderId(), impliedFill.quantityLots(), impliedFill.priceE8());
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                cancelled.wrap(buffer, body, block, version);
                liveLots -= cancelled.orderId() == orderId ? cancelled.remainingLots() : 0;
            }
            case RejectedDecoder.TEMPLATE_ID ->
                code = rejected.wrap(buffer, body, block, version).code();
            default -> {
                // books, and what others' orders do
            }
        }
    }

    private void traded(final long ofOrder, final long lots, final long priceE8) {
        if (ofOrder == orderId) {
            trades.add(new OrderOutcome.Trade(lots, priceE8));
            liveLots -= lots;
        }
    }
}
