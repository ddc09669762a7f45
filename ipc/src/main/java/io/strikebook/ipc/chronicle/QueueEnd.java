package io.strikebook.ipc.chronicle;

/** A writer's or reader's end of a queue, as a {@link Housekeeper} and the loop of its own thread know it. */
public interface QueueEnd {
    /**
     * Populates pages ahead of this end where that is due; to be called on its own thread after each round of work, in every round the more
     * precise, and for free where nothing is due.
     *
     * @param nowNs any clock that does not go backwards
     * @param idle  whether there is nothing else to do now
     * @return pages populated
     */
    int populate(long nowNs, boolean idle);

    /** Counts the pages. */
    PagePopulator populator();

    /** Lets the housekeeper do from now on what this end's own thread must not wait for or allocate; before that thread starts. */
    void keptBy(Housekeeper housekeeper);

    /**
     * Maps and opens what this end will need soon; the housekeeper's thread.
     *
     * @return whether there was anything to do
     */
    boolean holdBlocks();

    /** Lets go of every block that the housekeeper held; on this end's own thread, once the housekeeper's has ended. */
    void releaseBlocks();
}
