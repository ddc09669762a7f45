package io.strikebook.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.MassCancelDecoder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The generator against a venue in memory with the real matching engine; time is stepped by hand. */
@Timeout(120)
class LoadGeneratorTest {
    private static final LoadConfig CONFIG = LoadConfig.defaults().withRate(0, 512);
    private static final List<String> QUEUES = LoadSnapshot.inputs(1);
    private static final int MAX_ROUNDS = 4;
    private static final long ONE_OFF_BYTES = 4_096;
    private static final long SECOND_NS = 1_000_000_000L;

    private long nowNs = 1_000 * SECOND_NS;

    @Test
    void nearlyAllIsAcceptedAndEnoughTradesWhileMarksMove() {
        final VenueStub venue = new VenueStub(10);
        final Publication publication = venue.orders.publication();
        final LoadGenerator generator = new LoadGenerator(CONFIG, VenueStub.SOURCE_ID, publication);
        final LoadAgent agent = agent(generator, venue, publication);
        run(agent, venue, 200_000);

        assertThat(generator.instruments()).isEqualTo(12);
        assertThat(venue.refused)
                .as("refused of %d, last %s", venue.requestsTaken, venue.lastRefusal)
                .isLessThan(venue.requestsTaken / 100);
        assertThat(venue.ordersThatTraded).isGreaterThan(venue.requestsTaken / 20);
        assertThat(venue.engine.liveOrders()).isLessThanOrEqualTo(12 * 2 * CONFIG.makers());
        assertThat(generator.counters().refused()).isLessThanOrEqualTo(venue.refused);
        assertThat(generator.counters().filledOrders())
                .isEqualTo(generator.fills() / 2)
                .isPositive();
        assertPositionsBounded(generator, venue);
        venue.engine.check();
    }

