package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.LiquidationRules;
import io.strikebook.margin.standard.Wallet;
import org.junit.jupiter.api.Test;

/** Accounts below maintenance margin, step by step; positions in an inverse perpetual of 10 USD a lot, money in hundredths of a coin. */
class LiquidationTest {
    private static final int LONG = 1;
    private static final int FUND = LiquidationVenue.FUND;

    /** 40 coins long at 10,000 on one coin; at 9,800 it has lost 0.816. */
    private static LiquidationVenue leveraged(final LiquidationRules rules) {
        final LiquidationVenue venue = new LiquidationVenue(rules).price(10_000);
        return venue.deposit(LONG, 100).buys(LONG, 40_000, 10_000).price(10_000);
    }

    private static LiquidationRules without(final boolean fund, final long feeE8) {
        final LiquidationRules rules = LiquidationVenue.RULES;
        return new LiquidationRules(
                fund ? FUND : 0,
                rules.intervalNs(),
                rules.stepE8(),
                rules.priceStepE8(),
                rules.attempts(),
                feeE8,
                rules.stepsPerCommand());
    }

    @Test
    void partsOfAPositionAreSoldUntilTheRestHasItsMaintenanceMargin() {
        final LiquidationVenue venue = leveraged(LiquidationVenue.RULES);
        venue.price(9_850).settle();

        assertThat(venue.told.subList(0, 3))
                .containsExactly("BEGUN 1", "CANCEL_ORDERS 1", "REDUCE 1 sell 2000 of 1 at 9825.5 attempt 0");
        assertThat(venue.told.get(venue.told.size() - 1)).isEqualTo("ENDED 1");
        assertThat(venue.lots(LONG)).isBetween(1L, 39_999L);
        final Wallet wallet = venue.wallet(LONG);
        assertThat(wallet.marginBalanceE12()).isGreaterThanOrEqualTo(wallet.maintenanceMarginE12());
        assertThat(wallet.isInLiquidation()).isFalse();
    }

    @Test
    void noMoreIsSoldThanItTakes() {
        final LiquidationVenue venue = leveraged(LiquidationVenue.RULES);
        venue.price(9_850);
        long sold = 0;
        while (!venue.told.contains("ENDED 1")) {
            final boolean below = (venue.wallet(LONG).flags() & Wallet.BELOW_MAINTENANCE) != 0;
            final long before = venue.lots(LONG);
            venue.step();
            assertThat(below || venue.lots(LONG) == before).isTrue();
            sold += before - venue.lots(LONG);
        }
        assertThat(sold).isPositive();
    }

    @Test
    void eachAttemptThatTradesNothingGoesFartherFromTheMark() {
        final LiquidationVenue venue = leveraged(LiquidationVenue.RULES);
        venue.tradedPercent = 0;
        venue.price(9_850).settle();

        assertThat(venue.told)
                .contains(
                        "REDUCE 1 sell 2000 of 1 at 9825.5 attempt 0",
                        "REDUCE 1 sell 2000 of 1 at 9801.0 attempt 1",
                        "REDUCE 1 sell 2000 of 1 at 9776.5 attempt 2");
    }

    @Test
    void nobodyIsEndedBecauseMakersPause() {
        final LiquidationVenue venue = leveraged(LiquidationVenue.RULES).deposit(FUND, 1_000);
        venue.tradedPercent = 0;
        venue.price(9_850);
        for (int step = 0; step < 9; step++) {
            venue.step(); // all attempts would be made by then if none waited longer
        }
        venue.tradedPercent = 100;
        venue.settle();

        assertThat(venue.told).contains("ENDED 1").doesNotContain("TAKE_OVER 1: 9 buys 40000 of 1");
        assertThat(venue.lots(LONG)).isPositive();
    }

    @Test
    void whereGoingFartherWouldNotHelpTheNextAttemptIsNearerAgain() {
        final LiquidationVenue venue = leveraged(LiquidationVenue.RULES);
        venue.tradedPercent = 0;
        venue.price(9_850).settle();

        // 1.25 % of the price is more than the maintenance margin of what is sold, 0.75 % is less.
        assertThat(venue.told).contains("REDUCE 1 sell 2000 of 1 at 9776.5 attempt 4");
    }

    @Test
    void noStepCostsMoreThanThereIsEquity() {
        final LiquidationVenue venue = leveraged(without(true, 500_000)).deposit(FUND, 1_000);
        venue.price(9_791);
        while (!venue.told.contains("ENDED 1")) {
            venue.step();
            assertThat(venue.wallet(LONG).equityE12()).isNotNegative();
        }

        assertThat(venue.lots(LONG)).isZero();
        assertThat(venue.told.stream().filter(line -> line.startsWith("REDUCE")))
                .hasSizeGreaterThan(5);
        assertThat(venue.told.stream().filter(line -> line.startsWith("TAKE_OVER paid by 9 for 1: -")))
                .as("the fund got what was left")
                .hasSize(1);
    }

