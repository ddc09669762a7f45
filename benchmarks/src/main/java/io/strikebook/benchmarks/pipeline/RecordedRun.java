package io.strikebook.benchmarks.pipeline;

import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.ipc.chronicle.ChronicleSubscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.chronicle.DocumentLayout;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.ReplaceOrderCommandDecoder;
import io.strikebook.schemas.TimeInForce;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a venue recorded, walked once: each order of the load joined over its four queues by sequence, with the clocks
 * that the writers put into their documents. An order is one request of the load: new, replace or cancel.
 */
final class RecordedRun {
    /** Chronicle's length word before each document, which starts at a multiple of it. */
    private static final int CHRONICLE_HEADER = 4;

    private final Home home;
    private final Manifest manifest;
    private final ChronicleTransport transport;
    private final int loadSource;
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final NewOrderCommandDecoder newOrder = new NewOrderCommandDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private boolean isOrder;
    private boolean answered;
    private boolean traded;
    private Kind kind;
    private RejectCode code;
    private long sourceSequence;

    RecordedRun(final Home home) {
        this.home = home;
        manifest = home.open();
        transport = HomeQueues.transport(manifest, System::nanoTime);
        loadSource = manifest.sourceOf(QueueNames.orders("load")).sourceId();
    }

    /** Takes the orders of a recording, one by one, in sequence. */
    @FunctionalInterface
    interface Visitor {
        void onOrder(Order order);
    }

    /** One order; reused from call to call. Clocks are nanoseconds since the epoch, of documents. */
    static final class Order {
        long sourceSequence;
        long sentNs;
        long orderedNs;
        long decidedNs;
        long executedNs;
        long marginedNs;
        Kind kind;
        RejectCode code;
        boolean traded;

        boolean isAccepted() {
            return code == RejectCode.ACCEPTED;
        }
    }

    /** What an order asks for. */
    enum Kind {
        /** A new order that may rest. */
        QUOTE,
        /** A new order that may not. */
        TAKE,
        /** A change of a resting order's price or size. */
        REPLACE,
        /** The end of a resting order; also of all orders of an account. */
        CANCEL
    }

    /** Visits every order. */
    void walk(final Visitor visitor) {
        final Order order = new Order();
        try (ChronicleSubscription requests = open(QueueNames.orders("load"));
                ChronicleSubscription commands = open(QueueNames.COMMANDS);
                ChronicleSubscription executions = open(QueueNames.EXECUTIONS);
                ChronicleSubscription margin = open(QueueNames.MARGIN)) {
            while (commands.poll(this::onCommand)) {
                traded = false;
                if (answered) {
                    require(
                            executions.poll(this::onExecution) && executions.position() == commands.position(),
                            "executions",
                            commands);
                }
                require(margin.poll(this::onMargin) && margin.position() == commands.position(), "margin", commands);
                if (isOrder) {
                    require(requests.peek() == sourceSequence, QueueNames.orders("load"), commands);
                    order.sentNs = FrameLayout.timestampNs(requests.buffer(), requests.offset());
                    requests.poll((buffer, offset, length) -> {});
                    order.sourceSequence = sourceSequence;
                    order.orderedNs = requests.documentClockNs();
                    order.decidedNs = commands.documentClockNs();
                    order.executedNs = executions.documentClockNs();
                    order.marginedNs = margin.documentClockNs();
                    order.kind = kind;
                    order.code = code;
                    order.traded = traded;
                    visitor.onOrder(order);
                }
            }
        }
    }

    private static void require(final boolean there, final String queue, final ChronicleSubscription commands) {
        if (!there) {
            throw new IllegalStateException(queue + " has no group for command " + commands.position());
        }
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        isOrder = envelope.sourceId() == loadSource;
        code = envelope.decision();
        sourceSequence = envelope.sourceSequence();
        final int templateId = FrameLayout.templateId(buffer, offset);
        answered = CommandOwnership.answeredByMatching(templateId);
        kind = switch (templateId) {
            case NewOrderCommandDecoder.TEMPLATE_ID -> {
                newOrder.wrap(
                        buffer,
                        offset + FrameLayout.HEADER_LENGTH,
                        FrameLayout.blockLength(buffer, offset),
                        FrameLayout.version(buffer, offset));
                yield newOrder.timeInForce() == TimeInForce.IMMEDIATE_OR_CANCEL ? Kind.TAKE : Kind.QUOTE;
            }
            case ReplaceOrderCommandDecoder.TEMPLATE_ID -> Kind.REPLACE;
            default -> Kind.CANCEL;
        };
    }

    private void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        traded |= FrameLayout.templateId(buffer, offset) == FillDecoder.TEMPLATE_ID;
        onAnswer(buffer, offset);
    }

    private void onMargin(final UnsafeBuffer buffer, final int offset, final int length) {
        onAnswer(buffer, offset);
    }

    private void onAnswer(final UnsafeBuffer buffer, final int offset) {
        if (code == RejectCode.ACCEPTED && FrameLayout.templateId(buffer, offset) == RejectedDecoder.TEMPLATE_ID) {
            rejected.wrap(
                    buffer,
                    offset + FrameLayout.HEADER_LENGTH,
                    FrameLayout.blockLength(buffer, offset),
                    FrameLayout.version(buffer, offset));
            code = rejected.code();
        }
    }

    /** Bytes in use per queue: frames, document headers, Chronicle's own length words; not Chronicle's index. */
    Map<String, Long> bytes() {
        final Map<String, Long> bytes = new LinkedHashMap<>();
        for (final String queue : manifest.queues()) {
            bytes.put(queue, bytes(queue));
        }
        return bytes;
    }

    private long bytes(final String queue) {
        final long[] frames = {0};
        long documents = 0;
        long lastClockNs = 0;
        try (ChronicleSubscription subscription = open(queue)) {
            while (subscription.poll((buffer, offset, length) -> frames[0] += length)) {
                if (subscription.documentClockNs() != lastClockNs) {
                    documents++;
                    lastClockNs = subscription.documentClockNs();
                }
            }
        }
        return frames[0] + documents * (DocumentLayout.HEADER_LENGTH + CHRONICLE_HEADER);
    }

    private ChronicleSubscription open(final String queue) {
        return transport.subscription(home.queue(queue));
    }
}
