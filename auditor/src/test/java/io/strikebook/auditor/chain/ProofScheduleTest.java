package io.strikebook.auditor.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.auditor.chain.ProofSchedule.Occasion;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When there is a link, and when a root. */
final class ProofScheduleTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MIDNIGHT =
            TimeUnit.SECONDS.toNanos(Instant.parse("2026-03-01T00:00:00Z").getEpochSecond());
    private static final ProofSchedule.Intervals DAILY =
            new ProofSchedule.Intervals(100, TimeUnit.DAYS.toNanos(1), TimeUnit.HOURS.toNanos(8), 60 * SECOND);

    private final ProofSchedule schedule = new ProofSchedule(DAILY);

    private String due(final long sequence, final long timestampNs, final Occasion occasion) {
        schedule.onCommand(sequence, timestampNs, occasion, true);
        return (schedule.linkDue() ? "link" : "") + (schedule.rootDue() ? " root" : "");
    }

    @Test
    void linkAfterSoManyCommandsSinceTheLastOne() {
        assertThat(due(99, MIDNIGHT, Occasion.ORDINARY)).isEmpty();
        assertThat(due(100, MIDNIGHT, Occasion.ORDINARY)).isEqualTo("link");
        assertThat(due(199, MIDNIGHT, Occasion.ORDINARY)).isEmpty();
        assertThat(due(200, MIDNIGHT, Occasion.ORDINARY)).isEqualTo("link");
    }

    @Test
    void rootWithTheFirstCommandOfEachPeriodOnce() {
        final long eight = MIDNIGHT + TimeUnit.HOURS.toNanos(8);
        assertThat(due(1, eight - 1, Occasion.ORDINARY)).isEmpty();
        assertThat(due(2, eight, Occasion.ORDINARY)).isEqualTo("link root");
        assertThat(due(3, eight + 1, Occasion.ORDINARY)).isEmpty();
        assertThat(due(4, eight + TimeUnit.DAYS.toNanos(3), Occasion.ORDINARY)).isEqualTo("link root");
    }

    @Test
    void checkpointAlwaysLinksAndHasARootWhereTheLastIsOldEnough() {
        assertThat(due(1, MIDNIGHT, Occasion.CHECKPOINT)).isEqualTo("link root");
        assertThat(due(2, MIDNIGHT + 60 * SECOND - 1, Occasion.CHECKPOINT)).isEqualTo("link");
        assertThat(due(3, MIDNIGHT + 60 * SECOND, Occasion.CHECKPOINT)).isEqualTo("link root");
        assertThat(due(4, MIDNIGHT + 60 * SECOND, Occasion.SETTLEMENT)).isEqualTo("link root");
    }

    @Test
    void noRootWithoutAnAccount() {
        schedule.onCommand(1, MIDNIGHT, Occasion.CHECKPOINT, false);
        assertThat(schedule.linkDue()).isTrue();
        assertThat(schedule.rootDue()).isFalse();
        assertThat(schedule.rootTimeNs()).isZero();
    }

    @Test
    void goesOnBehindALinkAsIfNothingHadHappened() {
        final long eight = MIDNIGHT + TimeUnit.HOURS.toNanos(8);
        schedule.resume(1_000, eight - 1, eight - 30 * SECOND);
        assertThat(due(1_001, eight, Occasion.ORDINARY)).isEqualTo("link root");
        assertThat(due(1_002, eight + 59 * SECOND, Occasion.CHECKPOINT)).isEqualTo("link");
        assertThat(schedule.rootTimeNs()).isEqualTo(eight);
        assertThat(due(1_101, eight + 59 * SECOND, Occasion.ORDINARY)).isEmpty();
        assertThat(due(1_102, eight + 59 * SECOND, Occasion.ORDINARY)).isEqualTo("link");
    }
}
