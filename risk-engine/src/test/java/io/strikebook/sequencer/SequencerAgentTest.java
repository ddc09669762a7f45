package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.schemas.CheckpointCommandDecoder;
import io.strikebook.schemas.CreateAccountCommandDecoder;
import io.strikebook.schemas.EnvironmentCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.MarksAdvancedCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.SourceLostCommandDecoder;
import io.strikebook.schemas.TickCommandDecoder;
import io.strikebook.schemas.TimeInForce;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The duty cycle, stepped by hand: what it takes first, how much, and what time it gives to it. */
class SequencerAgentTest {
    private static final int TICK = TickCommandDecoder.TEMPLATE_ID;
    private static final int EPOCH = MarksAdvancedCommandDecoder.TEMPLATE_ID;
    private static final int LIST = ListInstrumentCommandDecoder.TEMPLATE_ID;
    private static final int ACCOUNT = CreateAccountCommandDecoder.TEMPLATE_ID;
    private static final int ORDER = NewOrderCommandDecoder.TEMPLATE_ID;
    private static final int LOST = SourceLostCommandDecoder.TEMPLATE_ID;
    private static final int CHECKPOINT = CheckpointCommandDecoder.TEMPLATE_ID;
    private static final int ENVIRONMENT = EnvironmentCommandDecoder.TEMPLATE_ID;
    private static final long MARK_E8 = 2_500_000L;
    private static final long TICK_NS = 10_000_000L;

    private final AgentRig venue = new AgentRig(parameters(1 << 16), true, SequencerFixture.BTC_E12);

    static VenueParameters parameters(final int checkpointInterval) {
        final VenueParameters base = SequencerFixture.parametersWithoutFees();
        return new VenueParameters(
                base.underlyings(),
                true,
                new VenueParameters.Sequencing(TICK_NS, checkpointInterval, 100_000),
                base.preTrade(),
                base.fees(),
                base.margin(),
                base.marks());
    }

    private void order(final AgentRig rig, final Publication out, final long timestampNs) {
        rig.requests.newOrder(out, timestampNs, 1, 1, 0, true, TimeInForce.GOOD_TIL_CANCELLED, MARK_E8, 1);
    }

    @Test
    void marksAreAnnouncedBeforeMarginAndRequestsAndOperatorsAreHeardFirst() {
        venue.operator.createAccount(1, venue.nowNs);
        assertThat(venue.cycleTemplates()).containsExactly(ACCOUNT, TICK);
        venue.followers.answer(10);
        order(venue, venue.loadOut, venue.nowNs);
        venue.operator.createAccount(2, venue.nowNs);
        venue.epochWithListing(1, SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.epoch(MARK_E8);
        venue.nowNs += TICK_NS;
        final List<AgentRig.Command> written = venue.cycle();
        assertThat(written).extracting(AgentRig.Command::template).containsExactly(EPOCH, EPOCH, LIST, ACCOUNT, ORDER);
        assertThat(written).extracting(AgentRig.Command::marksTo).containsExactly(1L, 2L, 2L, 2L, 2L);
        assertThat(written).extracting(AgentRig.Command::marginTo).containsExactly(0L, 0L, 0L, 2L, 2L);
        assertThat(written).extracting(AgentRig.Command::sourceId).containsExactly(0, 0, 3, 1, 2);
        assertThat(written).extracting(AgentRig.Command::timestampNs).containsOnly(venue.nowNs);
    }

    @Test
    void everyEpochIsAnnouncedOnceAndACycleTakesABoundedNumber() {
        venue.cycle();
        for (int i = 0; i < 12; i++) {
            venue.epoch(MARK_E8 + i);
        }
        order(venue, venue.loadOut, venue.nowNs);
        final List<AgentRig.Command> first = venue.cycle();
        assertThat(first).extracting(AgentRig.Command::marksTo).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 8L);
        final List<AgentRig.Command> second = venue.cycle();
        assertThat(second).extracting(AgentRig.Command::marksTo).containsExactly(9L, 10L, 11L, 12L);
        assertThat(second).extracting(AgentRig.Command::template).containsOnly(EPOCH);
        assertThat(venue.cycle()).isEmpty();
    }

