package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.CheckpointAnswerDecoder;
import io.strikebook.schemas.EngineRole;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What holds for every command: groups, ownership, refusals, hashes, broken input, snapshots. */
class MatchingEngineTest {
    private static final int UNKNOWN_TEMPLATE = 599;

    private final MemoryQueue commandQueue = new MemoryQueue();
    private final Publication commandPublication = commandQueue.publication();
    private final Subscription commandFrames = commandQueue.subscription();
    private final MemoryQueue executionQueue = new MemoryQueue();
    private final Publication executions = executionQueue.publication();
    private final Subscription executionFrames = executionQueue.subscription();
    private final Commands commands = new Commands(commandPublication);
    private final MatchingEngine engine = new MatchingEngine(EngineHarness.PARAMETERS, executions);

    @Test
    void everyOwnedCommandIsAnsweredByOneGroupWithItsSequenceAndTime() {
        commands.list(1);
        commands.deposit(1);
        commands.tick();
        commands.limit(1, 1, Side.BUY, 100, 5);
        run();
        for (final long sequence : new long[] {1, 3, 4}) {
            assertThat(executionFrames.peek()).isEqualTo(sequence);
            executionFrames.poll((buffer, offset, length) ->
                    assertThat(FrameLayout.timestampNs(buffer, offset)).isEqualTo(Commands.START_NS + sequence));
        }
        assertThat(executionFrames.peek()).isEqualTo(Subscription.NONE);
    }

    @Test
    void whatItDoesNotKnowIsDone() {
        commands.raw(FrameHeaderDecoder.SCHEMA_ID, UNKNOWN_TEMPLATE, 40);
        commands.raw(FrameHeaderDecoder.SCHEMA_ID + 1, NewOrderCommandDecoder.TEMPLATE_ID, 40);
        run();
        assertThat(events()).containsExactly("done", "done");
    }

    @Test
    void aNewerCommandWithALongerBlockIsUnderstood() {
        commands.list(1);
        commands.raw(FrameHeaderDecoder.SCHEMA_ID, 511, 64);
        run();
        assertThat(events())
                .containsExactly("listed 1 of 1 " + Commands.terms(1).symbol(), "done");
    }

    @Test
    void aRefusalRepeatsWhatWasAsked() {
        commands.decided(RejectCode.PRICE_OUTSIDE_BAND).limit(7, 3, Side.BUY, 100, 5);
        run();
        executionFrames.poll((buffer, offset, length) -> {
            final RejectedDecoder rejected =
                    new RejectedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
            assertThat(rejected.sourceSequence()).isEqualTo(1);
            assertThat(rejected.sourceId()).isEqualTo(1);
            assertThat(rejected.clientOrderId()).isEqualTo(1);
            assertThat(rejected.accountId()).isEqualTo(7);
            assertThat(rejected.instrumentId()).isEqualTo(3);
            assertThat(rejected.commandTemplateId()).isEqualTo(NewOrderCommandDecoder.TEMPLATE_ID);
            assertThat(rejected.code()).isEqualTo(RejectCode.PRICE_OUTSIDE_BAND);
        });
    }

    @Test
    void everyRefusedCommandIsRejectedAndChangesNothing() {
        commands.list(1);
        final long id = commands.limit(1, 1, Side.BUY, 100, 5);
        run();
        events();
        final long hash = engine.stateHash();
        commands.decided(RejectCode.DISK_LOW);
        commands.cancel(1, 1, id);
        commands.replace(1, 1, id, 100, 4);
        commands.massCancel(1, 0);
        commands.killSwitch(0, true);
        commands.phase(1, InstrumentPhase.HALTED);
        commands.list(0);
        run();
        assertThat(events()).hasSize(6).containsOnly(EventText.rejected(RejectCode.DISK_LOW));
        assertThat(engine.stateHash()).isEqualTo(hash);
    }

    @Test
    void aCheckpointIsAnsweredWithTheHashesOfTheEngine() {
        commands.list(1);
        commands.limit(1, 1, Side.BUY, 100, 5);
        run();
        events();
        final long produced = executions.producedHash();
        commands.checkpoint();
        run();
        executionFrames.poll((buffer, offset, length) -> {
            final CheckpointAnswerDecoder answer =
                    new CheckpointAnswerDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
            assertThat(answer.role()).isEqualTo(EngineRole.MATCHING);
            assertThat(answer.hashes().stateHash()).isEqualTo(engine.stateHash());
            assertThat(answer.hashes().consumedHash()).isEqualTo(engine.consumedHash());
            assertThat(answer.hashes().producedHash()).isEqualTo(produced);
        });
    }

