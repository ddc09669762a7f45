package io.strikebook.cli.fairness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What takers have gained some time after their trades, by the mark of then: of all, and of those who took a stale quote. */
final class MarkOuts {
    /** Milliseconds after the trade. */
    static final int[] HORIZONS_MS = {0, 1, 10, 100};

    private static final long MILLISECOND_NS = 1_000_000L;

    private record Trade(
            WatchedInstrument instrument,
            boolean buys,
            boolean stale,
            long lots,
            long priceE8,
            double indexUsd,
            double valueUsd,
            long atNs) {}

    private final List<ArrayDeque<Trade>> waiting = new ArrayList<>();
    private final double[] gainUsd = new double[HORIZONS_MS.length];
    private final double[] staleGainUsd = new double[HORIZONS_MS.length];
    private final double[] valueUsd = new double[HORIZONS_MS.length];

    MarkOuts() {
        for (int i = 0; i < HORIZONS_MS.length; i++) {
            waiting.add(new ArrayDeque<>());
        }
    }

    void trade(
            final WatchedInstrument instrument,
            final boolean buys,
            final boolean stale,
            final long lots,
            final long priceE8,
            final double indexUsd,
            final long nowNs) {
        final Trade trade = new Trade(
                instrument, buys, stale, lots, priceE8, indexUsd, instrument.valueUsd(lots, priceE8, indexUsd), nowNs);
        settle(trade, 0);
        for (int i = 1; i < HORIZONS_MS.length; i++) {
            waiting.get(i).add(trade);
        }
    }

    /** Settles what is due before a time, by the marks of before that time. */
    void settleBefore(final long nowNs) {
        for (int i = 1; i < HORIZONS_MS.length; i++) {
            final ArrayDeque<Trade> queue = waiting.get(i);
            while (!queue.isEmpty() && queue.peek().atNs + HORIZONS_MS[i] * MILLISECOND_NS < nowNs) {
                settle(queue.remove(), i);
            }
        }
    }

    private void settle(final Trade trade, final int horizon) {
        final double bought =
                trade.instrument.gainUsd(trade.lots, trade.priceE8, trade.instrument.markE8(), trade.indexUsd);
        final double gain = trade.buys ? bought : -bought;
        gainUsd[horizon] += gain;
        staleGainUsd[horizon] += trade.stale ? gain : 0;
        valueUsd[horizon] += trade.valueUsd;
    }

    /** Of those who took stale quotes. */
    double staleGainUsd(final int horizon) {
        return staleGainUsd[horizon];
    }

    /** Of all, as a ratio of the value traded. */
    double gainRatio(final int horizon) {
        return valueUsd[horizon] == 0 ? 0 : gainUsd[horizon] / valueUsd[horizon];
    }
}
