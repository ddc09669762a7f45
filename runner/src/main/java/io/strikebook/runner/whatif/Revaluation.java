package io.strikebook.runner.whatif;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.portfolio.PortfolioMargin;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.NewestMarks;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.pricer.mark.RiskArrays;
import io.strikebook.pricer.mark.ScenarioSet;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.batch.ValueColumns;
import io.strikebook.runner.Moment;
import io.strikebook.runner.account.MarkDetails;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.OptionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells margin of a moved market, so that it values accounts by its own rules, and of the recorded market again.
 *
 * <p>What is assumed: index, forwards and marks of futures move by the same ratio; each option keeps the implied volatility of its last mark,
 * strike by strike, moved as the {@link MarketMove} says; no time passes; nobody trades, cancels, pays in or is liquidated. Options are priced
 * in full at the moved forward, and their risk arrays computed anew there. A moved mark is the recorded one plus what the model
 * says that it moves by, so that no move gives exactly what was recorded.
 */
public final class Revaluation {
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final double E6 = 1e6;
    private static final double E8 = 1e8;
    private static final double E9 = 1e9;

    private final MarginCore margin;
    private final MarkDetails details;
    private final int underlyings;
    private final long timestampNs;
    private final long[] marksE8;
    private final long[] indexesE8;
    private final InstrumentRisk[] recorded;
    private final List<Instrument> futures = new ArrayList<>();
    private final List<List<Instrument>> options = new ArrayList<>();
    private final List<RiskArrays> arrays = new ArrayList<>();
    private final BatchPricer pricer = BatchPricer.create();
    private final OptionColumns before = new OptionColumns(RiskArrays.CAPACITY);
    private final OptionColumns after = new OptionColumns(RiskArrays.CAPACITY);
    private final ValueColumns valuesBefore = new ValueColumns(RiskArrays.CAPACITY);
    private final ValueColumns valuesAfter = new ValueColumns(RiskArrays.CAPACITY);
    private final boolean withArrays;

    /**
     * Of the instruments that matter, which are those that somebody has.
     *
     * @param held       ids of instruments
     * @param withArrays whether any account looked at is under portfolio margin
     */
    public Revaluation(
            final Moment moment, final MarkDetails details, final Set<Integer> held, final boolean withArrays) {
        this.margin = moment.margin();
        this.details = details;
        this.underlyings = moment.recording().manifest().venue().underlyings().size();
        this.timestampNs = moment.timestampNs();
        this.withArrays = withArrays;
        this.marksE8 = new long[margin.instruments().lastId() + 1];
        this.recorded = new InstrumentRisk[marksE8.length];
        this.indexesE8 = new long[underlyings + 1];
        for (int id = 1; id <= underlyings; id++) {
            indexesE8[id] = margin.marks().indexE8(id);
            options.add(new ArrayList<>());
            arrays.add(new RiskArrays(ScenarioSet.of(margin.risks().legs().inForce(), id), pricer));
        }
        held.stream().sorted().forEach(this::add);
    }

    private void add(final int instrumentId) {
        final Instrument instrument = margin.instruments().get(instrumentId);
        final InstrumentRisk risk = margin.risks().risk(instrumentId);
        recorded[instrumentId] = new InstrumentRisk(instrument, risk.expirySlot(), PortfolioMargin.SCENARIOS);
        recorded[instrumentId].copy(risk);
        marksE8[instrumentId] = margin.marks().markE8(instrumentId);
        if (marksE8[instrumentId] == NewestMarks.NONE) {
            return;
        }
        if (!instrument.isOption()) {
            futures.add(instrument);
        } else if (details.has(instrumentId) && details.volatilityE6(instrumentId) > 0) {
            options.get(instrument.underlyingId() - 1).add(instrument);
        }
    }

    /** How many underlyings there are. */
    public int underlyings() {
        return underlyings;
    }

    /** Recorded price of an underlying, or {@link NewestMarks#NONE}. */
    public long indexE8(final int underlyingId) {
        return indexesE8[underlyingId];
    }

