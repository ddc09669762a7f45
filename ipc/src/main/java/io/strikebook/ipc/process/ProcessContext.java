package io.strikebook.ipc.process;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.snapshot.SnapshotStore;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.EpochNanoClock;

/**
 * What a process gives to the body that builds its agent. Used on the agent's thread; every queue opened here is watched (positions in
 * the mark file, pages populated when idle) and closed after the agent.
 */
public interface ProcessContext {
    /** Role of this process, e.g. {@code matching}. */
    String role();

    /** The home that it works on. */
    Home home();

    /** What the home's queues are. */
    Manifest manifest();

    /** The role's own section; keys that the body has not read when it returns are refused. */
    ConfigSection config();

    /** A reader at the start of a queue. */
    Subscription subscription(String queue);

    /** A reader whose position in the mark file is what the role says; begins with the last group that is there. */
    FollowedQueue followed(String queue);

    /**
     * The writer's end, which goes on after what was recorded: {@code lastSequence()} is that of the last group in the queue. A group
     * that a dead writer left unfinished is ended with {@code GroupAborted}. Takes the queue's lock.
     */
    Publication publication(String queue);

    /**
     * The writer's end for an engine that computes again what it had written: frames are compared with the recording, and go to the
     * queue from where it ends. Takes the queue's lock.
     *
     * @param afterSequence last sequence that the engine's snapshot covers; 0 without one
     */
    Publication resumingPublication(String queue, long afterSequence);

    /**
     * The writer's end for a source that computes everything again from its first event on: as {@link #resumingPublication} after 0, but
     * what retention has deleted is neither compared nor written.
     */
    Publication recomputingPublication(String queue);

    /**
     * Refuses to go on where a queue that has to be read after a sequence was pruned beyond it. To be called for each queue, once the
     * role's state is loaded.
     */
    void requireRecorded(String queue, long afterSequence);

    /** A reader of single recorded frames, those of an unfinished group included; whoever opened it closes it. */
    FrameCursor cursor(String queue);

    /** Sequence of the last whole group in a queue, 0 for none. */
    long headSequence(String queue);

    /** The writers of queues that this process reads, for it to wait for before it ends. */
    Upstream upstream(String... queueNames);

    /** Watches the process that writes a queue: whether it ended, or is silent, as of a tenth of a second ago. An answer allocates nothing. */
    BooleanSupplier writerGone(String queue);

    /** Wall clock; for adapters, never for engines. */
    EpochNanoClock clock();

    /** Snapshot sets of the home. */
    SnapshotStore snapshots();

    /** Snapshots that this role keeps for itself alone, apart from the home's sets. */
    SnapshotStore ownSnapshots();

    /** A counter of the role's own in the mark file; to be asked for once, when the agent is built. */
    MarkCounter counter(String name);

    /** The process's error log, for errors that do not end it. */
    ErrorLog errors();

    /** Free space of the home's disk, checked by the launcher's thread ten times per second, and more often when it runs out. */
    DiskWatch disk();
}
