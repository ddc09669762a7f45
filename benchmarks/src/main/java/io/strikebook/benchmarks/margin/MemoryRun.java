package io.strikebook.benchmarks.margin;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.schemas.Side;
import java.lang.ref.Reference;

/** What accounts and positions take of the heap of all engines together. */
final class MemoryRun {
    private static final int POSITIONS = 10;
    private static final int COLLECTIONS = 3;

    private final int accounts;

    MemoryRun(final int accounts) {
        this.accounts = accounts;
    }

    void run() {
        final VenueParameters parameters = HomeConfig.parse(
                        "accounts", "venue:\n  preTrade:\n    maxAccounts: " + accounts + "\n")
                .venue();
        final MadeEngines engines = new MadeEngines(parameters);
        final long empty = used();
        for (int account = 1; account <= accounts; account++) {
            engines.account(account, true);
        }
        final long funded = used();
        for (int k = 0; k < POSITIONS / 2; k++) {
            for (int account = 0; account < accounts; account++) {
                final int place = (account * 13 + k * 19) % MadeVenue.OPTIONS;
                engines.order((account + 1 + k) % accounts + 1, place, Side.SELL, 2, mark -> mark);
                engines.order(account + 1, place, Side.BUY, 2, mark -> mark);
            }
        }
        final long traded = used();
        Reference.reachabilityFence(engines);
        MarginPeer.say("an account with money, portfolio margin", "bytes", (funded - empty) / (double) accounts, "");
        MarginPeer.say("a position", "bytes", (traded - funded) / (double) accounts / POSITIONS, "");
        MarginPeer.say(
                "1 M accounts of " + POSITIONS + " positions",
                "bytes",
                (traded - empty) / (double) accounts / 1e3,
                "GB");
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        final Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
