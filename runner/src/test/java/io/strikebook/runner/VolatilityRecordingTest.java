package io.strikebook.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ScenarioChange;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import io.strikebook.schemas.VolatilityRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A venue whose engines lag at random and whose margin follows the volatility of an index that is watched for hundredths of a second, so that
 * it is high and low by turns; an operator holds the rule for a while. All is announced, and the same again.
 */
@Timeout(300)
class VolatilityRecordingTest {
    private static final long E8 = 100_000_000L;
    private static final long STEP_E8 = 20_000_000L;
    private static final long CAP_E8 = 200_000_000L;
    private static final String RULE = """
              volatility:
                rules: ["BTC realised 0.4 1 2"]
                sampleNs: 5000000
                averageNs: 10000000
                stepE8: 20000000
                intervalNs: 5000000
                lowerAfterNs: 10000000
            """;

    /** What a command said. */
    private record Change(
            int version,
            ScenarioChange reason,
            VolatilityRule rule,
            long levelE8,
            long beforeE8,
            long rangeE8,
            long operatorsE8,
            long scaleE8) {
        static Change of(final SetScenarioSetCommandDecoder command) {
            return new Change(
                    command.scenarioSetVersion(),
                    command.reason(),
                    command.volatilityRule(),
                    command.levelE8(),
                    command.levelBeforeE8(),
                    command.parameters().priceRangeE8(),
                    command.operatorsPriceRangeE8(),
                    command.standardMarginE8());
        }
    }

    @TempDir
    private static Path folder;

    private static Home home;

    @BeforeAll
    static void record() throws Exception {
        try (RecordedVenue venue = new RecordedVenue(folder.resolve("home"), 17, RecordedVenue.CONFIG + RULE, null)) {
            venue.trade(9_000);
            venue.changeScenarios(18_000_000, VolatilityRule.HELD);
            venue.trade(3_000);
            venue.changeScenarios(19_000_000, VolatilityRule.FOLLOWED);
            venue.trade(6_000);
            venue.stop();
            home = venue.home();
        }
    }

    private static List<Change> changes(final Recording recording) {
        final List<Change> changes = new ArrayList<>();
        final SetScenarioSetCommandDecoder command = new SetScenarioSetCommandDecoder();
        final FrameHeaderDecoder header = new FrameHeaderDecoder();
        final Subscription commands = recording.subscription(QueueNames.COMMANDS);
        while (commands.poll((buffer, offset, length) -> {
            if (isChange(buffer, offset)) {
                command.wrapAndApplyHeader(buffer, offset, header);
                if (command.envelope().decision() == RejectCode.ACCEPTED) {
                    changes.add(Change.of(command));
                }
            }
        })) {
            continue;
        }
        return changes;
    }

    private static boolean isChange(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.templateId(buffer, offset) == SetScenarioSetCommandDecoder.TEMPLATE_ID;
    }

    @Test
    void everyChangeIsAnnouncedWithinItsBounds() {
        try (Recording recording = new Recording(home)) {
            final List<Change> changes = changes(recording);
            assertThat(changes)
                    .filteredOn(change -> change.reason() == ScenarioChange.VOLATILITY_ROSE)
                    .hasSizeGreaterThan(4)
                    .allSatisfy(change -> assertThat(change.levelE8()).isGreaterThan(change.beforeE8()));
            assertThat(changes)
                    .filteredOn(change -> change.reason() == ScenarioChange.VOLATILITY_FELL)
                    .hasSizeGreaterThan(4)
                    .allSatisfy(change -> assertThat(change.levelE8()).isEqualTo(change.beforeE8() - STEP_E8));
            long levelE8 = E8;
            VolatilityRule rule = VolatilityRule.FOLLOWED;
            for (int i = 0; i < changes.size(); i++) {
                final Change change = changes.get(i);
                assertThat(change.version()).isEqualTo(2 + i);
                assertThat(change.beforeE8()).isEqualTo(levelE8);
                assertThat(change.levelE8()).isBetween(E8, CAP_E8);
                assertThat(change.rangeE8()).isEqualTo(change.operatorsE8() * (change.levelE8() / 1_000_000) / 100);
                assertThat(change.scaleE8()).isEqualTo(change.levelE8());
                if (change.reason() == ScenarioChange.OPERATOR) {
                    rule = change.rule();
                } else {
                    assertThat(rule).as("change %d", i).isEqualTo(VolatilityRule.FOLLOWED);
                }
                levelE8 = change.levelE8();
            }
            assertThat(changes)
                    .filteredOn(change -> change.rule() == VolatilityRule.HELD)
                    .singleElement()
                    .satisfies(change -> assertThat(change.rangeE8()).isEqualTo(18_000_000));
        }
    }

    @Test
    void everyVersionSaidByAnEpochComesWithTheArraysOfAllOptions() {
        try (Recording recording = new Recording(home)) {
            final TreeMap<Integer, Integer> arrays = ScenarioSwitches.arrays(recording);
            assertThat(arrays.size()).isGreaterThan(8);
            arrays.remove(1);
            assertThat(arrays.values()).allSatisfy(count -> assertThat(count).isGreaterThan(20));
        }
    }

    @Test
    void theRecordingIsIdentical() {
        Reruns.requireIdentical(home, false);
        Reruns.requireIdentical(home, true);
    }

    @Test
    void setsMadeBeforeChangesGoOnAsTheRecordingDoes() {
        try (Recording recording = new Recording(home)) {
            Reruns.requireSetsGoOn(
                    recording, Reruns.sequences(recording, QueueNames.COMMANDS, VolatilityRecordingTest::isChange));
        }
    }

    @Test
    void sequencedAgainItFollowsAgain() throws Exception {
        try (Recording recording = new Recording(Reruns.sequencedAgain(home, folder.resolve("again")))) {
            assertThat(changes(recording)).hasSizeGreaterThan(8);
        }
    }
}
