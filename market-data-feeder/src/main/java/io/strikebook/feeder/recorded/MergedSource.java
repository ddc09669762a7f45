package io.strikebook.feeder.recorded;

import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataSource;
import java.util.List;

/** Several sources by time; of equal times the source named first goes first. Each source keeps its own order. */
public final class MergedSource implements MarketDataSource {
    private final List<? extends MarketDataSource> sources;

    /** Merges the sources, which it closes. */
    public MergedSource(final List<? extends MarketDataSource> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public long nextTimeNs() {
        long earliest = END;
        for (int i = 0; i < sources.size(); i++) {
            earliest = Math.min(earliest, sources.get(i).nextTimeNs());
        }
        return earliest;
    }

    @Override
    public void emitNext(final MarketDataListener listener) {
        final long earliest = nextTimeNs();
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).nextTimeNs() == earliest) {
                sources.get(i).emitNext(listener);
                return;
            }
        }
    }

    @Override
    public void close() {
        sources.forEach(MarketDataSource::close);
    }
}
