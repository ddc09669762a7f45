package io.strikebook.runner.promise;

import io.strikebook.runner.promise.Journal.Step;
import java.util.Arrays;

/** Plays sequences of letters, each from the beginning, and evaluates the promise. */
final class Paths {
    static final long RICH = 10 * SmallVenue.SATOSHIS;

    private static final double BELOW = 2 * Rules.UNIT;

    /** A sequence after which the promise is broken. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1;

        Broken(final Setup setup, final Letter[] path, final int length, final Step step, final double left) {
            super("after " + Arrays.asList(path).subList(0, length) + " with deposits "
                    + Arrays.toString(setup.deposits())
                    + (setup.portfolio() ? ", the first under portfolio margin" : "")
                    + ": command " + step.sequence + " (" + step.kind + " of account " + step.account
                    + ", decided on margin "
                    + step.marginTo + ") leaves " + left + " coins");
        }
    }

    private final boolean lockstep;
    private final Gate ladder;
    private SmallVenue venue;
    private long runs;
    private long claims;
    private double tightest = Double.POSITIVE_INFINITY;
    private double left;
    private int claimant;

    /** Paths in which the sequencer is told of everything after each letter, or only when a letter says so. */
    Paths(final boolean lockstep) {
        this(lockstep, null);
    }

    /** The same with another ladder, which alone decides: the engines' first account has more than the statement knows of. */
    Paths(final boolean lockstep, final Gate ladder) {
        this.lockstep = lockstep;
        this.ladder = ladder;
    }

    /** How many sequences were played. */
    long runs() {
        return runs;
    }

    /** Of how many commands something was claimed. */
    long claims() {
        return claims;
    }

    /** The least that was left. */
    double tightest() {
        return tightest;
    }

    SmallVenue venue() {
        return venue;
    }

    /** Account of the last letter's command that the least was left to, 0 for none. */
    int claimant() {
        return claimant;
    }

    /** What was left at the worst of the last letter's commands. */
    double left() {
        return left;
    }

    /**
     * Plays the first letters of a path, and checks what the sequencer accepted because of those from one on.
     */
    void play(final Setup setup, final Letter[] path, final int length, final int checkedFrom) {
        runs++;
        if (ladder == null) {
            begin(setup);
        } else {
            begin(setup.withDeposits(RICH, setup.deposits()[1]));
            venue.journal().forget(1, (RICH - setup.deposits()[0]) * Rules.UNIT);
            venue.allowOnly(ladder);
        }
        left = Promise.NOTHING;
        claimant = 0;
        for (int i = 0; i < length; i++) {
            final long before = venue.journal().lastSequence();
            path[i].on(venue);
            if (lockstep) {
                venue.deliverAll();
            }
            if (i >= checkedFrom) {
                check(path, i + 1, before);
            }
        }
    }

    private void begin(final Setup setup) {
        if (venue == null || !venue.hasRoom() || !venue.setup().isLike(setup)) {
            venue = new SmallVenue(setup);
        } else {
            venue.startAgain(setup);
        }
    }

    private void check(final Letter[] path, final int length, final long before) {
        final Journal journal = venue.journal();
        for (long at = before + 1; at <= journal.lastSequence(); at++) {
            final Step step = journal.step(at);
            final double leftNow = Promise.left(venue, step);
            if (leftNow < 0) {
                throw new Broken(venue.setup(), path, length, step, leftNow);
            }
            if (leftNow != Promise.NOTHING) {
                claims++;
                tightest = Math.min(tightest, leftNow);
            }
            if (leftNow < left) {
                left = leftNow;
                claimant = step.account;
            }
        }
    }

    /**
     * Plays a path again, in which the account that its last letter was accepted of begins with just too little for it: something must be
     * refused. That is so where the promise is not broken, since it is evaluated after each letter.
     */
    void playWithTooLittle(final Setup setup, final Letter[] path, final int length) {
        final long[] deposits = setup.deposits().clone();
        deposits[claimant - 1] -= (long) Math.ceil((left + BELOW) / Rules.UNIT);
        if (deposits[claimant - 1] > 0) {
            play(setup.withDeposits(deposits), path, length, 0);
        }
    }
}
