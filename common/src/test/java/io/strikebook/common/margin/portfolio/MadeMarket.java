package io.strikebook.common.margin.portfolio;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.OptionType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A market that was made up: a perpetual, futures and options of several expiries on one underlying, with arrays as a pricer would send them.
 * Its options are priced by Black's formula, which is all that this needs to have in common with the real one.
 */
final class MadeMarket {
    static final double[] EXTENDED = {-0.66, -0.33, 0.5, 1, 2, 3, 4, 5};

    private static final double[] DAYS = {0, 1, 7, 30, 90, 270};
    private static final long DAY_NS = 86_400_000_000_000L;

    /** An instrument as the decimal twin sees it. */
    record Marked(InstrumentRisk risk, int[] values, int unitE12, long deltaE9, int slot) {
        Instrument instrument() {
            return risk.instrument();
        }
    }

    final boolean inverse;
    final PortfolioParameters parameters;
    final PortfolioMargin model;
    final long indexE8;
    final long[] factorsE12 = new long[DAYS.length];
    final List<Marked> futures = new ArrayList<>();
    final List<Marked> options = new ArrayList<>();

    private final String coin;
    private final SplittableRandom random;
    private final double[] forwards = new double[DAYS.length];
    private final double range;
    private final double up;

    MadeMarket(final SplittableRandom random, final boolean inverse, final PortfolioParameters parameters) {
        this.random = random;
        this.inverse = inverse;
        this.parameters = parameters;
        this.coin = random.nextBoolean() ? "BTC" : "ETH";
        this.range = parameters.priceRangeE8() / 1e8;
        this.up = 0.5;
        final double index = "BTC".equals(coin) ? 20_000 + random.nextInt(100_000) : 500 + random.nextInt(5_000);
        this.indexE8 = Math.round(index * 1e8);
        this.model = new PortfolioMargin(parameters, inverse, DAYS.length);
        model.index(indexE8);
        for (int slot = 0; slot < DAYS.length; slot++) {
            final double years = DAYS[slot] / 365;
            forwards[slot] = index * Math.exp((random.nextDouble() * 0.2 - 0.05) * years);
            factorsE12[slot] = Math.round(Math.max(0.01, Math.expm1(0.075 * years)) * 1e12);
            model.expiryFactor(slot, factorsE12[slot]);
            addFuture(slot);
        }
        for (int slot = 1; slot < DAYS.length; slot++) {
            for (int i = 0; i < 5; i++) {
                final double width = 0.6 * Math.sqrt(DAYS[slot] / 365) + 0.02;
                final double strike =
                        Math.rint(forwards[slot] * Math.exp(width * (i - 2 + random.nextDouble())) / 10) * 10;
                addOption(slot, strike, true);
                addOption(slot, strike, false);
            }
        }
    }

    static MadeMarket of(final SplittableRandom random) {
        final boolean inverse = random.nextBoolean();
        return new MadeMarket(
                random,
                inverse,
                PortfolioParameters.published(
                        random.nextBoolean() ? "BTC" : "ETH", inverse ? ContractStyle.INVERSE : ContractStyle.LINEAR));
    }

    private void addFuture(final int slot) {
        final long lotSizeE8 = (inverse ? 10 : 1) * 10_000_000L;
        final InstrumentRisk risk = new InstrumentRisk(
                Contracts.future(coin, inverse, Math.round(DAYS[slot] * DAY_NS), lotSizeE8), slot, 0);
        risk.mark(Math.round(forwards[slot] * 100) * 1_000_000L, 0, indexE8);
        futures.add(new Marked(risk, new int[0], 0, 0, slot));
    }

    private void addOption(final int slot, final double strike, final boolean call) {
        final double forward = forwards[slot];
        final double years = DAYS[slot] / 365;
        final double moneyness = Math.log(strike / forward) / Math.sqrt(years);
        final double volatility = 0.5 + 0.1 * moneyness * moneyness - 0.05 * moneyness + 0.2 * random.nextDouble();
        final double now = value(call, forward, strike, volatility, years);
        final double[] changes = new double[PortfolioMargin.SCENARIOS];
        final double factor = Math.pow(30 / Math.max(DAYS[slot], 1), DAYS[slot] < 30 ? 0.3 : 0.13);
        final double raised = Math.max(volatility * (1 + up * factor), 0.5);
        final double lowered = Math.max(volatility * (1 - 0.25 * factor), 0);
        for (int i = 0; i < ScenarioMoves.STANDARD; i++) {
            final double[] shocked = {lowered, volatility, raised};
            final double move = range * (i / 3 - 4) / 4;
            changes[i] = value(call, forward * (1 + move), strike, shocked[i % 3], years) - now;
        }
        for (int i = 0; i < EXTENDED.length; i++) {
            final double move = EXTENDED[i];
            final double edge = inverse ? (1 + move) / (1 + Math.copySign(range, move)) : 1;
            changes[ScenarioMoves.STANDARD + i] =
                    (value(call, forward * (1 + move), strike, raised, years) - now) * range / Math.abs(move) * edge;
        }
        final InstrumentRisk risk = new InstrumentRisk(
                Contracts.option(
                        coin,
                        inverse,
                        call ? OptionType.CALL : OptionType.PUT,
                        Math.round(strike * 1e8),
                        Math.round(DAYS[slot] * DAY_NS),
                        10_000_000L),
                slot,
                PortfolioMargin.SCENARIOS);
        final long markE8 = Math.max(1, Math.round(now * 1e8));
        final double d1 =
                Math.log(forward / strike) / (volatility * Math.sqrt(years)) + volatility * Math.sqrt(years) / 2;
        final long deltaE9 = Math.round((normal(d1) - (call ? 0 : 1)) * 1e9);
        risk.mark(markE8, deltaE9, indexE8);
        final int unitE12 = inverse ? 1_000 : 100_000_000;
        final int[] values = new int[changes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.toIntExact(Math.round(changes[i] * (1e12 / unitE12)));
        }
        risk.scenarios(values, unitE12);
        options.add(new Marked(risk, values, unitE12, deltaE9, slot));
    }

    /** In coins where it is inverse. */
    private double value(
            final boolean call,
            final double forward,
            final double strike,
            final double volatility,
            final double years) {
        final double width = volatility * Math.sqrt(years);
        final double intrinsic = Math.max(call ? forward - strike : strike - forward, 0);
        double dollars = intrinsic;
        if (width > 1e-9) {
            final double d1 = Math.log(forward / strike) / width + width / 2;
            final double callValue = forward * normal(d1) - strike * normal(d1 - width);
            dollars = Math.max(call ? callValue : callValue - forward + strike, intrinsic);
        }
        return inverse ? dollars / forward : dollars;
    }

    /** The normal distribution to 1e-7, by a published fit of the complementary error function (Numerical Recipes). */
    private static double normal(final double x) {
        final double z = Math.abs(x) / Math.sqrt(2);
        final double t = 1 / (1 + z / 2);
        final double[] fit = {
            -1.26551223,
            1.00002368,
            0.37409196,
            0.09678418,
            -0.18628806,
            0.27886807,
            -1.13520398,
            1.48851587,
            -0.82215223,
            0.17087277
        };
        double exponent = 0;
        for (int i = fit.length - 1; i >= 0; i--) {
            exponent = exponent * t + fit[i];
        }
        final double above = t * Math.exp(-z * z + exponent) / 2;
        return x < 0 ? above : 1 - above;
    }
}
