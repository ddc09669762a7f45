package io.strikebook.ipc.process;

import io.strikebook.ipc.agent.IdleStrategies;
import io.strikebook.ipc.agent.ThreadPinning;
import io.strikebook.ipc.chronicle.Housekeeper;
import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.HomeLock;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.EpochNanoClock;

/**
 * The life of one process, the same for every role. A main is
 *
 * <pre>
 * public static void main(String[] args) {
 *     System.exit(StrikebookProcess.run("matching", args, context -&gt; new MatchingAgent(...)));
 * }
 * </pre>
 *
 * Arguments: {@code --home D [--config F] [--role R]}. SIGTERM and SIGINT end the agent cleanly ({@link
 * Stoppable}), and so does an agent that throws {@code AgentTerminationException} because its work is done. Exit codes: {@link #CLEAN},
 * {@link #FAILED}, {@link #BAD_USAGE}, {@link #REFUSED}.
 */
public final class StrikebookProcess {
    /** Ended as asked. */
    public static final int CLEAN = 0;

    /** Ended by an error while running; the error log holds it. */
    public static final int FAILED = 1;

    /** Arguments or configuration were refused. */
    public static final int BAD_USAGE = 2;

    /** The home was refused: manifest, schema, missing or foreign queue, in use. */
    public static final int REFUSED = 3;

    private static final long DISK_CHECK_INTERVAL_MS = 100;
    private static final long NEAR_FULL_CHECK_INTERVAL_MS = 20;

    private final Launch launch;
    private final Body body;
    private final CountDownLatch stopSignal = new CountDownLatch(1);
    private final CountDownLatch agentEnded = new CountDownLatch(1);

    /** Builds a role's agent from what the process gives it. */
    @FunctionalInterface
    public interface Body {
        /** Called once, on the agent's thread; recovers the engine and opens its queues. */
        Agent agent(ProcessContext context) throws Exception;
    }

    private StrikebookProcess(final Launch launch, final Body body) {
        this.launch = launch;
        this.body = body;
    }

    /**
     * Runs a role until a signal or an error ends it.
     *
     * @return exit code of the process
     */
    public static int run(final String role, final String[] args, final Body body) {
        try {
            final StrikebookProcess process = new StrikebookProcess(Launch.read(role, args), body);
            return process.runUntilSignal();
        } catch (final Launch.UsageException e) {
            System.err.println(
                    role + ": " + e.getMessage() + "\nusage: --home DIRECTORY [--config FILE] [--role ROLE]");
            return BAD_USAGE;
        } catch (final ConfigException e) {
            System.err.println(role + ": " + e.getMessage());
            return BAD_USAGE;
        } catch (final HomeException e) {
            System.err.println(role + ": " + e.getMessage());
            return REFUSED;
        }
    }

    /**
     * The JVM would exit with the signal's own code; so the hook waits for the orderly end and halts with the process's code.
     */
    private int runUntilSignal() {
        final Exit exit = new Exit();
        final Thread hook = new Thread(() -> exit.onSignal(stopSignal), launch.role() + "-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        int code = FAILED;
        try {
            code = runLocked();
            return code;
        } finally {
            exit.ended(code);
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (final IllegalStateException e) {
                exit.awaitHalt();
            }
        }
    }

    private int runLocked() {
        if (launch.layout().pinsAny()) {
            // Threads to come inherit this one's CPUs; an agent's own then takes the CPU that it is given.
            ThreadPinning.confineAll(launch.layout().helpers(launch.role()));
        }
        final HomeLock lock = launch.home().lock("role-" + launch.role());
        try (ErrorLog errors = new ErrorLog(launch.home().errorLog(launch.role()), System.err);
                MarkFile mark = new MarkFile(
                        launch.home().markFile(launch.role()), launch.role(), System.currentTimeMillis())) {
            final Throwable failure = runAgent(errors, mark);
            mark.count(MarkLayout.COUNTER_ERRORS, errors.count());
            mark.state(failure == null ? ProcessState.STOPPED : ProcessState.FAILED);
            return exitCode(failure);
        } finally {
            lock.close();
        }
    }

    private Throwable runAgent(final ErrorLog errors, final MarkFile mark) {
        final DiskWatch disk = new DiskWatch(
                launch.home().path(),
                launch.config().minimumFreeBytes(),
                launch.config().reserveBytes());
        check(disk, errors);
        if (disk.isFull()) {
            final HomeException refusal = new HomeException(disk.refusal());
            System.err.println(launch.role() + ": " + refusal.getMessage());
            return refusal;
        }
        final EpochNanoClock clock = new ProcessClock();
        final OpenQueues queues =
                new OpenQueues(mark, new Housekeeper(launch.role() + "-keeper", launch.housekeeperPopulates()));
        final LaunchedContext context = new LaunchedContext(
                launch, errors, disk, clock, HomeQueues.transport(launch.manifest(), clock), queues, mark);
        final ProcessAgent agent = new ProcessAgent(launch, body, context, queues, mark, errors, true);
        final AgentRunner runner = new AgentRunner(
                IdleStrategies.byName(launch.options().idle(), launch.options().maxParkNs()),
                error -> {
                    if (!(error instanceof AgentTerminationException)) {
                        errors.onError(error);
                    }
                },
                null,
                agent);
        final Thread thread = AgentRunner.startOnThread(
                runner,
                task -> new Thread(() -> {
                    try {
                        task.run();
                    } finally {
                        agentEnded.countDown();
                    }
                }));
        awaitEnd(agent, disk, context.writers(), errors, thread);
        runner.close();
        return agent.failure();
    }

    private void awaitEnd(
            final ProcessAgent agent,
            final DiskWatch disk,
            final WriterWatch writers,
            final ErrorLog errors,
            final Thread thread) {
        try {
            long sinceCheckMs = 0;
            boolean asked = false;
            while (!agentEnded.await(20, TimeUnit.MILLISECONDS)) {
                sinceCheckMs += 20;
                agent.watchStart();
                if (!asked && stopSignal.getCount() == 0) {
                    agent.requestStop();
                    asked = true;
                }
                if (sinceCheckMs >= (disk.isNear() ? NEAR_FULL_CHECK_INTERVAL_MS : DISK_CHECK_INTERVAL_MS)) {
                    check(disk, errors);
                    writers.check();
                    sinceCheckMs = 0;
                }
            }
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            agent.requestStop();
        }
    }

    private static void check(final DiskWatch disk, final ErrorLog errors) {
        try {
            disk.check();
        } catch (final IOException e) {
            errors.onError(e);
        }
    }

    private static int exitCode(final Throwable failure) {
        if (failure == null) {
            return CLEAN;
        }
        if (failure instanceof ConfigException) {
            return BAD_USAGE;
        }
        return failure instanceof HomeException ? REFUSED : FAILED;
    }

    /** Hands the exit code from the launcher's thread to the shutdown hook. */
    private static final class Exit {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile int code = FAILED;

        void onSignal(final CountDownLatch stopSignal) {
            stopSignal.countDown();
            try {
                ended.await();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(code);
        }

        void ended(final int exitCode) {
            code = exitCode;
            ended.countDown();
        }

        void awaitHalt() {
            try {
                Thread.sleep(TimeUnit.MINUTES.toMillis(1));
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
