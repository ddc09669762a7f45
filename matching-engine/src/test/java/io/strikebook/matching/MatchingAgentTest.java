package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.Side;
import org.junit.jupiter.api.Test;

/**
 * The duty cycle: marks exactly up to each command's watermark, one flush, bounded batches, the position after a
 * restart.
 */
class MatchingAgentTest {
    private final MemoryQueue commandQueue = new MemoryQueue();
    private final MemoryQueue marksQueue = new MemoryQueue();
    private final MemoryQueue executionQueue = new MemoryQueue();
    private final Publication commandPublication = commandQueue.publication();
    private final Publication marks = marksQueue.publication();
    private final Publication executions = executionQueue.publication();
    private final Commands commands = new Commands(commandPublication);
    private final MatchingEngine engine = new MatchingEngine(EngineHarness.PARAMETERS, executions);
    private final MatchingAgent agent =
            new MatchingAgent(engine, commandQueue.subscription(), marksQueue.subscription(), executions);
    private final Subscription answers = executionQueue.subscription();

    @Test
    void answersWhatIsThereAndShowsItAtTheEndOfTheCycle() {
        agent.onStart();
        commands.list(1);
        commands.limit(1, 1, Side.BUY, 100, 5);
        commandPublication.flush();
        assertThat(agent.drained()).isFalse();
        assertThat(agent.doWork()).isEqualTo(2);
        assertThat(answers.peek()).isEqualTo(1);
        assertThat(agent.doWork()).isZero();
        assertThat(agent.drained()).isTrue();
    }

    @Test
    void waitsForTheMarksThatACommandRefersTo() {
        agent.onStart();
        commands.tick();
        commands.marksTo(2).tick();
        commandPublication.flush();
        epoch(1);
        assertThat(agent.doWork()).isEqualTo(1);
        assertThat(agent.doWork()).isZero();
        epoch(2);
        epoch(3);
        assertThat(agent.doWork()).isEqualTo(1);
        assertThat(engine.marksTo()).as("never beyond the watermark").isEqualTo(2);
    }

    @Test
    void theOrderOfConsumptionIsThatOfTheWatermarksWhateverWasThereFirst() {
        agent.onStart();
        commands.tick();
        commands.marksTo(1).tick();
        commandPublication.flush();
        epoch(1);
        agent.doWork();
        final MatchingEngine expected = new MatchingEngine(EngineHarness.PARAMETERS, new MemoryQueue().publication());
        replayInto(expected);
        assertThat(engine.consumedHash()).isEqualTo(expected.consumedHash());
    }

    @Test
    void anEpochMissingBelowTheWatermarkIsABrokenQueue() {
        agent.onStart();
        commands.marksTo(1).tick();
        commandPublication.flush();
        epoch(2);
        assertThatThrownBy(agent::doWork)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("command 1 refers to marks epoch 1, but after 0 comes 2");
    }

    @Test
    void aCycleIsBounded() {
        agent.onStart();
        for (int i = 0; i < 1_000; i++) {
            commands.tick();
        }
        commandPublication.flush();
        assertThat(agent.doWork()).isBetween(1, 100);
    }

    private void epoch(final long number) {
        writeEpoch(marks, number);
    }

    private static void writeEpoch(final Publication target, final long number) {
        target.beginGroup(number, Commands.START_NS);
        new DoneEncoder()
                .wrapAndApplyHeader(target.buffer(), target.claim(FrameLayout.HEADER_LENGTH), new FrameHeaderEncoder());
        target.commit(FrameLayout.HEADER_LENGTH);
        target.endGroup();
        target.flush();
    }

    /** Command, epoch, command: what the watermarks say. */
    private static void replayInto(final MatchingEngine expected) {
        final MemoryQueue queue = new MemoryQueue();
        final Publication publication = queue.publication();
        final Commands written = new Commands(publication);
        final MemoryQueue epochs = new MemoryQueue();
        written.tick();
        written.marksTo(1).tick();
        publication.flush();
        writeEpoch(epochs.publication(), 1);
        final Subscription frames = queue.subscription();
        frames.poll(expected::onCommand);
        epochs.subscription().poll(expected::onMarks);
        frames.poll(expected::onCommand);
    }
}
