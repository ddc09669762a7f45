package io.strikebook.ipc.process;

import io.strikebook.ipc.chronicle.Housekeeper;
import io.strikebook.ipc.home.HomeLock;
import java.io.IOException;
import org.agrona.concurrent.AgentTerminationException;

/**
 * A role without a JVM of its own: same arguments, locks, mark file, error log and duty cycle as {@link StrikebookProcess}, but the
 * host goes around the agent on a thread of its choice, so that several roles can share one. All calls but
 * {@link #requestStop} and {@link #watchDisk} come from that thread.
 */
public final class HostedProcess implements AutoCloseable {
    private final HomeLock lock;
    private final ErrorLog errors;
    private final DiskWatch disk;
    private final MarkFile mark;
    private final ProcessAgent agent;
    private volatile boolean ended;

    /** Takes the role's lock; arguments are those of the process. */
    public HostedProcess(final String role, final String[] args, final StrikebookProcess.Body body) {
        final Launch launch = Launch.read(role, args);
        lock = launch.home().lock("role-" + role);
        errors = new ErrorLog(launch.home().errorLog(role), System.err);
        mark = new MarkFile(launch.home().markFile(role), role, System.currentTimeMillis());
        final ProcessClock clock = new ProcessClock();
        final OpenQueues queues = new OpenQueues(mark, new Housekeeper(role + "-keeper"));
        disk = new DiskWatch(
                launch.home().path(),
                launch.config().minimumFreeBytes(),
                launch.config().reserveBytes());
        watchDisk();
        final LaunchedContext context = new LaunchedContext(
                launch, errors, disk, clock, HomeQueues.transport(launch.manifest(), clock), queues, mark);
        agent = new ProcessAgent(launch, body, context, queues, mark, errors, false);
    }

    /** Looks at the disk; the host does so every few seconds, on any thread but the agent's. */
    public void watchDisk() {
        try {
            disk.check();
        } catch (final IOException e) {
            errors.onError(e);
        }
    }

    /** Builds and recovers the role's agent. */
    public void start() {
        agent.onStart();
    }

    /** One duty cycle; does nothing once the agent has ended. */
    public int doWork() {
        if (ended) {
            return 0;
        }
        try {
            return agent.doWork();
        } catch (final AgentTerminationException e) {
            ended = true;
            agent.onClose();
            mark.state(endState());
            return 0;
        }
    }

    /** Asks for the clean end; {@link #doWork} has to be called until {@link #hasEnded}. Any thread. */
    public void requestStop() {
        agent.requestStop();
    }

    /** Whether the agent has ended, as asked or by an error. */
    public boolean hasEnded() {
        return ended;
    }

    /** What ended it before it was asked to end, or null. */
    public Throwable failure() {
        return agent.failure();
    }

    private ProcessState endState() {
        return agent.failure() == null ? ProcessState.STOPPED : ProcessState.FAILED;
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            agent.onClose();
        }
        mark.count(MarkLayout.COUNTER_ERRORS, errors.count());
        mark.state(endState());
        mark.close();
        errors.close();
        lock.close();
    }
}
