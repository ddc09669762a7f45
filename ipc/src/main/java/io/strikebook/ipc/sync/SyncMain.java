package io.strikebook.ipc.sync;

import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.process.ErrorLog;
import io.strikebook.ipc.process.FollowedQueue;
import io.strikebook.ipc.process.MarkCounter;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.process.StrikebookProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;

/**
 * The process {@code sync}, which runs where the configuration has a section of that name:
 *
 * <pre>
 * sync:
 *   intervalMs: 10     # from the beginning of one round to that of the next; a round that takes longer is followed by the next at once
 * </pre>
 */
public final class SyncMain {
    /** Role of the process. */
    public static final String ROLE = HomeConfig.SYNC;

    /** Counter in the process's mark: queues of which a sync has failed since the machine was booted. */
    public static final String FAILED_QUEUES = "failedQueues";

    private SyncMain() {}

    /** Runs until a signal. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, SyncMain::agent));
    }

    /** The role's agent. */
    public static Agent agent(final ProcessContext context) throws IOException {
        return agent(context, Disk.SYSTEM);
    }

    static Agent agent(final ProcessContext context, final Disk disk) throws IOException {
        final long intervalNs =
                TimeUnit.MILLISECONDS.toNanos(SyncConfig.read(context.config()).intervalMs());
        final List<String> names = context.manifest().queues();
        final SyncAgent.Counters counters = new SyncAgent.Counters(
                context.counter("syncs"), context.counter("lastSyncUs"), context.counter("longestSyncUs"));
        final Reports reports = new Reports(
                new FailedSyncs(context.home().run().resolve("sync.failed"), ProcessMark.currentBootId()),
                context.errors(),
                context.counter(FAILED_QUEUES));
        forceFolders(context.home(), disk);
        final List<QueueSync> queues = new ArrayList<>();
        for (final String name : names) {
            final FollowedQueue source = context.followed(name);
            final QueueSync queue = new QueueSync(name, context.home().queue(name), source, disk, reports);
            reports.tellOfRunsBefore(name, queue);
            queues.add(queue);
        }
        return new SyncAgent(
                queues, intervalNs, System::nanoTime, context.upstream(names.toArray(String[]::new)), counters);
    }

    /** The way to the queues' folders. */
    private static void forceFolders(final Home home, final Disk disk) throws IOException {
        for (final Path folder : List.of(home.path(), home.queues(), home.snapshots())) {
            try (Disk.OpenFile file = disk.open(folder)) {
                file.force();
            }
        }
    }

    /** Tells the operator, and those who run later. */
    private static final class Reports implements QueueSync.Failures {
        private final FailedSyncs failed;
        private final Map<String, Long> before;
        private final ErrorLog errors;
        private final MarkCounter counter;
        private int count;

        Reports(final FailedSyncs failed, final ErrorLog errors, final MarkCounter counter) {
            this.failed = failed;
            this.errors = errors;
            this.counter = counter;
            before = failed.read();
        }

        void tellOfRunsBefore(final String queue, final QueueSync sync) {
            final Long durableTo = before.get(queue);
            if (durableTo != null) {
                sync.failedAt(durableTo);
                counter.set(++count);
                errors.onError(
                        new IOException(words(queue, durableTo) + ": a sync failed before this process started"));
            }
        }

        private static String words(final String queue, final long durableTo) {
            return "queue " + queue + " is durable to " + durableTo
                    + " and no further, whatever is written to the disk from now"
                    + " on: the kernel may have dropped pages after it that can still be read. Nothing that rests on them"
                    + " counts as durable either, until the machine was booted and 'strikebook check' has read what is left";
        }

        @Override
        public void warn(final IOException error) {
            errors.onError(error);
        }

        @Override
        public void fail(final String queue, final long durableTo, final IOException error) {
            counter.set(++count);
            errors.onError(new IOException(words(queue, durableTo) + ": " + error, error));
            try {
                failed.add(queue, durableTo, error.toString());
            } catch (final IOException e) {
                errors.onError(new IOException(
                        "a restart of " + ROLE + " would not know that " + queue
                                + " has failed; boot the machine instead",
                        e));
            }
        }
    }
}
