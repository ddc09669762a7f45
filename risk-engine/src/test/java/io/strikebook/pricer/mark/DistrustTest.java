package io.strikebook.pricer.mark;

import static io.strikebook.pricer.mark.Distrust.NONE;
import static io.strikebook.pricer.mark.Distrust.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** It begins at once, and ends after a while without a break. */
class DistrustTest {
    private final Distrust rule = new Distrust(100);

    @Test
    void endsAfterAWhileInWhichNothingWasWrong() {
        assertThat(rule.next(NONE, false, 10)).isEqualTo(NONE);
        assertThat(rule.next(NONE, true, 20)).isEqualTo(WRONG);
        assertThat(rule.dueNs(WRONG)).as("time alone mends nothing").isEqualTo(Long.MAX_VALUE);
        final long since = rule.next(WRONG, false, 500);
        assertThat(since).as("however long nobody looked").isEqualTo(500);
        assertThat(rule.dueNs(since)).isEqualTo(600);
        assertThat(rule.next(since, false, 599)).isEqualTo(since);
        assertThat(rule.isOver(since, 599)).isFalse();
        assertThat(rule.isOver(since, 600)).isTrue();
        assertThat(rule.next(since, false, 600)).isEqualTo(NONE);
        assertThat(rule.dueNs(NONE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aBreakBeginsItAnew() {
        final long since = rule.next(WRONG, false, 500);
        assertThat(rule.next(since, true, 600)).isEqualTo(WRONG);
        assertThat(rule.next(WRONG, false, 700)).isEqualTo(700);
    }

    @Test
    void withoutAWhileItEndsAtOnce() {
        assertThat(new Distrust(0).next(WRONG, false, 500)).isEqualTo(NONE);
    }
}
