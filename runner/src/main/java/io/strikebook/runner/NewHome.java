package io.strikebook.runner;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.process.HomeQueues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The writer's ends of all queues of a home that is being made in one go. Documents are stamped with the time of the newest frame, so
 * that making it twice gives the same documents.
 */
final class NewHome implements AutoCloseable {
    private final Home home;
    private final ChronicleTransport transport;
    private final List<Runnable> closers = new ArrayList<>();
    private long timestampNs;

    private NewHome(final Home home, final Manifest manifest, final String configText) {
        this.home = home;
        HomeQueues.init(home, manifest, configText);
        this.transport = HomeQueues.transport(manifest, () -> timestampNs);
    }

    /** From now on documents carry this time. */
    void time(final long newTimestampNs) {
        timestampNs = newTimestampNs;
    }

    /** What takes an engine's frames. */
    GroupSink sink(final String queue) {
        final GroupSink sink = transport.sink(home.queue(queue));
        closers.add(sink::close);
        return sink;
    }

    /** Copies whole groups as they are, as a subscription hands them over. */
    FrameHandler copier(final String queue) {
        final Publication publication = new GroupBuffer(transport.sink(home.queue(queue)));
        closers.add(publication::close);
        return new GroupCopier(publication);
    }

    /**
     * Makes a home beside its place and renames it once it is complete; what an interrupted run left there goes first.
     *
     * @param into must not exist yet
     * @param work writes the home; its result is returned
     */
    static <T> T make(
            final Home into, final Manifest manifest, final String configText, final Function<NewHome, T> work) {
        final Path finished = into.path();
        final Path unfinished = finished.resolveSibling(finished.getFileName() + ".unfinished");
        removeUnfinished(unfinished);
        final T result;
        try (NewHome home = new NewHome(Home.at(unfinished), manifest, configText)) {
            result = work.apply(home);
        }
        rename(unfinished, finished);
        return result;
    }

    private static void removeUnfinished(final Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (final Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    private static void rename(final Path unfinished, final Path finished) {
        try {
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot rename " + unfinished + " to " + finished, e);
        }
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }

    /** Writes the frames it is handed as groups of the same sequences; a group is visible when its last frame came. */
    private record GroupCopier(Publication publication) implements FrameHandler {
        @Override
        public void onFrame(final UnsafeBuffer buffer, final int offset, final int length) {
            if (FrameLayout.frameInGroup(buffer, offset) == 0) {
                publication.beginGroup(FrameLayout.sequence(buffer, offset), FrameLayout.timestampNs(buffer, offset));
            }
            final int at = publication.claim(length);
            publication.buffer().putBytes(at, buffer, offset, length);
            publication.commit(length);
            if (FrameLayout.isLast(buffer, offset)) {
                publication.endGroup();
                publication.flush();
            }
        }
    }
}
