package io.strikebook.ipc.agent;

import java.util.List;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What an agent does when it has no work, by name. */
public final class IdleStrategies {
    /** Names that configuration may use. */
    public static final List<String> NAMES = List.of("busy", "yielding", "backoff");

    private static final long MAX_SPINS = 100;
    private static final long MAX_YIELDS = 100;
    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 1_000_000;

    private IdleStrategies() {}

    /** A new strategy: busy for an isolated core, yielding for a shared one, backoff where CPU time is scarce. */
    public static IdleStrategy byName(final String name) {
        return switch (name) {
            case "busy" -> BusySpinIdleStrategy.INSTANCE;
            case "yielding" -> YieldingIdleStrategy.INSTANCE;
            case "backoff" -> new BackoffIdleStrategy(MAX_SPINS, MAX_YIELDS, MIN_PARK_NS, MAX_PARK_NS);
            default -> throw new IllegalArgumentException("idle strategy '" + name + "' is none of " + NAMES);
        };
    }
}
