package io.strikebook.margin;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.PositionsDeliveredDecoder;
import io.strikebook.schemas.SettledDecoder;
import io.strikebook.schemas.SettlementKind;
import io.strikebook.schemas.Side;

/** A margin engine with so many accounts, each with a call and a perpetual, which settles them; counts what it wrote. */
final class ManyAccounts {
    private static final long E8 = Harness.E8;
    private static final long EXPIRY_NS = 1_522_396_800_000_000_000L;
    private static final int FLUSH_EVERY = 1_024;

    private final Harness venue = new Harness(VenueParameters.defaults());
    private final int accounts;
    private long delivered;
    private long settled;
    private long bytes;
    private long lastSequence;
    private int groups;

    /** Opens the accounts, an even number of them, and lets pairs of them trade; what everybody has read is forgotten. */
    ManyAccounts(final int accounts) {
        this(accounts, false);
    }

    /** The same; all that is written can be read again where it is kept. */
    ManyAccounts(final int accounts, final boolean kept) {
        this.accounts = accounts;
        if (kept) {
            venue.commandQueue.cursor();
            venue.executionQueue.cursor();
            venue.markQueue.cursor();
            venue.marginQueue.cursor();
        }
        venue.timestampNs = EXPIRY_NS - 3_600_000_000_000L;
        venue.listAll();
        venue.marks(10_000 * E8, Harness.PERPETUAL, 10_000 * E8, Harness.CALL, 10_000_000);
        venue.tick();
        for (int account = 1; account <= accounts; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, E8);
            if (account % FLUSH_EVERY == 0) {
                answer();
            }
        }
        for (int account = 1; account < accounts; account += 2) {
            venue.trade(Harness.CALL, account, Side.BUY, account + 1, 1, 10_000_000);
            venue.trade(Harness.PERPETUAL, account, Side.BUY, account + 1, 10, 9_000 * E8);
            if (account % FLUSH_EVERY == 1) {
                answer();
            }
        }
        venue.timestampNs += 1_000_000_000L;
        venue.tick();
        answer();
    }

    private void answer() {
        venue.commands.flush();
        venue.executions.flush();
        while (venue.agent.doWork() > 0) {
            continue;
        }
        while (venue.answers.poll((buffer, offset, length) -> {
            final int template = FrameLayout.templateId(buffer, offset);
            if (template == PositionsDeliveredDecoder.TEMPLATE_ID || template == SettledDecoder.TEMPLATE_ID) {
                final long sequence = FrameLayout.sequence(buffer, offset);
                groups += sequence == lastSequence ? 0 : 1;
                lastSequence = sequence;
                delivered += template == PositionsDeliveredDecoder.TEMPLATE_ID
                        ? new PositionsDeliveredDecoder()
                                .wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder())
                                .positions()
                                .count()
                        : 0;
                settled += template == SettledDecoder.TEMPLATE_ID ? 1 : 0;
                bytes += length;
            }
        })) {
            continue;
        }
    }

    /** Settles the call of all accounts; returns how long that took. */
    long expireNs() {
        return settleNs(SettlementKind.EXPIRY, 10_000 * E8);
    }

    /** Settles the day of all accounts; returns how long that took. */
    long dayNs() {
        return settleNs(SettlementKind.DAILY, 0);
    }

    private long settleNs(final SettlementKind kind, final long priceE8) {
        venue.timestampNs = Math.max(venue.timestampNs, EXPIRY_NS);
        venue.settle(kind, EXPIRY_NS, priceE8);
        venue.commands.flush();
        venue.executions.flush();
        final long before = System.nanoTime();
        venue.agent.doWork();
        final long took = System.nanoTime() - before;
        answer();
        return took;
    }

    /** Ticks until no state is owed; returns how many. */
    int ticksToReport() {
        int ticks = 0;
        while (isAnyOwed()) {
            venue.timestampNs += 10_000_000;
            venue.tick();
            ticks++;
            answer();
        }
        return ticks;
    }

    private boolean isAnyOwed() {
        final var wallets = venue.engine.core().wallets();
        return wallets.get(wallets.size() - 1).isOwed();
    }

    /** State of margin as it is now. */
    void save(final SnapshotOutput output) {
        venue.engine.save(output);
    }

    /** Last command that margin answered. */
    long lastAnswered() {
        return venue.engine.lastSequence();
    }

    long stateHash() {
        return venue.engine.stateHash();
    }

    long producedHash() {
        return venue.margin.producedHash();
    }

    /** All that margin wrote, where that is kept. */
    FrameCursor answers() {
        return venue.marginQueue.cursor();
    }

    /** Another engine's agent over the same commands, where these are kept. */
    MarginAgent agent(final MarginEngine engine, final Publication margin) {
        return new MarginAgent(
                engine,
                venue.commandQueue.subscription(),
                venue.executionQueue.subscription(),
                venue.markQueue.subscription(),
                margin);
    }

    int accounts() {
        return accounts;
    }

    long delivered() {
        return delivered;
    }

    long settled() {
        return settled;
    }

    /** Of the groups of settlements. */
    long bytes() {
        return bytes;
    }

    int groups() {
        return groups;
    }

    void requireConsistent() {
        venue.engine.requireConsistent();
    }

    long openPositions() {
        return venue.engine.core().positions().openCount();
    }
}