    @Test
    void consumedHashCoversCommandsThatOthersAnswer() {
        commands.deposit(1);
        commandPublication.flush();
        final long[] expected = {FrameHash.EMPTY};
        commandQueue
                .subscription()
                .poll((buffer, offset, length) -> expected[0] = FrameHash.update(expected[0], buffer, offset, length));
        run();
        assertThat(engine.consumedHash()).isEqualTo(expected[0]);
        assertThat(engine.lastSequence()).isEqualTo(1);
    }

    @Test
    void aGapInTheSpineIsRefused() {
        final MemoryQueue gappy = new MemoryQueue();
        final Publication publication = gappy.publication();
        new Commands(publication, 1).tick();
        publication.flush();
        assertThatThrownBy(() -> gappy.subscription().poll(engine::onCommand))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("command 2 follows 0");
    }

    @Test
    void acceptedCommandsThatNoSequencerWritesAreNamed() {
        assertThatThrownBy(() -> {
                    commands.limit(1, 1, Side.BUY, 100, 5);
                    run();
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("command 1 was accepted for instrument 1, but only 1 to 0 are listed");
    }

    @Test
    void acceptedQuantitiesAndAccountsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> EngineHarness.withInstruments(1).commandsThen(c -> c.limit(1, 1, Side.BUY, 100, 0)))
                .hasMessage("command 2 was accepted with an impossible quantity 0");
        assertThatThrownBy(() -> EngineHarness.withInstruments(1).commandsThen(c -> c.limit(0, 1, Side.BUY, 100, 1)))
                .hasMessage("command 2 was accepted with an impossible account 0");
        assertThatThrownBy(() -> EngineHarness.withInstruments(1)
                        .commandsThen(c -> c.newOrder(
                                1, 1, Side.NULL_VAL, OrderType.LIMIT, TimeInForce.FILL_OR_KILL, 1, 1, false, false)))
                .hasMessage("command 2 was accepted with an impossible side of account 1");
    }

    @Test
    void aDamagedSnapshotDoesNotLoad() {
        commands.list(1);
        commands.limit(1, 1, Side.BUY, 100, 5);
        run();
        final SnapshotOutput output = new SnapshotOutput();
        engine.save(output);
        final byte[] bytes = new byte[output.length()];
        output.buffer().getBytes(0, bytes);
        bytes[bytes.length - 8 - 16] ^= 1;
        final MatchingEngine fresh = new MatchingEngine(EngineHarness.PARAMETERS, new MemoryQueue().publication());
        assertThatThrownBy(() -> fresh.load(new SnapshotInput(new UnsafeBuffer(bytes), 0, bytes.length)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("state hash");
    }

    /** The bytes that every reader of executions relies on: a taker that fills one maker and rests. */
    @Test
    void goldenGroupOfAFill() throws IOException {
        commands.list(1);
        commands.limit(1, 1, Side.BUY, 10_000_000_000L, 2);
        run();
        events();
        commands.limit(2, 1, Side.SELL, 9_900_000_000L, 5);
        run();
        final StringBuilder hex = new StringBuilder();
        executionFrames.poll((buffer, offset, length) -> {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            hex.append(HexFormat.of().formatHex(bytes)).append('\n');
        });
        try (InputStream golden = MatchingEngineTest.class.getResourceAsStream("/golden-fill-group.txt")) {
            assertThat(hex.toString()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.US_ASCII));
        }
        assertThat(OrderIds.of(3, 0)).isEqualTo(0x3000);
    }

    private void run() {
        commandPublication.flush();
        while (commandFrames.poll(engine::onCommand)) {
            engine.check();
        }
        executions.flush();
    }

    private List<String> events() {
        final List<String> events = new ArrayList<>();
        while (executionFrames.peek() != Subscription.NONE) {
            executionFrames.poll((buffer, offset, length) -> events.add(EventText.decode(buffer, offset)));
        }
        return events;
    }
}
