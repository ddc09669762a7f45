package io.strikebook.ipc.process;

import java.util.List;

/**
 * What a mark file says of a process.
 *
 * @param role        e.g. {@code matching}
 * @param pid         process id; may be another process's by now unless the state is a living one and the heartbeat is fresh
 * @param state       where it is in its life; a killed process still says {@code RUNNING}
 * @param version     version of the build
 * @param bootId      boot of the machine that it ran in, empty where unknown
 * @param startMs     when it started, milliseconds since the epoch
 * @param heartbeatMs when its agent last went round, milliseconds since the epoch
 * @param counters    what it counted
 * @param cycles      how long its duty cycles last
 * @param positions   every queue that it has open
 * @param recovery    what it is recovering, or last recovered
 * @param ofRole      what the role itself counts
 */
public record ProcessMark(
        String role,
        long pid,
        ProcessState state,
        String version,
        String bootId,
        long startMs,
        long heartbeatMs,
        Counters counters,
        DutyCycles cycles,
        List<Position> positions,
        Recovery recovery,
        List<NamedCounter> ofRole) {
    /**
     * How far a recording was read or computed again.
     *
     * @param queue    empty where nothing had to be recovered
     * @param position sequence reached
     * @param target   sequence with which the recording ends
     */
    public record Recovery(String queue, long position, long target) {}

    /**
     * A counter of the role's own.
     *
     * @param name  e.g. {@code accepted}
     * @param value when last reported
     */
    public record NamedCounter(String name, long value) {}

    /**
     * What a process counts.
     *
     * @param work           units of work that the agent reported; messages, for most
     * @param errors         entries to the error log, repeated ones included
     * @param pagesPopulated pages populated ahead
     * @param faults         page faults that the agent's thread took since it runs, in spite of that
     * @param diskFreeBytes  free space of the home's disk when last checked
     */
    public record Counters(long work, long errors, long pagesPopulated, long faults, long diskFreeBytes) {}

    /**
     * How far one queue was read or written.
     *
     * @param queue    name of the queue
     * @param written  true for the writer's end
     * @param sequence of the last group
     */
    public record Position(String queue, boolean written, long sequence) {}

    /** A counter of the role's own by its name, 0 where there is none. */
    public long counter(final String name) {
        return ofRole.stream()
                .filter(counter -> counter.name().equals(name))
                .mapToLong(NamedCounter::value)
                .findFirst()
                .orElse(0);
    }

    /** Whether the process is, or was, the writer of a queue; what it reads of that it reads to recover only. */
    public boolean writes(final String queue) {
        return positions.stream()
                .anyMatch(position -> position.written() && position.queue().equals(queue));
    }

    /** The highest sequence that the process has written to any queue, 0 before the first. */
    public long writtenTo() {
        return positions.stream()
                .filter(Position::written)
                .mapToLong(Position::sequence)
                .max()
                .orElse(0);
    }

    /** Milliseconds since the last heartbeat. */
    public long heartbeatAgeMs(final long nowMs) {
        return nowMs - heartbeatMs;
    }

    /** Identity of the machine's current boot; empty where the system has none. */
    public static String currentBootId() {
        return MarkFile.bootId();
    }

    /** Whether the process that wrote this neither stopped nor failed before the machine went down. */
    public boolean wentDownWithTheMachine() {
        return state.isAlive() && !bootId.equals(MarkFile.bootId());
    }

    /** Whether the process that wrote this is there: it says so, its pid exists, and the machine was not booted since. */
    public boolean isAlive() {
        return state.isAlive()
                && bootId.equals(MarkFile.bootId())
                && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
