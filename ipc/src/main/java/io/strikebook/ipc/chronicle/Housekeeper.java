package io.strikebook.ipc.chronicle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread of a process that does for its writers and readers what a hot thread must not: it maps the blocks ahead of them, and changes
 * their files, for which Chronicle makes tens of kilobytes of objects. Start it before the hot thread is pinned, so that it may run
 * elsewhere.
 *
 * <p>Sleeps until an end asks; or, where its thread has a CPU that no hot thread is on ({@link #populates}), looks by itself where the
 * ends are, every millisecond while they move, and populates pages ahead of them too. The hot thread then makes no system call.
 */
public final class Housekeeper implements AutoCloseable {
    private static final long WAIT_PARK_NS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long MAX_JOIN_NS = TimeUnit.SECONDS.toNanos(10);

    /** Time between two looks while ends move, and the longest when none does. */
    private static final long LOOK_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long IDLE_PARK_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final List<QueueEnd> ends = new CopyOnWriteArrayList<>();
    private final boolean populates;
    private final Thread thread;
    private volatile QueueEnd[] current = {};
    private volatile Runnable errand;
    private volatile boolean asked;
    private volatile boolean idle;
    private volatile boolean closed;
    private volatile Throwable ended;
    private volatile long restsBegun;
    private long parkNs = LOOK_PARK_NS;
    private RuntimeException failure;
    private Error error;

    /** Starts the thread, a daemon of that name, which leaves populating to the threads of the ends. */
    public Housekeeper(final String name) {
        this(name, false);
    }

    /**
     * Starts the thread.
     *
     * @param populates whether it populates pages ahead of the ends; right where it has a CPU that no hot thread is on
     */
    public Housekeeper(final String name, final boolean populates) {
        this.populates = populates;
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether this thread populates pages ahead of the ends; if not, each end's own does. */
    public boolean populates() {
        return populates;
    }

    /** Begins to work for one more writer or reader. */
    public void add(final QueueEnd end) {
        end.keptBy(this);
        ends.add(end);
        current = ends.toArray(QueueEnd[]::new);
    }

    /** Pages populated so far, by all. */
    public long pagesPopulated() {
        long pages = 0;
        for (final QueueEnd end : current) {
            pages += end.populator().pagesPopulated();
        }
        return pages;
    }

    /** Page faults that populating has made so far on the thread of the ends; none where this one populates. */
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
     * @throws IllegalStateException as {@link #requireAlive()}
     */
    void ask() {
        requireAlive();
        if (!populates) {
            idle = false;
            asked = true;
            LockSupport.unpark(thread);
        }
    }

    /**
     * Costs a load.
     *
     * @throws IllegalStateException if what was asked for before could not be done and ended the thread
     */
    void requireAlive() {
        if (ended != null) {
            throw new IllegalStateException("thread " + thread.getName() + " ended, which maps queues ahead", ended);
        }
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
            try {
                if (populates) {
                    lookAfterAll();
                } else {
                    doWhatWasAsked();
                }
            } catch (final RuntimeException | Error e) {
                ended = e;
                throw e;
            }
        }
    }

    private void doWhatWasAsked() {
        if (asked) {
            idle = false; // first: what was thought of the time before the question may have been written after it
            asked = false;
            if (holdBlocks()) {
                asked = true;
            }
        }
        idle = errand == null && !asked;
        if (idle && !closed) {
            LockSupport.park(this);
        }
    }

    private boolean holdBlocks() {
        boolean any = false;
        for (final QueueEnd end : current) {
            any |= end.holdBlocks();
        }
        return any;
    }

    /** One step for each end; sleeps when none was due. */
    private void lookAfterAll() {
        final boolean moved = holdBlocks();
        final long nowNs = System.nanoTime();
        int pages = 0;
        for (final QueueEnd end : current) {
            pages += end.populateAhead(nowNs);
        }
        if (moved || pages > 0) {
            parkNs = LOOK_PARK_NS;
        }
        if (pages == 0) {
            restsBegun++;
            if (errand == null && !closed) {
                LockSupport.parkNanos(this, parkNs);
            }
            parkNs = Math.min(2 * parkNs, IDLE_PARK_NS);
        }
    }

    /** How often the thread found, of itself, nothing more to do; for whoever waits until it has seen something. */
    long restsBegun() {
        return restsBegun;
    }

    /**
     * Ends the thread and lets go of all that it held. Call it before the writers and readers are closed, on their own thread or after
     * that has ended. Writers go on without it; readers must not read on.
     */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        join();
        if (thread.isAlive()) {
            return; // what it still works with stays mapped until the process ends
        }
        for (final QueueEnd end : current) {
            end.releaseBlocks();
        }
    }

    /** An interrupt ends the wait no sooner: what would be unmapped is in use. */
    private void join() {
        final long deadlineNs = System.nanoTime() + MAX_JOIN_NS;
        boolean interrupted = false;
        while (thread.isAlive() && System.nanoTime() - deadlineNs < 0) {
            try {
                thread.join(TimeUnit.NANOSECONDS.toMillis(MAX_JOIN_NS));
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
