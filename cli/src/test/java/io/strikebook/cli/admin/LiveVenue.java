package io.strikebook.cli.admin;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.margin.MarginAgent;
import io.strikebook.margin.MarginEngine;
import io.strikebook.matching.MatchingAgent;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.sequencer.RiskEngineMain;
import io.strikebook.sequencer.Sequencer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Sequencer, matching and margin on a home, in one thread of this JVM, under the sequencer's role: it decides what is
 * on admin.
 */
final class LiveVenue implements AutoCloseable {
    private final Home home;
    private final Thread thread;
    private final CountDownLatch running = new CountDownLatch(1);
    private volatile boolean stop;

    LiveVenue(final Home home) {
        this.home = home;
        thread = new Thread(
                () -> StrikebookProcess.run(
                        RiskEngineMain.ROLE, new String[] {"--home", home.path().toString()}, Engines::new),
                "venue");
        thread.start();
    }

    /** Returns once it takes requests. */
    void awaitRunning() throws InterruptedException {
        if (!running.await(100, TimeUnit.SECONDS)) {
            throw new AssertionError("the venue did not start: " + MarkFileReader.readAll(home));
        }
    }

    private final class Engines implements Agent {
        private final Sequencer sequencer;
        private final Publication commands;
        private final MatchingAgent matching;
        private final MarginAgent margin;
        private final Subscription admin;
        private final Subscription executionAnswers;
        private final Subscription marginAnswers;
        private final int adminId;
        private final EpochNanoClock clock;

        Engines(final ProcessContext context) {
            final VenueParameters venue = context.manifest().venue();
            commands = context.publication(QueueNames.COMMANDS);
            final Publication executions = context.publication(QueueNames.EXECUTIONS);
            final Publication states = context.publication(QueueNames.MARGIN);
            sequencer = new Sequencer(venue, context.manifest().sources(), commands);
            matching = new MatchingAgent(
                    new MatchingEngine(venue, executions),
                    context.subscription(QueueNames.COMMANDS),
                    context.subscription(QueueNames.MARKS),
                    executions);
            margin = new MarginAgent(
                    new MarginEngine(venue, states),
                    context.subscription(QueueNames.COMMANDS),
                    context.subscription(QueueNames.EXECUTIONS),
                    context.subscription(QueueNames.MARKS),
                    states);
            admin = context.subscription(QueueNames.ADMIN);
            executionAnswers = context.subscription(QueueNames.EXECUTIONS);
            marginAnswers = context.subscription(QueueNames.MARGIN);
            adminId = context.manifest().sourceOf(QueueNames.ADMIN).sourceId();
            clock = context.clock();
        }

        @Override
        public int doWork() {
            running.countDown();
            if (stop) {
                throw new AgentTerminationException();
            }
            if (!admin.poll(
                    (buffer, offset, length) -> sequencer.decide(adminId, buffer, offset, length, clock.nanoTime()))) {
                return 0;
            }
            commands.flush();
            while (matching.doWork() + margin.doWork() > 0) {
                continue;
            }
            while (executionAnswers.poll(sequencer::onExecution)) {
                continue;
            }
            while (marginAnswers.poll(sequencer::onMargin)) {
                continue;
            }
            return 1;
        }

        @Override
        public String roleName() {
            return RiskEngineMain.ROLE;
        }
    }

    @Override
    public void close() {
        stop = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(100));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