    @Test
    void tickFollowsWhenTheIntervalPassedSinceTheLastCommandForAll() {
        assertThat(venue.cycleTemplates()).containsExactly(TICK);
        venue.nowNs += TICK_NS - 1;
        assertThat(venue.cycleTemplates()).isEmpty();
        venue.epoch(MARK_E8);
        assertThat(venue.cycleTemplates()).containsExactly(EPOCH);
        venue.nowNs += TICK_NS - 1;
        venue.operator.createAccount(1, venue.nowNs);
        assertThat(venue.cycleTemplates()).containsExactly(ACCOUNT);
        venue.nowNs += 1;
        assertThat(venue.cycleTemplates()).containsExactly(TICK);
        venue.nowNs += 1_000 * TICK_NS;
        assertThat(venue.cycleTemplates()).containsExactly(TICK);
        venue.nowNs -= 500 * TICK_NS;
        venue.operator.createAccount(2, venue.nowNs);
        assertThat(venue.cycle().get(0).timestampNs()).isEqualTo(venue.nowNs + 500 * TICK_NS);
    }

    @Test
    void recordedTimeComesFromMarksAndRecordedSourcesOnly() {
        final AgentRig rig = new AgentRig(parameters(1 << 16), false, SequencerFixture.BTC_E12);
        rig.nowNs = 5_000_000_000L;
        order(rig, rig.loadOut, 7_000_000_000L);
        assertThat(rig.cycle().get(0).timestampNs()).isZero();
        order(rig, rig.tapeOut, 6_000_000_000L);
        final List<AgentRig.Command> taped = rig.cycle();
        assertThat(taped).extracting(AgentRig.Command::template).containsExactly(ORDER, TICK);
        assertThat(taped).extracting(AgentRig.Command::timestampNs).containsOnly(6_000_000_000L);
        rig.epoch(MARK_E8);
        assertThat(rig.cycle().get(0).timestampNs()).isEqualTo(6_000_000_000L);
        rig.nowNs = 6_500_000_000L;
        rig.epoch(MARK_E8);
        assertThat(rig.cycle().get(0).timestampNs()).isEqualTo(6_500_000_000L);
        rig.nowNs = 9_000_000_000L;
        assertThat(rig.cycle()).isEmpty();
    }

    @Test
    void aSourceThatIsGoneIsSequencedOnceBehindAllThatItSent() {
        venue.cycle();
        venue.loadGone = true;
        assertThat(venue.cycle()).as("it never sent anything").isEmpty();
        for (int i = 0; i < 40; i++) {
            order(venue, venue.loadOut, venue.nowNs);
        }
        assertThat(venue.cycleTemplates()).hasSize(32).containsOnly(ORDER);
        final List<Integer> rest = venue.cycleTemplates();
        assertThat(rest.subList(0, 8)).containsOnly(ORDER);
        assertThat(rest.subList(8, rest.size())).containsExactly(LOST);
        assertThat(venue.cycle()).as("it is lost once").isEmpty();
        venue.loadGone = false;
        order(venue, venue.loadOut, venue.nowNs);
        assertThat(venue.cycleTemplates()).containsExactly(ORDER);
        assertThat(venue.sequencer.isSourceLost(SequencerFixture.SOURCES.get(1).sourceId()))
                .as("its request brought it back")
                .isFalse();
    }

