package io.strikebook.benchmarks.margin;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.sequencer.pretrade.Ladder;
import io.strikebook.sequencer.pretrade.OrderRequest;
import java.util.Arrays;
import java.util.SplittableRandom;

/** All checks of a new order of an account with a hundred positions and some resting orders. Checks change nothing, so each can be repeated. */
final class CheckRun {
    /** Orders of each account that rest. */
    static final int RESTING = 20;

    private static final int ACCOUNTS = 64;
    private static final int CHECKS = 400_000;
    private static final int WARM_UPS = 3;

    private final int epochs;
    private final MadeEngines engines = new MadeEngines(VenueParameters.defaults());
    private final SplittableRandom random = new SplittableRandom(7);
    private final OrderRequest order = new OrderRequest();

    CheckRun(final int epochs) {
        this.epochs = epochs;
    }

    void run() {
        setScene(true);
        measure("account under portfolio margin");
        final Times firsts = new Times(ACCOUNTS * (epochs + WARM_UPS));
        final long[] takenNs = new long[epochs + WARM_UPS];
        for (int round = 0; round < epochs + WARM_UPS; round++) {
            takenNs[round] = engines.newMarks(MadeVenue.INDEX * (1 + 0.001 * (round % 2)));
            for (int i = 0; i < 2 * ACCOUNTS / 16; i++) {
                engines.tick();
            }
            for (int account = 1; account <= ACCOUNTS; account++) {
                firsts.add(check(account));
            }
        }
        say("the first of an account at new marks", firsts);
        Arrays.sort(takenNs);
        MarginPeer.say(
                "a mark with its array, taken by the sequencer",
                "CPU",
                (double) takenNs[takenNs.length / 2] / MadeVenue.OPTIONS,
                "ns");
    }

    private void setScene(final boolean portfolio) {
        for (int account = 1; account <= ACCOUNTS; account++) {
            engines.account(account, portfolio);
        }
        for (int k = 0; k < MarginPeer.POSITIONS / 2; k++) {
            for (int account = 0; account < ACCOUNTS; account++) {
                final int place = (account * 13 + k * 19) % MadeVenue.OPTIONS;
                engines.order((account + 1 + k % (ACCOUNTS - 1)) % ACCOUNTS + 1, place, Side.SELL, 2, mark -> mark);
                engines.order(account + 1, place, Side.BUY, 2, mark -> mark);
            }
        }
        for (int account = 1; account <= ACCOUNTS; account++) {
            for (int i = 0; i < RESTING; i++) {
                final Side side = i % 2 == 0 ? Side.BUY : Side.SELL;
                engines.order(
                        account,
                        random.nextInt(MadeVenue.OPTIONS),
                        side,
                        1,
                        mark -> side == Side.BUY ? mark - 20 : mark + 20);
            }
        }
        engines.tick();
        engines.tick();
    }

    private void measure(final String row) {
        final Times times = new Times(CHECKS);
        for (int round = 0; round < WARM_UPS; round++) {
            times.clear();
            for (int i = 0; i < CHECKS; i++) {
                times.add(check(1 + random.nextInt(ACCOUNTS)));
            }
        }
        say(row, times);
    }

    private long check(final int accountId) {
        final int place = random.nextInt(MadeVenue.OPTIONS);
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        order.plain(accountId, place + 1, 0, side)
                .kind(OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, 0)
                .size(engines.priceE8(place, mark -> mark), 1);
        final Ladder ladder = engines.sequencer().ladder();
        final long startNs = System.nanoTime();
        final RejectCode code = ladder.checkNew(order, 0);
        final long elapsedNs = System.nanoTime() - startNs;
        if (code != RejectCode.ACCEPTED) {
            throw new IllegalStateException("an order that should be covered is refused: " + code);
        }
        return elapsedNs;
    }

    private static void say(final String row, final Times times) {
        MarginPeer.say(row, "p50", times.quantileNs(0.5), "ns");
        MarginPeer.say(row, "p99", times.quantileNs(0.99), "ns");
    }
}
