package io.strikebook.ipc.chronicle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread of a process that does for its writers and readers what a hot thread must not: it maps the blocks ahead of them, and changes
 * their files, for which Chronicle makes tens of kilobytes of objects. Sleeps until an end asks. Start it before the hot thread is
 * pinned, so that it may run elsewhere.
 */
public final class Housekeeper implements AutoCloseable {
    private static final long WAIT_PARK_NS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long MAX_JOIN_MS = 10_000;

    private final List<QueueEnd> ends = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile QueueEnd[] current = {};
    private volatile Runnable errand;
    private volatile boolean asked;
    private volatile boolean idle;
    private volatile boolean closed;
    private volatile Throwable ended;
    private RuntimeException failure;
    private Error error;

    /** Starts the thread, a daemon of that name. */
    public Housekeeper(final String name) {
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to work for one more writer or reader. */
    public void add(final QueueEnd end) {
        ends.add(end);
        current = ends.toArray(QueueEnd[]::new);
        end.keptBy(this);
    }

    /** Pages populated so far, by all. */
    public long pagesPopulated() {
        long pages = 0;
        for (final QueueEnd end : current) {
            pages += end.populator().pagesPopulated();
        }
        return pages;
    }

    /** Page faults that populating has made so far, of all ends; on their owner's thread. */
    public long faultsMade() {
        long faults = 0;
        for (final QueueEnd end : current) {
            faults += end.populator().faultsMade();
        }
        return faults;
    }

    /**
     * Has {@link QueueEnd#holdBlocks()} called for every end soon; returns at once.
     *
     * @throws IllegalStateException if what was asked for before could not be done and ended the thread
     */
    void ask() {
        if (ended != null) {
            throw new IllegalStateException("thread " + thread.getName() + " ended, which maps queues ahead", ended);
        }
        idle = false;
        asked = true;
        LockSupport.unpark(thread);
    }

    /** Whether everything that was asked for is done. */
    boolean isIdle() {
        return !asked && errand == null && idle;
    }

    /**
     * Runs a task on the housekeeper's thread while the caller waits, so that what it allocates is not the caller's. Once the
     * housekeeper is closed, the caller runs it itself. Allocates nothing.
     *
     * @throws RuntimeException what the task threw; an {@link Error} likewise
     */
    synchronized void run(final Runnable task) {
        errand = task;
        LockSupport.unpark(thread);
        while (errand != null) {
            if (!thread.isAlive()) {
                runErrand();
            } else {
                LockSupport.parkNanos(WAIT_PARK_NS);
            }
        }
        rethrow();
    }

    private void rethrow() {
        final RuntimeException thrown = failure;
        final Error fatal = error;
        failure = null;
        error = null;
        if (fatal != null) {
            throw fatal;
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    private void runErrand() {
        try {
            errand.run();
        } catch (final RuntimeException e) {
            failure = e;
        } catch (final Error e) {
            error = e;
        }
        errand = null;
    }

    private void work() {
        MemoryAdvice.prepare();
        while (!closed) {
            if (errand != null) {
                runErrand();
            }
            if (asked) {
                asked = false;
                holdBlocks();
            }
            idle = errand == null && !asked;
            if (idle && !closed) {
                LockSupport.park(this);
            }
        }
    }

    private void holdBlocks() {
        try {
            for (final QueueEnd end : current) {
                asked |= end.holdBlocks();
            }
        } catch (final RuntimeException | Error e) {
            ended = e;
            throw e;
        }
    }

    /**
     * Ends the thread and lets go of all that it held. Call it before the writers and readers are closed, on their own thread or after
     * that has ended. Writers go on without it; readers must not read on.
     */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(MAX_JOIN_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (final QueueEnd end : current) {
            end.releaseBlocks();
        }
    }
}
