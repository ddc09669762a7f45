package io.strikebook.common.margin.portfolio;

import static io.strikebook.common.math.FixedPoint.E12;
import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.FixedPointOverflowException;
import java.util.Arrays;
import java.util.List;

/**
 * Portfolio margin of a whole account, in dollars at 1e-8: everything that an account has is collateral for everything.
 *
 * <p>A coin has up to two legs, contracts settled in the coin and in dollars, and the account has coins. In a scenario all of them see the
 * same move, and deltas of all of them are one for the delta shock: what a leg earns in coins is worth what the coin is then, and the coins held change in value. Of what a leg gains, only a part
 * offsets what others lose (the published {@code pnl_offset}, at most {@code max_offsetable_pnl} dollars). The coin's worst case is the
 * largest loss over its scenarios; coins held do not offset losses of other coins.
 *
 * <p>Worst cases of coins add up, unless coins are said to be correlated: then scenario by scenario, and a part of what that saves is charged
 * again as correlation contingency. What Deribit does there is not published; with its published parameters, none correlated, it is zero.
 *
 * <p>Books are those of {@link PortfolioMargin}, whose models this asks. Of one thread; allocates nothing after construction. All rounding
 * is against the account.
 */
public final class CrossPortfolioMargin {
    /** Legs per coin: that in coins first, then that in dollars. */
    public static final int LEGS = 2;

    private static final int SCENARIOS = PortfolioMargin.SCENARIOS;

    /**
     * A coin.
     *
     * @param coin       what is settled in it, or null
     * @param dollar     what is settled in dollars, or null
     * @param parameters what cross margin adds
     */
    public record Coin(PortfolioMargin coin, PortfolioMargin dollar, CrossParameters parameters) {}

    private final PortfolioMargin[] inCoins;
    private final PortfolioMargin[] inDollars;
    private final CrossParameters[] parameters;
    private final long contingencyE8;
    private final long[] jointE8 = new long[SCENARIOS];
    private final long[] earnedE12 = new long[SCENARIOS];
    private final long[] totalE8 = new long[SCENARIOS];
    private final long[] impactE8 = new long[SCENARIOS];
    private long rollE8;
    private long deltaE8;
    private long worstE8;
    private long savedE8;

    /** Of the coin looked at, over its legs. */
    private long longOptionsE12;

    private long othersE12;
    private long boughtE12;
    private long soldE12;

    /**
     * A model of these coins.
     *
     * @param contingencyE8 part of what correlation saves that is charged again, 1e-8
     */
    public CrossPortfolioMargin(final List<Coin> coins, final long contingencyE8) {
        this.inCoins = coins.stream().map(Coin::coin).toArray(PortfolioMargin[]::new);
        this.inDollars = coins.stream().map(Coin::dollar).toArray(PortfolioMargin[]::new);
        this.parameters = coins.stream().map(Coin::parameters).toArray(CrossParameters[]::new);
        this.contingencyE8 = contingencyE8;
    }

    /** Takes other models of a coin's legs, those of an epoch; not both null. */
    void models(final int coin, final PortfolioMargin settledInCoins, final PortfolioMargin settledInDollars) {
        inCoins[coin] = settledInCoins;
        inDollars[coin] = settledInDollars;
    }

    /**
     * Computes every component. What does not fit is {@link NumberRange#MAX_HELD_E12}, with no collateral.
     *
     * @param books         positions of the first coin's leg in coins, of its leg in dollars, of the second coin's, ...; null for none
     * @param orders        open orders of these legs; null for none
     * @param equityE12     coins of each kind that the account has, profit and the value of options included
     * @param dollarsE12    dollars that it has, the same way
     * @param heldE8        what is held for market-maker protection and spot orders
     * @param maintenanceE8 maintenance margin as a ratio of the risk matrix margin
     */
    public void evaluate(
            final long[][] books,
            final long[][] orders,
            final long[] equityE12,
            final long dollarsE12,
            final long heldE8,
            final long maintenanceE8,
            final CrossFigures figures) {
        try {
            figures.beyondRange = false;
            figures.collateralE8 = collateralE8(equityE12, dollarsE12);
            addUp(books, orders, equityE12, false);
            figures.worstCaseE8 = worstE8;
            figures.rollShockE8 = rollE8;
            figures.deltaShockE8 = deltaE8;
            figures.correlationContingencyE8 = multiplyDivideCeil(savedE8, contingencyE8, E8);
            figures.riskMatrixE8 = matrixE8();
            addUp(books, orders, equityE12, true);
            figures.openOrdersE8 = Math.max(subtract(matrixE8(), figures.riskMatrixE8), 0);
            figures.initialE8 = add(add(figures.riskMatrixE8, figures.openOrdersE8), heldE8);
            figures.maintenanceE8 = multiplyDivideCeil(figures.riskMatrixE8, maintenanceE8, E8);
        } catch (final FixedPointOverflowException overflow) {
            figures.beyondRange = true;
            figures.collateralE8 = 0;
            figures.initialE8 = NumberRange.MAX_HELD_E12;
            figures.maintenanceE8 = NumberRange.MAX_HELD_E12;
        }
    }

    /**
     * What equity is worth as collateral for initial margin: coins less their haircut, debts in full.
     *
     * @param equityE12  coins of each kind
     * @param dollarsE12 dollars
     */
    public long collateralE8(final long[] equityE12, final long dollarsE12) {
        long sumE8 = Math.floorDiv(dollarsE12, E12 / E8);
        for (int i = 0; i < parameters.length; i++) {
            final long valueE8 = multiplyDivideFloor(equityE12[i], either(i).indexE8(), E12);
            final long keptE8 = E8 - parameters[i].haircutE8();
            sumE8 = add(sumE8, valueE8 > 0 ? multiplyDivideFloor(valueE8, keptE8, E8) : valueE8);
        }
        return sumE8;
    }

