package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.Side;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Random bytes as commands: answered, or refused with words; never another failure, and never a broken book. */
class CommandRobustnessTest {
    private static final long SEED = 20_261_121L;
    private static final int ROUNDS = 20_000;
    private static final int MAX_BODY = 240;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[FrameLayout.HEADER_LENGTH + MAX_BODY]);
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private Publication executions;
    private MatchingEngine engine;

    @Test
    void randomBytesAreAnsweredOrRefusedWithWords() {
        int answered = 0;
        int refused = 0;
        restart();
        for (int round = 0; round < ROUNDS; round++) {
            final int length = randomFrame();
            try {
                engine.onCommand(frame, 0, length);
                answered++;
            } catch (final IllegalArgumentException | IllegalStateException e) {
                assertThat(e.getMessage()).as("round %d", round).isNotBlank();
                refused++;
                restart();
            }
            if (round % 16 == 0) {
                engine.check();
            }
        }
        executions.close();
        assertThat(answered).isGreaterThan(ROUNDS / 20);
        assertThat(refused).isGreaterThan(ROUNDS / 20);
    }

    /**
     * Mostly a header that fits the spine, so that the body is reached; small numbers, so that some bodies mean
     * something.
     */
    private int randomFrame() {
        final int body = random.nextInt(MAX_BODY / 4 + 1) * 4;
        for (int i = 0; i < FrameLayout.HEADER_LENGTH + body; i++) {
            frame.putByte(i, (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(3)));
        }
        if (random.nextInt(3) > 0) {
            frame.setMemory(
                    FrameLayout.HEADER_LENGTH + Math.min(body, 26), Math.min(2, Math.max(0, body - 26)), (byte) 0);
        }
        if (random.nextInt(10) > 0) {
            header.wrap(frame, 0)
                    .frameLength(FrameLayout.HEADER_LENGTH + body)
                    .blockLength(random.nextInt(10) == 0 ? random.nextInt(65_535) : body)
                    .templateId((random.nextInt(4) == 0 ? 530 : 498) + random.nextInt(27))
                    .schemaId(FrameHeaderEncoder.SCHEMA_ID)
                    .version(0)
                    .sequence(engine.lastSequence() + 1)
                    .timestampNs(Commands.START_NS + engine.lastSequence() + 1);
        }
        return FrameLayout.HEADER_LENGTH + body - (random.nextInt(50) == 0 ? random.nextInt(40) : 0);
    }

    private void restart() {
        if (executions != null) {
            executions.close();
        }
        executions = new GroupBuffer((buffer, offset, length, firstSequence, groupsEnded) -> {});
        engine = new MatchingEngine(EngineHarness.PARAMETERS, executions);
        final Publication publication = new GroupBuffer(this::feed);
        final Commands commands = new Commands(publication);
        for (int id = 1; id <= 3; id++) {
            commands.list(id);
        }
        commands.limit(1, 1, Side.BUY, 100, 5);
        commands.limit(2, 2, Side.SELL, 100, 5);
        publication.close();
    }

    private void feed(
            final UnsafeBuffer buffer, final int offset, final int length, final long firstSequence, final int groups) {
        for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
            engine.onCommand(buffer, at, FrameLayout.frameLength(buffer, at));
        }
    }
}
