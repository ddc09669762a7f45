package io.strikebook.cli.fairness;

import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.runner.Recording;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.ImpliedLegFillDecoder;
import io.strikebook.schemas.IndexPriceDecoder;
import io.strikebook.schemas.InstrumentListedDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.MarketModeChangedDecoder;
import io.strikebook.schemas.OrderAcceptedDecoder;
import io.strikebook.schemas.OrderCancelledDecoder;
import io.strikebook.schemas.OrderReplacedDecoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TopOfBookDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a recording once, from its first command to its last: before each command's answers the marks that it was decided on. All times are
 * the venue's.
 */
final class FairnessMeter {
    private static final double E8 = 1e8;
    private static final double BASIS_POINTS = 1e4;
    private static final double PERCENT = 1e2;
    private static final double MILLISECOND_NS = 1e6;
    private static final int PROGRESS_EVERY = 1 << 14;

    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final MarkDecoder mark = new MarkDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final InstrumentListedDecoder listed = new InstrumentListedDecoder();
    private final MarketModeChangedDecoder mode = new MarketModeChangedDecoder();
    private final TopOfBookDecoder top = new TopOfBookDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final ImpliedLegFillDecoder impliedLeg = new ImpliedLegFillDecoder();
    private final Recording recording;
    private final Subscription marks;
    private final List<Subscription> executions;
    private final FrameHandler onMarks = this::onMarks;
    private final FrameHandler onExecution = this::onExecution;
    private final Map<Integer, WatchedInstrument> instruments = new TreeMap<>();
    private final Map<Integer, Double> indexesUsd = new HashMap<>();
    private final Map<Long, Long> repricedBy = new HashMap<>();
    private final Map<Long, ImmediateOrder> immediate = new HashMap<>();
    private final TreeSet<String> modes = new TreeSet<>();
    private final MarkOuts markOuts = new MarkOuts();
    private final Waits waits = new Waits();
    private long command;
    private long nowNs;
    private long trades;
    private long staleTrades;
    private double valueUsd;
    private double staleUsd;
    private double errorUsd;
    private double effectiveUsd;
    private double askedUsd;
    private double filledUsd;

    FairnessMeter(final Recording recording) {
        this.recording = recording;
        this.marks = recording.subscription(QueueNames.MARKS);
        this.executions = QueueNames.executions(recording.manifest().venue().matchingShards()).stream()
                .map(recording::subscription)
                .toList();
    }

    Fairness measure(final LongConsumer progress) {
        final Subscription commands = recording.subscription(QueueNames.COMMANDS);
        while (commands.poll(this::onCommand)) {
            if (command % PROGRESS_EVERY == 0) {
                progress.accept(command);
            }
        }
        instruments.values().forEach(instrument -> instrument.pass(nowNs));
        return figures();
    }

