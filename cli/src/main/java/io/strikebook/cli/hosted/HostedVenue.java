package io.strikebook.cli.hosted;

import io.strikebook.ipc.agent.IdleStrategies;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.process.HostedProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;

/**
 * A venue's agents in one JVM, several to a thread, over the queues of a home as processes have them: no switch of context between them.
 * Methods are for one thread, which is none of theirs.
 */
public final class HostedVenue implements AutoCloseable {
    private static final long STOP_SECONDS = 120;
    private static final long POLL_MS = 1;

    private final Home home;
    private final int shards;
    private final Map<String, HostedProcess> hosted = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch started;
    private volatile RuntimeException failure;
    private volatile boolean closing;

    /**
     * Starts everything; returns once all are running. What roles print meanwhile goes to a file in the home's log folder.
     *
     * @param home   already made, and used by nobody
     * @param idle   name of the idle strategy of every thread
     * @param layout the roles of each thread, in the order of its round; where matching is divided, all of its shards are where it is
     */
    public HostedVenue(final Home home, final String idle, final List<List<Role>> layout) {
        this.home = home;
        shards = home.open().venue().matchingShards();
        started = new CountDownLatch(layout.size());
        final PrintStream before = System.out;
        try (PrintStream output =
                new PrintStream(home.log().resolve("hosted.out").toFile(), StandardCharsets.UTF_8)) {
            System.setOut(output);
            startAll(layout, idle);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write to " + home.log(), e);
        } finally {
            System.setOut(before);
        }
    }

    private void startAll(final List<List<Role>> layout, final String idle) {
        for (final List<Role> roles : layout) {
            final List<HostedProcess> round = new ArrayList<>();
            for (final Role role : roles) {
                for (final String name : role.processes(shards)) {
                    final String[] arguments = {"--home", home.path().toString(), "--role", name};
                    hosted.put(name, new HostedProcess(name, arguments, role.body()));
                    round.add(hosted.get(name));
                }
            }
            final Thread thread = new Thread(
                    () -> run(round.toArray(HostedProcess[]::new), IdleStrategies.byName(idle)),
                    "agents-" + threads.size());
            threads.add(thread);
            thread.start();
        }
        await();
    }

    private void await() {
        try {
            if (!started.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("agents did not start");
            }
            requireAlive();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void run(final HostedProcess[] round, final IdleStrategy idle) {
        try {
            for (final HostedProcess process : round) {
                process.start();
            }
            started.countDown();
            boolean running = true;
            while (running && !closing) {
                int work = 0;
                running = false;
                for (final HostedProcess process : round) {
                    work += process.doWork();
                    running |= !process.hasEnded();
                }
                idle.idle(work);
            }
            for (final HostedProcess process : round) {
                process.close();
            }
        } catch (final RuntimeException e) {
            failure = e;
            started.countDown();
        }
    }

    /** Throws what ended one of them, if something has. */
    public void requireAlive() {
        if (failure != null) {
            throw failure;
        }
        hosted.forEach((name, process) -> {
            process.watchDisk();
            if (process.failure() != null) {
                throw new IllegalStateException(name + " failed", process.failure());
            }
        });
    }

    /** Stops them, sources first, and fails where one did not end cleanly. */
    public void stop() {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        for (final Role role : Role.STOP_ORDER) {
            for (final String name : role.processes(shards)) {
                stop(name, deadlineNs);
            }
        }
        close();
        requireAlive();
    }

    private void stop(final String name, final long deadlineNs) {
        hosted.get(name).requestStop();
        while (!hosted.get(name).hasEnded()) {
            requireAlive();
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException(name + " did not stop");
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends every thread where it is. */
    @Override
    public void close() {
        closing = true;
        for (final Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
