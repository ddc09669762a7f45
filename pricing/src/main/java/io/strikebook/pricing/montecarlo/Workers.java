package io.strikebook.pricing.montecarlo;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Spreads numbered jobs over threads, the caller's among them. Which thread does which job is left open, so jobs may only write what is
 * theirs by number. The first failure ends the run and is thrown to the caller.
 */
final class Workers {
    private final int jobs;
    private final Supplier<IntConsumer> worker;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Workers(final int jobs, final Supplier<IntConsumer> worker) {
        this.jobs = jobs;
        this.worker = worker;
    }

    /**
     * Does jobs 0 to {@code jobs} - 1.
     *
     * @param worker makes what does the jobs of one thread
     */
    static void run(final int threads, final int jobs, final Supplier<IntConsumer> worker) {
        final Workers workers = new Workers(jobs, worker);
        final Thread[] others = new Thread[Math.min(threads, jobs) - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = new Thread(workers::work, "monte-carlo-" + (i + 1));
            others[i].setDaemon(true);
            others[i].start();
        }
        workers.work();
        boolean interrupted = false;
        for (final Thread other : others) {
            interrupted |= join(other);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        final Throwable thrown = workers.failure.get();
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** Jobs are bounded, so an interrupt waits for them and is passed on. */
    private static boolean join(final Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private void work() {
        try {
            final IntConsumer mine = worker.get();
            for (int job = next.getAndIncrement(); job < jobs && failure.get() == null; job = next.getAndIncrement()) {
                mine.accept(job);
            }
        } catch (final RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }
}
