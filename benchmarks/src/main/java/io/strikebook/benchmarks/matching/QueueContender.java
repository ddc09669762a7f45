package io.strikebook.benchmarks.matching;

import io.strikebook.benchmarks.BenchFolder;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.chronicle.ChroniclePublicationSink;
import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleSubscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.chronicle.Housekeeper;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.process.ProcessClock;
import io.strikebook.matching.MatchingEngine;
import java.nio.file.Path;

/** Our engine between queues: commands are polled from one that was written before, what they cause is appended to another. */
final class QueueContender implements Contender {
    /** Commands per document, and per flush. */
    private static final int BATCH = 64;

    private final CommandFrames commands;
    private final Path folder;
    private final ChronicleTransport transport =
            new ChronicleTransport(ChronicleQueueSettings.DEFAULT, new ProcessClock());
    private final Housekeeper housekeeper = new Housekeeper("matching-keeper", true);
    private int runs;
    private ChronicleSubscription subscription;
    private ChroniclePublicationSink sink;
    private Publication executions;
    private MatchingEngine engine;

    /** Writes the commands into a queue below a folder, which whoever made it deletes. */
    QueueContender(final CommandFrames commands, final Path folder) {
        this.commands = commands;
        this.folder = folder;
        transport.create(folder.resolve("commands"));
        try (ChroniclePublicationSink written = transport.sink(folder.resolve("commands"))) {
            commands.writeTo(written, BATCH);
        }
        reset();
    }

    @Override
    public void reset() {
        closeRun();
        runs++;
        transport.create(executionsFolder());
        subscription = transport.subscription(folder.resolve("commands"));
        sink = transport.sink(executionsFolder());
        executions = new GroupBuffer(sink);
        housekeeper.add(subscription);
        housekeeper.add(sink);
        engine = new MatchingEngine(VenueParameters.defaults(), executions);
        poll(commands.scene());
    }

    private Path executionsFolder() {
        return folder.resolve("executions-" + runs);
    }

    @Override
    public void run(final int from, final int to) {
        poll(to - from);
    }

    private void poll(final int count) {
        for (int i = 1; i <= count; i++) {
            if (!subscription.poll(engine::onCommand)) {
                throw new IllegalStateException("the queue of commands ends after " + engine.lastSequence());
            }
            if (i % BATCH == 0) {
                endCycle();
            }
        }
        endCycle();
    }

    private void endCycle() {
        executions.flush();
    }

    /** Counts what can be read from the queue of executions. */
    @Override
    public Outcome outcome() {
        reset();
        run(0, commands.size());
        engine.check();
        final FillCounter fills = new FillCounter();
        try (ChronicleSubscription written = transport.subscription(executionsFolder())) {
            while (written.poll((buffer, offset, length) -> fills.onFrame(buffer, offset))) {
                // counted
            }
        }
        return fills.with(engine.liveOrders() + engine.liveQuotes());
    }

    private void closeRun() {
        if (executions != null) {
            executions.close();
            subscription.close();
            BenchFolder.delete(executionsFolder());
        }
    }

    @Override
    public void close() {
        closeRun();
        housekeeper.close();
    }
}