    @Test
    void noAllocationOverAMillionRequests() {
        final VenueStub venue = new VenueStub(10);
        final Publication publication = venue.orders.publication();
        final LoadAgent agent = agent(new LoadGenerator(CONFIG, VenueStub.SOURCE_ID, publication), venue, publication);
        run(agent, venue, 200_000);
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < MAX_ROUNDS && allocated > 0; round++) {
            allocated = allocatedOver(agent, venue, 1_000_000);
            assertThat(allocated).isLessThan(ONE_OFF_BYTES);
        }
        assertThat(allocated).as("bytes allocated by the last million requests").isZero();
    }

    private long allocatedOver(final LoadAgent agent, final VenueStub venue, final long requests) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long target = venue.requestsTaken + requests;
        long allocated = 0;
        for (int cycle = 0; venue.requestsTaken < target; cycle++) {
            nowNs += 100_000;
            final long before = threads.getCurrentThreadAllocatedBytes();
            agent.doWork();
            allocated += threads.getCurrentThreadAllocatedBytes() - before;
            stepVenue(venue, cycle);
        }
        return allocated;
    }

    @Test
    void aRestartCancelsFirstAndGoesOnWithTheNextSequence() {
        final VenueStub venue = new VenueStub(4);
        final Publication first = venue.orders.publication();
        final Subscription marks = venue.marks.subscription();
        final Subscription commands = venue.commands.subscription();
        final Subscription executions = venue.executions.subscription();
        final Subscription requests = venue.orders.subscription();
        final LoadGenerator before = new LoadGenerator(CONFIG, VenueStub.SOURCE_ID, first);
        run(agent(before, venue, first), venue, 5_000);

        final Publication second = venue.orders.publication();
        second.resume(first.lastSequence(), first.producedHash());
        final LoadGenerator after = new LoadGenerator(CONFIG, VenueStub.SOURCE_ID, second);
        final LoadAgent agent = new LoadAgent(after, marks, commands, executions, second, () -> nowNs);
        requests.seekAfter(first.lastSequence());
        while (requests.peek() == Subscription.NONE) {
            agent.doWork();
        }
        for (int i = 1; i <= CONFIG.accounts(); i++) {
            final long expected = first.lastSequence() + i;
            assertThat(requests.poll((buffer, offset, length) -> {
                        assertThat(FrameLayout.sequence(buffer, offset)).isEqualTo(expected);
                        assertThat(FrameLayout.templateId(buffer, offset)).isEqualTo(MassCancelDecoder.TEMPLATE_ID);
                    }))
                    .isTrue();
        }
        requests.close();
        run(agent, venue, 20_000);
        assertThat(venue.massCancels).isEqualTo(CONFIG.accounts());
        assertThat(venue.engine.liveOrders()).isLessThanOrEqualTo(6 * 2 * CONFIG.makers());
        assertThat(venue.refused).as(venue.lastRefusal).isLessThan(venue.requestsTaken / 100);
        assertPositionsBounded(after, venue);
    }

    @Test
    void aStateThatWasSavedKnowsWhatTheRecordingTells(@TempDir final Path folder) {
        final VenueStub venue = new VenueStub(4);
        final Publication first = venue.orders.publication();
        final Map<String, Subscription> inputs = Map.of(
                QueueNames.MARKS, venue.marks.subscription(),
                QueueNames.COMMANDS, venue.commands.subscription(),
                QueueNames.EXECUTIONS, venue.executions.subscription());
        final LoadGenerator before = new LoadGenerator(CONFIG, VenueStub.SOURCE_ID, first);
        run(agent(before, inputs, first), venue, 20_000);
        final SnapshotStore store = new SnapshotStore(folder, "home", line -> {});
        LoadSnapshot.save(store, CONFIG, QUEUES, before, inputs);

        final Publication second = venue.orders.publication();
        second.resume(first.lastSequence(), first.producedHash());
        final LoadGenerator after = new LoadGenerator(CONFIG, VenueStub.SOURCE_ID, second);
        final long commandsTo = inputs.get(QueueNames.COMMANDS).position();
        final Map<String, Long> positions = LoadSnapshot.newest(
                        store, CONFIG, QUEUES, Map.of(QueueNames.COMMANDS, commandsTo))
                .orElseThrow()
                .load(after);
        inputs.forEach((queue, input) -> assertThat(positions).containsEntry(queue, input.position()));
        assertThat(after.fills()).isEqualTo(before.fills()).isPositive();
        assertThat(after.inFlight()).isEqualTo(before.inFlight());
        assertThat(after.counters().accepted()).isEqualTo(before.counters().accepted());
        assertThat(after.counters().filledOrders()).isEqualTo(before.counters().filledOrders());
        for (int account = 1; account <= CONFIG.accounts(); account++) {
            for (int instrument = 1; instrument <= venue.instruments(); instrument++) {
                assertThat(after.positionLots(account, instrument)).isEqualTo(before.positionLots(account, instrument));
            }
        }
        final Map<String, Subscription> rest = Map.of(
                QueueNames.MARKS, venue.marks.subscription(),
                QueueNames.COMMANDS, venue.commands.subscription(),
                QueueNames.EXECUTIONS, venue.executions.subscription());
        rest.forEach((queue, input) -> input.seekAfter(positions.get(queue)));
        run(agent(after, rest, second), venue, 40_000);
        assertThat(venue.massCancels).isEqualTo(CONFIG.accounts());
        assertPositionsBounded(after, venue);

        assertThat(LoadSnapshot.newest(store, CONFIG, QUEUES, Map.of(QueueNames.COMMANDS, commandsTo - 1)))
                .as("beyond the recording")
                .isEmpty();
        final LoadConfig others = LoadConfig.from(ConfigSection.parse("test", "takers: 3\n"));
        assertThat(LoadSnapshot.newest(store, others, QUEUES, Map.of()))
                .as("of other accounts")
                .isEmpty();
    }

    private LoadAgent agent(
            final LoadGenerator generator, final Map<String, Subscription> inputs, final Publication publication) {
        return new LoadAgent(
                generator,
                inputs.get(QueueNames.MARKS),
                inputs.get(QueueNames.COMMANDS),
                inputs.get(QueueNames.EXECUTIONS),
                publication,
                () -> nowNs);
    }

    @Test
    void theSameSeedGivesTheSameRequests() {
        final List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            nowNs = 1_000 * SECOND_NS;
            final VenueStub venue = new VenueStub(4);
            final Publication publication = venue.orders.publication();
            run(agent(new LoadGenerator(CONFIG, VenueStub.SOURCE_ID, publication), venue, publication), venue, 20_000);
            hashes.add(publication.producedHash());
        }
        assertThat(hashes.get(0)).isEqualTo(hashes.get(1));
    }

    @Test
    void openLoopWritesWhatIsDueEvenIfNothingIsAnswered() {
        final VenueStub venue = new VenueStub(4);
        final Publication publication = venue.orders.publication();
        final LoadConfig config = LoadConfig.defaults().withRate(1_000, 1);
        final LoadGenerator generator = new LoadGenerator(config, VenueStub.SOURCE_ID, publication);
        final LoadAgent agent = agent(generator, venue, publication);
        venue.publishMarks();
        while (publication.lastSequence() == 0) {
            nowNs += config.settleNs();
            agent.doWork();
        }
        for (int i = 0; i < 5_000; i++) {
            nowNs += SECOND_NS / 1_000;
            agent.doWork();
        }
        nowNs += 2 * SECOND_NS;
        for (int i = 0; i < 20; i++) {
            agent.doWork();
        }
        assertThat(publication.lastSequence()).isEqualTo(7_001);
        assertThat(generator.counters().notSendableRequests()).isZero();

        run(agent, venue, 7_001);
        nowNs += SECOND_NS;
        run(agent, venue, 8_001);
        assertThat(venue.refused).as(venue.lastRefusal).isLessThan(80);
        assertPositionsBounded(generator, venue);
    }

    @Test
    void haltedInstrumentsAreLeftAlone() {
        final VenueStub venue = new VenueStub(4);
        final Publication publication = venue.orders.publication();
        final LoadGenerator generator =
                new LoadGenerator(LoadConfig.defaults().withRate(1_000, 1), VenueStub.SOURCE_ID, publication);
        final LoadAgent agent = agent(generator, venue, publication);
        run(agent, venue, 1_000);
        for (int id = 1; id <= venue.instruments(); id++) {
            venue.halt(id, InstrumentPhase.HALTED);
        }
        agent.doWork();
        final long sent = publication.lastSequence();
        nowNs += SECOND_NS;
        for (int i = 0; i < 20; i++) {
            agent.doWork();
        }
        assertThat(publication.lastSequence()).isEqualTo(sent);
        assertThat(generator.counters().notSendableRequests()).isEqualTo(1_000);
    }

    @Test
    void waitsForAnswersOnlyWhileSomebodyCanGiveThem() {
        final VenueStub venue = new VenueStub(4);
        final Publication publication = venue.orders.publication();
        final LoadConfig config = LoadConfig.defaults().withRate(1_000, 1);
        final LoadGenerator generator = new LoadGenerator(config, VenueStub.SOURCE_ID, publication);
        final Upstream.State[] sequencer = {Upstream.State.ENDING};
        final LoadAgent agent = new LoadAgent(
                generator,
                venue.marks.subscription(),
                venue.commands.subscription(),
                ShardedExecutions.of(venue.executions.subscription()),
                publication,
                () -> nowNs,
                () -> sequencer[0],
                () -> Upstream.State.GOES_ON);
        venue.publishMarks();
        while (publication.lastSequence() == 0) {
            nowNs += config.settleNs();
            agent.doWork();
        }
        agent.stopping();
        agent.doWork();
        assertThat(agent.drained()).isFalse();
        sequencer[0] = Upstream.State.ENDED;
        assertThat(agent.drained()).isTrue();
    }

    private LoadAgent agent(final LoadGenerator generator, final VenueStub venue, final Publication publication) {
        return new LoadAgent(
                generator,
                venue.marks.subscription(),
                venue.commands.subscription(),
                venue.executions.subscription(),
                publication,
                () -> nowNs);
    }

    private void run(final LoadAgent agent, final VenueStub venue, final long requests) {
        for (int cycle = 0; venue.requestsTaken < requests; cycle++) {
            nowNs += 100_000;
            agent.doWork();
            stepVenue(venue, cycle);
        }
        agent.doWork();
    }

    /** A venue that lags: it answers in bursts, and marks move every hundred cycles. */
    private static void stepVenue(final VenueStub venue, final int cycle) {
        if (cycle % 100 == 0) {
            venue.publishMarks();
        }
        venue.work(50 + cycle % 7 * 30);
    }

    private static void assertPositionsBounded(final LoadGenerator generator, final VenueStub venue) {
        for (int id = 1; id <= venue.instruments(); id++) {
            long sum = 0;
            for (int i = 0; i < CONFIG.accounts(); i++) {
                final long position = generator.positionLots(CONFIG.firstAccountId() + i, id);
                sum += position;
                assertThat(Math.abs(position)).isLessThan(3L * CONFIG.takerPositionLots());
            }
            assertThat(sum).isZero();
        }
    }
}
