package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.schemas.FillDecoder;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Random commands, first to warm up, so that pools are as large as these commands ever need them, then by rounds, until one allocates
 * nothing. What the JVM itself books on the thread once may spoil a round: where it asks for a method to be compiled by C2, it makes the
 * strings of that method's class (those of error messages too), and a class has some kilobytes of them.
 */
abstract class AllocationRun {
    private static final int MAX_ROUNDS = 10;
    private static final long ONE_OFF_BYTES = 32_768;

    private final Publication executions = new GroupBuffer(this::onExecutions);
    private final Publication publication = new GroupBuffer(this::onCommands);
    final MatchingEngine engine = new MatchingEngine(EngineHarness.PARAMETERS, executions);
    final Commands commands = new Commands(publication);
    private long state;
    private long fills;

    /** A run of the commands that a seed stands for. */
    AllocationRun(final long seed) {
        state = seed;
    }

    /** Writes a random command. */
    abstract void command();

    /** Lists so many instruments and runs them. */
    final void list(final int instruments) {
        for (int id = 1; id <= instruments; id++) {
            commands.list(id);
        }
        publication.flush();
    }

    /** Trades so far: a run of commands that are all refused shows nothing. */
    final long fills() {
        return fills;
    }

    /** Runs what was written. */
    final void flush() {
        publication.flush();
    }

    /** Fails unless a round of so many commands allocates nothing; ends the engine. */
    final void requireNone(final int warmUp, final int measured, final int commandsAtOnce) {
        run(warmUp, commandsAtOnce);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < MAX_ROUNDS && allocated > 0; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            run(measured, commandsAtOnce);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).as("bytes allocated by %d commands", measured).isLessThan(ONE_OFF_BYTES);
        }
        assertThat(allocated)
                .as("bytes allocated by the last %d commands", measured)
                .isZero();
        engine.check();
        publication.close();
        executions.close();
    }

    private void run(final int count, final int atOnce) {
        for (int i = 1; i <= count; i++) {
            command();
            if (i % atOnce == 0) {
                publication.flush();
            }
        }
        publication.flush();
    }

    private void onCommands(
            final UnsafeBuffer buffer, final int offset, final int length, final long firstSequence, final int groups) {
        for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
            engine.onCommand(buffer, at, FrameLayout.frameLength(buffer, at));
        }
        executions.flush();
    }

    private void onExecutions(
            final UnsafeBuffer buffer, final int offset, final int length, final long firstSequence, final int groups) {
        for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
            fills += FrameLayout.templateId(buffer, at) == FillDecoder.TEMPLATE_ID ? 1 : 0;
            onExecution(buffer, at);
        }
    }

    /** A frame that the engine has written. */
    void onExecution(final UnsafeBuffer buffer, final int offset) {}

    final int next(final int bound) {
        state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        return (int) ((state >>> 33) % bound);
    }
}
