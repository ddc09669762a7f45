package io.strikebook.runner.crash;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.pricer.mark.RiskArrays;
import io.strikebook.pricer.mark.ScenarioSet;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.batch.ValueColumns;
import io.strikebook.pricing.numeric.Elementary;
import io.strikebook.runner.MarksSupply;
import io.strikebook.schemas.ExpiryRiskEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MarksEpochBeginEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RiskArrayEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a market as epochs of marks, as the pricer would had it been told of these volatilities and forwards: options by the same formula,
 * risk arrays by the same scenarios. Arrays of an underlying are written again once its index has moved by a twentieth of a percent, or a
 * minute has passed.
 */
final class CrashMarks implements MarksSupply {
    private static final int HEADER = FrameLayout.HEADER_LENGTH;
    private static final double NS_PER_YEAR = 365 * 86_400e9;
    private static final double E6 = 1e6;
    private static final double E8 = 1e8;
    private static final double E9 = 1e9;
    private static final double E12 = 1e12;
    private static final long E8_TO_E12 = 10_000L;

    /** An index that moved by less leaves the risk arrays. */
    private static final double ARRAYS_AFTER = 0.0005;

    private static final long ARRAYS_EVERY_NS = 60_000_000_000L;

    private final MemoryQueue queue = new MemoryQueue();
    private final Publication publication = queue.publication();
    private final RecordedMarket market;
    private final ScenarioSets scenarios;
    private final int[] perpetualIds;
    private final int[] optionIds;
    private final BatchPricer pricer = BatchPricer.create();
    private final List<RiskArrays> arrays = new ArrayList<>();
    private final OptionColumns columns;
    private final ValueColumns values;
    private final int[] rows;
    private final double[] pricedE8;
    private final double[] arraysAtIndex;
    private final long[] arraysAtNs;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final IndexPriceEncoder index = new IndexPriceEncoder();
    private final MarkEncoder mark = new MarkEncoder();
    private final RiskArrayEncoder array = new RiskArrayEncoder();
    private final ExpiryRiskEncoder expiryRisk = new ExpiryRiskEncoder();
    private long epoch;

    /**
     * No epoch yet.
     *
     * @param perpetualIds instruments, by underlying, from 1
     * @param optionIds    instruments, by option
     */
    CrashMarks(
            final RecordedMarket market,
            final VenueParameters parameters,
            final int[] perpetualIds,
            final int[] optionIds) {
        this.market = market;
        this.perpetualIds = perpetualIds;
        this.optionIds = optionIds;
        scenarios = new ScenarioSets(parameters.marks().scenarioSetVersion(), parameters.underlyings());
        for (int id = 1; id < perpetualIds.length; id++) {
            arrays.add(new RiskArrays(ScenarioSet.of(scenarios, id), pricer));
        }
        columns = new OptionColumns(optionIds.length);
        values = new ValueColumns(optionIds.length);
        rows = new int[optionIds.length];
        pricedE8 = new double[optionIds.length];
        arraysAtIndex = new double[perpetualIds.length];
        arraysAtNs = new long[perpetualIds.length];
    }

    @Override
    public Subscription subscription() {
        return queue.subscription();
    }

    @Override
    public void supplyTo(final long wanted) {
        // written before anybody asks for it
    }

    /** The newest epoch; 0 for none. */
    long epoch() {
        return epoch;
    }

    /** The mark of an option when it was last written, coins. */
    double price(final int option) {
        return pricedE8[option] / E8;
    }

    /** Writes the next epoch. */
    long write(final MarketState state, final long timeNs) {
        publication.beginGroup(++epoch, timeNs);
        new MarksEpochBeginEncoder()
                .wrapAndApplyHeader(
                        publication.buffer(), publication.claim(HEADER + MarksEpochBeginEncoder.BLOCK_LENGTH), header)
                .marketDataTo(0)
                .commandsTo(0)
                .scenarioSetVersion(scenarios.version())
                .reserved(0);
        publication.commit(HEADER + MarksEpochBeginEncoder.BLOCK_LENGTH);
        for (int id = 1; id < perpetualIds.length; id++) {
            index(id, state.indexes[id]);
            mark(perpetualIds[id], e8(state.perpetuals[id]), state.perpetuals[id], 0, 1);
        }
        price(state, timeNs);
        for (int id = 1; id < perpetualIds.length; id++) {
            if (Math.abs(state.indexes[id] / arraysAtIndex[id] - 1) > ARRAYS_AFTER
                    || timeNs - arraysAtNs[id] >= ARRAYS_EVERY_NS) {
                arraysAtIndex[id] = state.indexes[id];
                arraysAtNs[id] = timeNs;
                arrays(id, timeNs);
            }
        }
        publication.endGroup();
        publication.flush();
        return epoch;
    }

