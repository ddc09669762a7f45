package io.strikebook.benchmarks.matching;

import com.sun.management.ThreadMXBean;
import io.strikebook.books.BookFollower;
import io.strikebook.ipc.agent.ThreadPinning;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Builds books from recorded executions, in a process of its own: has the engine make them, then for each line {@code run} builds all books
 * anew and answers with the time that what is measured took. Ends with its input.
 */
public final class BookPeer {
    private BookPeer() {}

    /** Who builds. */
    enum Kind {
        FOLLOWER("Strikebook, books from executions");

        final String title;

        Kind(final String title) {
            this.title = title;
        }
    }

    /** Arguments: resting orders (0: quotes on a chain), measured commands, seed, CPU (-1: not pinned). */
    public static void main(final String[] args) throws IOException {
        ThreadPinning.pin(Integer.parseInt(args[3]));
        final RecordedExecutions recorded =
                record(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]));
        final long allocated = check(recorded);
        System.out.printf(
                Locale.ROOT,
                "ready %d %d %d %d %d%n",
                recorded.messages(),
                recorded.frames(),
                recorded.live(),
                recorded.bytes(),
                allocated);
        final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            final BookFollower follower = new BookFollower();
            recorded.fill(follower);
            final long startNs = System.nanoTime();
            recorded.follow(follower);
            System.out.println("took " + (System.nanoTime() - startNs));
        }
    }

    private static RecordedExecutions record(final int resting, final int commands, final long seed) {
        if (resting == 0) {
            final QuoteFlow flow = new QuoteFlow(commands, seed);
            return new RecordedExecutions(EncodedQuotes.of(flow), flow.filling());
        }
        final OrderFlow flow = OrderFlowMaker.make(resting, commands, seed);
        return new RecordedExecutions(EncodedFlow.of(flow), flow.filling());
    }

    /** Builds once, and fails where the books are not what the engine had; returns the bytes that the measured part allocated. */
    private static long check(final RecordedExecutions recorded) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final BookFollower follower = new BookFollower();
        recorded.fill(follower);
        final long before = threads.getCurrentThreadAllocatedBytes();
        recorded.follow(follower);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        follower.check();
        if (follower.liveOrders() != recorded.live()) {
            throw new IllegalStateException(
                    follower.liveOrders() + " orders in the books, the engine had " + recorded.live());
        }
        return allocated;
    }
}
