package io.strikebook.ipc.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.ipc.TestJvm;
import io.strikebook.ipc.recovery.QueueHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two processes: the writer is killed again and again, the reader sees every group once and whole. */
@Execution(ExecutionMode.CONCURRENT)
class KilledWriterTest {
    private static final int KILLS = Integer.getInteger("strikebook.writer.kills", 20);

    /** Of so many kills one comes at any time of the start, before the writer has written anything. */
    private static final int AT_START = 4;

    private static final int LONGEST_START_MS = 600;
    private static final String RESUMED = "resumed after us ";
    private static final int REPORT_INTERVAL = 100;
    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(2);

    @TempDir
    Path folder;

    private final List<Long> recoveriesUs = new ArrayList<>();
    private long longestLoadingUs;
    private final KilledWriterGroups groups = new KilledWriterGroups();

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everyGroupOnceNoneHalf() throws Exception {
        final ChronicleTransport transport = new ChronicleTransport(KilledWriterMain.settings(), System::nanoTime);
        final Path queue = folder.resolve("queue");
        transport.create(queue);
        final Random random = new Random(7);
        int unfinished = 0;
        try (ChronicleSubscription subscription = transport.subscription(queue);
                Housekeeper housekeeper = new Housekeeper("reader-keeper")) {
            housekeeper.add(subscription);
            for (int kill = 0; kill < KILLS; kill++) {
                final Process writer = start(queue, kill);
                try {
                    if (kill % AT_START == AT_START - 1) {
                        writer.waitFor(random.nextInt(LONGEST_START_MS), TimeUnit.MILLISECONDS);
                    } else {
                        readUntil(subscription, writer, groups.expected() + 300 + random.nextInt(600));
                    }
                } finally {
                    writer.destroyForcibly().waitFor();
                }
                final QueueHead head = transport.head(queue);
                unfinished += head.hasUnfinishedGroup() ? 1 : 0;
                drain(subscription);
                assertThat(groups.expected() - 1).as("groups read").isEqualTo(head.sequence());
                noteResumption(kill);
                if ((kill + 1) % REPORT_INTERVAL == 0) {
                    System.out.println(kill + 1 + " of " + KILLS + " kills");
                }
            }
            recoveriesUs.sort(null);
            System.out.println(KILLS + " kills, " + (groups.expected() - 1) + " groups, " + unfinished
                    + " left unfinished; recovery: median " + recoveriesUs.get(recoveriesUs.size() / 2) / 1_000
                    + " ms, longest " + recoveriesUs.get(recoveriesUs.size() - 1) / 1_000
                    + " ms, after up to " + longestLoadingUs / 1_000 + " ms to load classes");
        }
    }

    /** Keeps of a log how long the writer needed to go on, and deletes it. */
    private void noteResumption(final int kill) throws IOException {
        final Path log = folder.resolve("writer-" + kill + ".log");
        for (final String line : Files.readAllLines(log)) {
            if (line.startsWith(RESUMED)) {
                final String[] figures = line.substring(RESUMED.length()).split(" ");
                longestLoadingUs = Math.max(longestLoadingUs, Long.parseLong(figures[0]));
                recoveriesUs.add(Long.parseLong(figures[1]));
            }
        }
        Files.delete(log);
    }

    private Process start(final Path queue, final long seed) throws IOException {
        return new ProcessBuilder(TestJvm.command(
                        KilledWriterMain.class,
                        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                        List.of(queue.toString(), Long.toString(seed))))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("writer-" + seed + ".log").toFile())
                .start();
    }

    /** Patience is for the next group, not for all: what a loaded machine needs for files of 50 ms each has no bound worth naming. */
    private void readUntil(final ChronicleSubscription subscription, final Process writer, final long target)
            throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (groups.expected() < target) {
            if (subscription.poll(groups::onFrame)) {
                deadline = System.nanoTime() + PATIENCE_NS;
            } else {
                subscription.populate(System.nanoTime(), true);
                if (!writer.isAlive() || System.nanoTime() > deadline) {
                    throw new AssertionError("writer stopped at group " + groups.expected() + ": " + logs());
                }
                Thread.onSpinWait();
            }
        }
    }

    private void drain(final ChronicleSubscription subscription) {
        while (subscription.poll(groups::onFrame)) {
            assertThat(groups.isBetweenGroups()).isTrue();
        }
    }

    private String logs() throws IOException {
        final StringBuilder text = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (final Path log : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(log.getFileName()).append(": ").append(Files.readString(log));
            }
        }
        return text.toString();
    }
}