    /** Trades that were read. */
    long trades() {
        return trades;
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        command = FrameLayout.sequence(buffer, offset);
        nowNs = FrameLayout.timestampNs(buffer, offset);
        markOuts.settleBefore(nowNs);
        final long marksTo =
                envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH).marksTo();
        long epoch = marks.peek();
        while (epoch != Subscription.NONE && epoch <= marksTo) {
            marks.poll(onMarks);
            epoch = marks.peek();
        }
        for (final Subscription shard : executions) {
            long answered = shard.peek();
            while (answered != Subscription.NONE && answered <= command) {
                shard.poll(onExecution);
                answered = shard.peek();
            }
        }
    }

    private void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        final int version = FrameLayout.version(buffer, offset);
        if (FrameLayout.templateId(buffer, offset) == MarkDecoder.TEMPLATE_ID) {
            mark.wrap(buffer, body, block, version);
            final WatchedInstrument instrument = instruments.get(mark.instrumentId());
            if (instrument != null) {
                instrument.mark(mark.markPriceE8(), command);
            }
        } else if (FrameLayout.templateId(buffer, offset) == IndexPriceDecoder.TEMPLATE_ID) {
            index.wrap(buffer, body, block, version);
            indexesUsd.put(index.underlyingId(), index.priceE8() / E8);
        }
    }

    private void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        final int version = FrameLayout.version(buffer, offset);
        switch (FrameLayout.templateId(buffer, offset)) {
            case InstrumentListedDecoder.TEMPLATE_ID -> onListed(listed.wrap(buffer, body, block, version));
            case MarketModeChangedDecoder.TEMPLATE_ID -> onMode(mode.wrap(buffer, body, block, version));
            case TopOfBookDecoder.TEMPLATE_ID -> onTop(top.wrap(buffer, body, block, version));
            case OrderAcceptedDecoder.TEMPLATE_ID -> onAccepted(accepted.wrap(buffer, body, block, version));
            case OrderReplacedDecoder.TEMPLATE_ID -> {
                replaced.wrap(buffer, body, block, version);
                if (replaced.keptPriority() == 0) {
                    repricedBy.put(replaced.orderId(), command);
                }
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                cancelled.wrap(buffer, body, block, version);
                immediate.remove(cancelled.orderId());
                repricedBy.remove(cancelled.orderId());
            }
            case FillDecoder.TEMPLATE_ID -> onFill(fill.wrap(buffer, body, block, version));
            case ImpliedLegFillDecoder.TEMPLATE_ID -> onLegFill(impliedLeg.wrap(buffer, body, block, version));
            default -> {
                // says nothing of prices
            }
        }
    }

    private void onListed(final InstrumentListedDecoder event) {
        instruments.putIfAbsent(
                event.instrumentId(), new WatchedInstrument(event.underlyingId(), TermsCodec.decode(event.terms())));
    }

    private void onMode(final MarketModeChangedDecoder event) {
        final WatchedInstrument instrument = instruments.get(event.instrumentId());
        instrument.mode = event.mode();
        instrument.delayNs = event.delayNs();
    }

    private void onTop(final TopOfBookDecoder event) {
        instruments
                .get(event.instrumentId())
                .top(nowNs, event.bidLots() > 0 && event.askLots() > 0, event.bidPriceE8(), event.askPriceE8());
    }

    private void onAccepted(final OrderAcceptedDecoder event) {
        final boolean mayRest = event.orderType() != OrderType.MARKET
                && event.timeInForce() != TimeInForce.IMMEDIATE_OR_CANCEL
                && event.timeInForce() != TimeInForce.FILL_OR_KILL;
        final WatchedInstrument instrument = instruments.get(event.instrumentId());
        if (!mayRest && instrument.markE8() != 0) {
            final ImmediateOrder order =
                    new ImmediateOrder(nowNs, instrument.markE8(), instrument.markedBy(), event.quantityLots());
            immediate.put(event.orderId(), order);
            askedUsd += instrument.valueUsd(order.lots, instrument.markE8(), indexUsd(instrument));
        }
    }

    private void onFill(final FillDecoder event) {
        final WatchedInstrument instrument = instruments.get(event.instrumentId());
        final long priceE8 = event.priceE8();
        if (instrument.markE8() == 0 || priceE8 <= 0) {
            return;
        }
        final boolean swapped =
                immediate.containsKey(event.makerOrderId()) && !immediate.containsKey(event.takerOrderId());
        final long takerId = swapped ? event.makerOrderId() : event.takerOrderId();
        final long makerId = swapped ? event.takerOrderId() : event.makerOrderId();
        final boolean buys = event.takerSide() == Side.BUY ^ swapped;
        final long lots = event.quantityLots();
        final double value = instrument.valueUsd(lots, priceE8, indexUsd(instrument));
        traded(instrument, buys, isStale(instrument, takerId, makerId, buys, priceE8), lots, priceE8);
        taken(instrument, event.takerOrderId(), event.takerRemainingLots(), buys ^ swapped, lots, value);
        taken(instrument, event.makerOrderId(), event.makerRemainingLots(), buys == swapped, lots, value);
        if (event.makerRemainingLots() == 0) {
            repricedBy.remove(event.makerOrderId());
        }
    }

    /**
     * An order that rests in the book of a leg, taken by one of a combination. That one knew the newest mark where it arrived; where it
     * had rested, orders of legs came to it, and it chose nothing.
     */
    private void onLegFill(final ImpliedLegFillDecoder event) {
        final WatchedInstrument leg = instruments.get(event.instrumentId());
        final long priceE8 = event.priceE8();
        if (leg.markE8() == 0 || priceE8 <= 0) {
            return;
        }
        final boolean buys = event.takerSide() == Side.BUY;
        final boolean stale = event.takerRested() == 0
                && (buys ? leg.markE8() > priceE8 : leg.markE8() < priceE8)
                && pricedBy(event.makerOrderId()) < leg.markedBy();
        traded(leg, buys, stale, event.quantityLots(), priceE8);
        if (event.makerRemainingLots() == 0) {
            repricedBy.remove(event.makerOrderId());
        }
    }

    private void traded(
            final WatchedInstrument instrument,
            final boolean buys,
            final boolean stale,
            final long lots,
            final long priceE8) {
        final double indexUsd = indexUsd(instrument);
        final double value = instrument.valueUsd(lots, priceE8, indexUsd);
        final double gain = (buys ? 1 : -1) * instrument.gainUsd(lots, priceE8, instrument.markE8(), indexUsd);
        trades++;
        valueUsd += value;
        staleTrades += stale ? 1 : 0;
        staleUsd += stale ? value : 0;
        errorUsd += Math.abs(gain);
        effectiveUsd -= 2 * gain;
        countModes(instrument);
        markOuts.trade(instrument, buys, stale, lots, priceE8, indexUsd, nowNs);
    }

    /** Whether the taker knew a mark, better than the price, that a maker who offered to rest did not know. */
    private boolean isStale(
            final WatchedInstrument instrument,
            final long takerId,
            final long makerId,
            final boolean buys,
            final long priceE8) {
        final ImmediateOrder order = immediate.get(takerId);
        final long knownE8 = order == null ? instrument.markE8() : order.markE8;
        final long knownBy = order == null ? instrument.markedBy() : order.markedBy;
        return (buys ? knownE8 > priceE8 : knownE8 < priceE8)
                && pricedBy(makerId) < knownBy
                && !immediate.containsKey(makerId);
    }

    private void countModes(final WatchedInstrument instrument) {
        final String name = instrument.mode.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        modes.add(instrument.delayNs == 0 ? name : name + ' ' + (long) (instrument.delayNs / MILLISECOND_NS) + " ms");
    }

    private void taken(
            final WatchedInstrument instrument,
            final long orderId,
            final long remainingLots,
            final boolean buys,
            final long lots,
            final double value) {
        final ImmediateOrder order = immediate.get(orderId);
        if (order == null) {
            return;
        }
        if (order.filledLots == 0) {
            waits.add((nowNs - order.acceptedNs) / MILLISECOND_NS);
        }
        order.filledLots += lots;
        filledUsd += instrument.valueUsd(lots, order.markE8, indexUsd(instrument));
        final double moved = (double) (instrument.markE8() - order.markE8) / order.markE8;
        waits.moved((buys ? moved : -moved) * value, value);
        if (remainingLots == 0) {
            immediate.remove(orderId);
        }
    }

    /** The command that gave an order its price. */
    private long pricedBy(final long orderId) {
        final Long repriced = repricedBy.get(orderId);
        return repriced == null ? OrderIds.sequenceOf(orderId) : repriced;
    }

    private double indexUsd(final WatchedInstrument instrument) {
        return indexesUsd.getOrDefault(instrument.underlyingId, 0.0);
    }

    private Fairness figures() {
        double observed = 0;
        double twoSided = 0;
        double spread = 0;
        for (final WatchedInstrument instrument : instruments.values()) {
            observed += instrument.observedNs();
            twoSided += instrument.twoSidedNs();
            spread += instrument.spreadBpsNs();
        }
        final Fairness.Builder figures = new Fairness.Builder()
                .add("trades", "", trades, 0)
                .add("value traded", "USD", valueUsd, 0)
                .add("sniping trades", "", staleTrades, 0)
                .add("sniping value", "% of value", ratio(staleUsd, valueUsd) * PERCENT, 2);
        for (int i = 0; i < MarkOuts.HORIZONS_MS.length; i++) {
            figures.add("sniping P&L after " + MarkOuts.HORIZONS_MS[i] + " ms", "USD", markOuts.staleGainUsd(i), 2);
        }
        for (int i = 0; i < MarkOuts.HORIZONS_MS.length; i++) {
            figures.add(
                    "takers' mark-out after " + MarkOuts.HORIZONS_MS[i] + " ms",
                    "bp",
                    markOuts.gainRatio(i) * BASIS_POINTS,
                    3);
        }
        return figures.add("quoted spread", "bp", ratio(spread, twoSided), 3)
                .add("both sides quoted", "% of time", ratio(twoSided, observed) * PERCENT, 1)
                .add("effective spread", "bp", ratio(effectiveUsd, valueUsd) * BASIS_POINTS, 3)
                .add("price error", "bp", ratio(errorUsd, valueUsd) * BASIS_POINTS, 3)
                .add("fill rate", "% of value", ratio(filledUsd, askedUsd) * PERCENT, 2)
                .add("time to first fill, mean", "ms", waits.mean(), 2)
                .add("time to first fill, p50", "ms", waits.percentile(50), 2)
                .add("time to first fill, p99", "ms", waits.percentile(99), 2)
                .add("mark moved meanwhile", "bp", waits.movedRatio() * BASIS_POINTS, 3)
                .of(recording.home().path().toString(), String.join(", ", modes));
    }

    private static double ratio(final double part, final double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
