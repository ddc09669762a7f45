package io.strikebook.benchmarks.feed;

import com.sun.management.ThreadMXBean;
import io.strikebook.benchmarks.BenchReport;
import io.strikebook.feeder.MarketDataPublisher;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Plays a passage in rounds, each into a queue of its own, on one thread; the median round counts. What is told is the thread's CPU time, which
 * others on the machine disturb less than time itself; that stands beside it.
 */
final class PassageRun {
    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 7;
    private static final long ROUND_TEXT_BYTES = 160L << 20;
    private static final long ROUND_MESSAGES = 300_000;
    private static final double NS_PER_S = 1e9;
    private static final double MEGA = 1e6;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private PassageRun() {}

    static void add(final BenchReport.Table table, final Passage passage, final Path folder, final boolean quick) {
        final int passes = quick
                ? 1
                : (int) Math.max(
                        1,
                        passage.textBytes() > 0
                                ? ROUND_TEXT_BYTES / passage.textBytes()
                                : ROUND_MESSAGES / passage.messages());
        final int warmUps = quick ? 0 : WARM_UPS;
        final double[] tookNs = new double[quick ? 1 : ROUNDS];
        final double[] elapsedNs = new double[tookNs.length];
        long allocated = 0;
        try (FeedQueue queue = new FeedQueue(folder)) {
            for (int round = -warmUps; round < tookNs.length; round++) {
                System.err.printf(
                        round < 0 ? "%s: warm-up ...%n" : "%s: round %d of %d ...%n",
                        passage.name(),
                        round + 1,
                        tookNs.length);
                final MarketDataPublisher publisher = queue.begin();
                final long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
                final long startNs = System.nanoTime();
                final long cpuBeforeNs = THREADS.getCurrentThreadCpuTime();
                for (int pass = 0; pass < passes; pass++) {
                    passage.play(publisher, queue::afterMessage);
                }
                queue.flush();
                if (round >= 0) {
                    tookNs[round] = THREADS.getCurrentThreadCpuTime() - cpuBeforeNs;
                    elapsedNs[round] = System.nanoTime() - startNs;
                    allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
                }
                if (queue.groups() == 0) {
                    throw new IllegalStateException(passage.name() + " published nothing");
                }
            }
        }
        Arrays.sort(tookNs);
        Arrays.sort(elapsedNs);
        final double passNs = tookNs[tookNs.length / 2] / passes;
        table.add(passage.name(), passage.itemName() + "/s", passage.items() / passNs * NS_PER_S, "");
        if (passage.textBytes() > 0) {
            table.add(passage.name(), "text", passage.textBytes() / passNs * NS_PER_S / MEGA, "MB/s");
        }
        table.add(passage.name(), "message", passNs / passage.messages(), "ns");
        table.add(
                passage.name(),
                "message, elapsed",
                elapsedNs[elapsedNs.length / 2] / passes / passage.messages(),
                "ns");
        table.add(passage.name(), "garbage", (double) allocated / passes / passage.messages(), "B/message");
    }
}
