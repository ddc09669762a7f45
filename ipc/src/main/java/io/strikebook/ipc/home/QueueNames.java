package io.strikebook.ipc.home;

import java.util.List;

/** Names of the queues in a home; one writer each. */
public final class QueueNames {
    /** Outside venues' events, written by the feeder. */
    public static final String MARKET_DATA = "market-data";

    /** Marks in epochs, written by the pricer. */
    public static final String MARKS = "marks";

    /** Operators' requests, written by the command line under the queue's OS lock. */
    public static final String ADMIN = "admin";

    /** The spine, written by the sequencer. */
    public static final String COMMANDS = "commands";

    /** What matching did, written by matching. */
    public static final String EXECUTIONS = "executions";

    /** What margin did, written by margin. */
    public static final String MARGIN = "margin";

    private static final String ORDERS_PREFIX = "orders-";

    private QueueNames() {}

    /** Queue of one gateway, strategy or load generator. */
    public static String orders(final String source) {
        return ORDERS_PREFIX + source;
    }

    /** Role of the process that writes a queue; for {@code admin}, which no process writes, one that none has. */
    public static String writerOf(final String queue) {
        return switch (queue) {
            case MARKET_DATA -> "feeder";
            case MARKS -> "pricer";
            case COMMANDS -> "risk";
            case EXECUTIONS -> "matching";
            default -> isOrders(queue) ? queue.substring(ORDERS_PREFIX.length()) : queue;
        };
    }

    /**
     * Roles of the processes that follow a queue: each reads everything that is written to it, sooner or later. Which of them a home runs
     * is its configuration's to say.
     */
    public static List<String> readersOf(final String queue) {
        return switch (queue) {
            case MARKET_DATA -> List.of("pricer");
            case MARKS -> List.of("risk", "matching", "margin", "load");
            case COMMANDS -> List.of("pricer", "matching", "margin", "load");
            case EXECUTIONS -> List.of("risk", "margin", "load");
            default -> List.of("risk");
        };
    }

    /**
     * How far a queue is from what comes from outside: it rests on queues of lower ranks, which hold what it was made from, and which it
     * could be computed from again. 0 for inputs, which nothing else explains; 1 for the spine.
     */
    public static int rank(final String queue) {
        return switch (queue) {
            case COMMANDS -> 1;
            case MARKS, EXECUTIONS -> 2;
            case MARGIN -> 3;
            default -> 0;
        };
    }

    /** Whether a queue carries order requests. */
    public static boolean isOrders(final String queue) {
        return queue.startsWith(ORDERS_PREFIX);
    }
}
