package io.strikebook.ipc.chronicle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread of a process that does for its writers and readers what a hot thread must not: it maps blocks and populates pages ahead of
 * them, and changes their files, for which Chronicle makes tens of kilobytes of objects. Looks often while there is something to do and
 * seldom while there is not. Start it before the hot thread is pinned, so that it may run elsewhere.
 */
public final class Housekeeper implements AutoCloseable {
    private static final long SHORTEST_PARK_NS = TimeUnit.MICROSECONDS.toNanos(250);
    private static final long LONGEST_PARK_NS = TimeUnit.MILLISECONDS.toNanos(8);
    private static final long WAIT_PARK_NS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long MAX_JOIN_MS = 10_000;

    private final List<PagePopulator> populators = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile PagePopulator[] current = {};
    private volatile Runnable errand;
    private volatile boolean closed;
    private RuntimeException failure;
    private Error error;

    /** Starts the thread, a daemon of that name. */
    public Housekeeper(final String name) {
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to work for one more writer or reader, whose owner goes on calling {@link PagePopulator#note()}. */
    public void add(final QueueEnd end) {
        populators.add(end.populator());
        current = populators.toArray(PagePopulator[]::new);
        end.keptBy(this);
    }

    /** Pages populated so far, by all. */
    public long pagesPopulated() {
        long pages = 0;
        for (final PagePopulator populator : current) {
            pages += populator.pagesPopulated();
        }
        return pages;
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
        long parkNs = SHORTEST_PARK_NS;
        while (!closed) {
            final boolean worked = pass();
            parkNs = worked ? SHORTEST_PARK_NS : Math.min(2 * parkNs, LONGEST_PARK_NS);
            if (errand == null) {
                LockSupport.parkNanos(parkNs);
            }
        }
        for (final PagePopulator populator : current) {
            populator.release();
        }
    }

    private boolean runWaitingErrand() {
        final boolean waiting = errand != null;
        if (waiting) {
            runErrand();
        }
        return waiting;
    }

    /** The errand, if there is one, and one step for each end, in turn, until none has anything left to do. */
    private boolean pass() {
        boolean worked = false;
        boolean more = true;
        while (more && !closed) {
            more = runWaitingErrand();
            for (final PagePopulator populator : current) {
                runWaitingErrand();
                more |= populator.populateNoted() > 0;
            }
            worked |= more;
        }
        return worked;
    }

    /** Ends the thread; to be called before the writers and readers are closed. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(MAX_JOIN_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
