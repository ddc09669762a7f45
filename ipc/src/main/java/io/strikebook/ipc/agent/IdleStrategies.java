package io.strikebook.ipc.agent;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What an agent does when it has no work, by name. */
public final class IdleStrategies {
    /** Never lets go of its CPU: for one of its own. */
    public static final String BUSY = "busy";

    /** Lets others have the CPU between two looks: for a shared one that has nothing else to do most of the time. */
    public static final String YIELDING = "yielding";

    /** Spins, yields, then sleeps, twice as long each time up to a bound: where CPU time is scarce. */
    public static final String BACKOFF = "backoff";

    /** Names that configuration may use. */
    public static final List<String> NAMES = List.of(BUSY, YIELDING, BACKOFF);

    /** Longest sleep of {@link #BACKOFF} unless configured. */
    public static final long DEFAULT_MAX_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long MAX_SPINS = 100;
    private static final long MAX_YIELDS = 100;
    private static final long MIN_PARK_NS = 1_000;

    private IdleStrategies() {}

    /** A new strategy, which sleeps no longer than by default. */
    public static IdleStrategy byName(final String name) {
        return byName(name, DEFAULT_MAX_PARK_NS);
    }

    /**
     * A new strategy.
     *
     * @param maxParkNs longest sleep of {@link #BACKOFF}, at least 1 us: what a first message after a pause may have to wait, and then some
     *                  50 us for the system to wake the thread
     */
    public static IdleStrategy byName(final String name, final long maxParkNs) {
        return switch (name) {
            case BUSY -> BusySpinIdleStrategy.INSTANCE;
            case YIELDING -> YieldingIdleStrategy.INSTANCE;
            case BACKOFF ->
                new BackoffIdleStrategy(MAX_SPINS, MAX_YIELDS, MIN_PARK_NS, Math.max(MIN_PARK_NS, maxParkNs));
            default -> throw new IllegalArgumentException("idle strategy '" + name + "' is none of " + NAMES);
        };
    }
}
