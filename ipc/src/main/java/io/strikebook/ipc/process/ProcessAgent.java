package io.strikebook.ipc.process;

import io.strikebook.ipc.agent.DutyCycleTracker;
import io.strikebook.ipc.agent.IdleStrategies;
import io.strikebook.ipc.agent.ThreadPinning;
import io.strikebook.ipc.chronicle.ThreadFaults;
import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.host.CpuList;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;

/**
 * Goes around a role's agent on its thread: builds it there, counts and times its duty cycles, keeps the mark file fresh, has
 * pages populated ahead, drains it after a signal, and turns the first error into the end of the process.
 *
 * <p>Where the thread never idles and belongs to this agent alone, a duty cycle begins where the one before ended: nothing that holds
 * the thread up escapes, whoever causes it, and the clock is read once. Otherwise idling between cycles is left out.
 */
final class ProcessAgent implements Agent {
    private static final long REPORT_INTERVAL_NS = 50_000_000L;
    private static final long NS_PER_MS = 1_000_000L;

    private final Launch launch;
    private final StrikebookProcess.Body body;
    private final ProcessContext context;
    private final OpenQueues queues;
    private final MarkFile mark;
    private final ErrorLog errors;
    private final DutyCycleTracker tracker;
    private final ThreadFaults faults = new ThreadFaults();
    private final boolean alone;
    private final boolean spins;
    private Agent agent;
    private long diskLooks;
    private long writtenAtLook;
    private boolean diskFull;
    private boolean paused;
    private boolean populationRefused;
    private long faultsToStart;
    private long work;
    private long lastEndNs;
    private long nextReportNs;
    private long stopDeadlineNs;
    private long shownMaxNs;
    private long recoveryPosition = -1;
    private boolean started;
    private boolean recovering;
    private boolean stopping;
    private volatile boolean stopRequested;
    private volatile Throwable failure;

    /**
     * An agent that has not started.
     *
     * @param alone whether this is all that its thread does
     */
    ProcessAgent(
            final Launch launch,
            final StrikebookProcess.Body body,
            final ProcessContext context,
            final OpenQueues queues,
            final MarkFile mark,
            final ErrorLog errors,
            final boolean alone) {
        this.launch = launch;
        this.body = body;
        this.context = context;
        this.queues = queues;
        this.mark = mark;
        this.errors = errors;
        tracker = new DutyCycleTracker(launch.options().stallThresholdNs());
        this.alone = alone;
        spins = alone && launch.options().idle().equals(IdleStrategies.BUSY);
    }

    /** Asks for the end; any thread. */
    void requestStop() {
        stopRequested = true;
    }

    /** What ended the process before it was asked to end, or null. */
    Throwable failure() {
        return failure;
    }

    @Override
    public String roleName() {
        return launch.role();
    }

    @Override
    public void onStart() {
        final long startNs = System.nanoTime();
        try {
            final String pinning = ThreadPinning.pin(launch.options().cpu());
            agent = body.agent(context);
            launch.section().refuseUnknownKeys();
            System.out.print("# " + launch.role() + ": agent " + pinning + otherThreads() + "; "
                    + (queues.housekeeperPopulates() ? "its housekeeper" : "the agent")
                    + " populates pages; effective configuration\n"
                    + launch.section().effective());
            System.out.flush();
            agent.onStart();
            if (alone && launch.options().cpu() != ThreadPinning.NONE) {
                ThreadPinning.confineOthers(
                        launch.layout().helpers(launch.role())); // this thread may have started some
            }
            faultsToStart = ownFaults();
            lastEndNs = System.nanoTime();
            tracker.onStartCycle(lastEndNs - startNs);
            started();
            report(lastEndNs);
        } catch (final Throwable e) {
            refuse(e);
        }
    }

    private String otherThreads() {
        return alone && launch.layout().pinsAny()
                ? ", other threads on " + CpuList.format(launch.layout().helpers(launch.role()))
                : "";
    }

    private synchronized void started() {
        started = true;
        recovering = true;
        reportRecovery();
    }

    /**
     * While the agent starts it cannot report; so the launcher's thread does, as long as a recording that the agent reads gets shorter.
     * A start that hangs does not beat.
     */
    synchronized void watchStart() {
        if (started || failure != null) {
            return;
        }
        final long position = queues.reportRecovery(false);
        if (position >= 0 && position != recoveryPosition) {
            recoveryPosition = position;
            mark.state(ProcessState.RECOVERING);
            mark.heartbeat(System.currentTimeMillis());
        }
    }

    private void reportRecovery() {
        if (recovering) {
            recovering = queues.reportRecovery(true) >= 0;
            if (!stopping) {
                mark.state(recovering ? ProcessState.RECOVERING : ProcessState.RUNNING);
            }
        }
    }

    @Override
    public int doWork() {
        if (failure != null) {
            throw new AgentTerminationException("failed");
        }
        final long startNs = spins ? lastEndNs : System.nanoTime();
        int done = 0;
        try {
            if (stopRequested && !stopping) {
                beginStop(startNs);
            }
            done = mayWrite() ? agent.doWork() : 0;
        } catch (final AgentTerminationException e) {
            throw e;
        } catch (final Throwable e) {
            fail(e);
            throw new AgentTerminationException(e);
        }
        final long endNs = System.nanoTime();
        track(endNs - startNs, endNs);
        lastEndNs = endNs;
        work += done;
        if (endNs - nextReportNs >= 0) {
            report(endNs);
        }
        if (stopping) {
            endIfDrained(done, endNs);
        }
        if (!paused) {
            populate(endNs, done == 0);
        }
        return done;
    }

