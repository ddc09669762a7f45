package io.strikebook.benchmarks.matching;

import io.strikebook.benchmarks.ChildJvm;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Contenders, each in a process of its own, in rounds that take them in turn, so that what else happens on the machine hits all. Before
 * anything is measured, all have to come to the same.
 *
 * @param <K> which contenders there are
 */
final class Contest<K extends Enum<K>> implements AutoCloseable {
    /** Rounds before those that count. */
    static final int WARM_UPS = 3;

    private static final long ANSWER_MS = 600_000;

    private final Class<K> kinds;
    private final Map<K, ChildJvm> processes;
    private String outcome;

    /** Starts all; fails, and ends them, where one comes to something else than the first. */
    Contest(final Class<K> kinds, final Function<K, ChildJvm> start) {
        this.kinds = kinds;
        processes = new EnumMap<>(kinds);
        try {
            for (final K kind : kinds.getEnumConstants()) {
                processes.put(kind, start.apply(kind));
                compare(kind, processes.get(kind).await("ready", ANSWER_MS));
            }
        } catch (final RuntimeException e) {
            close();
            throw e;
        }
    }

    private void compare(final K kind, final String ready) {
        if (outcome != null && !ready.equals(outcome)) {
            throw new IllegalStateException(kind + " came to '" + ready + "', those before to '" + outcome + "'");
        }
        outcome = ready;
    }

    /** What all came to: fills, lots traded, orders left, then what was said of the flow. */
    String[] outcome() {
        return outcome.split(" ");
    }

    /** Runs all, and returns the median time of each, nanoseconds. */
    Map<K, Double> medianNs(final String name, final int rounds) {
        final Map<K, double[]> times = new EnumMap<>(kinds);
        for (int round = -WARM_UPS; round < rounds; round++) {
            System.err.printf(round < 0 ? "%s: warm-up ...%n" : "%s: round %d of %d ...%n", name, round + 1, rounds);
            for (final K kind : processes.keySet()) {
                processes.get(kind).tell("run");
                final long tookNs = Long.parseLong(processes.get(kind).await("took", ANSWER_MS));
                if (round >= 0) {
                    times.computeIfAbsent(kind, key -> new double[rounds])[round] = tookNs;
                }
            }
        }
        final Map<K, Double> medians = new EnumMap<>(kinds);
        times.forEach((kind, all) -> {
            Arrays.sort(all);
            medians.put(kind, all[rounds / 2]);
        });
        return medians;
    }

    @Override
    public void close() {
        processes.values().forEach(ChildJvm::close);
    }
}