    /** Makes margin's newest marks those of a moved market; wallets keep their values until they are {@link #value valued}. */
    public void move(final MarketMove move) {
        for (int id = 1; id <= underlyings; id++) {
            if (indexesE8[id] != NewestMarks.NONE) {
                margin.index(
                        id,
                        positive(indexesE8[id] * move.priceFactor(id)),
                        margin.schedule().isStale(id));
            }
        }
        for (final Instrument future : futures) {
            final long markE8 = marksE8[future.instrumentId()];
            margin.mark(future.instrumentId(), positive(markE8 * move.priceFactor(future.underlyingId())), 0);
        }
        for (int id = 1; id <= underlyings; id++) {
            final List<Instrument> ofUnderlying = options.get(id - 1);
            for (int from = 0; from < ofUnderlying.size(); from += RiskArrays.CAPACITY) {
                final int to = Math.min(from + RiskArrays.CAPACITY, ofUnderlying.size());
                moveOptions(move, id, ofUnderlying.subList(from, to));
            }
        }
    }

    private void moveOptions(final MarketMove move, final int underlyingId, final List<Instrument> some) {
        before.clear();
        after.clear();
        for (final Instrument option : some) {
            final int id = option.instrumentId();
            final boolean call = option.terms().optionType() == OptionType.CALL;
            final double forward = details.forwardE8(id) / E8;
            final double strike = option.terms().strikeE8() / E8;
            final double years = Math.max(0, (option.terms().expiryNs() - timestampNs) / NS_PER_YEAR);
            final double volatility = details.volatilityE6(id) / E6;
            before.add(call, forward, strike, years, volatility);
            after.add(
                    call,
                    forward * move.priceFactor(underlyingId),
                    strike,
                    years,
                    move.volatility(underlyingId, volatility));
        }
        pricer.evaluate(before, valuesBefore);
        pricer.evaluate(after, valuesAfter);
        for (int i = 0; i < some.size(); i++) {
            final int id = some.get(i).instrumentId();
            final boolean inverse = some.get(i).terms().style() == ContractStyle.INVERSE;
            final double movedBy = valuesAfter.price[i] / (inverse ? after.forward[i] : 1)
                    - valuesBefore.price[i] / (inverse ? before.forward[i] : 1);
            final long markE8 = move.moves(underlyingId) ? marksE8[id] + Math.round(movedBy * E8) : marksE8[id];
            final int deltaE9 =
                    move.moves(underlyingId) ? (int) Math.round(valuesAfter.delta[i] * E9) : details.deltaE9(id);
            margin.mark(id, Math.max(0, markE8), deltaE9);
        }
        if (withArrays) {
            computeArrays(underlyingId, some);
        }
    }

    /** Also where nothing moves: what the pricer had published lags by its threshold, and all moves are to be alike. */
    private void computeArrays(final int underlyingId, final List<Instrument> some) {
        final RiskArrays batch = arrays.get(underlyingId - 1);
        batch.clear();
        for (int i = 0; i < some.size(); i++) {
            batch.add(after, i, some.get(i).terms().style() == ContractStyle.INVERSE);
        }
        batch.compute();
        for (int i = 0; i < some.size(); i++) {
            batch.read(i);
            margin.risks().array(some.get(i).instrumentId(), batch.unitE12(), batch.values());
        }
    }

    /** Makes margin's newest marks those that were recorded again. */
    public void restore() {
        move(MarketMove.none(underlyings));
        for (int id = 1; id < recorded.length; id++) {
            if (recorded[id] != null) {
                margin.risks().replace(id, recorded[id]);
            }
        }
    }

    private static long positive(final double priceE8) {
        return Math.max(1, (long) Math.min(Math.rint(priceE8), NumberRange.MAX_PRICE_E8));
    }

    /** Values a wallet at the marks that margin was told last. */
    public void value(final Wallet wallet) {
        margin.revalue(wallet);
    }
}
