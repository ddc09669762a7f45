package io.strikebook.ipc.process;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.home.QueueNames;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A process for tests: answers each group of {@code commands} with one on {@code executions}, and stalls or fails
 * at a configured sequence.
 */
public final class EchoMain {
    /** Role that it runs as. */
    public static final String ROLE = "matching";

    private EchoMain() {}

    /** Runs until a signal. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, EchoAgent::new));
    }

    private static final class EchoAgent implements Agent, Stoppable {
        private static final int BOUND = 16;
        private static final long STALL_NS = 150_000_000L;

        private final Subscription commands;
        private final Publication executions;
        private final long failAt;
        private final long stallAt;
        private final boolean drains;
        private final int answerLength;

        EchoAgent(final ProcessContext context) {
            failAt = context.config().getLong("failAt", 0, 0, Long.MAX_VALUE);
            stallAt = context.config().getLong("stallAt", 0, 0, Long.MAX_VALUE);
            drains = context.config().getBoolean("drains", true);
            answerLength = context.config().getInt("answerLength", 64, 32, 32_768);
            commands = context.subscription(QueueNames.COMMANDS);
            executions = context.resumingPublication(QueueNames.EXECUTIONS, 0);
        }

        @Override
        public int doWork() {
            int done = 0;
            while (done < BOUND && commands.poll(this::ignore)) {
                if (commands.position() == failAt) {
                    throw new IllegalStateException("told to fail at " + failAt);
                }
                if (commands.position() == stallAt) {
                    stall();
                }
                TestGroups.group(executions, commands.position(), answerLength);
                done++;
            }
            executions.flush();
            return done;
        }

        /** Parking alone may end early. */
        private static void stall() {
            final long endNs = System.nanoTime() + STALL_NS;
            while (System.nanoTime() - endNs < 0) {
                LockSupport.parkNanos(endNs - System.nanoTime());
            }
        }

        @Override
        public boolean drained() {
            return drains && commands.peek() == Subscription.NONE;
        }

        @Override
        public String roleName() {
            return "echo";
        }

        private void ignore(final UnsafeBuffer buffer, final int offset, final int length) {}
    }
}
