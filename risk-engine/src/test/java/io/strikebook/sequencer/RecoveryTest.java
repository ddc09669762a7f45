package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * A sequencer that only applies what another decided has the same state, whether from the start or from a snapshot. Checkpoints every
 * few commands carry the hashes of the one that decided, and applying compares them.
 */
class RecoveryTest {
    private static final long PRICE_E8 = 2_500_000L;

    private final SequencerFixture venue = new SequencerFixture(parameters());
    private final List<Long> resting = new ArrayList<>();
    private final TriggerOrder waiting = new TriggerOrder(venue, PRICE_E8);
    private final List<Long> waitingIds = new ArrayList<>();
    private SnapshotOutput snapshot;

    private static VenueParameters parameters() {
        final VenueParameters base = SequencerFixture.parametersWithoutFees();
        return LevelFrames.withRule(new VenueParameters(
                base.underlyings(),
                true,
                new VenueParameters.Sequencing(10_000_000L, 8, 1_000),
                base.preTrade(),
                base.fees(),
                base.margin(),
                base.marks()));
    }

    @Test
    void applyingGivesTheStateThatDecidingGave() {
        runVenue();
        assertSame(recovered(null));
        assertSame(recovered(snapshot));
    }

    @Test
    void waitsForMarginThatIsComputedAgain() {
        runVenue();
        final MemoryQueue behind = new MemoryQueue();
        final Subscription whole = venue.margin.subscription();
        final Publication rest = behind.publication();
        final FrameHandler copy = (buffer, offset, length) -> {
            if (FrameLayout.frameInGroup(buffer, offset) == 0) {
                rest.beginGroup(FrameLayout.sequence(buffer, offset), FrameLayout.timestampNs(buffer, offset));
            }
            rest.buffer().putBytes(rest.claim(length), buffer, offset, length);
            rest.commit(length);
        };
        final int[] waits = new int[1];
        assertSame(recovered(null, behind, () -> {
            waits[0]++;
            if (!whole.poll(copy)) {
                return false;
            }
            rest.endGroup();
            rest.flush();
            return true;
        }));
        assertThat(waits[0]).isPositive();
        assertThatThrownBy(() -> recovered(null, new MemoryQueue(), () -> false))
                .hasMessageContaining("was decided on margin group ")
                .hasMessageContaining("which is not recorded");
    }

    private void assertSame(final Sequencer twin) {
        assertThat(twin.lastSequence()).isEqualTo(venue.sequencer.lastSequence());
        assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
        assertThat(twin.consumedHash()).isEqualTo(venue.sequencer.consumedHash());
        assertThat(twin.producedHash()).isEqualTo(venue.sequencer.producedHash());
    }

    private Sequencer recovered(final SnapshotOutput from) {
        return recovered(from, venue.margin, () -> false);
    }

    private Sequencer recovered(final SnapshotOutput from, final MemoryQueue margin, final BooleanSupplier mayWait) {
        final Sequencer twin = new Sequencer(parameters(), SequencerFixture.SOURCES, new MemoryQueue().publication());
        if (from != null) {
            twin.load(new SnapshotInput(from.buffer(), 0, from.length()));
        }
        final SequencerInputs inputs = new SequencerInputs(
                venue.commands.subscription(),
                venue.marks.subscription(),
                venue.executions.subscription(),
                margin.subscription(),
                List.of(
                        new SequencerInputs.Source(SequencerFixture.SOURCES.get(0), venue.admin.subscription()),
                        new SequencerInputs.Source(SequencerFixture.SOURCES.get(1), venue.orders.subscription())));
        new SequencerRecovery(twin, inputs, mayWait).run();
        return twin;
    }

