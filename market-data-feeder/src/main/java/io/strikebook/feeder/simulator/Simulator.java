package io.strikebook.feeder.simulator;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.DeribitSymbols;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataSource;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A market out of a seed, without end. First every instrument is described, then every constituent and ticker is given once, all at the
 * start time; from there on events follow evenly in time, underlyings in turn: 55 % option tickers in turn, 25 % index constituents, 10 %
 * tickers of the perpetual, 5 % of a dated future, 5 % trades. An expired instrument is silent; none is added. Allocates nothing once
 * the instruments are described.
 */
public final class Simulator implements MarketDataSource {
    /** Venue of the instruments it describes. */
    public static final String VENUE = "SIM";

    private static final long SECOND_NS = 1_000_000_000L;

    private final SimulatorConfig config;
    private final SplitMix random;
    private final SimulatedUnderlying[] underlyings;
    private final SimulatedInstrument[] instruments;
    private final long describeEvents;
    private final long openingEvents;
    private long event;

    /** A simulator before its first event. */
    public Simulator(final SimulatorConfig config) {
        this.config = config;
        this.random = new SplitMix(config.seed());
        this.underlyings = new SimulatedUnderlying[config.underlyings().size()];
        final List<SimulatedInstrument> all = new ArrayList<>();
        final long milliEventsPerSecond = config.eventsPerSecond() * 1_000L / underlyings.length;
        int opening = 0;
        for (int i = 0; i < underlyings.length; i++) {
            final SimulatorConfig.UnderlyingConfig underlying =
                    config.underlyings().get(i);
            final SimulatedInstrument[] futures = number(futures(underlying.code()), all);
            final SimulatedInstrument[] options = number(options(underlying), all);
            underlyings[i] = new SimulatedUnderlying(underlying, random, futures, options, milliEventsPerSecond);
            opening += SimulatedUnderlying.CONSTITUENTS + futures.length + options.length;
        }
        this.instruments = all.toArray(SimulatedInstrument[]::new);
        this.describeEvents = instruments.length;
        this.openingEvents = opening;
    }

    /** Every instrument, in the order of its external id, from 1. */
    public List<InstrumentTerms> instruments() {
        final List<InstrumentTerms> terms = new ArrayList<>();
        for (final SimulatedInstrument instrument : instruments) {
            terms.add(instrument.terms());
        }
        return terms;
    }

    @Override
    public long nextTimeNs() {
        final long steady = event - describeEvents - openingEvents + 1;
        if (steady <= 0) {
            return config.startNs();
        }
        final long rate = config.eventsPerSecond();
        return config.startNs() + steady / rate * SECOND_NS + steady % rate * SECOND_NS / rate;
    }

    @Override
    public void emitNext(final MarketDataListener listener) {
        final long timeNs = nextTimeNs();
        listener.beginEvent(timeNs);
        if (event < describeEvents) {
            final SimulatedInstrument instrument = instruments[(int) event];
            listener.instrument(instrument.externalInstrumentId(), VENUE, instrument.terms());
        } else if (event < describeEvents + openingEvents) {
            open((int) (event - describeEvents), timeNs, listener);
        } else {
            steady(timeNs, listener);
        }
        listener.endEvent();
        event++;
    }

    private void open(final int index, final long timeNs, final MarketDataListener listener) {
        int rest = index;
        for (final SimulatedUnderlying underlying : underlyings) {
            if (rest < SimulatedUnderlying.CONSTITUENTS) {
                underlying.constituent(rest + 1, listener);
                return;
            }
            rest -= SimulatedUnderlying.CONSTITUENTS;
            if (rest < underlying.futureCount()) {
                underlying.futureTicker(rest, timeNs, listener);
                return;
            }
            rest -= underlying.futureCount();
            if (rest < underlying.optionCount()) {
                underlying.optionTicker(rest, timeNs, listener);
                return;
            }
            rest -= underlying.optionCount();
        }
    }

    private void steady(final long timeNs, final MarketDataListener listener) {
        final SimulatedUnderlying underlying = underlyings[(int) (event % underlyings.length)];
        underlying.step();
        final int percent = random.below(100);
        if (percent < 55) {
            underlying.nextOptionTicker(timeNs, listener);
        } else if (percent < 80) {
            underlying.randomConstituent(listener);
        } else if (percent < 90) {
            underlying.perpetualTicker(timeNs, listener);
        } else if (percent < 95) {
            underlying.nextFutureTicker(timeNs, listener);
        } else {
            underlying.trade(timeNs, listener);
        }
    }

    private static SimulatedInstrument[] number(
            final List<InstrumentTerms> terms, final List<SimulatedInstrument> all) {
        final SimulatedInstrument[] numbered = new SimulatedInstrument[terms.size()];
        for (int i = 0; i < numbered.length; i++) {
            numbered[i] = new SimulatedInstrument(all.size() + 1, terms.get(i));
            all.add(numbered[i]);
        }
        return numbered;
    }

    private List<InstrumentTerms> futures(final String code) {
        final List<InstrumentTerms> terms = new ArrayList<>();
        terms.add(DeribitSymbols.perpetual(code));
        for (final int days : config.futureDays()) {
            terms.add(DeribitSymbols.future(code, date(days)));
        }
        return terms;
    }

    private List<InstrumentTerms> options(final SimulatorConfig.UnderlyingConfig underlying) {
        final List<InstrumentTerms> terms = new ArrayList<>();
        for (final int days : config.optionDays()) {
            final long stepE8 = strikeStepE8(underlying, days);
            final long centreE8 = Math.max(1, (underlying.priceE8() + stepE8 / 2) / stepE8) * stepE8;
            for (int i = -config.strikes() / 2; i <= config.strikes() / 2; i++) {
                final long strikeE8 = centreE8 + i * stepE8;
                if (strikeE8 > 0) {
                    terms.add(DeribitSymbols.option(underlying.code(), date(days), strikeE8, true));
                    terms.add(DeribitSymbols.option(underlying.code(), date(days), strikeE8, false));
                }
            }
        }
        return terms;
    }

    private LocalDate date(final int days) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(config.startNs() / SECOND_NS), ZoneOffset.UTC)
                .plusDays(days);
    }

    /** About a third of a standard deviation until expiry, the next of 1, 2, 5, 10 ... above it. */
    private static long strikeStepE8(final SimulatorConfig.UnderlyingConfig underlying, final int days) {
        final double wanted =
                underlying.priceE8() * (underlying.volatilityE8() / 1e8) * Math.sqrt(Math.max(days, 1) / 365.0) / 3.0;
        long stepE8 = 100_000_000L;
        int next = 0;
        while (stepE8 < wanted) {
            stepE8 = next % 3 == 1 ? stepE8 / 2 * 5 : stepE8 * 2;
            next++;
        }
        return stepE8;
    }
}
