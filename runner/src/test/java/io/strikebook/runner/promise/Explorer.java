package io.strikebook.runner.promise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.LongHashSet;

/**
 * Plays all sequences of some letters up to a length, the short ones first. What leads to a state that was there before is not gone on with,
 * since a sequence as long or shorter led there. Every state is also reached for with just too little money: see
 * {@link Paths#playWithTooLittle}.
 */
final class Explorer {
    private final Setup setup;
    private final Paths paths;
    private final Letter[] letters;
    private final LongHashSet seen = new LongHashSet();
    private List<byte[]> newest = new ArrayList<>();
    private long states;

    Explorer(final Setup setup, final Paths paths, final Letter... letters) {
        this.setup = setup;
        this.paths = paths;
        this.letters = letters;
        newest.add(new byte[0]);
    }

    Explorer to(final int length) {
        for (int reached = newest.get(0).length; reached < length && !newest.isEmpty(); reached++) {
            further(reached + 1);
        }
        return this;
    }

    private void further(final int length) {
        final List<byte[]> found = new ArrayList<>();
        final Letter[] path = new Letter[length];
        for (final byte[] known : newest) {
            for (int i = 0; i < known.length; i++) {
                path[i] = letters[known[i]];
            }
            for (int letter = 0; letter < letters.length; letter++) {
                path[length - 1] = letters[letter];
                if (leadsToNewState(path)) {
                    final byte[] longer = Arrays.copyOf(known, length);
                    longer[length - 1] = (byte) letter;
                    found.add(longer);
                }
            }
        }
        states += found.size();
        newest = found;
    }

    private boolean leadsToNewState(final Letter[] path) {
        paths.play(setup, path, path.length, path.length - 1);
        if (!seen.add(StateKey.of(paths.venue()))) {
            return false;
        }
        if (paths.claimant() != 0) {
            paths.playWithTooLittle(setup, path, path.length);
        }
        return true;
    }

    /** How many states there are that differ in what can come after. */
    long states() {
        return states;
    }
}
