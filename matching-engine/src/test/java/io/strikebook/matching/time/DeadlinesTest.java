package io.strikebook.matching.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final Comparator<Deadline> ORDER =
            Comparator.comparingLong(Deadline::atNs).thenComparingLong(Deadline::id);

    private final Deadlines deadlines = new Deadlines();

    @Test
    void nothingIsDueOfAnUnderlyingThatHasNone() {
        assertThat(deadlines.isAnyDue(Long.MAX_VALUE - 1)).isFalse();
        assertThat(deadlines.due(0, 1)).isNull();
        assertThat(deadlines.due(77, 1)).isNull();
        assertThat(deadlines.dueOfAll(1)).isNull();
    }

    @Test
    void aDeadlineIsDueFromItsTimeOn() {
        final Deadline deadline = deadlines.set(3, DeadlineKind.ORDER_EXPIRY, 5, 100);
        assertThat(deadlines.isAnyDue(99)).isFalse();
        assertThat(deadlines.due(3, 99)).isNull();
        assertThat(deadlines.due(3, 100)).isSameAs(deadline);
        assertThat(deadlines.due(2, 100)).isNull();
        assertThat(deadlines.dueOfAll(100)).isSameAs(deadline);
        deadline.cancel();
        assertThat(deadlines.isAnyDue(100)).isFalse();
        assertThatThrownBy(deadline::cancel).hasMessage("a deadline was cancelled twice");
    }

    @Test
    void firesInTheOrderOfTimeAndIdWhateverComesAndGoes() {
        final SplittableRandom random = new SplittableRandom(7);
        final TreeSet<Deadline> expected = new TreeSet<>(ORDER);
        long id = 0;
        for (int step = 0; step < 20_000; step++) {
            final int die = random.nextInt(10);
            if (die < 5) {
                final long atNs = step + random.nextInt(500);
                expected.add(deadlines.set(1 + random.nextInt(6), DeadlineKind.ORDER_EXPIRY, ++id, atNs));
            } else if (die < 7 && !expected.isEmpty()) {
                final Deadline any = expected.pollFirst();
                any.cancel();
            } else if (die < 8 && expected.size() > 3) {
                final Deadline last = expected.pollLast();
                last.cancel();
            } else {
                fire(expected, step, 1 + random.nextInt(8));
            }
            assertThat(deadlines.size()).isEqualTo(expected.size());
            deadlines.check();
        }
    }

    /** One underlying, or all of them, at a time. */
    private void fire(final TreeSet<Deadline> expected, final long nowNs, final int underlyingId) {
        final boolean all = underlyingId > 6;
        Deadline due = all ? deadlines.dueOfAll(nowNs) : deadlines.due(underlyingId, nowNs);
        while (due != null) {
            assertThat(deadlines.isAnyDue(nowNs)).isTrue();
            final Deadline first = expected.stream()
                    .filter(deadline -> all || deadline.underlyingId == underlyingId)
                    .findFirst()
                    .orElseThrow();
            assertThat(due).isSameAs(first);
            expected.remove(first);
            due.cancel();
            due = all ? deadlines.dueOfAll(nowNs) : deadlines.due(underlyingId, nowNs);
        }
        assertThat(expected.stream()
                        .filter(deadline -> all || deadline.underlyingId == underlyingId)
                        .allMatch(deadline -> deadline.atNs > nowNs))
                .isTrue();
    }
}
