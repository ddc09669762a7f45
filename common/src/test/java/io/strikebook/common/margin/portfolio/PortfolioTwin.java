package io.strikebook.common.margin.portfolio;

import io.strikebook.common.instrument.InstrumentTerms;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Portfolio margin of a list of positions by the published formulas, in decimals: what the sums are compared with. */
final class PortfolioTwin {
    private static final MathContext DIGITS = new MathContext(45);
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    /** So many lots of an instrument. */
    record Holding(MadeMarket.Marked marked, long lots) {}

    final BigDecimal[] totals = new BigDecimal[PortfolioMargin.SCENARIOS];
    final BigDecimal worst;
    final BigDecimal roll;
    final BigDecimal deltaShock;
    final BigDecimal matrix;

    /** Sum of the sizes of all deltas. */
    final BigDecimal grossDelta;

    private final MadeMarket market;
    private final List<Holding> holdings;

    PortfolioTwin(final MadeMarket market, final List<Holding> holdings) {
        this.market = market;
        this.holdings = holdings;
        BigDecimal least = ZERO;
        for (int i = 0; i < totals.length; i++) {
            BigDecimal total = ZERO;
            for (final Holding holding : holdings) {
                total = total.add(earned(holding, i));
            }
            totals[i] = damped(total, i);
            least = least.min(totals[i]);
        }
        worst = least.negate().setScale(9, RoundingMode.HALF_UP);
        roll = roll();
        deltaShock = deltaShock();
        matrix = worst.add(roll).add(deltaShock);
        grossDelta = holdings.stream().map(holding -> delta(holding).abs()).reduce(ZERO, BigDecimal::add);
    }

    BigDecimal initial() {
        return matrix.setScale(9, RoundingMode.HALF_UP);
    }

    BigDecimal maintenance() {
        return matrix.multiply(e8(market.parameters.maintenanceE8()));
    }

    private BigDecimal earned(final Holding holding, final int scenario) {
        final MadeMarket.Marked marked = holding.marked;
        if (marked.instrument().isOption()) {
            return BigDecimal.valueOf(marked.values()[scenario])
                    .multiply(BigDecimal.valueOf(marked.unitE12(), 12))
                    .multiply(units(holding));
        }
        final BigDecimal range = e8(market.parameters.priceRangeE8());
        final BigDecimal move;
        final BigDecimal weight;
        if (scenario < 27) {
            move = range.multiply(BigDecimal.valueOf(scenario / 3 - 4)).divide(BigDecimal.valueOf(4));
            weight = ONE;
        } else {
            move = BigDecimal.valueOf(MadeMarket.EXTENDED[scenario - 27]);
            final BigDecimal edge = ONE.add(range.multiply(BigDecimal.valueOf(move.signum())));
            weight = range.divide(move.abs(), DIGITS)
                    .multiply(market.inverse ? ONE.add(move).divide(edge, DIGITS) : ONE)
                    .multiply(e8(market.parameters.extendedFactorE8()));
        }
        final BigDecimal part = market.inverse ? ONE.subtract(ONE.divide(ONE.add(move), DIGITS)) : move;
        return value(holding, marked.risk().markE8()).multiply(part).multiply(weight);
    }

    private BigDecimal damped(final BigDecimal total, final int scenario) {
        if (scenario < 27) {
            return total;
        }
        final BigDecimal move = BigDecimal.valueOf(MadeMarket.EXTENDED[scenario - 27]);
        final BigDecimal range = e8(market.parameters.priceRangeE8());
        final BigDecimal beyond = move.abs().divide(range, DIGITS).max(ONE).subtract(ONE);
        final BigDecimal dollars = beyond.multiply(e8(market.parameters.dampenerE8()));
        final BigDecimal edge = ONE.add(range.multiply(BigDecimal.valueOf(move.signum())));
        final BigDecimal damper =
                (market.inverse ? dollars.divide(edge.multiply(e8(market.indexE8)), DIGITS) : dollars).min(total.abs());
        return total.signum() < 0 ? total.add(damper) : total.subtract(damper);
    }

    private BigDecimal roll() {
        BigDecimal sum = ZERO;
        for (int slot = 0; slot < market.factorsE12.length; slot++) {
            BigDecimal net = ZERO;
            for (final Holding holding : holdings) {
                net = holding.marked.slot() == slot ? net.add(delta(holding)) : net;
            }
            sum = sum.add(net.abs().multiply(BigDecimal.valueOf(market.factorsE12[slot], 12)));
        }
        return inSettlement(sum);
    }

    private BigDecimal deltaShock() {
        BigDecimal longOptions = ZERO;
        BigDecimal others = ZERO;
        for (final Holding holding : holdings) {
            if (holding.marked.instrument().isOption() && holding.lots > 0) {
                longOptions = longOptions.add(delta(holding));
            } else {
                others = others.add(delta(holding));
            }
        }
        final BigDecimal both = longOptions.add(others);
        final BigDecimal net = others.signum() < 0
                ? both.max(others).min(ZERO)
                : both.min(others).max(ZERO);
        final BigDecimal index = e8(market.indexE8);
        final BigDecimal size = net.abs();
        final BigDecimal grown = size.multiply(index)
                .subtract(e8(market.parameters.deltaThresholdE8()))
                .max(ZERO)
                .multiply(size)
                .multiply(BigDecimal.valueOf(market.parameters.deltaIncrementE12(), 12));
        final BigDecimal most =
                e8(market.parameters.mostDeltaShockE8()).multiply(size).multiply(index);
        final BigDecimal dollars = grown.min(most);
        return market.inverse ? dollars.divide(index, DIGITS) : dollars;
    }

    private BigDecimal delta(final Holding holding) {
        final MadeMarket.Marked marked = holding.marked;
        if (!marked.instrument().isOption()) {
            return market.inverse ? value(holding, marked.risk().markE8()) : units(holding);
        }
        final BigDecimal black = BigDecimal.valueOf(marked.deltaE9(), 9);
        final BigDecimal unit = market.inverse ? black.subtract(e8(marked.risk().markE8())) : black;
        return unit.multiply(units(holding));
    }

    /** Value of a holding at a price, in settlement currency. */
    BigDecimal value(final Holding holding, final long priceE8) {
        return holding.marked.instrument().isInverseFuture()
                ? units(holding).divide(e8(priceE8), DIGITS)
                : units(holding).multiply(e8(priceE8));
    }

    private BigDecimal inSettlement(final BigDecimal coins) {
        return market.inverse ? coins : coins.multiply(e8(market.indexE8));
    }

    private static BigDecimal units(final Holding holding) {
        final InstrumentTerms terms = holding.marked.instrument().terms();
        return e8(terms.lotSizeE8()).multiply(BigDecimal.valueOf(holding.lots));
    }

    private static BigDecimal e8(final long value) {
        return BigDecimal.valueOf(value, 8);
    }

    /** The same holdings with some more. */
    static List<Holding> joined(final List<Holding> some, final List<Holding> more) {
        final List<Holding> all = new ArrayList<>(some);
        for (final Holding holding : more) {
            final int at = indexOf(all, holding.marked);
            if (at < 0) {
                all.add(holding);
            } else {
                all.set(at, new Holding(holding.marked, all.get(at).lots + holding.lots));
            }
        }
        return all;
    }

    private static int indexOf(final List<Holding> holdings, final MadeMarket.Marked marked) {
        for (int i = 0; i < holdings.size(); i++) {
            if (holdings.get(i).marked == marked) {
                return i;
            }
        }
        return -1;
    }
}
