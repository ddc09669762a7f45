package io.strikebook.cli.watch;

import static io.strikebook.ipc.frame.FrameLayout.HEADER_LENGTH;

import io.strikebook.cli.tail.PrunedListings;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.MarksAdvancedCommandDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;
import io.strikebook.schemas.RejectCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Follows every queue of a home and joins them: a group is matched with what caused it by sequence, source sequence or epoch, and its
 * latency is the difference of their documents' clocks. Before a group is looked at, the queue that caused it is read up to its cause;
 * so a join does not depend on the order in which queues are polled.
 */
final class VenueWatch implements AutoCloseable {
    private static final int GROUPS_PER_TURN = 2_048;
    private static final int REMEMBERED_COMMANDS = 1 << 16;

    private final Map<String, QueueTap> taps = new LinkedHashMap<>();
    private final List<QueueTap> executions = new ArrayList<>();
    private final Map<Integer, QueueTap> requestsBySource = new TreeMap<>();
    private final ClockRing requestClocks = new ClockRing(REMEMBERED_COMMANDS);
    private final VenueView view = new VenueView();
    private final VenueReader reader = new VenueReader(view);
    private final OrderCounts orders = new OrderCounts();
    private final Hop dataToMarks;
    private final Hop marksToCommands;
    private final Hop requestToCommand;
    private final Hop commandToExecution;
    private final Hop executionToMargin;
    private final Hop requestToMargin;
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final MarksEpochBeginDecoder epochBegin = new MarksEpochBeginDecoder();

    /**
     * A watch that has read nothing yet.
     *
     * @param sinceNs when it begins: what was written before shapes the view, but is not counted
     */
    VenueWatch(final Home home, final Manifest manifest, final long sinceNs) {
        final ChronicleTransport transport = HomeQueues.transport(manifest, System::nanoTime);
        for (final String queue : manifest.queues()) {
            taps.put(queue, new QueueTap(queue, transport.subscription(home.queue(queue)), sinceNs));
        }
        for (final SourceDescription source : manifest.sources()) {
            if (QueueNames.isOrders(source.queue())) {
                requestsBySource.put(source.sourceId(), taps.get(source.queue()));
            }
        }
        PrunedListings.of(home)
                .forEach(instrument -> view.listed(
                        instrument.instrumentId(), instrument.terms().symbol(), instrument.tickSizeE8()));
        dataToMarks = new Hop("market-data -> marks", sinceNs);
        marksToCommands = new Hop("marks -> commands", sinceNs);
        requestToCommand = new Hop("orders -> commands", sinceNs);
        commandToExecution = new Hop("commands -> executions", sinceNs);
        executionToMargin = new Hop("executions -> margin", sinceNs);
        requestToMargin = new Hop("orders -> margin", sinceNs);
        tap(QueueNames.MARKS).handler(this::onMarks);
        tap(QueueNames.COMMANDS).handler(this::onCommand);
        for (final String queue : QueueNames.executions(manifest.venue().matchingShards())) {
            final QueueTap shard = tap(queue);
            executions.add(shard);
            shard.handler((buffer, offset, length) -> onExecution(shard, buffer, offset));
        }
        tap(QueueNames.MARGIN).handler(this::onMargin);
    }

    /** Takes a bounded number of groups from every queue; answers how many. */
    int poll() {
        int taken = 0;
        for (final QueueTap tap : taps.values()) {
            taken += tap.poll(GROUPS_PER_TURN);
        }
        return taken;
    }

    QueueTap tap(final String queue) {
        return taps.get(queue);
    }

    /** Every queue, in the order in which data flows. */
    List<QueueTap> taps() {
        return List.copyOf(taps.values());
    }

    /** Every hop, in the order in which data flows; the last one is a request's whole way. */
    List<Hop> hops() {
        return List.of(
                dataToMarks, marksToCommands, requestToCommand, commandToExecution, executionToMargin, requestToMargin);
    }

    VenueView view() {
        return view;
    }

    OrderCounts orders() {
        return orders;
    }

    /** Forgets what belongs to one interval only. */
    void endInterval() {
        hops().forEach(Hop::endInterval);
        view.endInterval();
    }

    private void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) == MarksEpochBeginDecoder.TEMPLATE_ID) {
            epochBegin.wrap(
                    buffer,
                    offset + HEADER_LENGTH,
                    FrameLayout.blockLength(buffer, offset),
                    FrameLayout.version(buffer, offset));
            final QueueTap marketData = tap(QueueNames.MARKET_DATA);
            marketData.pollTo(epochBegin.marketDataTo());
            dataToMarks.record(
                    marketData.clockNs(epochBegin.marketDataTo()),
                    tap(QueueNames.MARKS).clockNs());
        } else {
            reader.onMarks(buffer, offset);
        }
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        envelope.wrap(buffer, offset + HEADER_LENGTH);
        final QueueTap commands = tap(QueueNames.COMMANDS);
        final QueueTap requests = requestsBySource.get(envelope.sourceId());
        if (requests != null) {
            requests.pollTo(envelope.sourceSequence());
            final long requestClockNs = requests.clockNs(envelope.sourceSequence());
            requestClocks.put(FrameLayout.sequence(buffer, offset), requestClockNs);
            requestToCommand.record(requestClockNs, commands.clockNs());
            if (commands.isLive()) {
                orders.decided(envelope.decision());
            }
        } else if (FrameLayout.templateId(buffer, offset) == MarksAdvancedCommandDecoder.TEMPLATE_ID) {
            final QueueTap marks = tap(QueueNames.MARKS);
            marks.pollTo(envelope.marksTo());
            marksToCommands.record(marks.clockNs(envelope.marksTo()), commands.clockNs());
        }
        if (envelope.decision() == RejectCode.ACCEPTED) {
            reader.onCommand(buffer, offset);
        }
    }

    private void onExecution(final QueueTap shard, final UnsafeBuffer buffer, final int offset) {
        final long sequence = FrameLayout.sequence(buffer, offset);
        if (FrameLayout.frameInGroup(buffer, offset) == 0) {
            final QueueTap commands = tap(QueueNames.COMMANDS);
            commands.pollTo(sequence);
            commandToExecution.record(commands.clockNs(sequence), shard.clockNs());
        }
        if (reader.onExecution(buffer, offset, shard.isLive()) && shard.isLive()) {
            orders.traded();
        }
    }

    private void onMargin(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.frameInGroup(buffer, offset) == 0) {
            final long sequence = FrameLayout.sequence(buffer, offset);
            final long clockNs = tap(QueueNames.MARGIN).clockNs();
            tap(QueueNames.COMMANDS).pollTo(sequence);
            executionToMargin.record(executedNs(sequence), clockNs);
            requestToMargin.record(requestClocks.clockNs(sequence), clockNs);
        }
        reader.onMargin(buffer, offset);
    }

    /** When the last shard of matching had answered, {@link ClockRing#UNKNOWN} where none does. */
    private long executedNs(final long sequence) {
        long newestNs = ClockRing.UNKNOWN;
        for (final QueueTap shard : executions) {
            shard.pollTo(sequence);
            newestNs = Math.max(newestNs, shard.clockNs(sequence));
        }
        return newestNs;
    }

    @Override
    public void close() {
        new ArrayList<>(taps.values()).forEach(QueueTap::close);
    }
}
