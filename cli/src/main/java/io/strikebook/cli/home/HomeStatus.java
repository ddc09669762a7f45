package io.strikebook.cli.home;

import io.strikebook.ipc.process.ProcessMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * How every process of a home is, from their mark files and the heads of the queues.
 *
 * @param processes in the order in which they start
 */
record HomeStatus(List<ProcessStatus> processes) {
    /**
     * One process.
     *
     * @param role      what it is
     * @param state     its mark's state, in lower case; {@code dead} where that claims life and there is no such process, {@code never
     *                  started} without a mark
     * @param alive     whether the process exists
     * @param mark      its mark, or null
     * @param ageMs     of the last heartbeat, -1 where there is none or the process has ended
     * @param positions every queue that it has open
     */
    record ProcessStatus(
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
     * @param lag      groups that a reader has not read yet; {@link #NO_LAG} for a writer, and for a process's view of its own queue,
     *                 which it reads to recover only
     */
    record QueuePosition(String queue, boolean written, long sequence, long lag) {}

    /** {@link QueuePosition#lag()} where there is none. */
    static final long NO_LAG = -1;

    /**
     * Puts marks and heads together. Lag is counted to the position that the queue's writer reported, since both are of about the same
     * moment; where no process of the home writes the queue, to its head.
     *
     * @param heads sequence of the last group by queue
     */
    static HomeStatus of(
            final List<String> roles,
            final List<ProcessMark> marks,
            final ToLongFunction<String> heads,
            final long nowMs) {
        final List<String> all = new ArrayList<>(roles);
        marks.stream()
                .map(ProcessMark::role)
                .filter(role -> !all.contains(role))
                .forEach(all::add);
        final List<ProcessStatus> processes = new ArrayList<>();
        for (final String role : all) {
            final ProcessMark mark = marks.stream()
                    .filter(candidate -> candidate.role().equals(role))
                    .findFirst()
                    .orElse(null);
            processes.add(mark == null ? neverStarted(role) : status(mark, marks, heads, nowMs));
        }
        return new HomeStatus(List.copyOf(processes));
    }

    private static ProcessStatus neverStarted(final String role) {
        return new ProcessStatus(role, "never started", false, null, -1, List.of());
    }

    private static ProcessStatus status(
            final ProcessMark mark,
            final List<ProcessMark> marks,
            final ToLongFunction<String> heads,
            final long nowMs) {
        final boolean alive = mark.isAlive();
        final String state =
                mark.state().isAlive() && !alive ? "dead" : mark.state().name().toLowerCase(Locale.ROOT);
        final List<QueuePosition> positions = new ArrayList<>();
        for (final ProcessMark.Position position : mark.positions()) {
            final long head = writtenTo(position.queue(), marks, heads);
            final long lag = writes(mark, position.queue()) ? NO_LAG : Math.max(0, head - position.sequence());
            positions.add(new QueuePosition(position.queue(), position.written(), position.sequence(), lag));
        }
        return new ProcessStatus(
                mark.role(), state, alive, mark, alive ? mark.heartbeatAgeMs(nowMs) : -1, List.copyOf(positions));
    }

    private static boolean writes(final ProcessMark mark, final String queue) {
        return mark.positions().stream()
                .anyMatch(position -> position.written() && position.queue().equals(queue));
    }

    private static long writtenTo(
            final String queue, final List<ProcessMark> marks, final ToLongFunction<String> heads) {
        return marks.stream()
                .filter(ProcessMark::isAlive)
                .flatMap(mark -> mark.positions().stream())
                .filter(position -> position.written() && position.queue().equals(queue))
                .mapToLong(ProcessMark.Position::sequence)
                .findFirst()
                .orElseGet(() -> heads.applyAsLong(queue));
    }
}
