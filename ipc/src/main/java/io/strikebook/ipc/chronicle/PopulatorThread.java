package io.strikebook.ipc.chronicle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread of a process that populates pages ahead of its writers and readers, so that the thread that moves them never waits for the
 * kernel. Looks often while there is something to do and seldom while there is not. Start it before the hot thread is pinned, so that
 * it may run elsewhere. Allocates nothing once its populators are known.
 */
public final class PopulatorThread implements AutoCloseable {
    private static final long SHORTEST_PARK_NS = TimeUnit.MICROSECONDS.toNanos(250);
    private static final long LONGEST_PARK_NS = TimeUnit.MILLISECONDS.toNanos(8);
    private static final long MAX_JOIN_MS = 10_000;

    private final List<PagePopulator> populators = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile PagePopulator[] current = {};
    private volatile boolean closed;

    /** Starts the thread, a daemon of that name. */
    public PopulatorThread(final String name) {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to work for one more writer or reader, whose owner goes on calling {@link PagePopulator#note()}. */
    public void add(final PagePopulator populator) {
        populators.add(populator);
        current = populators.toArray(PagePopulator[]::new);
    }

    /** Pages populated so far, by all. */
    public long pagesPopulated() {
        long pages = 0;
        for (final PagePopulator populator : current) {
            pages += populator.pagesPopulated();
        }
        return pages;
    }

    private void run() {
        MemoryAdvice.prepare();
        long parkNs = SHORTEST_PARK_NS;
        while (!closed) {
            final boolean worked = pass();
            parkNs = worked ? SHORTEST_PARK_NS : Math.min(2 * parkNs, LONGEST_PARK_NS);
            LockSupport.parkNanos(parkNs);
        }
    }

    /** One step for each end, in turn, until none has anything left to do. */
    private boolean pass() {
        boolean worked = false;
        boolean more = true;
        while (more && !closed) {
            more = false;
            for (final PagePopulator populator : current) {
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
