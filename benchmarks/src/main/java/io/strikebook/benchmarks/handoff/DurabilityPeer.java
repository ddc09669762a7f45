package io.strikebook.benchmarks.handoff;

import io.strikebook.ipc.agent.ThreadPinning;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The writer, or the one that syncs what it writes, in a process of its own; a pinned thread does the work. Ends with its input.
 *
 * <p>Orders to the writer: {@code open FOLDER}, {@code run MODE MILLIS PER_SECOND}, {@code close}; to the other: {@code open FOLDER
 * INTERVAL_MS}, {@code close}. Answers: {@code ready}, {@code result ...}, {@code closed}.
 */
public final class DurabilityPeer {
    private final boolean writes;
    private final BlockingQueue<String[]> orders = new LinkedBlockingQueue<>();
    private DurabilityWriter writer;
    private DurabilitySyncer syncer;

    private DurabilityPeer(final boolean writes) {
        this.writes = writes;
    }

    /** Arguments: {@code writer} or {@code syncer}, CPU (-1: not pinned). */
    public static void main(final String[] args) throws IOException {
        final DurabilityPeer peer = new DurabilityPeer(args[0].equals("writer"));
        final Thread thread = new Thread(() -> peer.takeOrders(Integer.parseInt(args[1])), "durability");
        thread.setDaemon(true);
        thread.start();
        final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            final String[] order = line.split(" ");
            if (order[0].equals("close") && peer.syncer != null) {
                peer.syncer.stop();
            }
            if (order[0].equals("open") && peer.writes) {
                peer.writer = new DurabilityWriter(Path.of(order[1])); // its helper threads are not to be pinned
            }
            peer.orders.add(order);
        }
        System.exit(0);
    }

    private void takeOrders(final int cpu) {
        System.out.println("pinning " + ThreadPinning.pin(cpu));
        try {
            while (true) {
                take(orders.take());
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final IOException | RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private void take(final String[] order) throws IOException {
        switch (order[0]) {
            case "open" -> {
                if (!writes) {
                    syncer = new DurabilitySyncer(Path.of(order[1]), Long.parseLong(order[2]));
                }
                System.out.println("ready");
                if (!writes) {
                    System.out.println("result " + syncer.run());
                }
            }
            case "run" ->
                System.out.println("result "
                        + writer.run(
                                DurabilityWriter.Mode.valueOf(order[1]),
                                Long.parseLong(order[2]),
                                Integer.parseInt(order[3])));
            case "close" -> {
                if (writes) {
                    writer.close();
                }
                System.out.println("closed");
            }
            default -> throw new IllegalArgumentException("order '" + order[0] + "'");
        }
    }
}
