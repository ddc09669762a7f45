package io.strikebook.margin.standard;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.FeeSchedule;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.position.PositionBook;
import io.strikebook.margin.settlement.Exercise;
import io.strikebook.schemas.SettlementKind;

/**
 * Settles positions of all accounts within one command, wallet by wallet.
 *
 * <ul>
 *   <li><b>Expiry</b>: options are exercised, dated futures realise their profit at the delivery price, and the positions end. Everybody pays
 *       clearing or is paid by it; what a position gets is rounded down and what it pays up, first to 1e-12 and then to the ledger unit, and
 *       clearing gains both. Both sides pay the delivery fee, which is rounded up.
 *   <li><b>Day</b>: the profit of futures and perpetuals at the newest marks, funding included, becomes cash, rounded down, and the position
 *       costs its mark from then on. One without a mark is left as it is.
 * </ul>
 *
 * <p>A position that is worth more than can be counted settles as worth {@link NumberRange#MAX_HELD_E12}. Wallets under portfolio margin have
 * their books made anew. States of the wallets follow with later ticks, and before the next epoch is applied.
 */
final class Settler {
    private final Wallets wallets;
    private final PositionBook positions;
    private final NewestMarks marks;
    private final Valuation valuation;
    private final FeeSchedule fees;
    private final Payments payments;
    private final Reporting reporting;
    private final SettlementListener listener;
    private final Position position;
    private final WideSum[] residues = new WideSum[Ledger.currencyCount()];
    private final WideSum change = new WideSum();
    private long settled;

    Settler(
            final Wallets wallets,
            final PositionBook positions,
            final NewestMarks marks,
            final Valuation valuation,
            final FeeSchedule fees,
            final Payments payments,
            final Reporting reporting,
            final SettlementListener listener) {
        this.wallets = wallets;
        this.positions = positions;
        this.position = positions.view();
        this.marks = marks;
        this.valuation = valuation;
        this.fees = fees;
        this.payments = payments;
        this.reporting = reporting;
        this.listener = listener;
        for (int i = 0; i < residues.length; i++) {
            residues[i] = new WideSum();
        }
    }

    /** Settles and returns how many positions were. */
    long settle(final SettlementKind kind, final int underlyingId, final long settledNs, final long deliveryPriceE8) {
        settled = 0;
        for (int slot = 0; slot < wallets.size(); slot++) {
            final long before = settled;
            final Wallet wallet = wallets.get(slot);
            for (boolean held = position.toFirst(slot); held; held = position.toNext()) {
                final Instrument instrument = position.instrument();
                if (instrument.underlyingId() != underlyingId) {
                    continue;
                }
                if (kind == SettlementKind.DAILY) {
                    settleDay(wallet);
                } else if (instrument.terms().expiryNs() == settledNs) {
                    deliver(wallet, deliveryPriceE8);
                }
            }
            if (settled != before) {
                if (wallet.isPortfolio() || wallet.cross != null) {
                    reporting.revalue(wallet);
                }
                reporting.owe(wallet);
            } else if (kind == SettlementKind.DAILY) {
                reporting.rehash(wallet);
            }
        }
        for (int currency = 0; currency < residues.length; currency++) {
            payments.gainedByRounding(currency, residues[currency].clampedE12());
            residues[currency].clear();
        }
        return settled;
    }

    private void deliver(final Wallet wallet, final long deliveryPriceE8) {
        final Instrument instrument = position.instrument();
        final long lots = position.lots();
        final long cashBefore = wallet.cash;
        final long countedE12 = position.unrealisedE12() + (wallet.isPortfolio() ? position.optionValueE12() : 0);
        final long gainE12 = Exercise.gainE12(instrument, lots, deliveryPriceE8);
        residues[Ledger.indexOf(wallet.currency)].subtract(gainE12);
        wallet.take(position);
        payments.realise(wallet, gainE12 - Exercise.costE12(instrument, position.costE12()));
        final long amount = wallet.cash - cashBefore;
        payments.fee(wallet, fees.deliveryE12(instrument, Math.abs(lots), deliveryPriceE8, Math.abs(gainE12)));
        positions.end(position);
        settled++;
        final long changeE12 = change.clear()
                .addProduct(wallet.cash - cashBefore, wallet.unitE12)
                .subtract(countedE12)
                .clampedE12();
        final long fee = cashBefore + amount - wallet.cash;
        listener.onDelivered(
                instrument.underlyingId(), wallet.accountId, instrument.instrumentId(), lots, amount, fee, changeE12);
    }

    private void settleDay(final Wallet wallet) {
        if (position.instrument().isOption()) {
            return;
        }
        wallet.take(position);
        positions.change(position);
        payments.fund(wallet, position);
        valuation.value(wallet, position);
        final long profitE12 = position.unrealisedE12();
        if (profitE12 != 0) {
            final int instrumentId = position.instrument().instrumentId();
            final long cashBefore = wallet.cash;
            positions.settle(position);
            valuation.value(wallet, position);
            payments.realise(wallet, profitE12);
            settled++;
            listener.onSettled(
                    position.instrument().underlyingId(),
                    wallet.accountId,
                    instrumentId,
                    marks.markE8(instrumentId),
                    wallet.cash - cashBefore);
        }
        wallet.give(position);
        positions.keepOrRelease(position);
    }
}
