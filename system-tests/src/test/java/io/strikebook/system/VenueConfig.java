package io.strikebook.system;

import java.util.List;

/**
 * Configurations of test venues: small blocks, patience with a machine that other builds keep busy, and processes that live for seconds, so
 * that what C2 compiles is not worth its time.
 */
final class VenueConfig {
    private String top = "queues:\n  blockSizeMb: 4\n";
    private int eventsPerSecond = 500;
    private int ordersPerSecond = 2_000;
    private List<String> compilation = List.of("-XX:TieredStopAtLevel=1");
    private boolean everyKind;
    private String liveVenue = "";
    private String pricer = "";

    VenueConfig queues(final String rollCycle, final int blockSizeMb) {
        top = "queues:\n  rollCycle: " + rollCycle + "\n  blockSizeMb: " + blockSizeMb + "\n";
        return this;
    }

    /** Processes run as in production, compiled by C2 too. */
    VenueConfig compiledFully() {
        compilation = List.of();
        return this;
    }

    /** Flags of the processes' JVMs. */
    List<String> jvmFlags() {
        return compilation;
    }

    /** More sources of requests beside the load generator's. */
    VenueConfig orderSource(final String name) {
        top += "orders:\n  load:\n    recorded: false\n  " + name + ":\n    recorded: false\n";
        return this;
    }

    /** With a section for the syncing follower; whoever runs one starts it. */
    VenueConfig sync(final int intervalMs) {
        top += "sync:\n  intervalMs: " + intervalMs + "\n";
        return this;
    }

    VenueConfig eventsPerSecond(final int events) {
        eventsPerSecond = events;
        return this;
    }

    VenueConfig ordersPerSecond(final int orders) {
        ordersPerSecond = orders;
        return this;
    }

    /** Instruments in all three market modes, and clients of the load generator who send every kind of request. */
    VenueConfig everyKind() {
        everyKind = true;
        top += "venue:\n  marketModes: [\"BTC option speedBump 2\", \"ETH option batchAuction 20\"]\n";
        return this;
    }

    /** Market data of a Deribit at another address, whose books are given as a whole again every second. */
    VenueConfig liveVenue(final MadeDeribit deribit) {
        liveVenue = """
                  source: live
                  live:
                    wholeBooksEverySeconds: 1
                    firstPauseMs: 10
                    deribit:
                      underlyings: BTC
                      url: "%s"
                      rest: "%s"
                """.formatted(deribit.stream(), deribit.rest());
        return this;
    }

    VenueConfig dropBehindMs(final int ms) {
        pricer = "  dropBehindMs: " + ms + "\n";
        return this;
    }

    String yaml() {
        final StringBuilder text = new StringBuilder(top);
        for (final Role role : Role.values()) {
            text.append(role.roleName()).append(":\n  stopTimeoutMs: 120000\n");
            if (role == Role.PRICER) {
                text.append(pricer);
            } else if (role == Role.FEEDER && !liveVenue.isEmpty()) {
                text.append(liveVenue);
            } else if (role == Role.FEEDER) {
                text.append("  simulator:\n    eventsPerSecond: ")
                        .append(eventsPerSecond)
                        .append('\n');
            } else if (role == Role.LOAD) {
                text.append("  ratePerSecond: ").append(ordersPerSecond).append('\n');
                text.append(everyKind ? "  mix:\n    preset: all\n" : "");
            }
        }
        return text.toString();
    }
}
