package io.strikebook.benchmarks.matching;

import io.strikebook.ipc.agent.ThreadPinning;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Orders that trade with a hundred others, through one contender in a process of its own. A hundred sellers of one lot each come to rest at
 * ten prices, then one buyer takes them all; only the buyer's command is timed.
 */
public final class SweepPeer {
    /** Orders that one trades with. */
    static final int FILLS = 100;

    private static final int PRICES = 10;
    private static final long LOWEST = 1_000_000;

    private SweepPeer() {}

    /** Arguments: kind, buyers, CPU (-1: not pinned), folder for queues. */
    public static void main(final String[] args) throws IOException {
        final int sweeps = Integer.parseInt(args[1]);
        try (Contender contender = MatchingPeer.Kind.valueOf(args[0]).open(flow(sweeps), Path.of(args[3]))) {
            ThreadPinning.pin(Integer.parseInt(args[2]));
            final Outcome outcome = contender.outcome();
            System.out.println("ready " + outcome.fills() + " " + outcome.traded() + " " + outcome.orders());
            final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (input.readLine() != null) {
                contender.reset();
                System.out.println("took " + buyersNs(contender, sweeps));
            }
        }
    }

    private static long buyersNs(final Contender contender, final int sweeps) {
        long tookNs = 0;
        for (int sweep = 0; sweep < sweeps; sweep++) {
            final int buyer = sweep * (FILLS + 1) + FILLS;
            contender.run(buyer - FILLS, buyer);
            final long startNs = System.nanoTime();
            contender.run(buyer, buyer + 1);
            tookNs += System.nanoTime() - startNs;
        }
        return tookNs;
    }

    private static OrderFlow flow(final int sweeps) {
        final OrderFlow flow = new OrderFlow(sweeps * (FILLS + 1), 0);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int order = 0; order < FILLS; order++) {
                flow.addOrder(OrderFlow.PLACE, 1 + order, false, LOWEST + order % PRICES, 1);
            }
            flow.addOrder(OrderFlow.TAKE, 1 + FILLS, true, LOWEST + PRICES, FILLS);
        }
        return flow;
    }
}
