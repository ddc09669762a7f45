package io.strikebook.feeder.consolidated;

import io.strikebook.feeder.MarketDataListener;
import java.util.Arrays;

/** Statistics of all instruments that traded. */
final class Statistics {
    private DayStatistics[] byInstrument = new DayStatistics[64];
    private int highest;
    private boolean dirty;

    /** Whether anything traded since the last publication. */
    boolean isDirty() {
        return dirty;
    }

    void onTrade(final int instrument, final long timeNs, final long priceE8, final long quantityE8) {
        if (instrument <= 0 || priceE8 <= 0 || quantityE8 <= 0) {
            return;
        }
        if (instrument >= byInstrument.length) {
            byInstrument = Arrays.copyOf(byInstrument, Math.max(instrument + 1, byInstrument.length * 2));
        }
        if (byInstrument[instrument] == null) {
            byInstrument[instrument] = new DayStatistics(instrument);
            highest = Math.max(highest, instrument);
        }
        final DayStatistics statistics = byInstrument[instrument];
        statistics.onTrade(timeNs, priceE8, quantityE8);
        statistics.dirty = true;
        dirty = true;
    }

    /** Gives those that changed, within an event, in the order of their instruments. */
    void publish(final MarketDataListener listener) {
        for (int i = 1; i <= highest; i++) {
            final DayStatistics statistics = byInstrument[i];
            if (statistics != null && statistics.dirty) {
                listener.statistics(statistics);
                statistics.dirty = false;
            }
        }
        dirty = false;
    }
}
