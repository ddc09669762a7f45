package io.strikebook.runner.spot;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.Currency;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What pre-trade keeps of spot: whatever part of whatever resting orders in spot trades, lot by lot at its limit, the account still has cash
 * of what it pays with, and the initial margin of its positions besides. Worked out from matching's orders and margin's books alone.
 */
final class SpotPromise {
    private static final int USDC_PLACES = 6;

    private SpotPromise() {}

    static void check(final SpotVenue venue, final int account, final String when) {
        check(venue, account, Currency.BTC, LEDGER_BTC, when);
        check(venue, account, Currency.USDC, LEDGER_USDC, when);
    }

    private static final long LEDGER_BTC = 10_000L;
    private static final long LEDGER_USDC = 1_000_000L;

    private static void check(
            final SpotVenue venue, final int account, final Currency currency, final long unitE12, final String when) {
        final Wallet wallet = venue.wallet(account, currency);
        final long paid = paidUnits(venue, account, currency);
        assertThat(wallet.cash())
                .as("cash of account %d in %s, of which orders pay %d, %s", account, currency, paid, when)
                .isGreaterThanOrEqualTo(paid);
        assertThat(wallet.marginBalanceE12() - wallet.initialMarginE12())
                .as("margin balance of account %d in %s above initial margin, %s", account, currency, when)
                .isGreaterThanOrEqualTo(paid * unitE12);
    }

    /** What all resting orders in spot pay of a currency, at most. */
    static long paidUnits(final SpotVenue venue, final int account, final Currency currency) {
        long units = 0;
        for (final SpotFacts.Resting order : venue.facts().ordersOf(account)) {
            if (order.instrumentId == SpotVenue.SPOT && order.buy == (currency == Currency.USDC)) {
                units += order.lots * (order.buy ? buyUnits(order.priceE8) : SpotVenue.LOT_UNITS);
            }
        }
        return units;
    }

    /** What one lot costs, the higher fee included, which is rounded up. */
    static long buyUnits(final long priceE8) {
        final BigDecimal value = BigDecimal.valueOf(priceE8, 8).multiply(BigDecimal.valueOf(SpotVenue.LOT_UNITS, 8));
        final BigDecimal fee =
                value.multiply(BigDecimal.valueOf(SpotVenue.TAKER_E8, 8)).setScale(USDC_PLACES, RoundingMode.CEILING);
        return value.add(fee).movePointRight(USDC_PLACES).longValueExact();
    }
}