    @Test
    void sourcesTakeTurnsAndNoneIsTakenBeyondItsBound() {
        venue.cycle();
        for (int i = 0; i < 70; i++) {
            order(venue, venue.loadOut, venue.nowNs);
            order(venue, venue.tapeOut, venue.nowNs);
        }
        final List<AgentRig.Command> first = venue.cycle();
        assertThat(first).hasSize(64);
        assertThat(first.subList(0, 32))
                .extracting(AgentRig.Command::sourceId)
                .containsOnly(first.get(0).sourceId());
        final List<AgentRig.Command> second = venue.cycle();
        assertThat(second).hasSize(64);
        assertThat(second.get(0).sourceId()).isNotEqualTo(first.get(0).sourceId());
        assertThat(venue.cycle()).hasSize(12);
        assertThat(venue.sequencer.sequencedTo(AgentRig.LOAD)).isEqualTo(70);
        assertThat(venue.sequencer.sequencedTo(AgentRig.TAPE)).isEqualTo(70);
    }

    @Test
    void checkpointsComeEveryIntervalAndOnceAtAStop() {
        final AgentRig rig = new AgentRig(parameters(8), true, SequencerFixture.BTC_E12);
        for (int i = 0; i < 30; i++) {
            order(rig, rig.loadOut, rig.nowNs);
            for (final AgentRig.Command command : rig.cycle()) {
                assertThat(command.template() == CHECKPOINT).isEqualTo(command.sequence() % 8 == 0);
            }
        }
        assertThat(rig.sequencer.lastSequence()).isGreaterThan(30);
        order(rig, rig.loadOut, rig.nowNs);
        rig.agent.stopping();
        assertThat(rig.cycleTemplates()).doesNotContain(TICK).contains(ORDER);
        assertThat(rig.agent.drained()).isFalse();
        assertThat(rig.cycleTemplates()).containsExactly(CHECKPOINT);
        assertThat(rig.agent.drained()).isTrue();
        order(rig, rig.loadOut, rig.nowNs);
        assertThat(rig.cycle()).isEmpty();
    }

    @Test
    void takesWhatItsSourcesWroteBeforeTheyEndedHoweverLateThatIs() {
        final AgentRig rig = new AgentRig(parameters(1 << 16), true, SequencerFixture.BTC_E12);
        final Upstream.State[] writers = {Upstream.State.ENDING};
        rig.upstream = () -> writers[0];
        rig.start();
        rig.cycle();
        rig.agent.stopping();
        assertThat(rig.cycle()).isEmpty();
        assertThat(rig.agent.drained()).isFalse();
        for (int i = 0; i < 50; i++) {
            rig.epoch();
        }
        writers[0] = Upstream.State.ENDED;
        int cycles = 0;
        int epochs = 0;
        while (!rig.agent.drained()) {
            epochs += Collections.frequency(rig.cycleTemplates(), EPOCH);
            cycles++;
        }
        assertThat(epochs).isEqualTo(50);
        assertThat(cycles).isEqualTo(8);
    }

    @Test
    void doesNotWaitForSourcesThatGoOn() {
        final AgentRig rig = new AgentRig(parameters(1 << 16), true, SequencerFixture.BTC_E12);
        rig.upstream = () -> Upstream.State.GOES_ON;
        rig.start();
        rig.cycle();
        order(rig, rig.loadOut, rig.nowNs);
        rig.agent.stopping();
        assertThat(rig.cycleTemplates()).endsWith(ORDER, CHECKPOINT);
        assertThat(rig.agent.drained()).isTrue();
    }

    @Test
    void stoppedBeforeItsFirstCycleItWritesNothing() {
        final AgentRig rig = new AgentRig(parameters(1 << 16), true, SequencerFixture.BTC_E12);
        order(rig, rig.loadOut, rig.nowNs);
        rig.agent.stopping();
        assertThat(rig.cycle()).isEmpty();
        assertThat(rig.agent.drained()).isTrue();
    }

    @Test
    void diskStateIsSequencedWhenItChanges() {
        venue.cycle();
        venue.diskLow = true;
        assertThat(venue.cycleTemplates()).containsExactly(ENVIRONMENT);
        assertThat(venue.cycle()).isEmpty();
        venue.start();
        assertThat(venue.cycle()).isEmpty();
        venue.diskLow = false;
        assertThat(venue.cycleTemplates()).containsExactly(ENVIRONMENT);
    }
}
