package io.strikebook.ipc.check;

import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.common.venue.MatchingShard;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.recovery.FirstUnanswered;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Whether the heads of a home's queues still fit together: each output reaches no further than its input, no queue has a hole, no
 * snapshot covers more than its queues. Reads every queue once and writes nothing.
 *
 * <p>Inputs ({@code market-data}, {@code orders-*}, {@code admin}, and the spine {@code commands}) are never cut. {@code executions} and
 * {@code margin} end with the spine at the latest, {@code marks} with the last epoch whose {@code commandsTo} the spine still has.
 * {@code margin} ends before the first group that matching still has to compute again: whoever sees margin's group of a command, as the
 * sequencer does when it recovers, relies on matching's being there. {@code proofs}, where the home has it, ends with {@code margin}.
 */
public final class HeadCheck {
    private static final int GROUPS_BETWEEN = 1_024;

    private final Home home;
    private final LongFunction<LongConsumer> progress;
    private final Manifest manifest;
    private final ChronicleTransport transport;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, QueueSummary> summaries = new HashMap<>();
    private final Map<Integer, Long> sequencedTo = new HashMap<>();
    private final List<long[]> epochs = new ArrayList<>();
    private long marksTo;
    private long marginTo;

    private HeadCheck(final Home home, final LongFunction<LongConsumer> progress) {
        this.home = home;
        this.progress = progress;
        manifest = home.open();
        transport = HomeQueues.transport(manifest, System::nanoTime);
    }

    /** The process that was running when the machine went down without a clean stop, if there was one. */
    public static Optional<ProcessMark> crashedWithTheMachine(final Home home) {
        return MarkFileReader.readAll(home).stream()
                .filter(ProcessMark::wentDownWithTheMachine)
                .findFirst();
    }

    /** Looks at everything; an empty list means that the home fits together. */
    public static List<Finding> run(final Home home) {
        return run(home, groups -> done -> {});
    }

    /**
     * The same, and says how far it is.
     *
     * @param progress given the number of groups that are to be read, takes how many were
     */
    public static List<Finding> run(final Home home, final LongFunction<LongConsumer> progress) {
        return new HeadCheck(home, progress).findings();
    }

    private List<Finding> findings() {
        readAll();
        for (final String queue : manifest.queues()) {
            if (!isDerived(queue) && summaries.get(queue).damage() != null) {
                add(
                        Finding.Kind.INPUT_LOST,
                        queue,
                        0,
                        "an input is damaged: " + summaries.get(queue).damage()
                                + "; restore it, or start a new home with replay --into");
            }
        }
        final long commands = head(QueueNames.COMMANDS);
        long executions = 0;
        long unanswered = FirstUnanswered.NONE;
        String unansweredOn = "";
        final CommandOwnership ownership = manifest.venue().ownership();
        for (int shard = 0; shard < ownership.shards(); shard++) {
            final String queue = QueueNames.executions(shard, ownership.shards());
            final long head = cut(queue, commands, "commands ends with " + commands);
            final long first = firstUnanswered(new MatchingShard(ownership, shard), head);
            executions = Math.max(executions, head);
            unansweredOn = first < unanswered ? queue : unansweredOn;
            unanswered = Math.min(unanswered, first);
        }
        final long margin = unanswered > commands
                ? cut(QueueNames.MARGIN, commands, "commands ends with " + commands)
                : cut(QueueNames.MARGIN, unanswered - 1, unansweredOn + " has no group of command " + unanswered);
        if (manifest.audited()) {
            cut(QueueNames.PROOFS, margin, "margin ends with " + margin);
        }
        final long marks = cut(QueueNames.MARKS, lastEpochThatFits(commands), "commands ends with " + commands);
        checkPruned(commands);
        checkSources();
        checkMarketData(marks);
        checkBehind(QueueNames.MARKS, marksTo, marks, "pricer");
        checkBehind(QueueNames.MARGIN, marginTo, margin, "margin");
        checkSnapshots(commands, Math.max(executions, margin));
        return List.copyOf(findings);
    }

    private void readAll() {
        final Map<String, List<String>> cutShort = new HashMap<>();
        for (final String queue : manifest.queues()) {
            cutShort.put(queue, transport.fillUp(home.queue(queue)));
        }
        final LongConsumer read = progress.apply(manifest.queues().stream()
                .mapToLong(queue -> transport.roughHead(home.queue(queue)))
                .sum());
        long before = 0;
        for (final String queue : manifest.queues()) {
            final QueueSummary.Visitor visitor = visitor(queue);
            final long base = before;
            summaries.put(
                    queue,
                    QueueSummary.of(transport, home.queue(queue), queue, cutShort.get(queue), (buffer, offset) -> {
                        visitor.onFrame(buffer, offset);
                        if (FrameLayout.sequence(buffer, offset) % GROUPS_BETWEEN == 0) {
                            read.accept(base + FrameLayout.sequence(buffer, offset));
                        }
                    }));
            before += summaries.get(queue).head();
        }
    }

    static boolean isDerived(final String queue) {
        return QueueNames.rank(queue) > QueueNames.rank(QueueNames.COMMANDS);
    }

