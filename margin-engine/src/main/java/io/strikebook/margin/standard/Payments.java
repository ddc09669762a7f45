package io.strikebook.margin.standard;

import static io.strikebook.common.math.FixedPoint.divideCeil;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.math.FixedPoint;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.position.PositionBook;
import io.strikebook.margin.settlement.Funding;

/**
 * What wallets pay and are paid in whole ledger units. Realised profit is rounded down and realised loss up, which clearing gains; fees are
 * rounded up, which the venue's fee account gains.
 */
final class Payments {
    private final Ledger ledger;
    private final PositionBook positions;
    private final Funding funding;
    private final long[] roundingE12 = new long[Ledger.currencyCount()];

    Payments(final Ledger ledger, final PositionBook positions, final Funding funding) {
        this.ledger = ledger;
        this.positions = positions;
        this.funding = funding;
    }

    /** Pays a profit, or takes a loss, 1e-12. */
    void realise(final Wallet wallet, final long realisedE12) {
        final int currency = Ledger.indexOf(wallet.currency);
        final long paid = Math.floorDiv(realisedE12, wallet.unitE12);
        roundingE12[currency] = FixedPoint.add(roundingE12[currency], subtract(realisedE12, paid * wallet.unitE12));
        if (paid >= 0) {
            ledger.move(Ledger.clearing(currency), wallet.ledgerAccount, paid);
        } else {
            ledger.move(wallet.ledgerAccount, Ledger.clearing(currency), -paid);
        }
        wallet.cash = ledger.balance(wallet.ledgerAccount);
    }

    /** Takes a fee, 1e-12, and returns what it comes to in the ledger unit. */
    long fee(final Wallet wallet, final long feeE12) {
        final int currency = Ledger.indexOf(wallet.currency);
        final long fee = divideCeil(feeE12, wallet.unitE12);
        ledger.move(wallet.ledgerAccount, Ledger.houseFees(currency), fee);
        wallet.cash = ledger.balance(wallet.ledgerAccount);
        return fee;
    }

    /** Gives back a part of fees, in the ledger unit. */
    void giveBack(final Wallet wallet, final long amount) {
        ledger.move(Ledger.houseFees(Ledger.indexOf(wallet.currency)), wallet.ledgerAccount, amount);
        wallet.cash = ledger.balance(wallet.ledgerAccount);
    }

    /** Takes a fee, 1e-12, for another wallet, or for the venue where that is null. */
    void feeTo(final Wallet wallet, final Wallet payee, final long feeE12) {
        if (payee == null) {
            fee(wallet, feeE12);
        } else {
            pay(wallet, payee, divideCeil(feeE12, wallet.unitE12));
        }
    }

    /** Moves money between wallets of one currency, in ledger units. */
    void pay(final Wallet payer, final Wallet payee, final long amount) {
        ledger.move(payer.ledgerAccount, payee.ledgerAccount, amount);
        payer.cash = ledger.balance(payer.ledgerAccount);
        payee.cash = ledger.balance(payee.ledgerAccount);
    }

    /** Counts the funding of a position, which is not among the wallet's sums meanwhile. */
    void fund(final Wallet wallet, final Position position) {
        if (!position.instrument().isPerpetual()) {
            return;
        }
        final long realisedE12 = positions.fund(
                position, funding.cumulativeE12(position.instrument().instrumentId()));
        if (realisedE12 != 0) {
            realise(wallet, realisedE12);
        }
    }

    /** Clearing gained by rounding, 1e-12, not negative. */
    void gainedByRounding(final int currencyIndex, final long gainE12) {
        roundingE12[currencyIndex] = FixedPoint.add(roundingE12[currencyIndex], gainE12);
    }

    /** What clearing has gained by rounding, 1e-12, not negative. */
    long roundingE12(final int currencyIndex) {
        return roundingE12[currencyIndex];
    }

    /** Sets what a snapshot carried. */
    void restoreRoundingE12(final int currencyIndex, final long valueE12) {
        roundingE12[currencyIndex] = valueE12;
    }
}
