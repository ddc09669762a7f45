package io.strikebook.ipc.home;

import java.util.List;
import java.util.stream.IntStream;

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

    /** What matching did, written by matching where it is one engine; else each shard writes one with its number, {@link #executions}. */
    public static final String EXECUTIONS = "executions";

    /** What margin did, written by margin. */
    public static final String MARGIN = "margin";

    /** Hash chain and roots of liabilities, written by the auditor where a home is audited. */
    public static final String PROOFS = "proofs";

    private static final String ORDERS_PREFIX = "orders-";
    private static final String MATCHING = "matching";

    private QueueNames() {}

    /** Queue of one gateway, strategy or load generator. */
    public static String orders(final String source) {
        return ORDERS_PREFIX + source;
    }

    /** Queue of a shard of matching, of so many. */
    public static String executions(final int shard, final int shards) {
        return shards == 1 ? EXECUTIONS : EXECUTIONS + "-" + shard;
    }

    /** Queues of all shards of matching, of so many, in the order of their numbers. */
    public static List<String> executions(final int shards) {
        return IntStream.range(0, shards)
                .mapToObj(shard -> executions(shard, shards))
                .toList();
    }

    /** Whether matching, or a shard of it, writes a queue. */
    public static boolean isExecutions(final String queue) {
        return queue.equals(EXECUTIONS) || queue.startsWith(EXECUTIONS + "-");
    }

    /** Roles of matching's processes where it has so many shards, in the order of their numbers. */
    public static List<String> matchingRoles(final int shards) {
        return executions(shards).stream().map(QueueNames::writerOf).toList();
    }

    /** Whether a role is matching's, whatever the number of its shards. */
    public static boolean isMatching(final String role) {
        return role.equals(MATCHING) || role.matches(MATCHING + "-[0-9]+");
    }

    /** Number of the shard of matching that a role is. */
    public static int shardOf(final String role) {
        return role.equals(MATCHING) ? 0 : Integer.parseInt(role.substring(MATCHING.length() + 1));
    }

    /** Role of the process that writes a queue; for {@code admin}, which no process writes, one that none has. */
    public static String writerOf(final String queue) {
        return switch (queue) {
            case MARKET_DATA -> "feeder";
            case MARKS -> "pricer";
            case COMMANDS -> "risk";
            case EXECUTIONS -> MATCHING;
            case PROOFS -> HomeConfig.AUDITOR;
            default -> {
                if (isExecutions(queue)) {
                    yield MATCHING + queue.substring(EXECUTIONS.length());
                }
                yield isOrders(queue) ? queue.substring(ORDERS_PREFIX.length()) : queue;
            }
        };
    }

    /**
     * Whether the process of a role follows a queue, in every home: it reads everything that is written to it, sooner or later. Which roles
     * a home runs is its configuration's to say, and what else they follow {@link Manifest#reads}.
     */
    public static boolean reads(final String role, final String queue) {
        final List<String> readers = switch (isExecutions(queue) ? EXECUTIONS : queue) {
            case MARKET_DATA -> List.of("pricer");
            case MARKS -> List.of("risk", MATCHING, "margin", "load");
            case COMMANDS -> List.of("pricer", MATCHING, "margin", "load", HomeConfig.AUDITOR);
            case EXECUTIONS -> List.of("risk", "margin", "load");
            case MARGIN -> List.of("risk", HomeConfig.AUDITOR);
            case PROOFS -> List.of();
            default -> List.of("risk");
        };
        return readers.contains(isMatching(role) ? MATCHING : role);
    }

    /**
     * How far a queue is from what comes from outside: it rests on queues of lower ranks, which hold what it was made from, and which it
     * could be computed from again. 0 for inputs, which nothing else explains; 1 for the spine.
     */
    public static int rank(final String queue) {
        return switch (isExecutions(queue) ? EXECUTIONS : queue) {
            case COMMANDS -> 1;
            case MARKS, EXECUTIONS -> 2;
            case MARGIN -> 3;
            case PROOFS -> 4;
            default -> 0;
        };
    }

    /**
     * When a queue is to be shown as durable, after those with lower numbers, which it refers to; read and forced in the opposite order.
     * Commands and marks refer to each other: commands come after the marks that they were decided with, because an epoch that had applied
     * commands which are lost can be cut off and computed again, while marks that commands refer to and that are lost cannot be had again
     * for certain.
     */
    public static int durableAfter(final String queue) {
        return switch (isExecutions(queue) ? EXECUTIONS : queue) {
            case MARKS -> 1;
            case COMMANDS -> 2;
            case EXECUTIONS -> 3;
            case MARGIN -> 4;
            case PROOFS -> 5;
            default -> 0;
        };
    }

    /** Whether a queue carries order requests. */
    public static boolean isOrders(final String queue) {
        return queue.startsWith(ORDERS_PREFIX);
    }
}
