package io.strikebook.runner.spot;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.Currency;
import io.strikebook.schemas.RejectCode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No sequence of commands makes a balance negative by a trade in spot, however late the sequencer learns of what its commands came to: every
 * sequence of a few letters between two accounts that have little, and long random runs. What is free can be used to the last lot.
 */
@Timeout(300)
class SpotPromiseTest {
    private static final long MID_E8 = SpotVenue.INDEX_E8;
    private static final long UP_E8 = MID_E8 + SpotVenue.TICK_E8;
    private static final int LETTERS = 13;
    private static final int LENGTH = Integer.getInteger("strikebook.spot.letters", 4);

    /** Three lots of coins, and margin for a few perpetuals; three lots of dollars and the fee. */
    private static final long BTC_UNITS = 3 * SpotVenue.LOT_UNITS + 10_000;

    private static final long USDC_UNITS = 3 * SpotPromise.buyUnits(UP_E8);

    private SpotVenue venue = new SpotVenue();
    private int poor;
    private int other;
    private long fills;
    private long refused;

    @Test
    void everySequenceOfAFewLettersKeepsCashForWhatRests() {
        final int[] word = new int[LENGTH];
        long sequences = 0;
        do {
            play(word);
            sequences++;
        } while (next(word));
        change();
        System.out.println("spot: " + sequences + " sequences of " + LENGTH + " letters, " + fills + " trades, "
                + refused + " orders and withdrawals that could not be paid");
        assertThat(fills).isGreaterThan(5_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    private static boolean next(final int[] word) {
        int at = word.length - 1;
        while (at >= 0 && word[at] == LETTERS - 1) {
            word[at--] = 0;
        }
        if (at < 0) {
            return false;
        }
        word[at]++;
        return true;
    }

    private void play(final int[] word) {
        if (!venue.hasRoom()) {
            change();
        }
        poor = venue.open(BTC_UNITS, USDC_UNITS);
        other = venue.open(BTC_UNITS, USDC_UNITS);
        final StringBuilder played = new StringBuilder();
        for (final int letter : word) {
            played.append(' ').append(letter);
            send(letter);
            check("after letters" + played);
        }
        useUp(poor, "after letters" + played);
        venue.cancelAll(poor);
        venue.cancelAll(other);
        venue.deliverAll();
    }

    /** Another venue, since memory is finite. */
    private void change() {
        venue.requireConsistent();
        fills += venue.facts().spotFills();
        refused += venue.facts().refusedForFunds();
        venue = new SpotVenue();
    }

    private void check(final String when) {
        SpotPromise.check(venue, poor, when);
        SpotPromise.check(venue, other, when);
    }

    private void send(final int letter) {
        switch (letter) {
            case 0 -> venue.order(poor, SpotVenue.SPOT, true, 1, MID_E8);
            case 1 -> venue.order(poor, SpotVenue.SPOT, true, 2, UP_E8);
            case 2 -> venue.order(poor, SpotVenue.SPOT, false, 2, MID_E8);
            case 3 -> venue.order(other, SpotVenue.SPOT, false, 1, MID_E8);
            case 4 -> venue.order(other, SpotVenue.SPOT, true, 3, UP_E8);
            case 5 -> replace();
            case 6 -> venue.deliverAll();
            case 7 -> venue.cancelAll(poor);
            case 8 -> venue.withdraw(poor, Currency.BTC, SpotVenue.LOT_UNITS);
            case 9 -> venue.transfer(poor, other, Currency.USDC, SpotPromise.buyUnits(MID_E8));
            case 10 -> perpetual();
            case 11 -> {
                venue.tick();
                venue.deliverAll();
            }
            default -> venue.deliverOne();
        }
    }

    /** The oldest order gets three lots, and a price that trades. */
    private void replace() {
        final List<SpotFacts.Resting> orders = venue.facts().ordersOf(poor);
        if (!orders.isEmpty()) {
            venue.replace(orders.get(0), orders.get(0).buy ? UP_E8 : MID_E8, 3);
        }
    }

    /** Needs margin and a fee in coins. */
    private void perpetual() {
        venue.order(other, SpotVenue.PERPETUAL, false, 1, MID_E8);
        venue.order(poor, SpotVenue.PERPETUAL, true, 1, MID_E8);
    }

    /** Once all is known, what has no position and no order for one can pay with all that it has, and with no lot more. */
    private void useUp(final int account, final String when) {
        venue.tick();
        venue.deliverAll();
        final boolean hasPerpetuals = venue.wallet(account, Currency.BTC).initialMarginE12() != 0
                || venue.facts().ordersOf(account).stream()
                        .anyMatch(order -> order.instrumentId == SpotVenue.PERPETUAL);
        final long coins =
                venue.wallet(account, Currency.BTC).cash() - SpotPromise.paidUnits(venue, account, Currency.BTC);
        final long dollars =
                venue.wallet(account, Currency.USDC).cash() - SpotPromise.paidUnits(venue, account, Currency.USDC);
        final long lowE8 = MID_E8 - 10 * SpotVenue.TICK_E8;
        if (!hasPerpetuals) {
            requireUsable(account, false, coins / SpotVenue.LOT_UNITS, MID_E8 + 10 * SpotVenue.TICK_E8, when);
        }
        requireUsable(account, true, dollars / SpotPromise.buyUnits(lowE8), lowE8, when);
    }

    private void requireUsable(
            final int account, final boolean buy, final long lots, final long priceE8, final String when) {
        assertThat(venue.order(account, SpotVenue.SPOT, buy, lots + 1, priceE8))
                .as("one lot more than %d, %s", lots, when)
                .isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        if (lots > 0) {
            assertThat(venue.order(account, SpotVenue.SPOT, buy, lots, priceE8))
                    .as("%d lots, %s", lots, when)
                    .isEqualTo(RejectCode.ACCEPTED);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void longRandomRunsKeepItToo(final long seed) {
        final Random random = new Random(seed);
        poor = venue.open(20 * SpotVenue.LOT_UNITS, 20 * SpotPromise.buyUnits(MID_E8));
        other = venue.open(20 * SpotVenue.LOT_UNITS, 20 * SpotPromise.buyUnits(MID_E8));
        for (int i = 0; i < 6_000; i++) {
            step(random, true);
            check("after step " + i);
        }
        venue.requireConsistent();
        assertThat(venue.facts().spotFills()).isGreaterThan(200);
        assertThat(venue.facts().refusedForFunds()).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void accountsWithNothingButCashKeepItWhateverTheIndexDoes(final long seed) {
        final Random random = new Random(seed);
        poor = venue.open(20 * SpotVenue.LOT_UNITS, 20 * SpotPromise.buyUnits(MID_E8));
        other = venue.open(20 * SpotVenue.LOT_UNITS, 20 * SpotPromise.buyUnits(MID_E8));
        for (int i = 0; i < 4_000; i++) {
            if (random.nextInt(20) == 0) {
                venue.index(MID_E8 + (random.nextInt(4_001) - 2_000) * SpotVenue.TICK_E8);
            }
            step(random, false);
            check("after step " + i);
        }
        venue.requireConsistent();
        assertThat(venue.facts().spotFills()).isGreaterThan(100);
    }

    private void step(final Random random, final boolean perpetuals) {
        final int account = random.nextBoolean() ? poor : other;
        final boolean buy = random.nextBoolean();
        final long lots = 1 + random.nextInt(9);
        final long priceE8 = MID_E8 + (random.nextInt(9) - 4) * SpotVenue.TICK_E8;
        switch (random.nextInt(17)) {
            case 0, 1, 2, 3, 4, 5 -> venue.order(account, SpotVenue.SPOT, buy, lots, priceE8);
            case 6 -> venue.order(account, SpotVenue.SPOT, buy, lots, 0);
            case 7, 8 -> replace(random, account, priceE8, lots);
            case 9, 16 -> venue.cancelAll(account);
            case 10 -> {
                final Currency currency = buy ? Currency.BTC : Currency.USDC;
                if (random.nextBoolean()) {
                    venue.withdraw(account, currency, 1 + random.nextInt(2_000_000));
                } else {
                    venue.deposit(account, currency, 1 + random.nextInt(2_000_000));
                }
            }
            case 11 ->
                venue.transfer(
                        account,
                        account == poor ? other : poor,
                        buy ? Currency.BTC : Currency.USDC,
                        1 + random.nextInt(20_000_000));
            case 12 -> {
                if (perpetuals) {
                    venue.order(account, SpotVenue.PERPETUAL, buy, lots, priceE8);
                }
            }
            case 13 -> {
                venue.tick();
                venue.deliverAll();
            }
            case 14 -> venue.deliverAll(); // of what traded, not all is reported yet
            default -> venue.deliverOne();
        }
    }

    private void replace(final Random random, final int account, final long priceE8, final long lots) {
        final List<SpotFacts.Resting> orders = venue.facts().ordersOf(account);
        if (!orders.isEmpty()) {
            final SpotFacts.Resting order = orders.get(random.nextInt(orders.size()));
            if (order.instrumentId == SpotVenue.SPOT) {
                venue.replace(order, priceE8, lots);
            }
        }
    }
}
