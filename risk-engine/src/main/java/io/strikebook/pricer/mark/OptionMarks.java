package io.strikebook.pricer.mark;

import io.strikebook.common.math.FixedPoint;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.pricer.index.UnderlyingIndex;
import io.strikebook.pricing.batch.BatchPricer;
import java.util.ArrayList;
import java.util.List;

/**
 * Which options' marks and risk arrays are published when. A mark is as soon as it has moved by half a tick, or by a twentieth of a point of
 * volatility, or its flag changed; what moves by less follows at most once in a while, by market-data time. An array is looked at once in a
 * while, or at once after a jump, and published if it moved beyond the threshold in any scenario. A new scenario set
 * brings the arrays of all options that have marks, at once. Allocates nothing but an option's first array, and for a new set.
 */
final class OptionMarks {
    private static final int FAR_IV_E6 = 500;
    private static final int JUMP_IV_E6 = 20_000;
    private static final int JUMP_PART = 400;

    private final MarketTable table;
    private final VenueParameters.Marks parameters;
    private final List<RiskArrays> arrays = new ArrayList<>();
    /** Per underlying: options whose arrays are due, in the order of instruments; empty between epochs. */
    private final List<List<Market>> due = new ArrayList<>();

    private final BatchPricer pricer;
    private final PublishedMark fresh = new PublishedMark();
    private final OutsideQuotes outside;

    OptionMarks(final MarketTable table, final VenueParameters.Marks parameters, final BatchPricer pricer) {
        this.table = table;
        this.parameters = parameters;
        this.outside = new OutsideQuotes(table);
        this.pricer = pricer;
        for (final UnderlyingIndex underlying : table.underlyings) {
            arrays.add(arraysOf(underlying));
            due.add(new ArrayList<>(RiskArrays.CAPACITY));
        }
    }

    private RiskArrays arraysOf(final UnderlyingIndex underlying) {
        return new RiskArrays(ScenarioSet.of(table.scenarios, underlying.underlyingId()), pricer);
    }

    /** The highest volatility at the money for 30 days of an underlying's chains that are believed; NaN where none is. */
    double volatilityFor30Days(final UnderlyingIndex underlying, final long timeNs) {
        double highest = Double.NaN;
        for (int i = 0; i < table.chains.size(); i++) {
            final Chain chain = table.chains.get(i);
            if (chain.underlying == underlying) {
                final double volatility = chain.volatilityFor30Days(timeNs);
                highest = volatility >= 0 && !(volatility <= highest) ? volatility : highest;
            }
        }
        return highest;
    }

    /** The table's scenarios were read back. */
    void restored() {
        for (int i = 0; i < arrays.size(); i++) {
            arrays.set(i, arraysOf(table.underlyings.get(i)));
        }
    }

    boolean isDue(final long timeNs) {
        for (int i = 0; i < table.chains.size(); i++) {
            if (timeNs >= table.chains.get(i).dueNs()) {
                return true;
            }
        }
        return false;
    }

    /** Takes the quotes, and the forwards that they agree on, which futures may need; before these. */
    void prepare(final long timeNs) {
        for (int i = 0; i < table.chains.size(); i++) {
            table.chains.get(i).prepare(table, timeNs);
        }
    }

    /** Forwards, surfaces and values as of a time. */
    void value(final long timeNs) {
        for (int i = 0; i < arrays.size(); i++) {
            if (table.isSwitched(table.underlyings.get(i))) {
                arrays.set(i, arraysOf(table.underlyings.get(i)));
            }
        }
        for (int i = 0; i < table.expiries.size(); i++) {
            table.expiries.get(i).refresh(timeNs);
        }
        for (int i = 0; i < table.chains.size(); i++) {
            table.chains.get(i).refresh(timeNs);
        }
    }

    /** Publishes a listed option's mark if it is to be. */
    void publish(final Market market, final long timeNs, final MarkListener listener) {
        final Chain chain = market.chain;
        final boolean valued = chain.isTicked() && market.row >= 0 && chain.read(market.row, fresh);
        if (table.isSwitched(market.underlying)) {
            switchArray(market, valued);
        }
        if (!valued) {
            return;
        }
        market.expiry.valued = true;
        fresh.outside = outside.refresh(market, fresh.priceE8, timeNs);
        fresh.stale |= fresh.outside;
        final boolean wasPending = market.markPending;
        if (isToBePublished(market, chain, timeNs)) {
            market.published.take(fresh);
            market.markTimeNs = timeNs;
            market.markPending = false;
            market.arrayPending = true;
            listener.onMark(market.instrumentId, market.published);
            table.touch(market);
        } else if (market.markPending) {
            chain.dueAt(market.markTimeNs + parameters.markIntervalNs());
        }
        if (market.markPending != wasPending) {
            table.touch(market);
        }
        if (market.arrayPending) {
            awaitArray(market, timeNs);
        }
    }

