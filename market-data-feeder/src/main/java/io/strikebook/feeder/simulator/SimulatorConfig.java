package io.strikebook.feeder.simulator;

import java.util.List;

/**
 * What to simulate.
 *
 * @param seed            of the random walk
 * @param startNs         time of the first event; expiries are counted from it
 * @param eventsPerSecond events per second of simulated time, 1 to 10,000,000
 * @param optionDays      option expiries: 08:00 UTC this many days after the day of the start, 0 for that day itself, ascending
 * @param futureDays      expiries of dated futures, likewise
 * @param strikes         strikes per expiry, odd: as many below the price as above
 * @param underlyings     what moves
 */
public record SimulatorConfig(
        long seed,
        long startNs,
        int eventsPerSecond,
        List<Integer> optionDays,
        List<Integer> futureDays,
        int strikes,
        List<UnderlyingConfig> underlyings) {

    /** Checks the ranges. */
    public SimulatorConfig {
        require(startNs >= 0, "startNs must not be negative, is " + startNs);
        require(
                eventsPerSecond >= 1 && eventsPerSecond <= 10_000_000,
                "eventsPerSecond must be 1 to 10000000, is " + eventsPerSecond);
        require(strikes >= 1 && strikes <= 201 && strikes % 2 == 1, "strikes must be odd, 1 to 201, is " + strikes);
        require(!underlyings.isEmpty(), "at least one underlying is needed");
        requireAscending("optionDays", optionDays);
        requireAscending("futureDays", futureDays);
        optionDays = List.copyOf(optionDays);
        futureDays = List.copyOf(futureDays);
        underlyings = List.copyOf(underlyings);
    }

    /**
     * One underlying.
     *
     * @param underlyingId   id in the manifest
     * @param code           BTC or ETH
     * @param priceE8        price at the start, which the walk is drawn back to over days, 1e-8
     * @param volatilityE8   annualised volatility of the walk and level of the smile, 1e-8
     */
    public record UnderlyingConfig(int underlyingId, String code, long priceE8, long volatilityE8) {
        /** Checks the ranges. */
        public UnderlyingConfig {
            require(
                    priceE8 >= 100_000_000L && priceE8 <= 100_000_000_000_000_000L,
                    "the price of " + code + " must be 1 to 1e9, is " + priceE8 + "e-8");
            require(
                    volatilityE8 > 0 && volatilityE8 <= 500_000_000L,
                    "the volatility of " + code + " must be above 0 and at most 5, is " + volatilityE8 + "e-8");
        }
    }

    /** BTC at 60,000 and ETH at 3,000, five option expiries of 11 strikes, two dated futures, 200 events per second. */
    public static SimulatorConfig defaults(final long seed, final long startNs) {
        return new SimulatorConfig(
                seed,
                startNs,
                200,
                List.of(1, 7, 14, 30, 90),
                List.of(30, 90),
                11,
                List.of(
                        new UnderlyingConfig(1, "BTC", 6_000_000_000_000L, 50_000_000L),
                        new UnderlyingConfig(2, "ETH", 300_000_000_000L, 65_000_000L)));
    }

    private static void requireAscending(final String name, final List<Integer> days) {
        int previous = -1;
        for (final int day : days) {
            require(day > previous && day <= 3_650, name + " must ascend from 0 to 3650, has " + day);
            previous = day;
        }
    }

    private static void require(final boolean condition, final String problem) {
        if (!condition) {
            throw new IllegalArgumentException("simulator: " + problem);
        }
    }
}
