package io.strikebook.common.margin.portfolio;

import static io.strikebook.common.math.FixedPoint.E12;
import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.CrossRules;
import io.strikebook.common.venue.Underlying;
import io.strikebook.schemas.Currency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One margin over all currencies of an account, in dollars at 1e-8, for margin and the sequencer alike.
 *
 * <pre>
 * collateral   sum over currencies of equity x index x (1 - haircut); debts in full
 * standard     sum over currencies of what standard margin asks for there x index
 * portfolio    {@link CrossPortfolioMargin} of the books of all legs
 * </pre>
 *
 * <p>A coin whose index never came is no collateral; where the account owes some of it, or has positions or orders on it, no initial margin is
 * enough, while maintenance margin counts the rest.
 *
 * <p>Open orders under portfolio margin are covered whatever part of them trades: {@link OpenOrders} has what they lose by scenario, price and
 * fee included. Here a scenario's gains may count in part only, so that price and fee could vanish in them: what an order costs at once is
 * charged again, by as much more as the coins paid could have risen; and the haircut of what it gains at once, which collateral lacks then.
 *
 * <p>Filled anew for each account: {@link #begin}, prices, equities, books or standard margins, then one of the sums. Of one thread; allocates
 * nothing after the first account that holds one leg in two currencies.
 */
public final class CrossMargin {
    /** Values of currencies are 1 to this. */
    public static final int CURRENCIES = 4;

    private static final int DOLLARS = -1;
    private static final int NOT_HERE = -2;
    private static final int LEGS = CrossPortfolioMargin.LEGS;

    private final CrossPortfolioMargin model;

    /** By currency value: the underlying's number from 0, or one of the two above. */
    private final int[] coinOf = new int[CURRENCIES + 1];

    private final long[] keptE8 = new long[CURRENCIES + 1];
    private final long[] equitiesE12 = new long[CURRENCIES + 1];
    private final long[] indexesE8;
    private final long[] coinsE12;
    private final long[][] books;
    private final long[][] orders;
    private final long[][] sumsOfBooks;
    private final long[][] sumsOfOrders;
    private final long[] worseE12;
    private final long[] betterE12;
    private boolean unpriced;
    private boolean beyondRange;

    /** Of a venue's underlyings. */
    public CrossMargin(final List<Underlying> underlyings, final CrossRules rules) {
        final int count = underlyings.size();
        final List<CrossPortfolioMargin.Coin> coins = new ArrayList<>();
        Arrays.fill(coinOf, NOT_HERE);
        for (final Underlying underlying : underlyings) {
            long haircutE8 = 0;
            for (int value = 1; value <= CURRENCIES; value++) {
                final Currency currency = Currency.get((short) value);
                if (currency.name().equals(underlying.code())) {
                    coinOf[value] = underlying.underlyingId() - 1;
                    haircutE8 = rules.haircutE8(currency);
                }
            }
            coins.add(new CrossPortfolioMargin.Coin(
                    null,
                    null,
                    new CrossParameters(
                            EquityImpact.BOTH,
                            rules.correlated(),
                            haircutE8,
                            rules.pnlOffsetE8(),
                            rules.mostOffsetUsdE8())));
        }
        coinOf[Currency.USDC.value()] = DOLLARS;
        coinOf[Currency.USD.value()] = DOLLARS;
        for (int value = 1; value <= CURRENCIES; value++) {
            keptE8[value] = E8 - rules.haircutE8(Currency.get((short) value));
        }
        this.model = new CrossPortfolioMargin(coins, rules.contingencyE8());
        this.indexesE8 = new long[count];
        this.coinsE12 = new long[count];
        this.books = new long[LEGS * count][];
        this.orders = new long[LEGS * count][];
        this.sumsOfBooks = new long[LEGS * count][];
        this.sumsOfOrders = new long[LEGS * count][];
        this.worseE12 = new long[LEGS * count];
        this.betterE12 = new long[LEGS * count];
    }

    /** How many underlyings there are. */
    public int underlyings() {
        return indexesE8.length;
    }

    /** Begins with another account, or the same at other numbers. */
    public CrossMargin begin() {
        Arrays.fill(equitiesE12, 0);
        Arrays.fill(indexesE8, 0);
        Arrays.fill(books, null);
        Arrays.fill(orders, null);
        Arrays.fill(worseE12, 0);
        Arrays.fill(betterE12, 0);
        unpriced = false;
        beyondRange = false;
        return this;
    }

    /** Price of an underlying; not positive where there never was one. */
    public void index(final int underlyingId, final long priceE8) {
        indexesE8[underlyingId - 1] = Math.max(priceE8, 0);
    }

    /** What the account has of a currency, profit and, under portfolio margin, the value of options included. */
    public void equity(final int currencyValue, final long equityE12) {
        equitiesE12[currencyValue] = equityE12;
    }

    /** Positions on a leg; where another currency has some of it, too, they add up. */
    public void book(final int leg, final long[] book) {
        books[leg] = joined(books[leg], book, sumsOfBooks, leg);
    }

    /**
     * Open orders on a leg.
     *
     * @param worse  what they cost at once if all trade, 1e-12 of the settlement currency: price against the mark, and fees
     * @param better what those gain at once whose price is better than that
     */
    public void orders(final int leg, final long[] ofLeg, final long worse, final long better) {
        orders[leg] = joined(orders[leg], ofLeg, sumsOfOrders, leg);
        worseE12[leg] = NumberRange.clampE12(worseE12[leg] + worse);
        betterE12[leg] = NumberRange.clampE12(betterE12[leg] + better);
    }

    private long[] joined(final long[] first, final long[] second, final long[][] sums, final int leg) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        if (sums[leg] == null) {
            sums[leg] = new long[first.length];
        }
        final long[] sum = sums[leg];
        for (int i = 0; i < sum.length; i++) {
            final long joined = first[i] + second[i];
            beyondRange |= Math.abs(joined) > PortfolioMargin.MOST_E12;
            sum[i] = joined;
        }
        return sum;
    }

    /** Whether the account owes, or was counted with, what has no price. */
    public boolean isUnpriced() {
        return unpriced;
    }

    /** Positions or orders of the account cannot be counted. */
    public void beyondRange() {
        beyondRange = true;
    }

    /** An amount of margin of a currency in dollars, 1e-8, rounded up; without a price of it no initial margin is enough. */
    public long dollarsE8(final int currencyValue, final long amountE12) {
        if (coinOf[currencyValue] == DOLLARS || amountE12 == 0) {
            return Math.ceilDiv(amountE12, E12 / E8);
        }
        final long indexE8 = indexE8(currencyValue);
        unpriced |= indexE8 == 0;
        return multiplyDivideCeil(amountE12, indexE8, E12);
    }

    /** Dollars, 1e-8, in a currency, 1e-12, rounded down; none where it has no price. */
    public long inCurrencyE12(final int currencyValue, final long dollarsE8) {
        try {
            if (coinOf[currencyValue] == DOLLARS) {
                return NumberRange.clampE12(multiplyDivideFloor(dollarsE8, E12, E8));
            }
            final long indexE8 = indexE8(currencyValue);
            return indexE8 == 0 ? 0 : NumberRange.clampE12(multiplyDivideFloor(dollarsE8, E12, indexE8));
        } catch (final FixedPointOverflowException overflow) {
            return dollarsE8 < 0 ? -NumberRange.MAX_HELD_E12 : NumberRange.MAX_HELD_E12;
        }
    }

    /** Dollars that one of a currency is worth, 1e-8; 0 where it has no price. */
    public long priceE8(final int currencyValue) {
        return coinOf[currencyValue] == DOLLARS ? E8 : indexE8(currencyValue);
    }

    private long indexE8(final int currencyValue) {
        return coinOf[currencyValue] < 0 ? 0 : indexesE8[coinOf[currencyValue]];
    }

    /** All that the account has, at index prices, without haircuts. */
    public long equityE8() {
        return valueE8(false);
    }

    /** What of it is collateral. */
    public long collateralE8() {
        return valueE8(true);
    }

    private long valueE8(final boolean less) {
        long sumE8 = 0;
        for (int value = 1; value <= CURRENCIES; value++) {
            final long equityE12 = equitiesE12[value];
            final long priceE8 = priceE8(value);
            unpriced |= priceE8 == 0 && equityE12 < 0;
            final long valueE8 = multiplyDivideFloor(equityE12, priceE8, E12);
            sumE8 = add(sumE8, less && valueE8 > 0 ? multiplyDivideFloor(valueE8, keptE8[value], E8) : valueE8);
        }
        return sumE8;
    }

    /** Fills in figures of sums of standard margin over currencies, dollars, what is held for quotes in the initial one. */
    public void standard(final long initialE8, final long maintenanceE8, final CrossFigures figures) {
        figures.clear();
        try {
            figures.collateralE8 = collateralE8();
            figures.equityE8 = equityE8();
            figures.initialE8 = initialE8;
            figures.maintenanceE8 = maintenanceE8;
        } catch (final FixedPointOverflowException overflow) {
            beyondRange = true;
        }
        bound(figures);
    }

    /**
     * Computes every component of portfolio margin.
     *
     * @param legs  models of the venue
     * @param epoch of the books
     * @param heldE8 what is held for market-maker protection
     */
    public void portfolio(final PortfolioLegs legs, final long epoch, final long heldE8, final CrossFigures figures) {
        figures.clear();
        Arrays.fill(coinsE12, 0);
        for (int value = 1; value <= CURRENCIES; value++) {
            if (coinOf[value] >= 0 && indexE8(value) > 0) {
                coinsE12[coinOf[value]] = equitiesE12[value];
            }
        }
        try {
            for (int i = 0; i < indexesE8.length; i++) {
                final long priceE8 = indexesE8[i] == 0 ? E8 : indexesE8[i];
                unpriced |= indexesE8[i] == 0 && (isUsed(LEGS * i) || isUsed(LEGS * i + 1));
                model.models(i, legs.model(LEGS * i, epoch, priceE8), legs.model(LEGS * i + 1, epoch, priceE8));
                for (int leg = LEGS * i; leg < LEGS * (i + 1); leg++) {
                    if (orders[leg] != null && books[leg] == null) {
                        books[leg] = legs.noBook();
                    }
                }
            }
            final long ratioE8 =
                    legs.model(0, epoch, Math.max(indexesE8[0], 1)).parameters().maintenanceE8();
            model.evaluate(books, orders, coinsE12, 0, add(heldE8, ofOrdersE8(legs, epoch)), ratioE8, figures);
            figures.collateralE8 = collateralE8();
            figures.equityE8 = equityE8();
        } catch (final FixedPointOverflowException overflow) {
            beyondRange = true;
        }
        bound(figures);
    }

    private boolean isUsed(final int leg) {
        return orders[leg] != null && isAny(orders[leg]) || books[leg] != null && isAny(books[leg]);
    }

    private static boolean isAny(final long[] numbers) {
        boolean any = false;
        for (final long number : numbers) {
            any |= number != 0;
        }
        return any;
    }

    /** What price and fee of orders add to what they lose by scenario. */
    private long ofOrdersE8(final PortfolioLegs legs, final long epoch) {
        long sumE8 = 0;
        for (int leg = 0; leg < orders.length; leg++) {
            if (worseE12[leg] != 0 || betterE12[leg] != 0) {
                final boolean coin = leg % LEGS == 0;
                final long priceE8 = coin ? Math.max(indexesE8[leg / LEGS], 1) : E8;
                final long riseE8 =
                        coin ? legs.model(leg, epoch, priceE8).parameters().priceRangeE8() : 0;
                final long worseE8 =
                        multiplyDivideCeil(multiplyDivideCeil(worseE12[leg], priceE8, E12), E8 + riseE8, E8);
                final long lackingE8 = E8 - leastKeptE8(leg, coin);
                final long betterE8 =
                        multiplyDivideCeil(multiplyDivideCeil(betterE12[leg], priceE8, E12), lackingE8, E8);
                sumE8 = add(sumE8, add(worseE8, betterE8));
            }
        }
        return sumE8;
    }

    private long leastKeptE8(final int leg, final boolean coin) {
        long leastE8 = E8;
        for (int value = 1; value <= CURRENCIES; value++) {
            if (coin ? coinOf[value] == leg / LEGS : coinOf[value] == DOLLARS) {
                leastE8 = Math.min(leastE8, keptE8[value]);
            }
        }
        return leastE8;
    }

    private void bound(final CrossFigures figures) {
        figures.beyondRange |= beyondRange;
        if (beyondRange) {
            figures.initialE8 = NumberRange.MAX_HELD_E12;
            figures.maintenanceE8 = NumberRange.MAX_HELD_E12;
            figures.collateralE8 = 0;
        } else if (unpriced) {
            figures.initialE8 = NumberRange.MAX_HELD_E12;
        }
    }
}
