package io.strikebook.common.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StateHashTest {
    private static final int FIELDS = 5;
    private static final int SMALL = 12;
    private static final int BUCKETS = 256;

    /** Small numbers in every place, as states are made of: no two entities may look alike. */
    @Test
    void smallFieldsInAllPlacesDiffer() {
        final Set<Long> seen = new HashSet<>();
        for (int i = 0; i < Math.pow(SMALL, FIELDS); i++) {
            int rest = i;
            final long[] fields = new long[FIELDS];
            for (int f = 0; f < FIELDS; f++) {
                fields[f] = rest % SMALL;
                rest /= SMALL;
            }
            assertThat(seen.add(StateHash.of(fields[0], fields[1], fields[2], fields[3], fields[4])))
                    .isTrue();
        }
    }

    @Test
    void everyBitOfEveryFieldReachesEveryPartOfTheHash() {
        final SplittableRandom random = new SplittableRandom(3);
        for (int field = 0; field < FIELDS; field++) {
            for (int bit = 0; bit < Long.SIZE; bit++) {
                int changed = 0;
                for (int i = 0; i < BUCKETS; i++) {
                    final long[] fields = random.longs(FIELDS).toArray();
                    final long before = StateHash.and(fields[0], fields[1], fields[2], fields[3], fields[4]);
                    fields[field] ^= 1L << bit;
                    final long after = StateHash.and(fields[0], fields[1], fields[2], fields[3], fields[4]);
                    changed += Long.bitCount(before ^ after);
                }
                assertThat(changed / (double) BUCKETS)
                        .as("bits changed by bit %d of field %d", bit, field)
                        .isBetween(28.0, 36.0);
            }
        }
    }

    @Test
    void theOrderOfChangesDoesNotMatterAndWhatCameAndWentLeavesNothing() {
        final StateHash one = new StateHash();
        final StateHash other = new StateHash();
        one.add(StateHash.of(1, 2, 3, 4, 5));
        one.add(StateHash.of(2, 2, 3, 4, 5));
        other.add(StateHash.of(2, 2, 3, 4, 5));
        other.add(StateHash.of(7, 7, 7, 7, 7));
        other.add(StateHash.of(1, 2, 3, 4, 5));
        other.remove(StateHash.of(7, 7, 7, 7, 7));
        assertThat(one.value()).isEqualTo(other.value()).isNotZero();
    }
}
