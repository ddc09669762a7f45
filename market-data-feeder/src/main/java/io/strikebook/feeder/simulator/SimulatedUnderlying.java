package io.strikebook.feeder.simulator;

import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.schemas.Side;

/** One underlying: its walk, and the events that its instruments give. Allocates nothing after construction. */
final class SimulatedUnderlying {
    static final int CONSTITUENTS = 3;

    private static final long E8 = 100_000_000L;
    private static final long E12 = 1_000_000_000_000L;
    private static final long CENT_E8 = E8 / 100;
    private static final long YEAR_SECONDS = 365L * 86_400L;
    private static final long BASIS_PER_YEAR_E8 = 5_000_000L;
    private static final long PREMIUM_DEVIATION_E8 = 500L;
    private static final long CONSTITUENT_DEVIATION_E8 = 5_000L;
    private static final long FUTURE_HALF_SPREAD_E8 = 5_000L;
    private static final long OPTION_HALF_SPREAD_E8 = 1_000_000L;

    private final SimulatorConfig.UnderlyingConfig config;
    private final SplitMix random;
    private final SimulatedInstrument[] futures;
    private final SimulatedInstrument[] options;
    private final long stepDeviationE12;
    private final long pullEvents;

    private long priceE8;
    private long levelE8;
    private long premiumE8;
    private int nextFuture;
    private int nextOption;
    private long trades;

    /**
     * An underlying at its starting price.
     *
     * @param futures         the perpetual first
     * @param milliEventsPerSecond steps of the walk per second, times 1,000
     */
    SimulatedUnderlying(
            final SimulatorConfig.UnderlyingConfig config,
            final SplitMix random,
            final SimulatedInstrument[] futures,
            final SimulatedInstrument[] options,
            final long milliEventsPerSecond) {
        this.config = config;
        this.random = random;
        this.futures = futures;
        this.options = options;
        final double yearsPerEvent = 1_000.0 / milliEventsPerSecond / YEAR_SECONDS;
        this.stepDeviationE12 = (long) (config.volatilityE8() * Math.sqrt(yearsPerEvent) * (E12 / E8)) + 1;
        this.pullEvents = Math.max(1, 5L * 86_400L * milliEventsPerSecond / 1_000L);
        this.priceE8 = config.priceE8();
        this.levelE8 = config.volatilityE8();
    }

    int futureCount() {
        return futures.length;
    }

    int optionCount() {
        return options.length;
    }

    /** One step of the walk: price, level of volatility, premium of the perpetual. */
    void step() {
        priceE8 += multiplyDivideFloor(priceE8, random.normal(stepDeviationE12), E12)
                + (config.priceE8() - priceE8) / pullEvents;
        priceE8 = Math.min(Math.max(priceE8, config.priceE8() / 4), config.priceE8() * 4);
        levelE8 += multiplyDivideFloor(levelE8, random.normal(2 * stepDeviationE12), E12)
                + (config.volatilityE8() - levelE8) / pullEvents;
        levelE8 = Math.min(Math.max(levelE8, config.volatilityE8() / 3), config.volatilityE8() * 3);
        premiumE8 += random.normal(PREMIUM_DEVIATION_E8) - premiumE8 / 1_000;
    }

    void constituent(final int constituentId, final MarketDataListener listener) {
        final long noise = multiplyDivideFloor(priceE8, random.normal(CONSTITUENT_DEVIATION_E8), E8);
        listener.constituent(config.underlyingId(), constituentId, roundDown(priceE8 + noise, CENT_E8));
    }

    void randomConstituent(final MarketDataListener listener) {
        constituent(1 + random.below(CONSTITUENTS), listener);
    }

    void perpetualTicker(final long timeNs, final MarketDataListener listener) {
        futureTicker(0, timeNs, listener);
    }

    /** A dated future in turn, or the perpetual where none is alive. */
    void nextFutureTicker(final long timeNs, final MarketDataListener listener) {
        for (int i = 1; i < futures.length; i++) {
            nextFuture = nextFuture + 1 < futures.length ? nextFuture + 1 : 1;
            if (!futures[nextFuture].expiredAt(timeNs)) {
                futureTicker(nextFuture, timeNs, listener);
                return;
            }
        }
        futureTicker(0, timeNs, listener);
    }

