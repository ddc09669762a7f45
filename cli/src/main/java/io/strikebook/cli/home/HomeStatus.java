package io.strikebook.cli.home;

import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.sync.SyncMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How every process of a home is, from their mark files and the heads of the queues.
 *
 * @param processes in the order in which they start; followers that are no processes of the venue last
 * @param disk      the home's file store
 */
public record HomeStatus(List<ProcessStatus> processes, DiskStatus disk) {
    /**
     * One process.
     *
     * @param role      what it is
     * @param state     its mark's state, in lower case; {@code dead} where that claims life and there is no such process, {@code never
     *                  started} without a mark
     * @param alive     whether the process exists
     * @param mark      its mark, or null
     * @param ageMs     of the last heartbeat, -1 where there is none or the process has ended
     * @param positions every queue that it has open, or, where it ended, had open; that it reads, where it never started
     */
    public record ProcessStatus(
            String role, String state, boolean alive, ProcessMark mark, long ageMs, List<QueuePosition> positions) {
        /** What the role itself counts, none without a mark. */
        List<ProcessMark.NamedCounter> countersOfRole() {
            return mark == null ? List.of() : mark.ofRole();
        }
    }

    /**
     * One end of a queue.
     *
     * @param queue    name
     * @param written  true for the writer's end
     * @param sequence of the last group read or written
     * @param lag      sequences that a reader has not read yet, which a reader that is down will have to read; {@link #NO_LAG} for a
     *                 writer, and for a process's view of its own queue, which it reads to recover only
     * @param oldestNs how long ago the first group that it has not read was written; {@link #NO_LAG} where it has read all, or unknown
     */
    public record QueuePosition(String queue, boolean written, long sequence, long lag, long oldestNs) {}

    /**
     * The file store of the home.
     *
     * @param freeBytes    usable now
     * @param minimumBytes below: orders are refused
     * @param reserveBytes below: every process pauses
     */
    public record DiskStatus(long freeBytes, long minimumBytes, long reserveBytes) {
        static DiskStatus of(final Home home, final HomeConfig config) {
            try {
                return new DiskStatus(
                        Files.getFileStore(home.path()).getUsableSpace(),
                        config.minimumFreeBytes(),
                        config.reserveBytes());
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot ask for the free space of " + home.path(), e);
            }
        }

        /** {@code ok}, {@code low} or {@code full}. */
        String state() {
            if (freeBytes <= reserveBytes) {
                return "full";
            }
            return freeBytes < minimumBytes ? "low" : "ok";
        }
    }

    /** Tells when the first group of a queue after a sequence was written, nanoseconds since the epoch. */
    @FunctionalInterface
    interface WriteTimes {
        long writtenNs(String queue, long afterSequence);
    }

    /** {@link QueuePosition#lag()} where there is none. */
    public static final long NO_LAG = -1;

    private static final String NEVER_STARTED = "never started";
    private static final long NS_PER_MS = 1_000_000L;

    /** How a home is now. */
    public static HomeStatus read(final Home home, final Manifest manifest, final OldestUnread oldest) {
        final HomeConfig config = HomeConfig.read(home.configFile(), manifest);
        final Map<String, Long> heads = new HashMap<>();
        final List<ProcessMark> marks = new ArrayList<>(MarkFileReader.readAll(home));
        marks.addAll(MarkFileReader.readFollowers(home));
        return of(
                config.roles(),
                role -> manifest.queues().stream()
                        .filter(queue -> manifest.reads(role, queue))
                        .toList(),
                marks,
                queue -> heads.computeIfAbsent(queue, oldest::head),
                oldest::writtenNs,
                DiskStatus.of(home, config),
                System.currentTimeMillis());
    }

    /**
     * Puts marks and heads together. Lag is counted to the position that the queue's writer reported, since both are of about the same
     * moment; where no process of the home writes the queue, to its head.
     *
     * @param reads the queues that the process of a role follows
     * @param heads sequence of the last group by queue
     */
    static HomeStatus of(
            final List<String> roles,
            final Function<String, List<String>> reads,
            final List<ProcessMark> marks,
            final ToLongFunction<String> heads,
            final WriteTimes times,
            final DiskStatus disk,
            final long nowMs) {
        final List<String> all = new ArrayList<>(roles);
        marks.stream()
                .map(ProcessMark::role)
                .filter(role -> !all.contains(role))
                .forEach(all::add);
        final Lags lags = new Lags(marks, heads, times, nowMs);
        final List<ProcessStatus> processes = new ArrayList<>();
        for (final String role : all) {
            final ProcessMark mark = marks.stream()
                    .filter(candidate -> candidate.role().equals(role))
                    .findFirst()
                    .orElse(null);
            processes.add(mark == null ? neverStarted(role, reads.apply(role), lags) : status(mark, lags, nowMs));
        }
        return new HomeStatus(List.copyOf(processes), disk);
    }

