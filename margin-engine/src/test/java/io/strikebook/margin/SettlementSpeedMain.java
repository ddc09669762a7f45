package io.strikebook.margin;

import java.util.Locale;

/** Prints how long settlements of many accounts take in margin: argument 1 is how many, by default a million. */
public final class SettlementSpeedMain {
    private static final double MILLION = 1e6;

    private SettlementSpeedMain() {}

    /** Runs once: a settlement happens once a day. */
    public static void main(final String[] args) {
        final int accounts = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        final ManyAccounts venue = new ManyAccounts(accounts);
        System.gc();
        final Runtime runtime = Runtime.getRuntime();
        final double heapMb = (runtime.totalMemory() - runtime.freeMemory()) / MILLION;
        final double expiryMs = venue.expireNs() / MILLION;
        final double groupMb = venue.bytes() / MILLION;
        final int ticks = venue.ticksToReport();
        final double dayMs = venue.dayNs() / MILLION;
        venue.requireConsistent();
        System.out.println(String.format(
                Locale.ROOT,
                "%,d accounts, %,d delivered: expiry %.0f ms, its group %.1f MB; states within %,d ticks; day %.0f ms; heap %.0f MB",
                accounts,
                venue.delivered(),
                expiryMs,
                groupMb,
                ticks,
                dayMs,
                heapMb));
    }
}
