package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.schemas.CreateAccountCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggeredOrderCommandDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One source writes as much as it can: what that does to others, to operators and to what margin asks for. */
class FairnessTest {
    private static final int ORDER = NewOrderCommandDecoder.TEMPLATE_ID;
    private static final int ACCOUNT = CreateAccountCommandDecoder.TEMPLATE_ID;
    private static final int TRIGGERED = TriggeredOrderCommandDecoder.TEMPLATE_ID;
    private static final long MARK_E8 = 2_500_000L;
    private static final int FLOOD = 10_000;
    private static final int BOUND = 32;
    private static final int MAX_LAG = 1_000;

    private AgentRig venue;

    @BeforeEach
    void open() {
        venue = new AgentRig(parameters(), true, SequencerFixture.BTC_E12);
        venue.operator.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000), venue.nowNs);
        venue.operator.createAccount(1, venue.nowNs);
        venue.epoch(MARK_E8);
        venue.cycle();
        venue.followers.answer(100);
        venue.cycle();
    }

    private static VenueParameters parameters() {
        final VenueParameters base = SequencerFixture.parametersWithoutFees();
        return new VenueParameters(
                base.underlyings(),
                true,
                new VenueParameters.Sequencing(10_000_000L, 1 << 16, MAX_LAG),
                base.preTrade(),
                base.fees(),
                base.margin(),
                base.marks());
    }

    private void order(final Publication out) {
        venue.requests.newOrder(out, venue.nowNs, 1, 1, 0, true, TimeInForce.GOOD_TIL_CANCELLED, MARK_E8, 1);
    }

    private void flood(final int requests) {
        for (int i = 0; i < requests; i++) {
            order(venue.loadOut);
        }
    }

    private static List<Integer> sources(final List<AgentRig.Command> commands) {
        return commands.stream().map(AgentRig.Command::sourceId).toList();
    }

    @Test
    void whoFloodsDelaysAnotherByNoMoreThanItsShareOfACycle() {
        flood(FLOOD);
        for (int cycle = 0; cycle < 100; cycle++) {
            order(venue.tapeOut);
            final List<AgentRig.Command> written = venue.cycle();
            venue.followers.answer(Integer.MAX_VALUE);
            assertThat(written).hasSize(BOUND + 1);
            assertThat(sources(written).indexOf(AgentRig.TAPE)).isIn(0, BOUND);
        }
        assertThat(venue.sequencer.sequencedTo(AgentRig.LOAD)).isEqualTo(100 * BOUND);
        assertThat(venue.sequencer.sequencedTo(AgentRig.TAPE)).isEqualTo(100);
    }

    @Test
    void operatorsAreHeardFirstAndCannotShutClientsOutEither() {
        flood(FLOOD);
        for (int i = 0; i < 1_000; i++) {
            venue.operator.createAccount(1, venue.nowNs);
        }
        order(venue.tapeOut);
        final List<AgentRig.Command> written = venue.cycle();
        assertThat(written).hasSize(2 * BOUND + 1);
        assertThat(written.subList(0, BOUND))
                .extracting(AgentRig.Command::template)
                .containsOnly(ACCOUNT);
        assertThat(sources(written)).contains(AgentRig.TAPE);
    }

    @Test
    void whatMarginAsksForComesBeforeAnyRequest() {
        flood(FLOOD);
        venue.operator.createAccount(1, venue.nowNs);
        venue.cycle();
        venue.followers.ask(3);
        venue.followers.answer(10);
        venue.operator.createAccount(1, venue.nowNs);
        order(venue.tapeOut);
        final List<AgentRig.Command> written = venue.cycle();
        assertThat(written.subList(0, 4))
                .extracting(AgentRig.Command::template)
                .containsExactly(TRIGGERED, TRIGGERED, TRIGGERED, ACCOUNT);
    }

    /** Margin answers less than the flood writes: without a rule it would be behind for ever, and what it asks for undecided. */
    @Test
    void clientsWaitWhileWhatMarginAsksForWaitsForMarginToCatchUp() {
        flood(FLOOD);
        while (!venue.sequencer.isMarginLagging()) {
            venue.cycle();
        }
        venue.followers.ask(1);
        int cycles = 0;
        List<AgentRig.Command> written = List.of();
        while (written.stream().noneMatch(command -> command.template() == TRIGGERED)) {
            venue.followers.answer(BOUND / 4);
            written = venue.cycle();
            cycles++;
        }
        assertThat(cycles).as("of the lag, at a quarter of the flood's pace").isLessThan(20);
        assertThat(written.get(0).template()).isEqualTo(TRIGGERED);
        assertThat(written).as("the flood goes on behind it").hasSize(1 + BOUND);
    }

    @Test
    void aMarginEngineThatStoppedHoldsNobodyUp() {
        flood(FLOOD);
        while (!venue.sequencer.isMarginLagging()) {
            venue.cycle();
        }
        venue.followers.ask(1);
        venue.followers.answer(1);
        for (int cycle = 0; cycle < SequencerAgent.MARGIN_PATIENCE; cycle++) {
            assertThat(venue.cycle()).isEmpty();
        }
        assertThat(venue.cycle()).hasSize(BOUND).allMatch(command -> command.decision() == RejectCode.MARGIN_LAGGING);
    }

    @Test
    void everyRequestOfAFloodIsDecidedOnceHoweverOftenTheProcessDies() {
        final Random random = new Random(5);
        flood(2_000);
        for (int i = 0; i < 100; i++) {
            order(venue.tapeOut);
        }
        final List<AgentRig.Command> all = new ArrayList<>();
        while (venue.sequencer.sequencedTo(AgentRig.LOAD) < 2_000) {
            venue.pollsLeft = random.nextInt(100);
            try {
                all.addAll(venue.cycle());
                venue.pollsLeft = -1;
            } catch (final AgentRig.Killed killed) {
                venue.pollsLeft = -1;
                venue.start();
            }
            venue.followers.answer(random.nextInt(100));
        }
        all.addAll(venue.cycle());
        requireOnce(all, AgentRig.LOAD, 2_000);
        requireOnce(all, AgentRig.TAPE, 100);
    }

    private static void requireOnce(final List<AgentRig.Command> commands, final int source, final int requests) {
        final List<Long> numbers = commands.stream()
                .filter(command -> command.sourceId() == source)
                .map(AgentRig.Command::sourceSequence)
                .toList();
        assertThat(numbers).hasSize(requests);
        for (int i = 0; i < requests; i++) {
            assertThat(numbers.get(i)).isEqualTo(i + 1L);
        }
    }
}