    private void runVenue() {
        final Random random = new Random(7);
        venue.epochWithListing(1, SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        venue.sequencer.decideListing(venue.nowNs);
        final LevelFrames levels = new LevelFrames(venue);
        levels.ask(2, 1, 150_000_000);
        venue.sequencer.decideListing(venue.nowNs);
        venue.createAccount(1, 0);
        venue.createAccount(2, 0);
        venue.epoch(1_000_000_000_000L, PRICE_E8);
        venue.drainCommands();
        venue.accountState(venue.lastCommand - 1, 1, SequencerFixture.BTC_E12, 0);
        venue.accountState(venue.lastCommand, 2, SequencerFixture.BTC_E12, 0);
        for (int i = 0; i < 300; i++) {
            venue.nowNs += random.nextInt(4_000_000);
            step(random);
            venue.sequencer.tick(venue.nowNs);
            venue.drainCommands();
            if (i == 150) {
                snapshot = new SnapshotOutput();
                venue.sequencer.save(snapshot);
            }
        }
        venue.sequencer.tick(venue.nowNs += 10_000_000L);
        waiting.request(1);
        venue.epochWithListing(3, SequencerFixture.option("BTC-1-9000-P", OptionType.PUT, 9_000));
        levels.ask(4, 1, 120_000_000);
    }

    private void step(final Random random) {
        final int choice = random.nextInt(11);
        if (choice == 0) {
            venue.epoch(1_000_000_000_000L + random.nextInt(1_000_000), PRICE_E8 + random.nextInt(1_000));
        } else if (choice == 1 && !resting.isEmpty()) {
            venue.replace(1, 0, resting.get(0), PRICE_E8 - 10_000L, 1 + random.nextInt(9));
        } else if (choice == 8) {
            waiting.type = random.nextBoolean() ? OrderType.LIMIT : OrderType.MARKET;
            waiting.priceE8 = waiting.type == OrderType.MARKET ? 0 : PRICE_E8;
            if (waiting.send() == RejectCode.ACCEPTED) {
                waitingIds.add(takerSequence() << 12);
            }
        } else if (choice == 9
                && !waitingIds.isEmpty()
                && venue.sequencer.lastSequence() > venue.sequencer.marginTo()) {
            final long id = waitingIds.remove(random.nextInt(waitingIds.size()));
            if (random.nextBoolean()) {
                venue.replace(1, 0, id, waiting.priceE8, 1 + random.nextInt(9));
                venue.sequencer.tick(venue.nowNs += 10_000_000L);
            }
            waiting.request(id);
        } else if (choice == 10) {
            waiting.decide();
        } else if (choice == 2) {
            venue.withdraw(1, 1);
        } else if (choice == 3 && !resting.isEmpty()) {
            final long maker = resting.remove(resting.size() - 1);
            final RejectCode code = venue.order(2, 1, Side.SELL, PRICE_E8, 1);
            final long command = takerSequence();
            venue.executions(command);
            if (code == RejectCode.ACCEPTED) {
                venue.fill(maker, command << 12, 1);
            }
            venue.cancelled(maker).endExecutions();
            venue.accountState(venue.sequencer.lastSequence(), 1, SequencerFixture.BTC_E12, 0);
        } else if (venue.order(1, 1, Side.BUY, PRICE_E8, 2) == RejectCode.ACCEPTED) {
            resting.add(takerSequence() << 12);
        }
    }

    /** Sequence of the last request's command: a checkpoint may have followed it. */
    private long takerSequence() {
        return venue.lastCommand % 8 == 0 ? venue.lastCommand - 1 : venue.lastCommand;
    }

    @Test
    void everyRequestOnceAndNoneMissing() {
        venue.createAccount(1, 0);
        final long last = venue.sequencer.lastSequence();
        assertThat(venue.sequencer.sequencedTo(SequencerFixture.ADMIN)).isEqualTo(1);
        final Subscription again = venue.admin.subscription();
        venue.sequencer.tick(venue.nowNs + 1);
        again.poll((buffer, offset, length) -> assertThat(
                        venue.sequencer.decide(SequencerFixture.ADMIN, buffer, offset, length, venue.nowNs))
                .isFalse());
        assertThat(venue.sequencer.lastSequence()).isGreaterThanOrEqualTo(last);
        venue.adminOut.beginGroup(5, venue.nowNs);
        venue.adminOut.buffer().setMemory(venue.adminOut.claim(64), 64, (byte) 0);
        venue.adminOut.commit(64);
        venue.adminOut.endGroup();
        venue.adminOut.flush();
        assertThatThrownBy(() -> again.poll((buffer, offset, length) ->
                        venue.sequencer.decide(SequencerFixture.ADMIN, buffer, offset, length, venue.nowNs)))
                .hasMessageContaining("admin")
                .hasMessageContaining("request 5 where 2 was expected");
    }

    @Test
    void tickFollowsWhenTheIntervalPassed() {
        assertThat(venue.sequencer.tick(1_000_000_000L)).isTrue();
        assertThat(venue.sequencer.tick(1_009_999_999L)).isFalse();
        assertThat(venue.sequencer.tick(1_010_000_000L)).isTrue();
        assertThat(venue.sequencer.tick(9_000_000_000L)).isTrue();
        assertThat(venue.sequencer.tick(9_000_000_001L)).isFalse();
    }
}
