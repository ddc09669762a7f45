package io.strikebook.ipc.chronicle;

/** A writer's or reader's end of a queue, as a {@link Housekeeper} knows it. */
public interface QueueEnd {
    /** Populates pages ahead of this end. */
    PagePopulator populator();

    /** Lets the housekeeper do from now on what this end's own thread must not wait for or allocate; before that thread starts. */
    void keptBy(Housekeeper housekeeper);
}