    private void price(final MarketState state, final long timeNs) {
        columns.clear();
        for (int option = 0; option < optionIds.length; option++) {
            final InstrumentTerms terms = market.options().get(option);
            if (terms.expiryNs() > timeNs) {
                final int row = columns.add(
                        terms.optionType() == OptionType.CALL,
                        state.forwards[option],
                        terms.strikeE8() / E8,
                        (terms.expiryNs() - timeNs) / NS_PER_YEAR,
                        state.volatilities[option]);
                rows[row] = option;
            }
        }
        pricer.evaluate(columns, values);
        for (int row = 0; row < columns.size(); row++) {
            final int option = rows[row];
            final long markE8 = e8(values.price[row] / columns.forward[row]);
            pricedE8[option] = markE8;
            mark(
                    optionIds[option],
                    markE8,
                    columns.forward[row],
                    (int) Math.round(columns.volatility[row] * E6),
                    values.delta[row]);
        }
    }

    private void index(final int underlyingId, final double price) {
        index.wrapAndApplyHeader(
                        publication.buffer(), publication.claim(HEADER + IndexPriceEncoder.BLOCK_LENGTH), header)
                .priceE8(e8(price))
                .underlyingId(underlyingId)
                .reserved1((short) 0)
                .sources(1)
                .confidenceE8(IndexPriceEncoder.confidenceE8NullValue())
                .flags()
                .clear();
        publication.commit(HEADER + IndexPriceEncoder.BLOCK_LENGTH);
    }

    private void mark(
            final int instrumentId, final long priceE8, final double forward, final int ivE6, final double delta) {
        mark.wrapAndApplyHeader(publication.buffer(), publication.claim(HEADER + MarkEncoder.BLOCK_LENGTH), header)
                .markPriceE8(priceE8)
                .forwardPriceE8(e8(forward))
                .vegaE8(0)
                .thetaE8(0)
                .gammaE12(0)
                .instrumentId(instrumentId)
                .markIvE6(ivE6)
                .deltaE9((int) Math.round(delta * E9))
                .reserved1((short) 0)
                .reserved2(0)
                .flags()
                .clear();
        publication.commit(HEADER + MarkEncoder.BLOCK_LENGTH);
    }

    /** Arrays of an underlying's options as they were just priced, and the roll shocks of their expiries. */
    private void arrays(final int underlyingId, final long timeNs) {
        final RiskArrays batch = arrays.get(underlyingId - 1);
        batch.clear();
        final List<Integer> inBatch = new ArrayList<>();
        for (int row = 0; row < columns.size(); row++) {
            if (market.underlyingId(rows[row]) == underlyingId) {
                batch.add(columns, row, true);
                inBatch.add(rows[row]);
            }
        }
        batch.compute();
        long toldNs = 0;
        for (int i = 0; i < inBatch.size(); i++) {
            batch.read(i);
            array.wrapAndApplyHeader(
                            publication.buffer(), publication.claim(HEADER + RiskArrayEncoder.BLOCK_LENGTH), header)
                    .instrumentId(optionIds[inBatch.get(i)])
                    .unitE12(batch.unitE12());
            for (int value = 0; value < batch.values().length; value++) {
                array.values(value, batch.values()[value]);
            }
            publication.commit(HEADER + RiskArrayEncoder.BLOCK_LENGTH);
            final long expiryNs = market.options().get(inBatch.get(i)).expiryNs();
            if (expiryNs != toldNs) {
                toldNs = expiryNs;
                rollShock(underlyingId, expiryNs, timeNs);
            }
        }
    }

    private void rollShock(final int underlyingId, final long expiryNs, final long timeNs) {
        final double risk = scenarios.valueE8(underlyingId, ScenarioParameter.ROLL_MOVE_RISK) / E8;
        final long leastE12 = scenarios.valueE8(underlyingId, ScenarioParameter.LEAST_ROLL_MOVE) * E8_TO_E12;
        final double shock = Elementary.expm1(risk * ((expiryNs - timeNs) / NS_PER_YEAR));
        expiryRisk
                .wrapAndApplyHeader(
                        publication.buffer(), publication.claim(HEADER + ExpiryRiskEncoder.BLOCK_LENGTH), header)
                .factorE12(Math.max(leastE12, Math.round(shock * E12)))
                .expiryNs(expiryNs)
                .underlyingId(underlyingId)
                .reserved(0);
        publication.commit(HEADER + ExpiryRiskEncoder.BLOCK_LENGTH);
    }

    private static long e8(final double price) {
        return Math.round(price * E8);
    }
}
