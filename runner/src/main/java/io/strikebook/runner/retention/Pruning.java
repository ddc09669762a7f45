package io.strikebook.runner.retention;

import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.chronicle.QueueFile;
import io.strikebook.ipc.chronicle.QueueFiles;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.HomeLock;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.retention.Decision;
import io.strikebook.ipc.retention.RetentionPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes the oldest files of a home's queues, running or stopped, as far as its configuration asks for it and nobody needs them. Holds
 * the home's lock, so that no repair and no other pruning goes on at the same time.
 */
public final class Pruning implements AutoCloseable {
    private final Home home;
    private final Manifest manifest;
    private final HomeConfig config;
    private final ChronicleTransport transport;
    private final HomeLock lock;

    /** Opens and locks a home. */
    public Pruning(final Home home) {
        this.home = home;
        manifest = home.open();
        config = HomeConfig.read(home.configFile(), manifest);
        transport = HomeQueues.transport(manifest, System::nanoTime);
        lock = home.lock("home");
    }

    /** What would become of every file now, queue by queue, oldest first. */
    public List<Decision> decide() {
        try {
            final Needs needs = Needs.now(home, manifest, config);
            final OpenFiles open = OpenFiles.under(home.queues(), needs.pids());
            final RetentionPlan plan =
                    new RetentionPlan(config.retention(), System.currentTimeMillis(), file -> open.users(file.path()));
            final List<Decision> decisions = new ArrayList<>();
            for (final String queue : manifest.queues()) {
                final List<QueueFile> files = new QueueFiles(transport, home.queue(queue)).list();
                decisions.addAll(plan.decide(queue, files, needs.of(queue)));
            }
            return decisions;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot look at " + home.queues(), e);
        }
    }

    /**
     * Deletes what was decided. Before that, all that stays is written to the disk, lest a crash of the machine take what a restart would
     * now go on from; that may take a while, so everything is decided again after it, and only what is to go both times goes.
     *
     * @return the files deleted
     */
    public List<QueueFile> delete(final List<Decision> decided) {
        final List<Path> asked = decided.stream()
                .filter(Decision::delete)
                .map(decision -> decision.file().path())
                .toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        decided.stream().filter(decision -> !decision.delete()).forEach(decision -> QueueFiles.force(decision.file()));
        final List<Decision> now = decide();
        final List<QueueFile> deleted = new ArrayList<>();
        for (final String queue : manifest.queues()) {
            final List<QueueFile> files = now.stream()
                    .filter(decision -> decision.queue().equals(queue) && decision.delete())
                    .map(Decision::file)
                    .filter(file -> asked.contains(file.path()))
                    .toList();
            if (!files.isEmpty()) {
                home.prunedTo(queue, files.get(files.size() - 1).lastSequence());
                final QueueFiles queueFiles = new QueueFiles(transport, home.queue(queue));
                files.forEach(queueFiles::deleteOldest);
                deleted.addAll(files);
            }
        }
        return deleted;
    }

    @Override
    public void close() {
        lock.close();
    }
}
