package io.strikebook.benchmarks.pipeline;

import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.ipc.chronicle.ChronicleSubscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a venue recorded, walked once: each order of the load joined over its four queues by sequence, with the clocks that the writers
 * put into their documents. An order is one request of the load: new, replace or cancel.
 */
final class RecordedRun {
    /** Chronicle's length word before each document, which starts at a multiple of it. */
    private static final int CHRONICLE_HEADER = 4;

    private static final int DOCUMENT_HEADER = 32;

    private final Home home;
    private final Manifest manifest;
    private final ChronicleTransport transport;
    private final int loadSource;
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private boolean isOrder;
    private boolean accepted;
    private boolean answered;
    private boolean traded;
    private boolean refused;
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
        boolean accepted;
        boolean traded;
    }

    /** Visits every order. */
    void walk(final Visitor visitor) {
        final Order order = new Order();
        try (ChronicleSubscription requests = open(QueueNames.orders("load"));
                ChronicleSubscription commands = open(QueueNames.COMMANDS);
                ChronicleSubscription executions = open(QueueNames.EXECUTIONS);
                ChronicleSubscription margin = open(QueueNames.MARGIN)) {
            while (commands.poll(this::onCommand)) {
                refused = false;
                traded = false;
                require(margin.poll(this::onMargin) && margin.position() == commands.position(), "margin", commands);
                if (answered) {
                    require(
                            executions.poll(this::onExecution) && executions.position() == commands.position(),
                            "executions",
                            commands);
                }
                if (isOrder) {
                    require(requests.peek() == sourceSequence, QueueNames.orders("load"), commands);
                    order.sentNs = FrameLayout.timestampNs(requests.buffer(), requests.offset());
                    requests.poll((buffer, offset, length) -> {});
                    order.sourceSequence = sourceSequence;
                    order.orderedNs = requests.documentClockNs();
                    order.decidedNs = commands.documentClockNs();
                    order.executedNs = executions.documentClockNs();
                    order.marginedNs = margin.documentClockNs();
                    order.accepted = accepted && !refused;
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
        accepted = envelope.decision() == RejectCode.ACCEPTED;
        sourceSequence = envelope.sourceSequence();
        answered = CommandOwnership.answeredByMatching(FrameLayout.templateId(buffer, offset));
    }

    private void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        final int templateId = FrameLayout.templateId(buffer, offset);
        traded |= templateId == FillDecoder.TEMPLATE_ID;
        refused |= templateId == RejectedDecoder.TEMPLATE_ID;
    }

    private void onMargin(final UnsafeBuffer buffer, final int offset, final int length) {
        refused |= FrameLayout.templateId(buffer, offset) == RejectedDecoder.TEMPLATE_ID;
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
        return frames[0] + documents * (DOCUMENT_HEADER + CHRONICLE_HEADER);
    }

    private ChronicleSubscription open(final String queue) {
        return transport.subscription(home.queue(queue));
    }
}
