package io.strikebook.ipc.chronicle;

/** A writer's or reader's end of a queue, as a {@link Housekeeper} and the loop of its own thread know it. */
public interface QueueEnd {
    /**
     * Says where this end is, and populates pages ahead of it where that is due and not the housekeeper's to do; to be called on its own
     * thread after each round of work, in every round the more precise, and for free where nothing is due.
     *
     * @param nowNs any clock that does not go backwards
     * @param idle  whether there is nothing else to do now
     * @return pages populated
     * @throws IllegalStateException if the housekeeper's thread has ended by an error
     */
    int populate(long nowNs, boolean idle);

    /** Counts the pages. */
    PagePopulator populator();

    /** Lets the housekeeper do from now on what this end's own thread must not wait for or allocate; before that thread starts. */
    void keptBy(Housekeeper housekeeper);

    /**
     * Maps and opens what this end will need soon; the housekeeper's thread.
     *
     * @return whether there was anything to do, or the end has moved
     */
    boolean holdBlocks();

    /**
     * Populates some pages ahead of where this end was seen last, if any are due; the housekeeper's thread, where that one populates.
     *
     * @param nowNs any clock that does not go backwards
     * @return pages populated
     */
    int populateAhead(long nowNs);

    /** Lets go of every block that the housekeeper held; on this end's own thread, once the housekeeper's has ended. */
    void releaseBlocks();
}
