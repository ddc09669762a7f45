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
 * One end of a link, in its own process. Its main thread takes orders, one a line, and opens and closes links, so that helper threads
 * are not pinned; a thread that is pinned runs the hot loop. Ends with its input.
 *
 * <p>Orders: {@code open FOLDER}, {@code run MODE MILLIS PER_SECOND}, {@code undisturbed STALLS}, {@code close}, {@code reset}. Answers:
 * {@code ready}, {@code result ...}, {@code undisturbed ...}, {@code closed}, {@code was reset}.
 */
public final class HandoffPeer {
    private final Link.Kind kind;
    private final boolean first;
    private final HandoffLoops loops = new HandoffLoops();
    private final BlockingQueue<String[]> runs = new LinkedBlockingQueue<>();
    private volatile Link link;

    private HandoffPeer(final Link.Kind kind, final boolean first) {
        this.kind = kind;
        this.first = first;
    }

    /** Arguments: kind, {@code first} or {@code second}, CPU (-1: not pinned). */
    public static void main(final String[] args) throws IOException {
        final HandoffPeer peer = new HandoffPeer(Link.Kind.valueOf(args[0]), args[1].equals("first"));
        final int cpu = Integer.parseInt(args[2]);
        final Thread hot = new Thread(() -> peer.runAll(cpu), "handoff");
        hot.setDaemon(true);
        hot.start();
        peer.takeOrders();
        System.exit(0);
    }

    private void takeOrders() throws IOException {
        final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            final String[] order = line.split(" ");
            switch (order[0]) {
                case "open" -> {
                    link = kind.open(Path.of(order[1]), first);
                    System.out.println("ready");
                }
                case "run", "undisturbed" -> runs.add(order);
                case "reset" -> {
                    loops.reset();
                    System.out.println("was reset");
                }
                case "close" -> {
                    link.close();
                    System.out.println("closed");
                }
                default -> throw new IllegalArgumentException("order '" + line + "'");
            }
        }
    }

    private void runAll(final int cpu) {
        System.out.println("pinning " + ThreadPinning.pin(cpu));
        try {
            while (true) {
                final String[] order = runs.take();
                if (order[0].equals("undisturbed")) {
                    loops.countUndisturbed(order.length > 1 ? order[1] : "");
                    System.out.println("undisturbed " + Percentiles.encode(loops.undisturbed()));
                    continue;
                }
                final String result =
                        run(HandoffMode.valueOf(order[1]), Long.parseLong(order[2]), Integer.parseInt(order[3]));
                System.out.println("result " + result);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private String run(final HandoffMode mode, final long millis, final int perSecond) {
        switch (mode) {
            case PING_PONG -> {
                if (first) {
                    loops.ping(link, millis);
                    return Percentiles.encode(loops.roundTrips());
                }
                loops.pong(link);
            }
            case OPEN_LOOP -> {
                if (kind == Link.Kind.SPIN) {
                    loops.spinOnSchedule(millis, perSecond);
                    return first ? "" : Percentiles.encode(loops.oneWay());
                }
                if (!first) {
                    loops.receiveOnSchedule(link, millis, perSecond);
                    return Percentiles.encode(loops.oneWay());
                }
                return loops.sendOnSchedule(link, millis, perSecond);
            }
            case FULL_SPEED -> {
                if (!first) {
                    loops.receiveAtFullSpeed(link, millis);
                    return loops.received();
                }
                loops.sendAtFullSpeed(link, millis);
                return loops.sent();
            }
            default -> throw new IllegalArgumentException("mode " + mode);
        }
        return "";
    }
}
