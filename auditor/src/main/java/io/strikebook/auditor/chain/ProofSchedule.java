package io.strikebook.auditor.chain;

/**
 * When a link is made, and when with it a root of liabilities. Decided by commands and venue time alone; what it depends on besides is in
 * the newest link, so it goes on behind that as if nothing had happened.
 */
public final class ProofSchedule {
    /** What a command is to the auditor. */
    public enum Occasion {
        /** None of the others. */
        ORDINARY,
        /** A link; a root where the last one is old enough. */
        CHECKPOINT,
        /** A link and a root. */
        SETTLEMENT
    }

    private final Intervals intervals;
    private long linkedTo;
    private long previousNs;
    private long rootNs;
    private boolean rootDue;
    private boolean linkDue;

    /**
     * How often.
     *
     * @param linkCommands   a link covers at most so many commands
     * @param periodNs       a root with the first command of each such period of venue time
     * @param periodOffsetNs when periods begin, after 1970-01-01T00:00Z
     * @param checkpointNs   a root with a checkpoint, where the one before is so old
     */
    public record Intervals(long linkCommands, long periodNs, long periodOffsetNs, long checkpointNs) {}

    /** A schedule before the first command. */
    public ProofSchedule(final Intervals intervals) {
        this.intervals = intervals;
    }

    /**
     * Goes on behind a link.
     *
     * @param linkSequence last command that it covers
     * @param timestampNs  venue time of that
     * @param rootTimeNs   venue time of the newest root, 0 for none
     */
    public void resume(final long linkSequence, final long timestampNs, final long rootTimeNs) {
        linkedTo = linkSequence;
        previousNs = timestampNs;
        rootNs = rootTimeNs;
    }

    /**
     * Looks at a command, before {@link #linkDue} and {@link #rootDue} are asked; called once for each, in order.
     *
     * @param anybody whether there is an account; without one there is no root
     */
    public void onCommand(final long sequence, final long timestampNs, final Occasion occasion, final boolean anybody) {
        rootDue = anybody && isOccasionOfRoot(timestampNs, occasion);
        linkDue = rootDue || occasion != Occasion.ORDINARY || sequence - linkedTo >= intervals.linkCommands();
        previousNs = timestampNs;
        linkedTo = linkDue ? sequence : linkedTo;
        rootNs = rootDue ? timestampNs : rootNs;
    }

    private boolean isOccasionOfRoot(final long timestampNs, final Occasion occasion) {
        return occasion == Occasion.SETTLEMENT
                || occasion == Occasion.CHECKPOINT && timestampNs - rootNs >= intervals.checkpointNs()
                || previousNs != 0 && period(timestampNs) > period(previousNs);
    }

    private long period(final long timestampNs) {
        return Math.floorDiv(timestampNs - intervals.periodOffsetNs(), intervals.periodNs());
    }

    /** Whether a link is to be made behind the command. */
    public boolean linkDue() {
        return linkDue;
    }

    /** Whether the link's group has a root. */
    public boolean rootDue() {
        return rootDue;
    }

    /** Venue time of the newest root, that of this command included; 0 for none. */
    public long rootTimeNs() {
        return rootNs;
    }
}
