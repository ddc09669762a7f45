package io.strikebook.runner.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.runner.promise.Journal.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The {@link Promise} holds after every command of long random runs: letters, and orders of any size and price, of two accounts that have
 * little, while the sequencer is told sooner or later; and margin's own numbers are those of the rules.
 */
@Timeout(3_600)
class RandomRunsTest {
    private static final int SEEDS = Integer.getInteger("strikebook.promise.seeds", 150);
    private static final int LETTERS = 300;
    private static final int MOST_LATE = 12;
    private static final int MOST_ORDERS = 5;
    private static final Letter[] ALL = Letter.values();

    private final List<Object> path = new ArrayList<>();
    private long claims;
    private long refusals;
    private double tightest = Double.POSITIVE_INFINITY;

    @Test
    void noRunBreaksThePromise() {
        for (int seed = 0; seed < SEEDS; seed++) {
            path.clear();
            run(seed);
        }
        System.out.printf(
                "%d runs of %d letters: %d commands checked, %d refused, least left %.9f%n",
                SEEDS, LETTERS, claims, refusals, tightest);
        assertThat(claims).isGreaterThan(20L * SEEDS);
        assertThat(refusals).isGreaterThan(10L * SEEDS);
    }

    private void run(final int seed) {
        final Random random = new Random(seed);
        final long[] deposits = {deposit(random), deposit(random)};
        final Opening opening = Opening.values()[random.nextInt(Opening.values().length)];
        final Setup setup = new Setup(
                deposits,
                random.nextBoolean(),
                random.nextBoolean(),
                opening,
                1 + random.nextInt(32),
                16,
                random.nextBoolean() ? 0 : 1 + random.nextInt(1_500));
        final SmallVenue venue = new SmallVenue(setup);
        for (int i = 0; i < LETTERS; i++) {
            final long before = venue.journal().lastSequence();
            act(venue, random);
            check(venue, before, seed);
            keepSmall(venue, seed);
        }
    }

    private static long deposit(final Random random) {
        return SmallVenue.SATOSHIS / 100 * (3 + random.nextInt(15)) + random.nextInt(100_000);
    }

    private void act(final SmallVenue venue, final Random random) {
        if (random.nextInt(3) > 0) {
            final Letter letter = ALL[random.nextInt(ALL.length)];
            path.add(letter);
            letter.on(venue);
            return;
        }
        final int account = 1 + random.nextInt(2);
        final int instrument = 1 + random.nextInt(2);
        final boolean buy = random.nextBoolean();
        final int lots = 1 + random.nextInt(3);
        final double price = Market.price(instrument, buy, random.nextInt(5) - 2);
        final boolean reduceOnly = random.nextInt(4) == 0;
        path.add(List.of(account, instrument, buy ? "buy" : "sell", lots, price, reduceOnly));
        venue.order(account, instrument, buy, lots, price, reduceOnly);
    }

    private void check(final SmallVenue venue, final long before, final int seed) {
        for (long at = before + 1; at <= venue.journal().lastSequence(); at++) {
            final Step step = venue.journal().step(at);
            for (int account = 1; account <= SmallVenue.ACCOUNTS; account++) {
                assertThat(Promise.differsFromMargin(venue, step, account))
                        .as("seed %d, state of account %d with command %d, after %s", seed, account, at, path)
                        .isNotPositive();
            }
            final double left = Promise.left(venue, step);
            assertThat(left)
                    .as("seed %d, command %d of account %d, after %s", seed, at, step.account, path)
                    .isNotNegative();
            claims += left == Promise.NOTHING ? 0 : 1;
            refusals += step.kind != Journal.Kind.OTHER && !step.isAccepted() ? 1 : 0;
            tightest = Math.min(tightest, left);
        }
    }

    /** What orders could do together is tried out, so there must not be too many; nor is the sequencer told of nothing for ever. */
    private void keepSmall(final SmallVenue venue, final int seed) {
        final long before = venue.journal().lastSequence();
        if (before - venue.delivered() > MOST_LATE) {
            venue.deliverAll();
        }
        for (int account = 1; account <= SmallVenue.ACCOUNTS; account++) {
            final int counted = account;
            if (venue.journal().facts().orders.stream()
                            .filter(order -> order.account == counted)
                            .count()
                    > MOST_ORDERS) {
                venue.cancelAll(account);
                venue.deliverAll();
            }
        }
        check(venue, before, seed);
    }
}
