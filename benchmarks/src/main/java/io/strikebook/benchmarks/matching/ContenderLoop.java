package io.strikebook.benchmarks.matching;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** What the process of a contender does: says what a run comes to, then runs once for each line {@code run} and answers with the time. */
final class ContenderLoop {
    private ContenderLoop() {}

    /**
     * Serves until its input ends.
     *
     * @param flow    what to say of the flow, behind what it came to
     * @param filling commands that come before those that are measured
     * @param size    all commands
     */
    static void serve(final Contender contender, final String flow, final int filling, final int size)
            throws IOException {
        final Outcome outcome = contender.outcome();
        System.out.println("ready " + outcome.fills() + " " + outcome.traded() + " " + outcome.orders() + " " + flow);
        final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            contender.reset();
            contender.run(0, filling);
            final long startNs = System.nanoTime();
            contender.run(filling, size);
            System.out.println("took " + (System.nanoTime() - startNs));
        }
    }
}
