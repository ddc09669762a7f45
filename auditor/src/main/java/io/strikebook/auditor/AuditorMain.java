package io.strikebook.auditor;

import io.strikebook.auditor.tree.LeafNonces;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.snapshot.SnapshotStore;
import org.agrona.concurrent.Agent;

/**
 * The process {@code auditor}, which runs where the configuration has a section of that name ({@link AuditorConfig}). Goes on behind the
 * newest link of {@code proofs}; a group that it was killed in is computed again, compared and finished.
 */
public final class AuditorMain {
    /** Role of the process. */
    public static final String ROLE = HomeConfig.AUDITOR;

    private AuditorMain() {}

    /** Runs until a signal. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, AuditorMain::agent));
    }

    /** The role's agent. */
    public static Agent agent(final ProcessContext context) {
        if (!context.manifest().audited()) {
            throw new HomeException(context.home().path() + ": was made without the section '" + ROLE
                    + "', so it has no queue " + QueueNames.PROOFS + "; a new home has one");
        }
        final AuditorConfig config = AuditorConfig.read(context.config());
        final AuditorKey key = config.key(context.home());
        final long head = context.headSequence(QueueNames.PROOFS);
        if (head == 0) {
            key.createIfMissing();
        }
        final Publication proofs = context.resumingPublication(QueueNames.PROOFS, head);
        final Auditor auditor =
                new Auditor(context.manifest().homeId(), config.intervals(), new LeafNonces(key.bytes()), proofs);
        if (head > 0) {
            auditor.resume(newest(context, head));
        }
        final SnapshotStore store = context.ownSnapshots();
        final long readTo = AuditorState.loadNewest(store, head, auditor.equities());
        context.requireRecorded(QueueNames.COMMANDS, head);
        context.requireRecorded(QueueNames.MARGIN, readTo);
        return new AuditorAgent(
                auditor,
                readTo,
                context.subscription(QueueNames.COMMANDS),
                context.subscription(QueueNames.MARGIN),
                proofs,
                context.upstream(QueueNames.COMMANDS, QueueNames.MARGIN),
                () -> AuditorState.save(store, auditor.linkedTo(), auditor.equities()));
    }

    private static RecordedProof newest(final ProcessContext context, final long head) {
        final RecordedProof proof = new RecordedProof();
        try (FrameCursor cursor = context.cursor(QueueNames.PROOFS)) {
            cursor.seekAfter(head - 1);
            while (!proof.hasLink() && cursor.next()) {
                proof.onFrame(cursor.buffer(), cursor.offset(), cursor.length());
            }
        }
        return proof;
    }

    /**
     * Where a restart would begin to read {@code margin}, by the newest state that this role has saved of itself.
     *
     * @return the last sequence not read again; 0 where there is no state, and everything is read
     */
    public static long resumesAfter(final Home home, final Manifest manifest) {
        return AuditorState.store(home, manifest)
                .newest(ROLE, Long.MAX_VALUE)
                .map(set -> set.sequence())
                .orElse(0L);
    }
}
