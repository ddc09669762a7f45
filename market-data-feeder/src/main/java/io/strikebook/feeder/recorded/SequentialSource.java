package io.strikebook.feeder.recorded;

import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataSource;
import java.util.List;
import java.util.function.Supplier;

/** One source after the other, each opened when the one before has ended. */
public final class SequentialSource implements MarketDataSource {
    private final List<Supplier<MarketDataSource>> openers;
    private MarketDataSource current;
    private int opened;

    /** Sources in their order. */
    public SequentialSource(final List<Supplier<MarketDataSource>> openers) {
        this.openers = List.copyOf(openers);
    }

    @Override
    public long nextTimeNs() {
        while (true) {
            if (current != null) {
                final long timeNs = current.nextTimeNs();
                if (timeNs != END) {
                    return timeNs;
                }
                current.close();
                current = null;
            }
            if (opened == openers.size()) {
                return END;
            }
            current = openers.get(opened++).get();
        }
    }

    @Override
    public void emitNext(final MarketDataListener listener) {
        nextTimeNs();
        current.emitNext(listener);
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
    }
}