    private void populate(final long nowNs, final boolean idle) {
        try {
            queues.populate(nowNs, idle);
        } catch (final RuntimeException e) {
            fail(e);
            throw new AgentTerminationException(e);
        }
    }

    /** Nobody waits for a cycle that recovers, nor for one after the signal. */
    private void track(final long durationNs, final long endNs) {
        if (recovering) {
            tracker.onStartCycle(durationNs);
        } else if (!stopping) {
            tracker.onCycle(durationNs, endNs);
        }
    }

    /**
     * A page fault on a full disk would end the process with SIGBUS; so the agent does nothing while less than the reserve is free, and
     * between two looks at the disk no more than its share of what is above it. One that writes to no queue goes on.
     */
    private boolean mayWrite() {
        if (!queues.writes()) {
            return true;
        }
        final long looks = context.disk().looks();
        final long written = queues.bytesWritten();
        if (looks != diskLooks) {
            diskLooks = looks;
            writtenAtLook = written;
        }
        final boolean full = context.disk().isFull();
        if (full && !diskFull) {
            errors.onError(new HomeException(
                    launch.role() + " pauses: " + context.disk().refusal()));
        }
        diskFull = full;
        paused = full || written - writtenAtLook > context.disk().allowanceBytes();
        return !paused;
    }

    @Override
    public void onClose() {
        try {
            if (agent != null) {
                agent.onClose();
            }
        } catch (final Throwable e) {
            fail(e);
        }
        try {
            report(System.nanoTime());
            queues.close(failure == null);
        } catch (final Throwable e) {
            fail(e);
        }
    }

    private void endIfDrained(final int done, final long nowNs) {
        final boolean drained;
        try {
            drained = isDrained(done, nowNs);
        } catch (final RuntimeException e) {
            fail(e);
            throw new AgentTerminationException(e);
        }
        if (drained) {
            throw new AgentTerminationException("stopped");
        }
    }

    private void beginStop(final long nowNs) {
        stopping = true;
        stopDeadlineNs = nowNs + launch.options().stopTimeoutNs();
        mark.state(ProcessState.STOPPING);
        if (agent instanceof Stoppable) {
            ((Stoppable) agent).stopping();
        }
    }

    /**
     * Whether the process may end. One that cannot drain, in time or for want of disk, has failed: what it leaves undone is no clean stop,
     * though the next start takes it up.
     */
    private boolean isDrained(final int done, final long nowNs) {
        if (!(agent instanceof Stoppable)) {
            return done == 0 || nowNs - stopDeadlineNs >= 0;
        }
        if (!paused && ((Stoppable) agent).drained()) {
            return true;
        }
        if (diskFull) {
            throw new IllegalStateException(launch.role() + " was stopped undrained: the disk is full");
        }
        if (nowNs - stopDeadlineNs >= 0) {
            throw new IllegalStateException(launch.role() + " was not drained within the stop timeout of "
                    + TimeUnit.NANOSECONDS.toMillis(launch.options().stopTimeoutNs()) + " ms");
        }
        return false;
    }

    private void report(final long nowNs) {
        nextReportNs = nowNs + REPORT_INTERVAL_NS;
        queues.reportPositions();
        reportRecovery();
        mark.count(MarkLayout.COUNTER_WORK, work);
        mark.count(MarkLayout.COUNTER_ERRORS, errors.count());
        mark.count(MarkLayout.COUNTER_DISK_FREE, context.disk().freeBytes());
        final long nowMs = System.currentTimeMillis();
        reportCycles(nowNs, nowMs);
        mark.heartbeat(nowMs);
        reportPopulation();
    }

    private long ownFaults() {
        return faults.soFar() - queues.faultsMade();
    }

    /** Faults since the recording is recovered; and, once, that the machine cannot populate. */
    private void reportPopulation() {
        mark.count(MarkLayout.COUNTER_PAGES, queues.pagesPopulated());
        final long own = ownFaults();
        if (recovering) {
            faultsToStart = own;
        }
        mark.count(MarkLayout.COUNTER_FAULTS, own - faultsToStart);
        final String refusal = populationRefused ? null : queues.populationRefusal();
        if (refusal != null) {
            populationRefused = true;
            System.out.println("# " + launch.role() + ": " + refusal);
        }
    }

    private void reportCycles(final long nowNs, final long nowMs) {
        mark.dutyCycles(MarkLayout.CYCLES_ALL, tracker.cycles());
        mark.dutyCycles(MarkLayout.CYCLES_STALLS, tracker.stalls());
        mark.dutyCycles(MarkLayout.CYCLES_THRESHOLD_NS, launch.options().stallThresholdNs());
        mark.dutyCycles(MarkLayout.CYCLES_START_MAX_NS, tracker.startMaxNs());
        if (tracker.maxNs() > shownMaxNs) {
            shownMaxNs = tracker.maxNs();
            mark.dutyCycles(MarkLayout.CYCLES_MAX_NS, shownMaxNs);
            mark.dutyCycles(MarkLayout.CYCLES_MAX_AT_MS, nowMs - (nowNs - tracker.maxEndNs()) / NS_PER_MS);
        }
        for (int i = 0; i < DutyCycleTracker.BUCKETS; i++) {
            mark.dutyCycles(MarkLayout.CYCLES_BUCKETS + i, tracker.count(i));
        }
    }

    /** What the operator has to mend needs no stack trace. */
    private void refuse(final Throwable error) {
        if (error instanceof ConfigException || error instanceof HomeException) {
            failure = error;
            System.err.println(launch.role() + ": " + error.getMessage());
        } else {
            fail(error);
        }
    }

    private void fail(final Throwable error) {
        if (failure == null) {
            failure = error;
        }
        errors.onError(error);
    }
}
