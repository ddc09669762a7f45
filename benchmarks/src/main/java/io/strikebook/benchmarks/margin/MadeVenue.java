package io.strikebook.benchmarks.margin;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.pricer.mark.RiskArrays;
import io.strikebook.pricer.mark.ScenarioSet;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.batch.ValueColumns;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.ArrayList;
import java.util.List;

/** A made chain of inverse options on one coin: ten expiries, fifty strikes, calls and puts, with marks and risk arrays as a pricer's. */
final class MadeVenue {
    static final int OPTIONS = 1_000;
    static final long START_NS = 1_767_225_600_000_000_000L;
    static final double INDEX = 60_000;

    private static final int EXPIRIES = 10;
    private static final int STRIKES = 50;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final double NS_PER_YEAR = 365.0 * DAY_NS;
    private static final int[] DAYS = {1, 2, 3, 7, 14, 30, 60, 90, 180, 270};
    private static final double E8 = 1e8;
    private static final double E9 = 1e9;
    private static final long TICK_E8 = 10_000;
    private static final long LOT_E8 = 10_000_000;

    /** Takes the marks of an epoch. */
    interface MarkSink {
        /** Mark, delta and array of the option at a place in {@link #terms()}. */
        void mark(int place, long markE8, int deltaE9, double volatility, int unitE12, int[] values);
    }

    private final List<InstrumentTerms> terms = new ArrayList<>();
    private final double[] volatilities = new double[OPTIONS];
    private final RiskArrays arrays;
    private final BatchPricer pricer = BatchPricer.create();

    MadeVenue(final VenueParameters parameters) {
        arrays = new RiskArrays(
                ScenarioSet.of(new ScenarioSets(parameters.marks().scenarioSetVersion(), parameters.underlyings()), 1),
                pricer);
        for (int e = 0; e < EXPIRIES; e++) {
            final double width = Math.sqrt(DAYS[e] / 365.0) * 2;
            for (int s = 0; s < STRIKES; s++) {
                final double moneyness = width * (2.0 * s / (STRIKES - 1) - 1);
                final long strike = Math.round(INDEX * Math.exp(moneyness) / 10) * 10 + s % 2;
                add(e, strike, OptionType.CALL, moneyness);
                add(e, strike, OptionType.PUT, moneyness);
            }
        }
    }

    private void add(final int expiry, final long strike, final OptionType type, final double moneyness) {
        volatilities[terms.size()] = 0.5 + 0.1 * moneyness * moneyness;
        terms.add(new InstrumentTerms(
                "BTC-" + DAYS[expiry] + "D-" + strike + "-" + type.name().charAt(0),
                "BTC",
                InstrumentKind.OPTION,
                type,
                ContractStyle.INVERSE,
                Currency.BTC,
                strike * (long) E8,
                START_NS + DAYS[expiry] * DAY_NS,
                TICK_E8,
                LOT_E8,
                1_000_000));
    }

    /** What is listed. */
    List<InstrumentTerms> terms() {
        return terms;
    }

    /** Values the whole chain at an index price. */
    void value(final double index, final MarkSink sink) {
        final OptionColumns options = new OptionColumns(RiskArrays.CAPACITY);
        final ValueColumns values = new ValueColumns(RiskArrays.CAPACITY);
        for (int from = 0; from < OPTIONS; from += RiskArrays.CAPACITY) {
            final int to = Math.min(OPTIONS, from + RiskArrays.CAPACITY);
            options.clear();
            arrays.clear();
            for (int i = from; i < to; i++) {
                final InstrumentTerms option = terms.get(i);
                options.add(
                        option.optionType() == OptionType.CALL,
                        index,
                        option.strikeE8() / E8,
                        (option.expiryNs() - START_NS) / NS_PER_YEAR,
                        volatilities[i]);
                arrays.add(options, i - from, true);
            }
            pricer.evaluate(options, values);
            arrays.compute();
            for (int i = from; i < to; i++) {
                arrays.read(i - from);
                sink.mark(
                        i,
                        Math.max(1, Math.round(values.price[i - from] / index * E8)),
                        (int) Math.round(values.delta[i - from] * E9),
                        volatilities[i],
                        arrays.unitE12(),
                        arrays.values());
            }
        }
    }
}
