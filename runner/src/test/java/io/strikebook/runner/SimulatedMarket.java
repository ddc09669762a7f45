package io.strikebook.runner;

import io.strikebook.feeder.simulator.SimulatorConfig;
import java.util.List;

/** What the simulated prices of a recorded venue do. */
enum SimulatedMarket {
    /** What they do by default. */
    CALM,
    /** The same, but for what expires at the end of the day of the start. */
    ENDING_TODAY;

    /** What to simulate from a time on. */
    SimulatorConfig simulated(final long startNs) {
        final SimulatorConfig defaults = SimulatorConfig.defaults(1, startNs);
        return this == CALM
                ? defaults
                : new SimulatorConfig(
                        defaults.seed(),
                        defaults.startNs(),
                        defaults.eventsPerSecond(),
                        List.of(0, 1, 30),
                        List.of(0, 30),
                        defaults.strikes(),
                        defaults.underlyings());
    }
}
