package io.strikebook.cli.rehearsal;

import io.strikebook.ipc.process.HostedProcess;
import io.strikebook.ipc.process.StrikebookProcess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Every role of a venue in turn on one thread, from the first that starts to the last that has drained. */
final class HostedVenue implements AutoCloseable {
    private static final long STOP_MS = TimeUnit.MINUTES.toMillis(1);

    private final LinkedHashMap<String, HostedProcess> processes = new LinkedHashMap<>();
    private final Map<String, StrikebookProcess.Body> roles;
    private final String[] arguments;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile Throwable failure;

    /**
     * Starts them.
     *
     * @param roles     in the order in which they start; they stop in the opposite one
     * @param arguments of each
     */
    HostedVenue(final Map<String, StrikebookProcess.Body> roles, final String[] arguments) {
        this.roles = roles;
        this.arguments = arguments;
        thread = new Thread(this::goRound, "venue");
        thread.setDaemon(true);
        thread.start();
    }

    /** Throws what ended one of them, if something has. */
    void requireAlive() {
        if (failure != null) {
            throw new IllegalStateException("the venue failed", failure);
        }
    }

    /** Stops them, sources first; returns when all have ended. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.join(STOP_MS);
        requireAlive();
        if (thread.isAlive()) {
            throw new IllegalStateException("the venue did not stop");
        }
    }

    private void goRound() {
        try {
            roles.forEach((role, body) -> {
                final HostedProcess process = new HostedProcess(role, arguments, body);
                processes.put(role, process);
                process.start();
            });
            while (!stopping) {
                doWork();
            }
            for (final HostedProcess source : processes.sequencedValues().reversed()) {
                source.requestStop();
                while (!source.hasEnded()) {
                    doWork();
                }
            }
        } catch (final RuntimeException e) {
            failure = e;
        } finally {
            processes.values().forEach(HostedProcess::close);
        }
    }

    private void doWork() {
        int work = 0;
        for (final Map.Entry<String, HostedProcess> entry : processes.entrySet()) {
            work += entry.getValue().doWork();
            if (entry.getValue().failure() != null) {
                throw new IllegalStateException(
                        entry.getKey() + " failed", entry.getValue().failure());
            }
        }
        if (work == 0) {
            Thread.yield();
        }
    }

    @Override
    public void close() {
        stopping = true;
    }
}
