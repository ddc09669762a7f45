package io.strikebook.runner.crash;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.LiquidationRules;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.DeribitSymbols;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.Currency;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;

/** Plays a recorded market to the engines. */
public final class CrashRun {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long TICK_NS = 10_000_000L;
    private static final long DAY_NS = 86_400L * SECOND_NS;
    private static final int FUND = 1;
    private static final int FIRST_MAKER = 2;
    private static final double E8 = 1e8;
    private static final double E12 = 1e12;

    /** Makers look at what traded so often within a second. */
    private static final long MAKERS_NS = 100_000_000L;

    /** Steps may be this far apart: a market in which there was none for as long is quiet. */
    private static final long QUIET_NS = 3 * SECOND_NS;

    /** After a jump the market stands still until all is quiet, but not for longer. */
    private static final int MOST_STANDING_SECONDS = 900;

    private static final int CHECKED_EVERY_SECONDS = 600;

    private final CrashSettings settings;
    private final BridgedPath path;
    private final CrashTally tally;
    private final CrashMarks marks;
    private final CrashVenue venue;
    private final MarketMakers makers;
    private final Population population;
    private final int[] perpetualIds;
    private final CrashReport report;
    private long steps;
    private long lastStepNs;
    private long joinedDay;
    private long sinceChecked;
    private long sinceSampled;

    /** Over the polls from one to another one. */
    public CrashRun(
            final RecordedMarket market, final int firstPoll, final int lastPoll, final CrashSettings settings) {
        this.settings = settings;
        final VenueParameters parameters = parameters();
        path = new BridgedPath(market, firstPoll, lastPoll, settings.seed());
        for (int second = 0; second < settings.fromSecond(); second++) {
            path.next();
        }
        final List<InstrumentTerms> instruments = new ArrayList<>();
        perpetualIds = new int[parameters.underlyings().size() + 1];
        parameters.underlyings().forEach(underlying -> {
            instruments.add(DeribitSymbols.perpetual(underlying.code()));
            perpetualIds[underlying.underlyingId()] = instruments.size();
        });
        final int[] optionIds = new int[market.options().size()];
        for (int option = 0; option < optionIds.length; option++) {
            instruments.add(market.options().get(option));
            optionIds[option] = instruments.size();
        }
        marks = new CrashMarks(market, parameters, perpetualIds, optionIds);
        tally = new CrashTally(FUND, new CrashTally.Worth() {
            @Override
            public double dollars(final int instrumentId, final long lots) {
                return CrashRun.this.dollars(instrumentId, lots);
            }

            @Override
            public double dollarsFor(final Currency currency) {
                return CrashRun.this.dollarsFor(currency);
            }
        });
        venue = new CrashVenue(parameters, tally.outputs(), marks, instruments, path.state().timeNs);
        makers = new MarketMakers(venue, market, marks, tally, FIRST_MAKER, perpetualIds, optionIds);
        population = new Population(
                venue, market, marks, perpetualIds, optionIds, FIRST_MAKER + MarketMakers.count(), settings.seed() + 1);
        report = new CrashReport();
    }

    /** As by default, with an insurance fund. */
    private static VenueParameters parameters() {
        final LiquidationRules rules = LiquidationRules.defaults();
        return VenueParameters.defaults()
                .withLiquidation(new LiquidationRules(
                        FUND,
                        rules.intervalNs(),
                        rules.stepE8(),
                        rules.priceStepE8(),
                        rules.attempts(),
                        rules.feeE8(),
                        rules.stepsPerCommand()));
    }

    private double dollars(final int instrumentId, final long lots) {
        final Instrument instrument = venue.instrument(instrumentId);
        final double units = lots * (instrument.terms().lotSizeE8() / E8);
        return instrument.isInverseFuture() ? units : units * path.state().indexes[instrument.underlyingId()];
    }

    private double dollarsFor(final Currency currency) {
        return path.state().indexes[underlyingId(currency)];
    }

    private int underlyingId(final Currency currency) {
        for (int id = 1; id < perpetualIds.length; id++) {
            if (venue.instrument(perpetualIds[id]).terms().settlementCurrency() == currency) {
                return id;
            }
        }
        throw new IllegalArgumentException("nothing settles in " + currency);
    }

