package io.strikebook.feeder.consolidated;

import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataSource;

/**
 * A source and what is summed up of its events: behind an event, at its time, those consolidated books and then those statistics that changed and
 * are due, each as one event of its own. What changed after the last publication before the source ends is given at its end. Deterministic as
 * the source is.
 */
public final class SummarisingSource implements MarketDataSource {
    private final MarketDataSource source;
    private final SummaryConfig config;
    private final ConsolidatedBooks books;
    private final Statistics statistics = new Statistics();
    private final Observer observer;
    private long booksDueNs = Long.MIN_VALUE;
    private long statisticsDueNs = Long.MIN_VALUE;
    private long timeNs;

    private SummarisingSource(final MarketDataSource source, final SummaryConfig config) {
        this.source = source;
        this.config = config;
        this.books = new ConsolidatedBooks(config.depth());
        this.observer = new Observer(this);
    }

    /** The source itself where nothing is summed up; else one that closes it. */
    public static MarketDataSource of(final MarketDataSource source, final SummaryConfig config) {
        return config.isOn() ? new SummarisingSource(source, config) : source;
    }

    @Override
    public long nextTimeNs() {
        final long nextNs = source.nextTimeNs();
        return nextNs == END && (hasBooks() || hasStatistics()) ? timeNs : nextNs;
    }

    @Override
    public void emitNext(final MarketDataListener listener) {
        final boolean ended = source.nextTimeNs() == END;
        if (!ended) {
            observer.listener = listener;
            source.emitNext(observer);
        }
        if (hasBooks() && (ended || timeNs >= booksDueNs)) {
            booksDueNs = timeNs + config.bookIntervalNs();
            listener.beginEvent(timeNs);
            books.publish(timeNs - config.staleAfterNs(), listener);
            listener.endEvent();
        }
        if (hasStatistics() && (ended || timeNs >= statisticsDueNs)) {
            statisticsDueNs = timeNs + config.statisticsIntervalNs();
            listener.beginEvent(timeNs);
            statistics.publish(listener);
            listener.endEvent();
        }
    }

    private boolean hasBooks() {
        return config.bookIntervalNs() > 0 && books.isDirty();
    }

    private boolean hasStatistics() {
        return config.statisticsIntervalNs() > 0 && statistics.isDirty();
    }

    /** Time of an event begins: market-data time never decreases. */
    long onTime(final long eventNs) {
        timeNs = Math.max(timeNs, eventNs);
        return timeNs;
    }

    /** Something is said of an instrument. */
    void onHeard(final int instrument) {
        books.onHeard(instrument, timeNs);
    }

    ConsolidatedBooks books() {
        return books;
    }

    void onTrade(final int instrument, final long priceE8, final long quantityE8) {
        statistics.onTrade(instrument, timeNs, priceE8, quantityE8);
    }

    @Override
    public void close() {
        source.close();
    }
}