    private QueueSummary.Visitor visitor(final String queue) {
        if (queue.equals(QueueNames.COMMANDS)) {
            return this::onCommand;
        }
        return queue.equals(QueueNames.MARKS) ? this::onMarks : (buffer, offset) -> {};
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.frameInGroup(buffer, offset) == 0
                && FrameLayout.blockLength(buffer, offset) >= EnvelopeDecoder.ENCODED_LENGTH) {
            final EnvelopeDecoder envelope = new EnvelopeDecoder().wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
            marksTo = Math.max(marksTo, envelope.marksTo());
            marginTo = Math.max(marginTo, envelope.marginTo());
            sequencedTo.put(envelope.sourceId(), envelope.sourceSequence());
        }
    }

    private void onMarks(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.templateId(buffer, offset) == MarksEpochBeginDecoder.TEMPLATE_ID) {
            final MarksEpochBeginDecoder begin =
                    new MarksEpochBeginDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
            epochs.add(new long[] {FrameLayout.sequence(buffer, offset), begin.marketDataTo(), begin.commandsTo()});
        }
    }

    /** The first command after the head of its {@code executions} that a shard of matching has to answer. */
    private long firstUnanswered(final MatchingShard shard, final long executions) {
        try (FrameCursor cursor = transport.cursor(home.queue(QueueNames.COMMANDS))) {
            return FirstUnanswered.after(cursor, shard, executions);
        } catch (final CorruptFrameException e) {
            return FirstUnanswered.NONE; // its damage is a finding of its own
        }
    }

    private long lastEpochThatFits(final long commands) {
        long fits = 0;
        for (final long[] epoch : epochs) {
            if (epoch[2] > commands) {
                break;
            }
            fits = epoch[0];
        }
        return fits;
    }

    /** Finds a derived queue that reaches too far or is damaged; returns its head after the cut. */
    private long cut(final String queue, final long most, final String why) {
        final QueueSummary summary = summaries.get(queue);
        final long keep = Math.min(summary.head(), most);
        final String repair = "; repair: cut " + queue + " after " + keep + " and compute the rest again";
        if (summary.head() > most) {
            add(Finding.Kind.CUT, queue, keep, "it ends with " + summary.head() + " but " + why + repair);
        } else if (summary.damage() != null) {
            add(Finding.Kind.CUT, queue, keep, summary.damage() + repair);
        }
        return keep;
    }

    /** What was pruned is in a snapshot set, or nowhere. */
    private void checkPruned(final long commands) {
        final long prunedTo = home.prunedTo(QueueNames.COMMANDS);
        final boolean covered = new SnapshotStore(home.snapshots(), manifest.homeId(), line -> {})
                .newest(QueueNames.writerOf(QueueNames.COMMANDS), commands)
                .filter(set -> set.sequence() >= prunedTo)
                .isPresent();
        if (prunedTo > 0 && !covered) {
            add(
                    Finding.Kind.INPUT_LOST,
                    QueueNames.COMMANDS,
                    0,
                    "it begins after " + prunedTo + ", since older files were pruned, and no whole snapshot set covers"
                            + " those: restore one");
        }
    }

    private void checkSources() {
        for (final SourceDescription source : manifest.sources()) {
            final boolean requests =
                    QueueNames.isOrders(source.queue()) || source.queue().equals(QueueNames.ADMIN);
            final long sequenced = sequencedTo.getOrDefault(source.sourceId(), 0L);
            if (requests && sequenced > head(source.queue())) {
                add(
                        Finding.Kind.INPUT_LOST,
                        source.queue(),
                        0,
                        "commands has its request " + sequenced
                                + " but it ends with " + head(source.queue())
                                + ": its source would use numbers again; restore it, or start a new home with replay --into");
            }
        }
    }

    private void checkMarketData(final long marks) {
        final long marketData = head(QueueNames.MARKET_DATA);
        for (final long[] epoch : epochs) {
            if (epoch[0] <= marks && epoch[1] > marketData) {
                add(
                        Finding.Kind.RECOMPUTE,
                        QueueNames.MARKET_DATA,
                        0,
                        "marks epoch " + epoch[0]
                                + " was made from event " + epoch[1] + " but it ends with " + marketData
                                + "; repair: start the feeder, which gives the events of a recorded or simulated source again");
                return;
            }
        }
    }

    private void checkBehind(final String queue, final long needed, final long head, final String role) {
        if (needed > head) {
            add(
                    Finding.Kind.RECOMPUTE,
                    queue,
                    0,
                    "commands refers to " + needed + " but it ends with " + head + "; repair: start " + role
                            + ", which computes it again, before risk");
        }
    }

    private void checkSnapshots(final long commands, final long answered) {
        final SnapshotStore store = new SnapshotStore(home.snapshots(), manifest.homeId(), line -> {});
        for (final long sequence : store.sequences()) {
            if (sequence > Math.min(commands, answered)) {
                add(
                        Finding.Kind.SNAPSHOT,
                        "snapshot set " + sequence,
                        sequence,
                        "commands ends with " + commands + ", its answers with " + answered
                                + "; repair: move the set aside");
            }
        }
    }

    private long head(final String queue) {
        return summaries.get(queue).head();
    }

    private void add(final Finding.Kind kind, final String what, final long cutAfter, final String text) {
        findings.add(new Finding(kind, what, what + ": " + text, cutAfter));
    }
}
