package io.strikebook.ipc.chronicle;

import java.util.function.IntFunction;

/**
 * Hands the next file from the housekeeper's thread, which opens it, to the owner's, which goes on in it, and takes back the one that the
 * owner has left, to close it.
 */
final class NextFileOffer {
    /** No wish. */
    static final int NONE = Integer.MIN_VALUE;

    private final IntFunction<NextFile> opener;
    private volatile int wanted = NONE;
    private volatile NextFile offered;

    /** In use by the owner, and what is to be closed: the owner writes both, the housekeeper only empties {@code left}. */
    private volatile NextFile used;

    private volatile NextFile left;

    /** The housekeeper's own: for which wish it has looked already. */
    private int lookedFor = NONE;

    /**
     * Nothing offered yet.
     *
     * @param opener opens a file for a wish, or finds none and returns null; called on the housekeeper's thread
     */
    NextFileOffer(final IntFunction<NextFile> opener) {
        this.opener = opener;
    }

    /**
     * Wishes for a file; the owner's thread.
     *
     * @return whether the housekeeper has to be asked
     */
    boolean want(final int wish) {
        if (wanted == wish) {
            return false;
        }
        wanted = wish;
        return true;
    }

    /** What is there to go on in, or null; the owner's thread. */
    NextFile offered() {
        return offered;
    }

    /** Says that the owner went on in what was offered; it gave up what it used before. */
    void taken() {
        left = used;
        used = offered;
        offered = null;
    }

    /** Says that what is offered is of no use any more. */
    void refuse() {
        if (left == null) {
            left = offered;
            offered = null;
        }
    }

    /** Opens what is wished for and closes what was left; the housekeeper's thread. */
    boolean serve() {
        closeLeft();
        final int wish = wanted;
        if (wish == NONE || wish == lookedFor || offered != null) {
            return false;
        }
        lookedFor = wish;
        final NextFile found = opener.apply(wish);
        if (found == null) {
            wanted = NONE;
            lookedFor = NONE;
        }
        offered = found;
        return true;
    }

    private void closeLeft() {
        final NextFile done = left;
        if (done != null) {
            left = null;
            done.close();
        }
    }

    /** Closes everything; once neither thread uses it. */
    void close() {
        closeLeft();
        if (offered != null) {
            offered.close();
            offered = null;
        }
        if (used != null) {
            used.close();
            used = null;
        }
    }
}
