package io.strikebook.ipc.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.QueueNames;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A long recovery shows how far it is and beats; one that hangs does not beat. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RecoveryProgressTest {
    private static final String CONFIG = "queues:\n  blockSizeMb: 1\n";
    private static final String ROLE = "matching";
    private static final int RECORDED = 100;

    @TempDir
    Path folder;

    private final Semaphore steps = new Semaphore(0);
    private Home home;
    private volatile DiskWatch disk;

    @BeforeEach
    void recordAnswers() {
        home = Home.at(folder);
        final ChronicleTransport transport =
                HomeQueues.transport(HomeQueues.init(home, HomeConfig.parse("test", CONFIG), CONFIG), System::nanoTime);
        try (Publication executions = new GroupBuffer(transport.sink(home.queue(QueueNames.EXECUTIONS)))) {
            for (int sequence = 1; sequence <= RECORDED; sequence++) {
                TestGroups.group(executions, sequence, 64);
            }
        }
    }

    @Test
    void startThatReadsItsOwnQueueBeatsAsLongAsItGetsFurther() throws Exception {
        final CompletableFuture<Integer> exit = run(ReadingAgent::new);
        await(mark -> mark.state() == ProcessState.STARTING || mark.state() == ProcessState.RECOVERING);
        steps.release(40);
        await(mark -> mark.recovery().position() == 40);
        awaitLookAtTheStart();
        final ProcessMark reached = mark();
        assertThat(reached.state()).isEqualTo(ProcessState.RECOVERING);
        assertThat(reached.isAlive()).isTrue();
        assertThat(reached.recovery()).isEqualTo(new ProcessMark.Recovery(QueueNames.EXECUTIONS, 40, RECORDED));
        awaitLookAtTheStart();
        assertThat(mark().heartbeatMs()).as("a start that hangs").isEqualTo(reached.heartbeatMs());
        steps.release(20);
        await(mark -> mark.recovery().position() == 60 && mark.heartbeatMs() > reached.heartbeatMs());
        steps.release(40);
        final ProcessMark running = await(mark -> mark.state() == ProcessState.RUNNING);
        assertThat(running.recovery().position()).isEqualTo(RECORDED);
        steps.release();
        assertThat(exit.get()).isEqualTo(StrikebookProcess.CLEAN);
    }

    @Test
    void engineThatComputesAgainIsRecoveringUntilItsRecordingEnds() throws Exception {
        final CompletableFuture<Integer> exit = run(ComputingAgent::new);
        steps.release(RECORDED - 1);
        final ProcessMark before = await(mark -> mark.recovery().position() == RECORDED - 1);
        assertThat(before.state()).isEqualTo(ProcessState.RECOVERING);
        assertThat(before.recovery().target()).isEqualTo(RECORDED);
        await(mark -> mark.heartbeatMs() > before.heartbeatMs());
        steps.release();
        final ProcessMark after = await(mark -> mark.state() == ProcessState.RUNNING);
        assertThat(after.counter("published")).isEqualTo(RECORDED);
        assertThat(after.counter("nobody's")).isZero();
        steps.release();
        assertThat(exit.get()).isEqualTo(StrikebookProcess.CLEAN);
        assertThat(mark().state()).isEqualTo(ProcessState.STOPPED);
    }

    private CompletableFuture<Integer> run(final StrikebookProcess.Body body) {
        return CompletableFuture.supplyAsync(() ->
                StrikebookProcess.run(ROLE, new String[] {"--home", home.path().toString()}, body));
    }

    private ProcessMark mark() {
        return MarkFileReader.read(home.markFile(ROLE)).orElseThrow();
    }

    private ProcessMark await(final Predicate<ProcessMark> condition) {
        return Await.found(
                () -> MarkFileReader.read(home.markFile(ROLE)).filter(condition),
                () -> false,
                () -> MarkFileReader.readAll(home).toString());
    }

    /** The launcher's thread looks at a start each time that it goes round, and at the disk some of those times: so in between too. */
    private void awaitLookAtTheStart() {
        final long looks = disk.looks();
        Await.until(() -> disk.looks() > looks, () -> false, () -> "no look at the disk after " + looks);
    }

    /** Reads its own queue before it works, a group per step. */
    private final class ReadingAgent implements Agent {
        private final Subscription own;

        private ReadingAgent(final ProcessContext context) {
            disk = context.disk();
            own = context.subscription(QueueNames.EXECUTIONS);
            context.publication(QueueNames.EXECUTIONS);
        }

        @Override
        public void onStart() {
            for (int i = 0; i < RECORDED; i++) {
                steps.acquireUninterruptibly();
                own.poll((buffer, offset, length) -> {});
            }
        }

        @Override
        public int doWork() {
            if (steps.tryAcquire()) {
                throw new AgentTerminationException("done");
            }
            return 0;
        }

        @Override
        public String roleName() {
            return ROLE;
        }
    }

    /** Publishes its recording again, a group per step. */
    private final class ComputingAgent implements Agent {
        private final Publication executions;
        private final MarkCounter published;

        private ComputingAgent(final ProcessContext context) {
            executions = context.resumingPublication(QueueNames.EXECUTIONS, 0);
            published = context.counter("published");
        }

        @Override
        public int doWork() {
            if (!steps.tryAcquire()) {
                return 0;
            }
            if (executions.lastSequence() == RECORDED) {
                throw new AgentTerminationException("done");
            }
            TestGroups.group(executions, executions.lastSequence() + 1, 64);
            executions.flush();
            published.set(executions.lastSequence());
            return 1;
        }

        @Override
        public String roleName() {
            return ROLE;
        }
    }
}
