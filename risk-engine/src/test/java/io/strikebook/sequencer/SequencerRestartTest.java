package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/**
 * A process that dies again and again, before or in the middle of duty cycles, and starts over the same queues, from
 * the start or from a snapshot, ends with the very commands and state of one that never died: its own commands are
 * applied, never decided again, and what it lost is decided as if for the first time. Checkpoints every few commands
 * compare hashes on the way.
 */
class SequencerRestartTest {
    private static final int CYCLES = 120;
    private static final long MARK_E8 = 2_500_000L;
    private static final int ACCOUNTS = 3;

    @Property(tries = 60)
    void endsWhereTheUninterruptedRunEnds(
            @ForAll final long seed, @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) final long deaths) {
        final AgentRig whole = run(seed, null);
        final AgentRig broken = run(seed, new Random(deaths));
        assertThat(broken.sequencer.lastSequence()).isEqualTo(whole.sequencer.lastSequence());
        assertThat(broken.sequencer.stateHash()).isEqualTo(whole.sequencer.stateHash());
        assertThat(broken.sequencer.consumedHash()).isEqualTo(whole.sequencer.consumedHash());
        assertThat(broken.sequencer.producedHash()).isEqualTo(whole.sequencer.producedHash());
        broken.start();
        assertThat(broken.sequencer.stateHash()).isEqualTo(whole.sequencer.stateHash());
        assertThat(broken.sequencer.producedHash()).isEqualTo(whole.sequencer.producedHash());
    }

    private static AgentRig run(final long seed, final Random deaths) {
        final AgentRig rig = new AgentRig(SequencerAgentTest.parameters(16), true, 20_000_000_000L);
        final Random random = new Random(seed);
        rig.operator.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000), rig.nowNs);
        rig.operator.list(SequencerFixture.perpetual("BTC-PERPETUAL"), rig.nowNs);
        for (int account = 1; account <= ACCOUNTS; account++) {
            rig.operator.createAccount(account, rig.nowNs);
        }
        rig.epoch(MARK_E8, 1_000_000_000_000L);
        final List<Long> orders = new ArrayList<>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            rig.nowNs += random.nextInt(4_000_000);
            inputs(rig, random, orders);
            if (deaths != null) {
                die(rig, deaths);
            }
            for (final AgentRig.Command command : rig.cycle()) {
                if (command.sourceId() == AgentRig.LOAD || command.sourceId() == AgentRig.TAPE) {
                    orders.add(command.sequence() << 12);
                }
            }
            rig.followers.answer(random.nextInt(12));
        }
        return rig;
    }

    /**
     * Requests from one source a cycle, because whose turn it is is not state; at least one, because answers that were taken without
     * deciding anything on them are taken again, later.
     */
    private static void inputs(final AgentRig rig, final Random random, final List<Long> orders) {
        if (random.nextInt(5) == 0) {
            rig.epoch(MARK_E8 + random.nextInt(50) * 10_000L, 1_000_000_000_000L + random.nextInt(100) * 50_000_000L);
        }
        if (random.nextInt(20) == 0) {
            rig.operator.createAccount(1 + random.nextInt(5), rig.nowNs);
            return;
        }
        final Publication out = random.nextBoolean() ? rig.loadOut : rig.tapeOut;
        final int requests = 1 + random.nextInt(6);
        for (int i = 0; i < requests; i++) {
            final int account = 1 + random.nextInt(ACCOUNTS);
            final long orderId = orders.isEmpty() ? 1 : orders.get(random.nextInt(orders.size()));
            final int choice = random.nextInt(10);
            if (choice == 0) {
                rig.requests.cancel(out, rig.nowNs, account, 0, orderId);
            } else if (choice == 1) {
                rig.requests.replace(out, rig.nowNs, account, 0, orderId, MARK_E8, 1 + random.nextInt(20));
            } else if (choice == 2 && random.nextInt(5) == 0) {
                rig.requests.massCancel(out, rig.nowNs, account);
            } else {
                final boolean option = random.nextBoolean();
                rig.requests.newOrder(
                        out,
                        rig.nowNs,
                        account,
                        option ? 1 : 2,
                        random.nextInt(40),
                        random.nextBoolean(),
                        random.nextInt(3) == 0 ? TimeInForce.IMMEDIATE_OR_CANCEL : TimeInForce.GOOD_TIL_CANCELLED,
                        option ? MARK_E8 : 1_000_000_000_000L,
                        1 + random.nextInt(20));
            }
        }
    }

    private static void die(final AgentRig rig, final Random deaths) {
        final int kind = deaths.nextInt(6);
        if (kind == 0) {
            rig.start();
        } else if (kind == 2) {
            rig.save();
        } else if (kind == 1) {
            rig.pollsLeft = deaths.nextInt(4);
            try {
                rig.agent.doWork();
                throw new AgentRig.Killed();
            } catch (final AgentRig.Killed killed) {
                rig.pollsLeft = -1;
                rig.start();
            }
        }
    }
}