    private long matrixE8() {
        final long shocksE8 = add(rollE8, deltaE8);
        return add(add(worstE8, shocksE8), multiplyDivideCeil(savedE8, contingencyE8, E8));
    }

    private void addUp(final long[][] books, final long[][] orders, final long[] equityE12, final boolean withOrders) {
        Arrays.fill(jointE8, 0);
        rollE8 = 0;
        deltaE8 = 0;
        worstE8 = 0;
        savedE8 = 0;
        for (int i = 0; i < parameters.length; i++) {
            impact(i, equityE12[i]);
            Arrays.fill(totalE8, 0);
            longOptionsE12 = 0;
            othersE12 = 0;
            boughtE12 = 0;
            soldE12 = 0;
            leg(inCoins[i], parameters[i], books[LEGS * i], withOrders ? orders[LEGS * i] : null, true);
            leg(inDollars[i], parameters[i], books[LEGS * i + 1], withOrders ? orders[LEGS * i + 1] : null, false);
            final PortfolioMargin either = either(i);
            final long deltaE12 = either.deltaShock().coinsE12(longOptionsE12, othersE12, boughtE12, soldE12);
            deltaE8 = add(deltaE8, multiplyDivideCeil(deltaE12, either.indexE8(), E12));
            final long lossE8 = lossE8(parameters[i].correlated());
            if (parameters[i].correlated()) {
                savedE8 = add(savedE8, lossE8);
            } else {
                worstE8 = add(worstE8, lossE8);
            }
        }
        long leastE8 = 0;
        for (final long scenarioE8 : jointE8) {
            leastE8 = Math.min(leastE8, scenarioE8);
        }
        savedE8 = add(savedE8, leastE8);
        worstE8 = subtract(worstE8, leastE8);
    }

    /** What the coins themselves gain; in extended moves softened like positions, else a hedge would count for less than what it hedges. */
    private void impact(final int coin, final long equityE12) {
        final PortfolioMargin either = either(coin);
        for (int i = 0; i < SCENARIOS; i++) {
            final long moveE8 = either.moves().countedMoveE8(i);
            impactE8[i] = parameters[coin].impact().counts(moveE8)
                    ? multiplyDivideFloor(equityE12, multiplyDivideFloor(either.indexE8(), moveE8, E8), E12)
                    : 0;
            if (i >= ScenarioMoves.STANDARD) {
                final long softerE8 =
                        either.moves().beyondRange(i, either.parameters().dampenerE8());
                impactE8[i] = impactE8[i] < 0
                        ? Math.min(add(impactE8[i], softerE8), 0)
                        : Math.max(subtract(impactE8[i], softerE8), 0);
            }
        }
    }

    private void leg(
            final PortfolioMargin model,
            final CrossParameters cross,
            final long[] book,
            final long[] orders,
            final boolean coinSettled) {
        if (model == null || book == null) {
            return;
        }
        final long rollE12 = model.damped(book, orders, earnedE12);
        final PortfolioParameters own = model.parameters();
        final long offsetE8 = cross.pnlOffsetE8() < 0 ? own.pnlOffsetE8() : cross.pnlOffsetE8();
        final long mostE8 = cross.mostOffsetE8() < 0 ? own.mostOffsetE8() : cross.mostOffsetE8();
        for (int i = 0; i < SCENARIOS; i++) {
            final long gainE8 =
                    multiplyDivideFloor(earnedE12[i], coinSettled ? priceE8(model, i, earnedE12[i] > 0) : E8, E12);
            totalE8[i] = add(totalE8[i], gainE8 > 0 ? partE8(gainE8, offsetE8, mostE8) : gainE8);
        }
        rollE8 = add(rollE8, multiplyDivideCeil(rollE12, coinSettled ? model.indexE8() : E8, E12));
        longOptionsE12 = add(longOptionsE12, PortfolioMargin.longOptionsE12(book));
        othersE12 = add(othersE12, PortfolioMargin.othersE12(book));
        boughtE12 = add(boughtE12, model.boughtE12());
        soldE12 = add(soldE12, model.soldE12());
    }

    private static long priceE8(final PortfolioMargin model, final int scenario, final boolean down) {
        final long movedE8 = E8 + model.moves().countedMoveE8(scenario);
        return down
                ? multiplyDivideFloor(model.indexE8(), movedE8, E8)
                : multiplyDivideCeil(model.indexE8(), movedE8, E8);
    }

    private static long partE8(final long gainE8, final long offsetE8, final long mostE8) {
        final long partE8 = multiplyDivideFloor(gainE8, offsetE8, E8);
        return mostE8 == 0 ? partE8 : Math.min(partE8, mostE8);
    }

    /** The coin's largest loss; of a correlated one each scenario joins those of the others. */
    private long lossE8(final boolean joins) {
        long leastE8 = 0;
        for (int i = 0; i < SCENARIOS; i++) {
            final long withCoinsE8 = add(totalE8[i], impactE8[i]);
            leastE8 = Math.min(leastE8, withCoinsE8);
            if (joins) {
                jointE8[i] =
                        add(jointE8[i], withCoinsE8 > 0 ? Math.min(withCoinsE8, Math.max(totalE8[i], 0)) : withCoinsE8);
            }
        }
        return -leastE8;
    }

    private PortfolioMargin either(final int coin) {
        return inCoins[coin] == null ? inDollars[coin] : inCoins[coin];
    }
}