    private static ProcessStatus neverStarted(final String role, final List<String> read, final Lags lags) {
        final List<QueuePosition> positions =
                read.stream().map(queue -> lags.reader(queue, 0)).toList();
        return new ProcessStatus(role, NEVER_STARTED, false, null, -1, positions);
    }

    private static ProcessStatus status(final ProcessMark mark, final Lags lags, final long nowMs) {
        final boolean alive = mark.isAlive();
        final String state =
                mark.state().isAlive() && !alive ? "dead" : mark.state().name().toLowerCase(Locale.ROOT);
        final List<QueuePosition> positions = new ArrayList<>();
        for (final ProcessMark.Position position : mark.positions()) {
            positions.add(
                    mark.writes(position.queue())
                            ? new QueuePosition(
                                    position.queue(), position.written(), position.sequence(), NO_LAG, NO_LAG)
                            : lags.reader(position.queue(), position.sequence()));
        }
        return new ProcessStatus(
                mark.role(), state, alive, mark, alive ? mark.heartbeatAgeMs(nowMs) : -1, List.copyOf(positions));
    }

    /** What an operator has to look after, one line each. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        for (final ProcessStatus process : processes) {
            if (process.state().equals("dead") || process.state().equals("failed")) {
                problems.add(process.role() + " is " + process.state() + ": start it again with 'strikebook up --only "
                        + process.role() + "'");
            }
            final long errors =
                    process.mark() == null ? 0 : process.mark().counters().errors();
            if (errors > 0) {
                problems.add(process.role() + " logged " + errors + (errors == 1 ? " error" : " errors") + ": see log/"
                        + process.role() + ".out");
            }
        }
        processes.stream()
                .filter(process -> process.role().equals(SyncMain.ROLE) && process.mark() != null)
                .map(process -> process.mark().counter(SyncMain.FAILED_QUEUES))
                .filter(failed -> failed > 0)
                .forEach(failed -> problems.add("a sync failed on " + failed + (failed == 1 ? " queue" : " queues")
                        + ": nothing written since is known to be durable, and none of what rests on it, until the"
                        + " machine was booted and 'strikebook check' was run"));
        if (!disk.state().equals("ok")) {
            problems.add("disk is " + disk.state() + ": " + (disk.freeBytes() >> 20) + " MiB free, "
                    + (disk.state().equals("full")
                            ? "every process pauses below " + (disk.reserveBytes() >> 20) + " MiB (disk.reserveMb)"
                            : "new orders are refused below " + (disk.minimumBytes() >> 20)
                                    + " MiB (disk.minimumFreeMb), cancels work"));
        }
        return List.copyOf(problems);
    }

    /** Readers against heads. */
    private record Lags(List<ProcessMark> marks, ToLongFunction<String> heads, WriteTimes times, long nowMs) {
        QueuePosition reader(final String queue, final long sequence) {
            final long lag = Math.max(0, writtenTo(queue) - sequence);
            final long writtenNs = lag == 0 ? FrameCursor.NO_CLOCK : times.writtenNs(queue, sequence);
            final long oldestNs =
                    writtenNs == FrameCursor.NO_CLOCK ? NO_LAG : Math.max(0, (nowMs + 1) * NS_PER_MS - writtenNs);
            return new QueuePosition(queue, false, sequence, lag, oldestNs);
        }

        private long writtenTo(final String queue) {
            return marks.stream()
                    .filter(ProcessMark::isAlive)
                    .flatMap(mark -> mark.positions().stream())
                    .filter(position -> position.written() && position.queue().equals(queue))
                    .mapToLong(ProcessMark.Position::sequence)
                    .findFirst()
                    .orElseGet(() -> heads.applyAsLong(queue));
        }
    }
}
