package io.strikebook.auditor;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.process.Stoppable;
import io.strikebook.ipc.process.Upstream;
import org.agrona.concurrent.Agent;

/**
 * Duty cycle of the auditor: first {@code margin} up to the newest link, for equities alone; then each command with margin's answer, once
 * that is there. It saves its equities with a root now and then, and when it stops behind a link. Whoever opened the queues' ends closes
 * them.
 */
final class AuditorAgent implements Agent, Stoppable {
    private static final int MAX_COMMANDS = 256;
    private static final int MAX_EARLIER_GROUPS = 4_096;

    /** Roots may come with every checkpoint; a state of a million accounts has 36 MB. */
    private static final long COMMANDS_BETWEEN_STATES = 1L << 20;

    private final Auditor auditor;
    private final Subscription commands;
    private final Subscription margin;
    private final Publication proofs;
    private final Upstream upstream;
    private final Runnable save;
    private final FrameHandler onCommand;
    private final FrameHandler onMargin;
    private final FrameHandler onEarlierMargin;
    private final long readTo;
    private final long resumedTo;
    private long savedTo;

    /**
     * An agent of an auditor that has resumed.
     *
     * @param readTo last group of margin that its equities know
     * @param save   saves equities as of the newest link
     */
    AuditorAgent(
            final Auditor auditor,
            final long readTo,
            final Subscription commands,
            final Subscription margin,
            final Publication proofs,
            final Upstream upstream,
            final Runnable save) {
        this.auditor = auditor;
        this.readTo = readTo;
        this.commands = commands;
        this.margin = margin;
        this.proofs = proofs;
        this.upstream = upstream;
        this.save = save;
        resumedTo = auditor.linkedTo();
        savedTo = readTo;
        onCommand = auditor::onCommand;
        onMargin = auditor::onMargin;
        onEarlierMargin = auditor::onEarlierMargin;
    }

    @Override
    public void onStart() {
        commands.seekAfter(resumedTo);
        margin.seekAfter(readTo);
    }

    @Override
    public int doWork() {
        return margin.position() < resumedTo ? readEarlier() : followCommands();
    }

    private int readEarlier() {
        int groups = 0;
        while (groups < MAX_EARLIER_GROUPS && margin.position() < resumedTo && margin.poll(onEarlierMargin)) {
            groups++;
        }
        return groups;
    }

    private int followCommands() {
        int done = 0;
        boolean linked = false;
        boolean rooted = false;
        while (done < MAX_COMMANDS && !rooted && hasNext()) {
            commands.poll(onCommand);
            margin.poll(onMargin);
            done++;
            if (auditor.endCommand()) {
                linked = true;
                rooted = auditor.rootSequence() == auditor.linkedTo();
            }
        }
        if (linked) {
            proofs.flush();
        }
        if (rooted && auditor.linkedTo() - savedTo >= COMMANDS_BETWEEN_STATES) {
            saveNow();
        }
        return done;
    }

    /** Whether the next command, and margin's answer to it, are there. */
    private boolean hasNext() {
        final long command = commands.peek();
        if (command == Subscription.NONE) {
            return false;
        }
        final long answer = margin.peek();
        if (answer != Subscription.NONE && answer != command) {
            throw new IllegalStateException("margin answers " + answer + " where command " + command + " is next");
        }
        return answer == command;
    }

    private void saveNow() {
        save.run();
        savedTo = auditor.linkedTo();
    }

    /** Everything that was answered is read, and nobody writes more. */
    @Override
    public boolean drained() {
        if (!upstream.isSettled() || margin.position() < resumedTo || hasNext()) {
            return false;
        }
        final boolean atLink = auditor.linkedTo() == auditor.lastSequence();
        if (atLink && auditor.linkedTo() > savedTo) {
            saveNow();
        }
        return true;
    }

    @Override
    public String roleName() {
        return AuditorMain.ROLE;
    }
}
