package io.strikebook.benchmarks.pipeline;

import io.strikebook.ipc.agent.IdleStrategies;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.process.HostedProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;

/** The same agents over the same queues in one JVM, several to a thread: no switch of context between them. */
final class HostedVenue implements Venue {
    private static final long STOP_SECONDS = 120;

    private final Home home;
    private final Map<Roles, HostedProcess> hosted = new EnumMap<>(Roles.class);
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch started;
    private volatile RuntimeException failure;
    private volatile boolean closing;

    /**
     * Makes the home and starts everything; returns once all are running.
     *
     * @param layout the roles of each thread, in the order of its round
     */
    HostedVenue(final Path folder, final String config, final String idle, final List<List<Roles>> layout) {
        home = Venue.init(folder, config);
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

    private void startAll(final List<List<Roles>> layout, final String idle) {
        for (final List<Roles> roles : layout) {
            for (final Roles role : roles) {
                hosted.put(
                        role,
                        new HostedProcess(
                                role.role(),
                                new String[] {"--home", home.path().toString(), "--role", role.role()},
                                role.body()));
            }
            final HostedProcess[] round = roles.stream().map(hosted::get).toArray(HostedProcess[]::new);
            final Thread thread = new Thread(() -> run(round, IdleStrategies.byName(idle)), "agents-" + threads.size());
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

    @Override
    public Home home() {
        return home;
    }

    @Override
    public void requireAlive() {
        if (failure != null) {
            throw failure;
        }
        hosted.forEach((role, process) -> {
            process.watchDisk();
            if (process.failure() != null) {
                throw new IllegalStateException(role + " failed", process.failure());
            }
        });
    }

    @Override
    public void stop() {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        for (final Roles role : Roles.STOP_ORDER) {
            hosted.get(role).requestStop();
            while (!hosted.get(role).hasEnded()) {
                requireAlive();
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new IllegalStateException(role + " did not stop");
                }
                Venue.sleep(1);
            }
        }
        close();
        requireAlive();
    }

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
