package io.strikebook.margin.liquidation;

import static io.strikebook.common.math.FixedPoint.multiplyDivideTruncate;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.position.PositionBook;
import io.strikebook.margin.standard.NewestMarks;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.margin.standard.Wallets;
import java.util.Arrays;

/**
 * Who takes the other side of positions that are to go. The insurance fund takes all; without it each position is closed against holders of the
 * opposite one, in the order of the ranking that venues publish: the position's profit as a ratio of what it cost, times its leverage (its
 * value by the account's margin balance) where it is a profit, by its leverage where it is a loss; the higher first, of equal ones the account
 * whose wallet is older. Positions and balances count as last valued.
 */
final class Deleveraging {
    private static final long PROFIT_UNIT = 1_000_000L;
    private static final long MOST_PROFIT = 1_000L * PROFIT_UNIT;
    private static final long LEVERAGE_UNIT = 1_000L;
    private static final long MOST_LEVERAGE = 1_000L * LEVERAGE_UNIT;
    private static final long TAKEN = Long.MIN_VALUE;

    /** Matching takes no more at once; what is left is asked for again. */
    private static final long MOST_LOTS = InstrumentTerms.MAX_ORDER_LOTS_LIMIT;

    private final Position at;
    private final Position opposite;
    private final NewestMarks marks;
    private final Wallets wallets;
    private final ForcedTrades trades = new ForcedTrades();
    private int[] holderIds = new int[64];
    private long[] holderLots = new long[64];
    private long[] scores = new long[64];
    private int count;

    Deleveraging(final PositionBook positions, final NewestMarks marks, final Wallets wallets) {
        this.at = positions.view();
        this.opposite = positions.view();
        this.marks = marks;
        this.wallets = wallets;
    }

    /** All positions of a wallet to the fund; those without a mark stay. */
    ForcedTrades takeOver(final Wallet wallet, final int fundAccountId) {
        trades.clear();
        for (boolean held = at.toFirst(wallet.slot()); held && !trades.isFull(); held = at.toNext()) {
            add(wallet, at, fundAccountId, Math.abs(at.lots()));
        }
        return trades;
    }

    /** All positions of a wallet to those that are ranked first; those without a mark stay. */
    ForcedTrades deleverage(final Wallet wallet) {
        trades.clear();
        for (boolean held = at.toFirst(wallet.slot()); held && !trades.isFull(); held = at.toNext()) {
            collect(wallet, at);
            long lots = Math.abs(at.lots());
            for (int best = best(); lots > 0 && best >= 0 && !trades.isFull(); best = best()) {
                final long taken = Math.min(lots, holderLots[best]);
                add(wallet, at, holderIds[best], taken);
                scores[best] = TAKEN;
                lots -= taken;
            }
        }
        return trades;
    }

    private void add(final Wallet wallet, final Position position, final int otherId, final long lots) {
        final int instrumentId = position.instrument().instrumentId();
        final long markE8 = marks.markE8(instrumentId);
        if (markE8 != NewestMarks.NONE) {
            final boolean sells = position.lots() > 0;
            trades.add(
                    instrumentId,
                    sells ? otherId : wallet.accountId(),
                    sells ? wallet.accountId() : otherId,
                    Math.min(lots, MOST_LOTS),
                    markE8);
        }
    }

    private void collect(final Wallet wallet, final Position position) {
        count = 0;
        for (int slot = 0; slot < wallets.size(); slot++) {
            final Wallet holder = wallets.get(slot);
            if (holder == wallet || holder.currency() != wallet.currency()) {
                continue;
            }
            if (opposite.to(slot, position.instrument().instrumentId()) && opposite.lots() > 0 != position.lots() > 0) {
                if (count == scores.length) {
                    holderLots = Arrays.copyOf(holderLots, 2 * count);
                    holderIds = Arrays.copyOf(holderIds, 2 * count);
                    scores = Arrays.copyOf(scores, 2 * count);
                }
                holderLots[count] = Math.abs(opposite.lots());
                holderIds[count] = holder.accountId();
                scores[count] = score(opposite, holder.marginBalanceE12());
                count++;
            }
        }
    }

    private int best() {
        int best = -1;
        for (int i = 0; i < count; i++) {
            if (scores[i] != TAKEN && (best < 0 || scores[i] > scores[best])) {
                best = i;
            }
        }
        return best;
    }

    /** Rank of a position, the higher the sooner it is closed; ratios beyond a thousand count as that. */
    static long score(final Position position, final long balanceE12) {
        final boolean option = position.instrument().isOption();
        final long costE12 = Math.max(1, Math.abs(position.costE12()));
        final long profitE12 = option ? position.optionValueE12() - position.costE12() : position.unrealisedE12();
        final long valueE12 = option
                ? Math.abs(position.optionValueE12())
                : Math.abs(position.costE12()) + Math.abs(position.unrealisedE12());
        final long profit = ratio(profitE12, PROFIT_UNIT, costE12, MOST_PROFIT);
        final long leverage = Math.max(1, ratio(valueE12, LEVERAGE_UNIT, Math.max(1, balanceE12), MOST_LEVERAGE));
        return profit > 0 ? profit * leverage : profit * LEVERAGE_UNIT * LEVERAGE_UNIT / leverage;
    }

    private static long ratio(final long amount, final long unit, final long divisor, final long most) {
        try {
            return Math.max(-most, Math.min(multiplyDivideTruncate(amount, unit, divisor), most));
        } catch (final FixedPointOverflowException overflow) {
            return amount < 0 ? -most : most;
        }
    }
}
