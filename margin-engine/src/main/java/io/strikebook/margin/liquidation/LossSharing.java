package io.strikebook.margin.liquidation;

import static io.strikebook.common.math.FixedPoint.E12;
import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;

import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.LiquidationStage;
import java.util.Arrays;

/**
 * Moves what an account in liquidation owes, in whole ledger units. Shares are rounded up, each of what is left by what is left of the
 * weights, so that together they are exactly what is owed; nobody pays more than he has, and what nobody has stays owed. Whoever pays for an
 * account with one margin over all currencies gets as much, at index prices, of what it has in others, as long as there is any.
 */
final class LossSharing {
    private static final long LEAST_UNIT_E12 = 10_000L;

    private final MarginCore core;
    private final LiquidationListener listener;

    /** Accounts that positions were closed against in the command at hand, and what each closed, in ledger units, once each. */
    private int[] closers = new int[64];

    private long[] closed = new long[64];
    private int count;

    LossSharing(final MarginCore core, final LiquidationListener listener) {
        this.core = core;
        this.listener = listener;
    }

    void begin() {
        count = 0;
    }

    /** A position was closed against an account. */
    void closed(final int accountId, final long valueE12) {
        int at = 0;
        while (at < count && closers[at] != accountId) {
            at++;
        }
        if (at == count) {
            if (count == closers.length) {
                closers = Arrays.copyOf(closers, 2 * count);
                closed = Arrays.copyOf(closed, 2 * count);
            }
            closers[count] = accountId;
            closed[count] = 0;
            count++;
        }
        closed[at] = saturated(closed[at], valueE12 / LEAST_UNIT_E12);
    }

    /** The fee of a step, to the fund, or without one to the venue. */
    void fee(final Wallet wallet, final Wallet fund, final long valueE12, final long ratioE8) {
        core.payLiquidationFee(wallet, fund, multiplyDivideCeil(valueE12, ratioE8, E8));
    }

    /** All cash, or all that is owed, to the fund. */
    void handOver(final Wallet wallet, final Wallet fund) {
        final long cash = wallet.cash();
        if (cash > 0) {
            core.pay(wallet, fund, cash);
        } else if (cash < 0) {
            core.pay(fund, wallet, -cash);
        }
        if (cash != 0) {
            listener.onLossPaid(fund, wallet, LiquidationStage.TAKE_OVER, -cash);
        }
    }

    /** What is owed once positions were closed: the fund, then those they were closed against. */
    void shareAmongClosed(final Wallet wallet, final Wallet fund) {
        payByFund(wallet, fund, LiquidationStage.DELEVERAGE);
        long left = 0;
        for (int i = 0; i < count; i++) {
            left = saturated(left, closed[i]);
        }
        for (int i = 0; i < count && wallet.cash() < 0; i++) {
            final Wallet closer = core.wallets().find(closers[i], wallet.currency());
            final long share = multiplyDivideCeil(-wallet.cash(), closed[i], Math.max(1, left));
            left -= closed[i];
            pay(closer, wallet, Math.min(share, room(closer)), LiquidationStage.DELEVERAGE);
        }
    }

    /** What is owed without a position: the fund, then everybody with a balance in the currency. */
    void shareAmongAll(final Wallet wallet, final Wallet fund) {
        payByFund(wallet, fund, LiquidationStage.SHARE_LOSS);
        long left = 0;
        for (int slot = 0; slot < core.wallets().size(); slot++) {
            left = saturated(left, weight(core.wallets().get(slot), wallet, fund));
        }
        for (int slot = 0; slot < core.wallets().size() && wallet.cash() < 0 && left > 0; slot++) {
            final Wallet payer = core.wallets().get(slot);
            final long weight = weight(payer, wallet, fund);
            final long share = multiplyDivideCeil(-wallet.cash(), weight, left);
            left -= weight;
            pay(payer, wallet, Math.min(share, weight), LiquidationStage.SHARE_LOSS);
        }
    }

    private void payByFund(final Wallet wallet, final Wallet fund, final LiquidationStage stage) {
        if (fund != null && wallet.cash() < 0) {
            final long free = Math.max(0, fund.availableE12() / fund.unitE12());
            pay(fund, wallet, Math.min(-wallet.cash(), free), stage);
        }
    }

    private void pay(final Wallet payer, final Wallet owing, final long amount, final LiquidationStage stage) {
        if (amount > 0) {
            core.pay(payer, owing, amount);
            listener.onLossPaid(payer, owing, stage, amount);
            if (owing.cross() != null) {
                compensate(payer, owing, stage, amount);
            }
        }
    }

    private void compensate(final Wallet payer, final Wallet owing, final LiquidationStage stage, final long amount) {
        final long priceE8 = core.crosses().priceE8(owing.currency());
        long leftE8 = multiplyDivideFloor(amount * owing.unitE12(), priceE8, E12);
        for (int currency = 0; currency < Ledger.currencyCount() && leftE8 > 0; currency++) {
            final Wallet source = owing.cross().wallet(currency);
            final long worthE8 = source == null ? 0 : core.crosses().priceE8(source.currency());
            if (worthE8 > 0 && source.cash() > 0) {
                final long wantedE12 = multiplyDivideCeil(leftE8, E12, worthE8);
                final long given = Math.min(source.cash(), Math.ceilDiv(wantedE12, source.unitE12()));
                leftE8 -= multiplyDivideFloor(given * source.unitE12(), worthE8, E12);
                final Wallet taker = core.obtain(payer.accountId(), source.currency());
                core.pay(source, taker, given);
                listener.onLossPaid(taker, source, stage, -given);
            }
        }
    }

    private static long weight(final Wallet payer, final Wallet owing, final Wallet fund) {
        final boolean exempt =
                payer == owing || payer == fund || payer.currency() != owing.currency() || payer.isInLiquidation();
        return exempt ? 0 : room(payer);
    }

    /** Weights that together are beyond all numbers count as the largest. */
    private static long saturated(final long a, final long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /** What a wallet has, in ledger units. */
    private static long room(final Wallet wallet) {
        return Math.max(0, wallet.marginBalanceE12() / wallet.unitE12());
    }
}
