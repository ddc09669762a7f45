package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.margin.ScenarioLevels;
import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.ScenarioCodec;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import io.strikebook.schemas.SetScenarioSetEncoder;
import io.strikebook.schemas.VolatilityRule;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators may ask about scenarios, and which version and parameters the command then has. */
class ScenarioRequestsTest {
    private static final int BTC = 1;
    private static final int ETH = 2;

    private final SequencerFixture venue = new SequencerFixture(SequencerFixture.parametersWithoutFees());
    private final Subscription commands = venue.commands.subscription();
    private final long[] commandE8 = new long[ScenarioParameter.COUNT];
    private VolatilityRule rule = VolatilityRule.UNCHANGED;
    private int version;

    private RejectCode request(final boolean byOperator, final int underlyingId, final long[] parametersE8) {
        return venue.request(
                byOperator, SetScenarioSetEncoder.TEMPLATE_ID, SetScenarioSetEncoder.BLOCK_LENGTH, (buffer, block) -> {
                    final SetScenarioSetEncoder request = new SetScenarioSetEncoder().wrap(buffer, block);
                    ScenarioCodec.encode(parametersE8, request);
                    request.underlyingId(underlyingId)
                            .reserved(0)
                            .volatilityRule(rule)
                            .reserved1((short) 0)
                            .reserved2(0);
                });
    }

    private RejectCode change(final int underlyingId, final ScenarioParameter parameter, final long valueE8) {
        final long[] parametersE8 = ScenarioSets.unchanged();
        parametersE8[parameter.ordinal()] = valueE8;
        return request(true, underlyingId, parametersE8);
    }

    private void readCommand() {
        while (commands.poll((buffer, offset, length) -> read(buffer, offset))) {
            continue;
        }
    }

    private void read(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.templateId(buffer, offset) == SetScenarioSetCommandDecoder.TEMPLATE_ID) {
            final SetScenarioSetCommandDecoder command =
                    new SetScenarioSetCommandDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
            version = command.scenarioSetVersion();
            ScenarioCodec.decode(command, commandE8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyParameterHasARange(final ScenarioParameter parameter) {
        assertThat(change(BTC, parameter, parameter.leastE8())).isEqualTo(RejectCode.ACCEPTED);
        assertThat(change(ETH, parameter, parameter.mostE8())).isEqualTo(RejectCode.ACCEPTED);
        assertThat(change(BTC, parameter, parameter.leastE8() - 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(change(BTC, parameter, parameter.mostE8() + 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(change(BTC, parameter, Long.MAX_VALUE)).isEqualTo(RejectCode.MALFORMED);
        readCommand();
        assertThat(version).as("of a refused command").isZero();
    }

    @Test
    void whatIsRefusedAndInWhichOrder() {
        assertThat(request(true, BTC, ScenarioSets.unchanged()))
                .as("nothing is to change")
                .isEqualTo(RejectCode.MALFORMED);
        assertThat(change(3, ScenarioParameter.PRICE_RANGE, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(change(3, ScenarioParameter.PRICE_RANGE, 1)).isEqualTo(RejectCode.UNKNOWN_UNDERLYING);
        assertThat(change(0, ScenarioParameter.PRICE_RANGE, 1)).isEqualTo(RejectCode.UNKNOWN_UNDERLYING);
        assertThat(change(-1, ScenarioParameter.PRICE_RANGE, 1)).isEqualTo(RejectCode.UNKNOWN_UNDERLYING);
        assertThat(request(false, BTC, ScenarioSets.published("BTC")))
                .as("accounts may not")
                .isEqualTo(RejectCode.MALFORMED);
    }

    @Test
    void versionsRunOut() {
        final ScenarioSets sets = new ScenarioSets(
                Integer.MAX_VALUE, SequencerFixture.parametersWithoutFees().underlyings());
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[SetScenarioSetEncoder.BLOCK_LENGTH]);
        final SetScenarioSetEncoder request = new SetScenarioSetEncoder().wrap(buffer, 0);
        ScenarioCodec.encode(ScenarioSets.published("BTC"), request);
        request.underlyingId(BTC).volatilityRule(VolatilityRule.UNCHANGED);
        assertThat(new ScenarioDesk(SequencerFixture.parametersWithoutFees(), sets, new ScenarioLevels(sets))
                        .decide(buffer, 0))
                .isEqualTo(RejectCode.CAPACITY_EXCEEDED);
    }

    @Test
    void commandsHaveTheNextVersionAndAllParameters() {
        assertThat(change(BTC, ScenarioParameter.PRICE_RANGE, 15_000_000)).isEqualTo(RejectCode.ACCEPTED);
        readCommand();
        assertThat(version).isEqualTo(2);
        final long[] expectedE8 = ScenarioSets.published("BTC");
        expectedE8[0] = 15_000_000;
        assertThat(commandE8).containsExactly(expectedE8);
        change(ETH, ScenarioParameter.VOLATILITY_UP, 45_000_000);
        readCommand();
        assertThat(version).isEqualTo(3);
        change(BTC, ScenarioParameter.VOLATILITY_UP, 60_000_000);
        readCommand();
        assertThat(version).isEqualTo(4);
        expectedE8[1] = 60_000_000;
        assertThat(commandE8).containsExactly(expectedE8);
    }

    @Test
    void aSnapshotKeepsVersionAndParameters() {
        change(ETH, ScenarioParameter.PRICE_RANGE, 15_000_000);
        final SnapshotOutput snapshot = new SnapshotOutput();
        venue.sequencer.save(snapshot);
        final Sequencer twin = new Sequencer(
                SequencerFixture.parametersWithoutFees(), SequencerFixture.SOURCES, new MemoryQueue().publication());
        twin.load(new SnapshotInput(snapshot.buffer(), 0, snapshot.length()));
        assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
        final SnapshotOutput again = new SnapshotOutput();
        twin.save(again);
        assertThat(again.length()).isEqualTo(snapshot.length());
        for (int i = 0; i < again.length(); i++) {
            assertThat(again.buffer().getByte(i)).isEqualTo(snapshot.buffer().getByte(i));
        }
    }
}