    private void awaitArray(final Market market, final long timeNs) {
        if (isArrayDue(market, timeNs)) {
            due.get(market.underlying.underlyingId() - 1).add(market);
        } else {
            market.chain.dueAt(market.arrayTimeNs + parameters.riskArrayIntervalNs());
        }
    }

    /** An array of the scenarios before is none any more: who cannot be valued now has one as soon as it can. */
    private void switchArray(final Market market, final boolean valued) {
        market.arrayPending = true;
        if (!valued) {
            market.array = null;
        }
        table.touch(market);
    }

    private boolean isToBePublished(final Market market, final Chain chain, final long timeNs) {
        final PublishedMark published = market.published;
        if (!published.isPresent()) {
            return true;
        }
        if (fresh.sameAs(published)) {
            market.markPending = false;
            return false;
        }
        market.markPending |= chain.hasNews();
        return fresh.isFarFrom(published, Math.max(1, market.terms().tickSizeE8() / 2), FAR_IV_E6)
                || market.markPending && timeNs - market.markTimeNs >= parameters.markIntervalNs();
    }

    private boolean isArrayDue(final Market market, final long timeNs) {
        final PublishedMark mark = market.published;
        return market.array == null
                || table.isSwitched(market.underlying)
                || timeNs - market.arrayTimeNs >= parameters.riskArrayIntervalNs()
                || Math.abs(mark.forwardE8 - market.arrayForwardE8) > mark.forwardE8 / JUMP_PART
                || Math.abs(mark.ivE6 - market.arrayIvE6) > JUMP_IV_E6;
    }

    /** Computes the arrays that are due, in the order of instruments, and publishes those that moved. */
    void publishArrays(final long timeNs, final MarkListener listener) {
        for (int underlying = 0; underlying < arrays.size(); underlying++) {
            final List<Market> revalued = due.get(underlying);
            final RiskArrays batch = arrays.get(underlying);
            for (int from = 0; from < revalued.size(); from += RiskArrays.CAPACITY) {
                final int to = Math.min(from + RiskArrays.CAPACITY, revalued.size());
                batch.clear();
                for (int i = from; i < to; i++) {
                    final Market market = revalued.get(i);
                    batch.add(market.chain.columns(), market.row, market.chain.inverse);
                }
                batch.compute();
                for (int i = from; i < to; i++) {
                    final Market market = revalued.get(i);
                    market.arrayTimeNs = timeNs;
                    if (batch.read(i - from)) {
                        publish(market, batch, listener);
                    } else {
                        // What there is no number for is not zero: the array before goes on, without one margin has its
                        // rule for it.
                        market.chain.dueAt(timeNs + parameters.riskArrayIntervalNs());
                    }
                    table.touch(market);
                }
            }
            revalued.clear();
        }
    }

    private void publish(final Market market, final RiskArrays batch, final MarkListener listener) {
        market.arrayPending = false;
        market.arrayForwardE8 = market.published.forwardE8;
        market.arrayIvE6 = market.published.ivE6;
        if (market.array == null
                || table.isSwitched(market.underlying)
                || batch.distanceE12(market.array, market.arrayUnitE12) >= thresholdE12(market)) {
            keep(market, batch);
            listener.onRiskArray(market.instrumentId, market.arrayUnitE12, market.array);
        }
    }

    /** Arrays are in settlement currency, so the threshold of a linear option is that of a coin, at its price. */
    private long thresholdE12(final Market market) {
        final long coinE12 = parameters.riskArrayThresholdE12();
        return market.chain.inverse
                ? coinE12
                : FixedPoint.multiplyDivideFloor(market.published.forwardE8, coinE12, FixedPoint.E8);
    }

    private static void keep(final Market market, final RiskArrays batch) {
        if (market.array == null) {
            market.array = new int[ScenarioSet.SIZE];
        }
        System.arraycopy(batch.values(), 0, market.array, 0, market.array.length);
        market.arrayUnitE12 = batch.unitE12();
    }
}
