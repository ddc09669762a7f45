package io.strikebook.ipc.check;

import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.HomeLock;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.process.HomeQueues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Cuts derived queues and moves snapshot sets aside, as {@link HeadCheck} found. A queue is never changed in place: its beginning is
 * copied into a new one, the whole old one is moved into {@code aside/}, and the new one takes its place. A repair that was interrupted
 * goes on where it stopped when it runs again. Inputs are never touched.
 */
public final class HeadRepair {
    private static final String REBUILT = ".rebuilt";

    private final Home home;
    private final Consumer<String> log;

    private HeadRepair(final Home home, final Consumer<String> log) {
        this.home = home;
        this.log = log;
    }

    /**
     * Repairs what can be; refuses while any process of the home runs.
     *
     * @param log takes a line for each thing done
     * @return what is left, found by another check
     */
    public static List<Finding> run(final Home home, final Consumer<String> log) {
        return run(home, log, groups -> done -> {});
    }

    /** The same, and says how far each of its checks is; see {@link HeadCheck#run(Home, LongFunction)}. */
    public static List<Finding> run(
            final Home home, final Consumer<String> log, final LongFunction<LongConsumer> progress) {
        final HeadRepair repair = new HeadRepair(home, log);
        final List<HomeLock> locks = new ArrayList<>();
        try {
            locks.add(home.lock("home"));
            final Manifest manifest = Manifest.read(home.manifestFile());
            for (final String role : HomeConfig.roles(manifest.venue().matchingShards())) {
                locks.add(home.lock("role-" + role));
            }
            repair.finishInterrupted();
            for (final Finding finding : HeadCheck.run(home, progress)) {
                repair.mend(finding);
            }
            return HeadCheck.run(home, progress);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot repair " + home.path() + ": " + e.getMessage(), e);
        } finally {
            locks.forEach(HomeLock::close);
        }
    }

    private void mend(final Finding finding) throws IOException {
        if (finding.kind() == Finding.Kind.CUT) {
            if (!HeadCheck.isDerived(finding.what())) {
                throw new IllegalStateException(finding.what() + " is an input and is never cut");
            }
            cut(finding.what(), finding.cutAfter());
        } else if (finding.kind() == Finding.Kind.SNAPSHOT) {
            final String name = String.format("%018d", finding.cutAfter());
            final Path to = aside(name);
            Files.move(home.snapshots().resolve(name), to, StandardCopyOption.ATOMIC_MOVE);
            log.accept(finding.what() + " moved to " + to);
        }
    }

    private void cut(final String queue, final long keep) throws IOException {
        final Path from = home.queue(queue);
        final long needed = length(from);
        final long free = Files.getFileStore(home.path()).getUsableSpace();
        if (free < needed) {
            throw new HomeException(home.path() + ": " + free + " bytes free, " + needed + " needed to copy " + queue
                    + "; free some space and run the repair again");
        }
        final Manifest manifest = Manifest.read(home.manifestFile());
        final ChronicleTransport transport = HomeQueues.transport(manifest, System::nanoTime);
        final Path rebuilt = rebuilt(queue);
        Files.createDirectories(home.aside());
        delete(rebuilt);
        transport.copyThrough(from, rebuilt, keep);
        force(rebuilt);
        if (Files.exists(from.resolve(Home.PRUNED_MARKER))) {
            Files.copy(from.resolve(Home.PRUNED_MARKER), rebuilt.resolve(Home.PRUNED_MARKER));
        }
        Files.copy(from.resolve(Home.QUEUE_MARKER), rebuilt.resolve(Home.QUEUE_MARKER));
        force(rebuilt);
        final Path to = aside(queue);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        Files.move(rebuilt, from, StandardCopyOption.ATOMIC_MOVE);
        log.accept(queue + " cut after " + keep + "; all that was recorded is in " + to);
    }

    /** Between its two renames an interrupted repair leaves a queue without its folder. */
    private void finishInterrupted() throws IOException {
        for (final String queue : Manifest.read(home.manifestFile()).queues()) {
            final Path rebuilt = rebuilt(queue);
            if (!Files.exists(home.queue(queue)) && Files.exists(rebuilt.resolve(Home.QUEUE_MARKER))) {
                Files.move(rebuilt, home.queue(queue), StandardCopyOption.ATOMIC_MOVE);
                log.accept(queue + ": finished a repair that was interrupted");
            }
        }
    }

    private Path rebuilt(final String queue) {
        return home.aside().resolve(queue + REBUILT);
    }

    private Path aside(final String name) throws IOException {
        final Path folder = home.aside().resolve(Instant.now().toString().replace(':', '-'));
        Files.createDirectories(folder);
        return folder.resolve(name);
    }

    private static long length(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(path -> path.toFile().length()).sum();
        }
    }

    private static void force(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    private static void delete(final Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (final Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
