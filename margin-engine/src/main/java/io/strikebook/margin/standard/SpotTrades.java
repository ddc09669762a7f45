package io.strikebook.margin.standard;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.FeeSchedule;
import io.strikebook.common.math.FixedPoint;
import io.strikebook.schemas.Currency;

/**
 * Trades in spot: the buyer pays quote currency to the seller and the seller base currency to the buyer, both in the same command. Neither
 * amount is rounded, since only such spot is listed of which a lot at any price of the grid is a whole number of ledger units; what traded in
 * parts has moved what the whole would have. Both pay their fee in quote currency, the seller out of what was just received; it is rounded
 * up to the ledger unit, fill by fill, which the venue's fee account gains. No position, mark or funding comes of it.
 */
final class SpotTrades {
    private static final long E8_TO_E12 = 10_000L;

    private final MarginCore core;
    private final FeeSchedule fees;
    private final Payments payments;

    SpotTrades(final MarginCore core, final FeeSchedule fees, final Payments payments) {
        this.core = core;
        this.fees = fees;
        this.payments = payments;
    }

    /** One match between known accounts, of which one rested. */
    void trade(
            final Instrument spot,
            final int buyerAccountId,
            final int sellerAccountId,
            final boolean buyerIsMaker,
            final long lots,
            final long priceE8) {
        final Currency base = spot.baseCurrency();
        final Currency quote = spot.terms().settlementCurrency();
        final Wallet buyerBase = wallet(buyerAccountId, base);
        final Wallet sellerBase = wallet(sellerAccountId, base);
        final Wallet buyerQuote = wallet(buyerAccountId, quote);
        final Wallet sellerQuote = wallet(sellerAccountId, quote);
        final long baseE12 =
                FixedPoint.multiply(FixedPoint.multiply(lots, spot.terms().lotSizeE8()), E8_TO_E12);
        payments.pay(sellerBase, buyerBase, baseE12 / sellerBase.unitE12);
        payments.pay(buyerQuote, sellerQuote, spot.valueE12(lots, priceE8) / buyerQuote.unitE12);
        payments.fee(buyerQuote, fees.feeE12(spot, lots, priceE8, 0, buyerIsMaker));
        payments.fee(sellerQuote, fees.feeE12(spot, lots, priceE8, 0, !buyerIsMaker));
        core.reporting().touch(buyerBase);
        core.reporting().touch(sellerBase);
        core.reporting().touch(buyerQuote);
        core.reporting().touch(sellerQuote);
    }

    private Wallet wallet(final int accountId, final Currency currency) {
        return core.wallets().obtain(accountId, currency, core.marks().epoch());
    }
}
