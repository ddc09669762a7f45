package io.strikebook.ipc.process;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.PagePopulator;
import io.strikebook.ipc.chronicle.PopulatorThread;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.ipc.home.HomeLock;
import java.util.ArrayList;
import java.util.List;

/**
 * Every queue end that a process has open: reports their positions, notes where they are for the thread that populates pages ahead of
 * them, closes them. The agent's thread only; nothing here allocates but the registration.
 */
final class OpenQueues {
    private final MarkFile mark;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Publication> publications = new ArrayList<>();
    private final List<PagePopulator> populators = new ArrayList<>();
    private final List<GroupSink> sinks = new ArrayList<>();
    private final List<HomeLock> locks = new ArrayList<>();
    private final int[] subscriptionMarks = new int[MarkLayout.MAX_POSITIONS];
    private final int[] publicationMarks = new int[MarkLayout.MAX_POSITIONS];
    private final PopulatorThread pages;
    private int nextPopulator;

    OpenQueues(final MarkFile mark, final PopulatorThread pages) {
        this.mark = mark;
        this.pages = pages;
    }

    void add(final String queue, final Subscription subscription, final PagePopulator populator) {
        subscriptionMarks[subscriptions.size()] = mark.addPosition(queue, MarkLayout.USE_READ);
        subscriptions.add(subscription);
        populators.add(populator);
        pages.add(populator);
    }

    /** Remembers what a failed process must close without handing over what it had buffered. */
    void add(final HomeLock lock, final GroupSink sink) {
        locks.add(lock);
        sinks.add(sink);
    }

    void add(final String queue, final Publication publication, final PagePopulator populator) {
        publicationMarks[publications.size()] = mark.addPosition(queue, MarkLayout.USE_WRITE);
        publications.add(publication);
        populators.add(populator);
        pages.add(populator);
    }

    /** Notes where the next end is, in turn. */
    void noteForPopulation() {
        if (populators.isEmpty()) {
            return;
        }
        nextPopulator = nextPopulator + 1 < populators.size() ? nextPopulator + 1 : 0;
        populators.get(nextPopulator).note();
    }

    long pagesPopulated() {
        return pages.pagesPopulated();
    }

    void reportPositions() {
        for (int i = 0; i < subscriptions.size(); i++) {
            mark.position(subscriptionMarks[i], subscriptions.get(i).position());
        }
        for (int i = 0; i < publications.size(); i++) {
            mark.position(publicationMarks[i], publications.get(i).lastSequence());
        }
    }

    /**
     * Closes everything.
     *
     * @param flush whether ended groups that were not flushed are to be: false after a failure, when they may be wrong
     */
    void close(final boolean flush) {
        pages.close();
        if (flush) {
            publications.forEach(Publication::close);
        }
        sinks.forEach(GroupSink::close);
        subscriptions.forEach(Subscription::close);
        locks.forEach(HomeLock::close);
    }
}
