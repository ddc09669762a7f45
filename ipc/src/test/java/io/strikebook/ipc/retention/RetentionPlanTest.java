package io.strikebook.ipc.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.chronicle.QueueFile;
import io.strikebook.ipc.home.Retention;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One file a day, ten sequences each: 1 to 10 in the first. */
class RetentionPlanTest {
    private static final long DAY_MS = 86_400_000L;
    private static final Retention KEEP_ONE = new Retention(1, 0);

    private static QueueFile file(final int day, final boolean beginsWithGroup) {
        return new QueueFile(
                Path.of("day" + day + ".cq4"), 10L * day - 9, 10L * day, beginsWithGroup, 1 << 20, day * DAY_MS);
    }

    private static List<QueueFile> days(final int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(day -> file(day, true))
                .toList();
    }

    private static List<String> reasons(final Retention retention, final List<QueueFile> files, final Need... needs) {
        return new RetentionPlan(retention, 5 * DAY_MS, file -> null)
                .decide("commands", files, List.of(needs)).stream()
                        .map(decision -> (decision.delete() ? "- " : "+ ") + decision.reason())
                        .toList();
    }

    @Test
    void byDefaultNothingGoes() {
        assertThat(reasons(Retention.KEEP_ALL, days(3)))
                .containsExactly("+ retention keeps all", "+ follows a file that stays", "+ the newest file");
    }

    @Test
    void whatNobodyNeedsGoesOldestFirst() {
        assertThat(reasons(KEEP_ONE, days(4), new Need(20, "set"), new Need(35, "margin")))
                .containsExactly("- nobody needs it", "- nobody needs it", "+ set", "+ the newest file");
        assertThat(reasons(KEEP_ONE, days(4), new Need(40, "set"), new Need(9, "margin")))
                .containsExactly(
                        "+ margin", "+ follows a file that stays", "+ follows a file that stays", "+ the newest file");
        assertThat(reasons(KEEP_ONE, days(3), Need.all("no set"))).startsWith("+ no set");
    }

    @Test
    void limitsAreByNumberAndByAge() {
        assertThat(reasons(new Retention(3, 0), days(5)))
                .containsExactly(
                        "- nobody needs it",
                        "- nobody needs it",
                        "+ retention keeps 3 files",
                        "+ follows a file that stays",
                        "+ the newest file");
        assertThat(reasons(new Retention(0, 3), days(5)))
                .startsWith("- nobody needs it", "- nobody needs it", "+ retention keeps 3 days");
        assertThat(reasons(new Retention(4, 1), days(5))).startsWith("- nobody needs it", "+ retention keeps 4 files");
        assertThat(reasons(new Retention(1, 4), days(5))).startsWith("- nobody needs it", "+ retention keeps 4 days");
    }

    @Test
    void theNewestFileWrittenToStaysAndWhatWasMadeAhead() {
        final QueueFile ahead = new QueueFile(Path.of("ahead.cq4"), 0, 0, true, 1 << 20, 3 * DAY_MS);
        assertThat(reasons(KEEP_ONE, List.of(file(1, true), file(2, true), ahead)))
                .containsExactly("- nobody needs it", "+ the newest file", "+ made ahead");
        assertThat(reasons(KEEP_ONE, List.of(ahead))).containsExactly("+ the newest file");
        assertThat(reasons(KEEP_ONE, List.of())).isEmpty();
    }

    @Test
    void aGroupIsNotCutInTwo() {
        assertThat(reasons(KEEP_ONE, List.of(file(1, true), file(2, false), file(3, true))))
                .containsExactly(
                        "+ its last group goes on in the next file",
                        "+ follows a file that stays",
                        "+ the newest file");
    }

    @Test
    void whatSomebodyHasOpenStays() {
        assertThat(new RetentionPlan(KEEP_ONE, 0, file -> file.name().equals("day2.cq4") ? "pid 7 has it open" : null)
                        .decide("commands", days(4), List.of()))
                .extracting(Decision::delete, Decision::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(true, "nobody needs it"),
                        org.assertj.core.groups.Tuple.tuple(false, "pid 7 has it open"),
                        org.assertj.core.groups.Tuple.tuple(false, "follows a file that stays"),
                        org.assertj.core.groups.Tuple.tuple(false, "the newest file"));
    }
}