    /**
     * Plays all of it, once.
     *
     * @param progress told the seconds of the recording that were played
     */
    public CrashReport run(final LongConsumer progress) {
        begin();
        final long beganNs = path.state().timeNs;
        boolean more = true;
        while (more) {
            final MarketState state = path.state();
            if (state.atPoll || joinedDay == 0) {
                join(state);
            }
            second(state, state.timeNs);
            if (settings.stepSeconds() != 1) {
                stand(state);
            }
            final boolean ended = isEnd(state, beganNs);
            if (state.atPoll || ended) {
                report.poll(state, tally.take());
            }
            progress.accept((state.timeNs - beganNs) / SECOND_NS);
            more = !ended && advance();
        }
        venue.requireConsistent();
        report.finish(venue, population.holders(), fundUsd());
        return report;
    }

    private boolean isEnd(final MarketState state, final long beganNs) {
        return settings.seconds() != 0 && state.timeNs - beganNs >= settings.seconds() * SECOND_NS;
    }

    private void begin() {
        final MarketState state = path.state();
        venue.marks(state, state.timeNs);
        makers.open(state);
        venue.open(FUND, true);
        for (int id = 1; id < perpetualIds.length; id++) {
            final Currency currency = venue.instrument(perpetualIds[id]).terms().settlementCurrency();
            venue.deposit(FUND, currency, Math.round(settings.fundUsd() / state.indexes[id] * E8));
        }
        report.begin(fundUsd());
        makers.quote(state);
    }

    /** New accounts at the beginning, and with the first poll of each day. */
    private void join(final MarketState state) {
        final long day = state.timeNs / DAY_NS;
        if (day != joinedDay) {
            joinedDay = day;
            population.join(state, settings.holders());
        }
    }

    /** The market moves by a step of the settings; false at the end. */
    private boolean advance() {
        if (!path.next()) {
            return false;
        }
        if (settings.isRaw()) {
            while (!path.state().atPoll) {
                path.next();
            }
            return true;
        }
        for (int i = 1; i < settings.stepSeconds() && !path.state().atPoll; i++) {
            path.next();
        }
        return true;
    }

    /** Marks, quotes, trades of who is new, and Ticks until all wallets are valued and nothing is in liquidation. */
    private void second(final MarketState state, final long atNs) {
        venue.marks(state, atNs);
        makers.quote(state);
        population.trade(state);
        final long endNs = atNs + SECOND_NS;
        long ticksNs = venue.nowNs();
        while ((!venue.isMarked() || isBusy()) && ticksNs + TICK_NS < endNs) {
            ticksNs += TICK_NS;
            venue.tick(ticksNs);
            if ((ticksNs - atNs) % MAKERS_NS < TICK_NS) {
                makers.quote(state);
            }
        }
        sinceChecked++;
        if (sinceChecked >= CHECKED_EVERY_SECONDS) {
            sinceChecked = 0;
            venue.requireConsistent();
        }
        sinceSampled++;
        if (sinceSampled >= settings.sampleSeconds()) {
            sinceSampled = 0;
            sample(state);
        }
    }

    private boolean isBusy() {
        if (tally.steps() != steps) {
            steps = tally.steps();
            lastStepNs = venue.nowNs();
        }
        return tally.open() > 0 || lastStepNs != 0 && venue.nowNs() - lastStepNs < QUIET_NS;
    }

    /** The market stands still, and who has to trade does. */
    private void stand(final MarketState state) {
        final int most = settings.isRaw() ? MOST_STANDING_SECONDS : settings.stepSeconds() - 1;
        for (int second = 1; second <= most && (isBusy() || population.isOpening()); second++) {
            second(state, state.timeNs + second * SECOND_NS);
        }
    }

    private void sample(final MarketState state) {
        report.sample(
                state,
                population.holders(),
                holder -> dollars(holder, Wallet::equityE12),
                holder -> dollars(holder, Wallet::marginBalanceE12),
                holder -> dollars(holder, Wallet::maintenanceMarginE12));
    }

    private double dollars(final Holder holder, final ToLongFunction<Wallet> amountE12) {
        final Wallet wallet = venue.wallet(holder.accountId, holder.currency);
        return amountE12.applyAsLong(wallet) / E12 * path.state().indexes[holder.underlyingId];
    }

    private double fundUsd() {
        double sum = 0;
        for (int id = 1; id < perpetualIds.length; id++) {
            final Currency currency = venue.instrument(perpetualIds[id]).terms().settlementCurrency();
            sum += venue.wallet(FUND, currency).equityE12() / E12 * path.state().indexes[id];
        }
        return sum;
    }
}
