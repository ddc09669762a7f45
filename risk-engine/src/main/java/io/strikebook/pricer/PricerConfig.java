package io.strikebook.pricer;

import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.home.TimeMode;

/**
 * The {@code pricer} section of the configuration.
 *
 * <pre>
 * pricer:
 *   dropBehindMs: 5000          # market data that waited longer is dropped; 100 to 600000, with 'time: live' only
 * </pre>
 *
 * @param dropBehindNs longest that market data may have waited; where time is recorded any
 */
public record PricerConfig(long dropBehindNs) {
    private static final String DROP_BEHIND = "dropBehindMs";
    private static final long DEFAULT_MS = 5_000;
    private static final long LEAST_MS = 100;
    private static final long MOST_MS = 600_000;
    private static final long NS_PER_MS = 1_000_000L;
    private static final long ANY = Long.MAX_VALUE;

    /** Reads and checks the section. */
    public static PricerConfig read(final ConfigSection config, final TimeMode timeMode) {
        if (timeMode == TimeMode.LIVE) {
            return new PricerConfig(config.getLong(DROP_BEHIND, DEFAULT_MS, LEAST_MS, MOST_MS) * NS_PER_MS);
        }
        if (config.has(DROP_BEHIND)) {
            throw config.refuse(DROP_BEHIND, "market data is dropped only in homes with 'time: live'");
        }
        return new PricerConfig(ANY);
    }
}