    @Test
    void theFundTakesOverWhatNobodyWantsAndSellsItLater() {
        final LiquidationVenue venue = leveraged(LiquidationVenue.RULES).deposit(FUND, 1_000);
        venue.tradedPercent = 0;
        venue.price(9_850);
        while (!venue.told.contains("ENDED 1")) {
            venue.step();
        }
        assertThat(venue.told).contains("TAKE_OVER 1: 9 buys 40000 of 1");
        assertThat(venue.lots(LONG)).isZero();
        assertThat(venue.wallet(LONG).cash()).isZero();
        assertThat(venue.lots(FUND)).isEqualTo(40_000);
        assertThat(venue.wallet(FUND).marginBalanceE12()).isGreaterThan(10 * 1_000_000_000_000L);

        venue.tradedPercent = 100;
        venue.settle();
        assertThat(venue.lots(FUND)).isZero();
        assertThat(venue.wallet(FUND).isInLiquidation()).isFalse();
    }

    @Test
    void anAccountThatOwesIsTakenOverAtOnceAndTheFundPays() {
        final LiquidationVenue venue = leveraged(LiquidationVenue.RULES).deposit(FUND, 1_000);
        venue.price(9_700).settle();

        assertThat(venue.told).noneMatch(step -> step.startsWith("REDUCE 1 "));
        assertThat(venue.told).contains("TAKE_OVER 1: 9 buys 40000 of 1", "ENDED 1");
        assertThat(venue.told).anyMatch(step -> step.matches("TAKE_OVER paid by 9 for 1: [1-9][0-9]*"));
        assertThat(venue.wallet(LONG).cash()).isZero();
    }

    @Test
    void withoutAFundThoseWhoGainedMostAreDeleveragedFirst() {
        final LiquidationVenue venue = leveraged(without(false, 0));
        // Both are short from 10,000; the second with a tenth of the money, so ten times the leverage.
        venue.deposit(2, 10_000).deposit(3, 1_000);
        venue.sells(2, 30_000, LiquidationVenue.MARKET_MAKER, 10_000);
        venue.sells(3, 30_000, LiquidationVenue.MARKET_MAKER, 10_000);
        venue.price(9_700).settle();

        final int first = venue.told.indexOf("DELEVERAGE 1: 3 buys 30000 of 1");
        final int second = venue.told.indexOf("DELEVERAGE 1: 2 buys 10000 of 1");
        assertThat(first).isNotNegative();
        assertThat(second).isEqualTo(first + 1);
        assertThat(venue.lots(LONG)).isZero();
        assertThat(venue.lots(3)).isZero();
        assertThat(venue.lots(2)).isEqualTo(-20_000);
        assertThat(venue.wallet(LONG).cash()).isZero();
        final long owed = paid(venue, 2) + paid(venue, 3);
        // 400,000 USD x (1 / 9,700 - 1 / 10,000) coins lost, one coin and the fee of 0.02 had been there.
        assertThat(owed).isBetween(25_700_000L, 25_800_000L);
        assertThat(paid(venue, 3)).isBetween(3 * paid(venue, 2) - 3, 3 * paid(venue, 2) + 3);
    }

    private static long paid(final LiquidationVenue venue, final int accountId) {
        return venue.told.stream()
                .filter(step -> step.startsWith("DELEVERAGE paid by " + accountId + " for 1: "))
                .mapToLong(step -> Long.parseLong(step.substring(step.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void whatASmallFundDoesNotHaveOthersPay() {
        final LiquidationVenue venue = leveraged(LiquidationVenue.RULES).deposit(FUND, 10);
        venue.deposit(2, 10_000);
        venue.sells(2, 40_000, LiquidationVenue.MARKET_MAKER, 10_000);
        venue.price(9_700).settle();

        assertThat(venue.told).contains("DELEVERAGE 1: 2 buys 40000 of 1", "DELEVERAGE paid by 9 for 1: 10000000");
        assertThat(paid(venue, 2)).isBetween(15_700_000L, 15_800_000L);
        assertThat(venue.wallet(LONG).cash()).isZero();
    }

    @Test
    void whatIsOwedWithoutAPositionIsSharedByBalances() {
        final LiquidationVenue venue =
                leveraged(without(false, 0)).deposit(2, 10_000).deposit(3, 30_000);
        venue.price(9_900);
        // It sells all far below the mark itself, before anybody could stop it.
        venue.sells(LONG, 40_000, LiquidationVenue.MARKET_MAKER, 9_600);
        venue.price(9_900).settle();

        assertThat(venue.told).contains("BEGUN 1", "SHARE_LOSS 1", "ENDED 1");
        assertThat(venue.wallet(LONG).cash()).isZero();
        assertThat(venue.told).anyMatch(step -> step.startsWith("SHARE_LOSS paid by 2 for 1: "));
        assertThat(venue.told).anyMatch(step -> step.startsWith("SHARE_LOSS paid by 3 for 1: "));
    }

    @Test
    void stepsPayAFeeToTheFund() {
        final LiquidationVenue venue = leveraged(without(true, 100_000)).deposit(FUND, 1);
        venue.price(9_850).settle();

        assertThat(venue.told).contains("ENDED 1");
        // A thousandth of what was sold, two coins or so at a time.
        final long soldLots = 40_000 - venue.lots(LONG);
        final long soldE8 = soldLots * 10 * LiquidationVenue.E8 / 9_825;
        assertThat(venue.wallet(FUND).cash() - LiquidationVenue.E8 / 100).isBetween(soldE8 / 1_010, soldE8 / 990);
    }
}
