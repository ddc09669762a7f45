package io.strikebook.benchmarks.handoff;

/**
 * How long a run of {@link HandoffBenchmark} takes.
 *
 * @param rounds  that count
 * @param warmUps rounds before them
 * @param partMs  of each link in each way, milliseconds
 * @param apart   whether each way of a link has processes of its own, as a process of a venue does one thing, so that its code is compiled
 *                for it; else those of a link serve all its ways, which are half as many to start
 */
public record HandoffPlan(int rounds, int warmUps, long partMs, boolean apart) {
    /** Shows that everything runs; figures of code that is still being compiled. */
    public static final HandoffPlan QUICK = new HandoffPlan(1, 0, 100, false);

    private static final int MAX_ROUNDS = 5;
    private static final int MAX_WARM_UP_ROUNDS = 4;

    /** About so many seconds for each link. */
    public static HandoffPlan of(final int seconds) {
        final int rounds = Math.max(1, Math.min(MAX_ROUNDS, seconds / 2));
        return new HandoffPlan(
                rounds,
                Math.min(MAX_WARM_UP_ROUNDS, rounds),
                seconds * 1_000L / rounds / HandoffMode.values().length,
                true);
    }
}