    void futureTicker(final int index, final long timeNs, final MarketDataListener listener) {
        final InstrumentTerms terms = futures[index].terms();
        final long tick = terms.tickSizeE8();
        final long markE8 = markOfFutureE8(index, timeNs);
        final long half = multiplyDivideFloor(markE8, FUTURE_HALF_SPREAD_E8, E8);
        listener.ticker(
                futures[index].externalInstrumentId(),
                timeNs,
                roundDown(markE8 - half, tick),
                (1 + random.below(500)) * 10 * terms.lotSizeE8(),
                roundUp(markE8 + half, tick),
                (1 + random.below(500)) * 10 * terms.lotSizeE8(),
                roundDown(markE8, CENT_E8),
                MarketDataListener.NONE,
                MarketDataListener.NONE,
                roundDown(priceE8, CENT_E8));
    }

    /** An option in turn, or the perpetual where none is alive. */
    void nextOptionTicker(final long timeNs, final MarketDataListener listener) {
        final int option = nextOption(timeNs);
        if (option < 0) {
            futureTicker(0, timeNs, listener);
        } else {
            optionTicker(option, timeNs, listener);
        }
    }

    void optionTicker(final int index, final long timeNs, final MarketDataListener listener) {
        final InstrumentTerms terms = options[index].terms();
        final long forwardE8 = roundDown(forwardE8(terms.expiryNs(), timeNs), CENT_E8);
        final double years = OptionValue.years(terms.expiryNs(), timeNs);
        final long volatilityE8 = OptionValue.volatilityE8(levelE8, forwardE8, terms.strikeE8(), years);
        final long markE8 = OptionValue.coinE8(terms.optionType(), forwardE8, terms.strikeE8(), volatilityE8, years);
        final long half = terms.tickSizeE8() + multiplyDivideFloor(markE8, OPTION_HALF_SPREAD_E8, E8);
        final long bidE8 = roundDown(markE8 - half, terms.tickSizeE8());
        final long bidLots = 1 + random.below(200);
        final long askLots = 1 + random.below(200);
        listener.ticker(
                options[index].externalInstrumentId(),
                timeNs,
                bidE8 > 0 ? bidE8 : MarketDataListener.NONE,
                bidE8 > 0 ? bidLots * terms.lotSizeE8() : MarketDataListener.NONE,
                roundUp(markE8 + half, terms.tickSizeE8()),
                askLots * terms.lotSizeE8(),
                markE8,
                volatilityE8,
                forwardE8,
                roundDown(priceE8, CENT_E8));
    }

    /** A trade of the perpetual at its bid or ask. */
    void trade(final long timeNs, final MarketDataListener listener) {
        final InstrumentTerms terms = futures[0].terms();
        final long markE8 = markOfFutureE8(0, timeNs);
        final long half = multiplyDivideFloor(markE8, FUTURE_HALF_SPREAD_E8, E8);
        final boolean buy = (random.next() & 1) == 0;
        final long tick = terms.tickSizeE8();
        listener.trade(
                futures[0].externalInstrumentId(),
                timeNs,
                ++trades,
                buy ? roundUp(markE8 + half, tick) : roundDown(markE8 - half, tick),
                (1 + random.below(100)) * terms.lotSizeE8(),
                buy ? Side.BUY : Side.SELL);
    }

    private int nextOption(final long timeNs) {
        for (int i = 0; i < options.length; i++) {
            nextOption = nextOption + 1 < options.length ? nextOption + 1 : 0;
            if (!options[nextOption].expiredAt(timeNs)) {
                return nextOption;
            }
        }
        return -1;
    }

    private long markOfFutureE8(final int index, final long timeNs) {
        return index == 0
                ? priceE8 + multiplyDivideFloor(priceE8, premiumE8, E8)
                : forwardE8(futures[index].terms().expiryNs(), timeNs);
    }

    private long forwardE8(final long expiryNs, final long timeNs) {
        final long seconds = Math.max(0, (expiryNs - timeNs) / 1_000_000_000L);
        return priceE8 + multiplyDivideFloor(priceE8, BASIS_PER_YEAR_E8 * seconds / YEAR_SECONDS, E8);
    }

    private static long roundDown(final long value, final long step) {
        return Math.floorDiv(value, step) * step;
    }

    private static long roundUp(final long value, final long step) {
        return -Math.floorDiv(-value, step) * step;
    }
}
